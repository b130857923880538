// Reads a language pack's folder. Everything that a table may get wrong is found here, with file and line, so that
// nothing behind it needs to doubt a pack.
#include <algorithm>
#include <array>
#include <fstream>
#include <nlohmann/json.hpp>

#include "extractors/annotate/language_pack.hpp"
#include "extractors/fold.hpp"
#include "extractors/tsv.hpp"

namespace rawi {

namespace {

using nlohmann::json;
namespace fs = std::filesystem;

constexpr std::array<std::pair<std::string_view, CueScope>, 11> kScopes = {{{"dependent", CueScope::kDependent},
                                                                            {"governor", CueScope::kGovernor},
                                                                            {"mark", CueScope::kMark},
                                                                            {"case", CueScope::kCase},
                                                                            {"light", CueScope::kLight},
                                                                            {"attribution", CueScope::kAttribution},
                                                                            {"locative", CueScope::kLocative},
                                                                            {"title", CueScope::kTitle},
                                                                            {"including", CueScope::kIncluding},
                                                                            {"anaphor", CueScope::kAnaphor},
                                                                            {"utterance", CueScope::kUtterance}}};

constexpr std::array<std::pair<std::string_view, NameClass>, 8> kNameClasses = {{{"link", NameClass::kLink},
                                                                                 {"opening", NameClass::kOpening},
                                                                                 {"given", NameClass::kGiven},
                                                                                 {"organization", NameClass::kOrganization},
                                                                                 {"place", NameClass::kPlace},
                                                                                 {"of", NameClass::kOf},
                                                                                 {"for", NameClass::kFor},
                                                                                 {"none", NameClass::kNone}}};

/// Split first: folding turns hyphens into spaces, and a hyphenated word is one word.
std::vector<std::string> folded_words(std::string_view text) {
  std::vector<std::string> out = split(text, ' ');
  for (std::string& word : out) word = fold(word);
  return out;
}

std::vector<std::string> folded_list(const std::string& text) {
  std::vector<std::string> out;
  for (const std::string& piece : split(text, ',')) out.push_back(fold(piece));
  return out;
}

tl::unexpected<Error> broken(const fs::path& file, std::size_t line, std::string problem, std::string advice = {}) {
  return fail(ErrorCode::kInvalidInput, at_line(file, line), std::move(problem), std::move(advice));
}

/// "obl/for,with" -> relation and adpositions.
void split_relation(const std::string& text, std::string& relation, std::vector<std::string>& adpositions) {
  const std::size_t slash = text.find('/');
  relation = text.substr(0, slash);
  if (slash != std::string::npos) adpositions = folded_list(text.substr(slash + 1));
}

}  // namespace

/// One loading of one folder.
class LanguagePackLoader {
 public:
  LanguagePackLoader(const fs::path& directory, const Ontology& ontology) : directory_(directory), ontology_(ontology) {}

  Result<LanguagePack> load() {
    for (const auto step : {&LanguagePackLoader::read_pack, &LanguagePackLoader::read_words, &LanguagePackLoader::read_affixes,
                            &LanguagePackLoader::read_frames, &LanguagePackLoader::read_triggers,
                            &LanguagePackLoader::read_nominals, &LanguagePackLoader::read_cues, &LanguagePackLoader::read_names})
      if (auto done = (this->*step)(); !done) return fail(std::move(done.error()));
    return std::move(pack_);
  }

 private:
  Result<void> read_pack() {
    const fs::path file = directory_ / "pack.json";
    std::ifstream in(file, std::ios::binary);
    if (!in) return fail(ErrorCode::kNotFound, file.string(), "the pack cannot be read");
    try {
      const json j = json::parse(in);
      pack_.language = j.at("language").get<std::string>();
      pack_.script = j.at("script").get<std::string>();
      pack_.word_order =
          choice(j, "word_order", "subject-first", "verb-first") ? WordOrder::kVerbFirst : WordOrder::kSubjectFirst;
      pack_.adjectives = choice(j, "adjectives", "before", "after") ? AdjectivePlace::kAfter : AdjectivePlace::kBefore;
      pack_.genitive = choice(j, "genitive", "adposition", "juxtaposition") ? Genitive::kJuxtaposition : Genitive::kAdposition;
      pack_.month_first_dates = choice(j, "numeric_dates", "day-first", "month-first");
      pack_.capitalized_names = j.at("capitalized_names").get<bool>();
      pack_.case_adpositions = j.value("case_adpositions", std::map<std::string, std::string>{});
      pack_.reads_with_tables = j.value("reads_with_tables", false);
      pack_.drops_subjects = j.value("drops_subjects", false);
      pack_.definite_article = fold(j.at("definite_article").get<std::string>());
      pack_.prefixes = clitics(j.at("prefixes"));
      pack_.suffixes = clitics(j.at("suffixes"));
      for (const auto& [form, parts] : j.at("contractions").items())
        pack_.contractions[fold(form)] = parts.get<std::vector<std::string>>();
      for (const auto& piece : j.at("elisions")) pack_.elisions.push_back(fold(piece.get<std::string>()));
      for (const auto& piece : j.at("enclitics")) pack_.enclitics.push_back(fold(piece.get<std::string>()));
      for (const auto& word : j.at("abbreviations")) pack_.abbreviations.push_back(fold(word.get<std::string>()));
      std::sort(pack_.abbreviations.begin(), pack_.abbreviations.end());
      if (pack_.language != directory_.filename()) throw std::string("its language is not the name of its folder");
    } catch (const json::exception& e) {
      return fail(ErrorCode::kInvalidInput, file.string(), e.what(), "mend the pack");
    } catch (const std::string& why) {
      return fail(ErrorCode::kInvalidInput, file.string(), why, "mend the pack");
    }
    return {};
  }

  /// False for the first of two allowed values, true for the second.
  static bool choice(const json& j, const char* key, std::string_view first, std::string_view second) {
    const auto value = j.at(key).get<std::string>();
    if (value != first && value != second)
      throw std::string(key) + " must be \"" + std::string(first) + "\" or \"" + std::string(second) + "\"";
    return value == second;
  }

  static std::vector<Clitic> clitics(const json& list) {
    std::vector<Clitic> out;
    for (const auto& c : list) {
      const auto upos = parse_upos(c.at("upos").get<std::string>());
      if (!upos) throw std::string("unknown part of speech " + c.at("upos").dump());
      out.push_back({fold(c.at("form").get<std::string>()), fold(c.at("lemma").get<std::string>()), *upos,
                     c.at("form").get<std::string>(), c.value("from_unknown", false), c.value("before_verb", false)});
    }
    return out;
  }

  Result<void> read_words() {
    const fs::path file = directory_ / "words.tsv";
    auto rows = read_tsv(file, {"form", "lemma", "upos", "features"});
    if (!rows) return fail(std::move(rows.error()));
    for (TsvRow& row : *rows) {
      const auto upos = parse_upos(row.cells[2]);
      if (!upos) return broken(file, row.line, "unknown part of speech \"" + row.cells[2] + "\"");
      Reading reading{fold(row.cells[1]), *upos, std::move(row.cells[3]), row.cells[0]};
      std::vector<std::string> forms = folded_words(row.cells[0]);
      if (forms.empty() || reading.lemma.empty()) return broken(file, row.line, "a word without form or lemma");
      pack_.add_lemma(reading.lemma, *upos);
      if (forms.size() == 1) {
        pack_.readings_[forms.front()].push_back(std::move(reading));
      } else {
        const std::string first = forms.front();
        pack_.expressions_[first].push_back({std::move(forms), std::move(reading)});
      }
    }
    for (auto& [first, list] : pack_.expressions_)  // the longest expression is tried first
      std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.forms.size() > b.forms.size(); });
    return {};
  }

  Result<void> read_affixes() {
    const fs::path file = directory_ / "affixes.tsv";
    auto rows = read_tsv(file, {"strip_prefix", "add_prefix", "strip_suffix", "add_suffix", "upos", "features"});
    if (!rows) return fail(std::move(rows.error()));
    for (TsvRow& row : *rows) {
      AffixRule rule{
          fold(row.cells[0]), fold(row.cells[1]), fold(row.cells[2]), fold(row.cells[3]), Upos::kX, row.cells[5], false};
      const auto upos = parse_upos(row.cells[4]);
      if (!upos) return broken(file, row.line, "unknown part of speech \"" + row.cells[4] + "\"");
      rule.upos = *upos;
      if (rule.features.starts_with('*')) {
        rule.guesses = true;
        rule.features.erase(0, 1);
      }
      pack_.affixes.push_back(std::move(rule));
    }
    // The longest affix that leads to a known lemma wins.
    std::stable_sort(pack_.affixes.begin(), pack_.affixes.end(), [](const AffixRule& a, const AffixRule& b) {
      return a.strip_prefix.size() + a.strip_suffix.size() > b.strip_prefix.size() + b.strip_suffix.size();
    });
    return {};
  }

  Result<void> read_frames() {
    const fs::path file = directory_ / "frames.tsv";
    auto rows = read_tsv(file, {"name", "arguments"});
    if (!rows) return fail(std::move(rows.error()));
    for (const TsvRow& row : *rows) {
      Frame frame{row.cells[0], {}};
      for (const std::string& text : split(row.cells[1], ' ')) {
        const std::size_t equals = text.rfind('=');
        FrameArgument argument;
        split_relation(text.substr(0, equals), argument.relation, argument.adpositions);
        const auto role = equals == std::string::npos ? std::nullopt : parse_role(text.substr(equals + 1));
        if (!role)
          return broken(file, row.line, "\"" + text + "\" is no argument", "write relation=role or relation/adposition=role");
        argument.role = *role;
        frame.arguments.push_back(std::move(argument));
      }
      pack_.frames.push_back(std::move(frame));
    }
    return {};
  }

  Result<void> read_triggers() {
    const fs::path file = directory_ / "triggers.tsv";
    auto rows = read_tsv(file, {"lemma", "upos", "kind", "frame", "needs", "example"});
    if (!rows) return fail(std::move(rows.error()));
    for (TsvRow& row : *rows) {
      Trigger trigger;
      trigger.lemmas = folded_words(row.cells[0]);
      trigger.line = row.line;
      trigger.kind = KindId(row.cells[2]);
      trigger.example = std::move(row.cells[5]);
      const auto upos = parse_upos(row.cells[1]);
      if (trigger.lemmas.empty() || !upos) return broken(file, row.line, "a trigger without lemma or part of speech");
      trigger.upos = *upos;
      if (ontology_.find(trigger.kind) == nullptr) return broken(file, row.line, "unknown kind \"" + row.cells[2] + "\"");
      const auto frame =
          std::find_if(pack_.frames.begin(), pack_.frames.end(), [&](const Frame& f) { return f.name == row.cells[3]; });
      if (frame == pack_.frames.end())
        return broken(file, row.line, "unknown frame \"" + row.cells[3] + "\"", "add it to frames.tsv");
      trigger.frame = static_cast<std::size_t>(frame - pack_.frames.begin());
      for (const std::string& text : split(row.cells[4], ' ')) trigger.needs.push_back(condition(text));
      pack_.add_lemma(trigger.lemmas.front(), trigger.upos);
      pack_.triggers_of_[trigger.lemmas.front()].push_back(pack_.triggers.size());
      pack_.triggers.push_back(std::move(trigger));
    }
    // A longer trigger says more than its head alone; among equals the order of the file decides.
    for (auto& [lemma, list] : pack_.triggers_of_)
      std::stable_sort(list.begin(), list.end(), [&](std::size_t a, std::size_t b) {
        return pack_.triggers[a].lemmas.size() > pack_.triggers[b].lemmas.size();
      });
    return {};
  }

  /// "!obj", "obl/for,with", "obj:actor", "nsubj:person,group", "obj=ban,limit".
  static TriggerCondition condition(std::string text) {
    TriggerCondition c;
    if (text.starts_with('!')) {
      c.negated = true;
      text.erase(0, 1);
    }
    if (const std::size_t equals = text.find('='); equals != std::string::npos) {
      c.lemmas = folded_list(text.substr(equals + 1));
      text.resize(equals);
    }
    // A colon may belong to the relation ("nmod:poss"): only a known type or "actor" behind it is a restriction.
    if (const std::size_t colon = text.rfind(':'); colon != std::string::npos) {
      bool types = true;
      for (const std::string& name : split(text.substr(colon + 1), ',')) {
        if (name == "actor")
          c.any_actor = true;
        else if (const auto type = parse_entity_type(name))
          c.types.push_back(*type);
        else
          types = false;
      }
      if (types) text.resize(colon);
    }
    split_relation(text, c.relation, c.adpositions);
    return c;
  }

  Result<void> read_nominals() {
    const fs::path file = directory_ / "nominals.tsv";
    auto rows = read_tsv(file, {"lemma", "type", "name", "plural", "office"});
    if (!rows) return fail(std::move(rows.error()));
    for (TsvRow& row : *rows) {
      Nominal nominal;
      nominal.lemmas = folded_words(row.cells[0]);
      const auto type = parse_entity_type(row.cells[1]);
      if (nominal.lemmas.empty() || !type)
        return broken(file, row.line, "a nominal without lemma or with the unknown type \"" + row.cells[1] + "\"");
      nominal.type = *type;
      nominal.name = std::move(row.cells[2]);
      nominal.plural = row.cells[3].empty() ? nominal.name : std::move(row.cells[3]);
      nominal.office = std::move(row.cells[4]);
      pack_.add_lemma(nominal.lemmas.front(), Upos::kNoun);
      pack_.nominals_of_[nominal.lemmas.front()].push_back(pack_.nominals.size());
      pack_.nominals.push_back(std::move(nominal));
    }
    for (auto& [lemma, list] : pack_.nominals_of_)
      std::stable_sort(list.begin(), list.end(), [&](std::size_t a, std::size_t b) {
        return pack_.nominals[a].lemmas.size() > pack_.nominals[b].lemmas.size();
      });
    return {};
  }

  Result<void> read_cues() {
    const fs::path file = directory_ / "cues.tsv";
    auto rows = read_tsv(file, {"lemma", "upos", "scope", "effect"});
    if (!rows) return fail(std::move(rows.error()));
    for (const TsvRow& row : *rows) {
      Cue cue;
      cue.lemma = fold(row.cells[0]);
      const auto upos = parse_upos(row.cells[1]);
      const auto scope = std::find_if(kScopes.begin(), kScopes.end(), [&](const auto& s) { return s.first == row.cells[2]; });
      if (cue.lemma.empty() || !upos || scope == kScopes.end())
        return broken(file, row.line, "a cue needs a lemma, a part of speech and a scope",
                      "the scopes are listed in extractors/languages/README.md");
      cue.upos = *upos;
      cue.scope = scope->second;
      cue.status = parse_event_status(row.cells[3]);
      const bool wants_status = cue.scope == CueScope::kDependent || cue.scope == CueScope::kGovernor ||
                                cue.scope == CueScope::kMark || cue.scope == CueScope::kCase;
      if (wants_status != cue.status.has_value())
        return broken(file, row.line, "the effect \"" + row.cells[3] + "\" does not fit its scope");
      pack_.add_lemma(cue.lemma, cue.upos);
      pack_.cues_of_[cue.lemma].push_back(cue);
      pack_.cues.push_back(std::move(cue));
    }
    return {};
  }

  /// The table is optional: a pack without it finds fewer unknown names.
  Result<void> read_names() {
    const fs::path file = directory_ / "names.tsv";
    if (!fs::exists(file)) return {};
    auto rows = read_tsv(file, {"form", "class"});
    if (!rows) return fail(std::move(rows.error()));
    for (const TsvRow& row : *rows) {
      const auto known =
          std::find_if(kNameClasses.begin(), kNameClasses.end(), [&](const auto& c) { return c.first == row.cells[1]; });
      if (row.cells[0].empty() || known == kNameClasses.end())
        return broken(file, row.line, "unknown class \"" + row.cells[1] + "\"",
                      "the classes are listed in extractors/languages/README.md");
      pack_.name_classes_[fold(row.cells[0])] |= 1U << static_cast<unsigned>(known->second);
    }
    return {};
  }

  const fs::path& directory_;
  const Ontology& ontology_;
  LanguagePack pack_;
};

Result<LanguagePack> LanguagePack::load(const fs::path& directory, const Ontology& ontology) {
  return LanguagePackLoader(directory, ontology).load();
}

Result<LanguagePacks> load_language_packs(const fs::path& directory, const Ontology& ontology) {
  LanguagePacks packs;
  std::error_code error;
  for (auto it = fs::directory_iterator(directory, error); !error && it != fs::directory_iterator(); it.increment(error)) {
    if (!fs::exists(it->path() / "pack.json")) continue;
    auto pack = LanguagePack::load(it->path(), ontology);
    if (!pack) return fail(std::move(pack.error()));
    std::string code = pack->language;
    packs.emplace(std::move(code), std::move(*pack));
  }
  if (packs.empty())
    return fail(ErrorCode::kNotFound, directory.string(), "no language pack is there", "give the data directory with --data");
  return packs;
}

}  // namespace rawi
