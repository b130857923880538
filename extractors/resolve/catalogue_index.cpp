// How the catalogue's tables are filled, and how a word of a text finds its way through them.
#include "extractors/resolve/catalogue_index.hpp"

#include <algorithm>
#include <array>

#include "core/base/utf8.hpp"
#include "extractors/annotate/characters.hpp"
#include "extractors/fold.hpp"
#include "extractors/resolve/spelling_key.hpp"
#include "extractors/resolve/state_names.hpp"

namespace rawi {

namespace {

constexpr std::string_view kAlpha2 = "iso3166-1-alpha2";
constexpr std::size_t kStrongKeyBytesMin = 8;  // four letters of Arabic script: a shorter key needs an exact word beside it
constexpr std::size_t kAloneKeyBytesMin = 10;  // five letters of Arabic script: shorter keys meet everyday words
constexpr std::size_t kWordsPerActor = 8;      // how large the tables get, to make room once
constexpr std::size_t kLanguagesMax = 64;      // bits of a mask

void append_unique(std::vector<std::string>& names, const std::vector<std::string>& more) {
  for (const std::string& name : more)
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

/// A key of three consonants, which many names share.
bool is_weak(std::string_view key) { return is_arabic_script(key) && key.size() < kStrongKeyBytesMin; }

/// What may stand inside a name: a hyphen with spaces, the stop behind an initial, a quotation mark («الجوهرة "أف أم"»).
bool is_blank(std::string_view form) {
  static constexpr std::array<std::string_view, 7> kBlanks = {" ", ".", "\"", "«", "»", "“", "”"};
  return std::find(kBlanks.begin(), kBlanks.end(), form) != kBlanks.end();
}

}  // namespace

std::string office_key(std::string_view office, std::string_view country, std::string_view organization) {
  std::string key(office);
  return key.append("|").append(country).append("|").append(organization);
}

std::string country_word_key(std::string_view language, std::string_view word) {
  std::string key(language);
  return key.append("|").append(word);
}

std::uint8_t CatalogueIndex::language_id(std::string_view language) {
  if (language.empty()) return kAnyLanguage;
  const auto found = std::find(languages.begin(), languages.end(), language);
  if (found != languages.end()) return static_cast<std::uint8_t>(found - languages.begin());
  if (languages.size() + 1 >= kLanguagesMax) return kAnyLanguage;
  languages.emplace_back(language);
  script_of_lang.emplace(language, script_id(script_of_language(std::string(language))));
  return static_cast<std::uint8_t>(languages.size() - 1);
}

std::uint8_t CatalogueIndex::script_id(const std::string& script) {
  const auto found = std::find(scripts.begin(), scripts.end(), script);
  if (found != scripts.end()) return static_cast<std::uint8_t>(found - scripts.begin());
  scripts.push_back(script);
  return static_cast<std::uint8_t>(scripts.size() - 1);
}

const Entity* CatalogueIndex::entity(const std::string& id) const {
  const auto found = std::lower_bound(actors.begin(), actors.end(), id,
                                      [](const Entity& e, const std::string& text) { return e.id.text() < text; });
  return found != actors.end() && found->id.text() == id ? &*found : nullptr;
}

void CatalogueIndex::add_name(std::uint32_t actor, const std::string& name, std::string_view language, bool is_short) {
  std::vector<std::string> parts = name_words(fold(name));
  if (parts.empty()) return;
  NameEntry entry{actor, language_id(language), script_id(script_of_text(name)), is_short, is_acronym(name), parts.size() == 1,
                  false};
  const std::uint64_t bit = entry.language == kAnyLanguage ? 1ULL << 63 : 1ULL << entry.language;
  if (entry.language != kAnyLanguage) language_mask[actor] |= bit;
  // An organization's name of several words is made of ordinary ones, clitics and all: they are no words of names.
  const bool own_words = entry.one_word || actors[actor].type != EntityType::kOrganization;
  const std::vector<std::string> written = actors[actor].type == EntityType::kPerson ? parts : std::vector<std::string>();
  for (std::string& part : parts) {
    const std::string_view bare = without_article(part);
    entry.article = entry.one_word && bare.size() < part.size();
    if (own_words) words[part] |= bit;
    if (bare.size() < part.size()) part = std::string(bare);
    if (own_words) words[part] |= bit;
  }
  trie.add(parts, entry);
  if (!written.empty()) collect_variants(actor, written);
}

void CatalogueIndex::add_names(std::uint32_t actor, const ActorRecord& record) {
  add_name(actor, actors[actor].name, {}, false);
  for (const auto& [language, names] : actors[actor].names)
    for (const std::string& name : names) add_name(actor, name, language, false);
  for (const auto& [language, names] : record.short_names)
    for (const std::string& name : names) add_name(actor, name, language, true);
}

void CatalogueIndex::add_country(std::uint32_t actor, const ActorRecord& record) {
  const Entity& state = actors[actor];
  codes.emplace(fold(state.country), actor);
  if (const auto alpha2 = state.external_ids.find(std::string(kAlpha2)); alpha2 != state.external_ids.end())
    codes.emplace(fold(alpha2->second), actor);
  if (const auto own = record.adjectives.find(std::string(kGraphLanguage));
      own != record.adjectives.end() && !own->second.empty())
    english_adjectives.emplace(state.country, own->second.front());
  const auto add = [&](const std::map<std::string, std::vector<std::string>>& by_language, auto& lists) {
    for (const auto& [language, names] : by_language)
      for (const std::string& name : names) {
        const std::string folded = fold(name);
        append_unique(lists[language], {folded});
        const std::vector<std::string> parts = name_words(folded);
        if (parts.size() > 1) append_unique(lists[language], parts);
        // An adjective that two states share says neither.
        const auto [known, is_new] = country_words.emplace(country_word_key(language, folded), actor);
        if (!is_new && known->second != actor) known->second = NameTrie::kNoWordId;
      }
  };
  for (const auto& [language, names] : record.adjectives)
    if (!names.empty() && is_upper(decode_utf8(names.front(), 0).character)) capital_adjectives.insert(language);
  add(record.adjectives, adjectives);
  add(record.inhabitants, inhabitants);
}

/// The script that the state's main language is written in.
std::string CatalogueIndex::own_script(std::string_view country) {
  auto [own, is_new] = script_of_country.try_emplace(std::string(country));
  if (is_new)
    if (const Entity* state = entity("country:" + std::string(country)))
      if (const auto alpha2 = state->external_ids.find(std::string(kAlpha2)); alpha2 != state->external_ids.end())
        own->second = script_of_state(alpha2->second);
  return own->second;
}

/// Only words of people, whose names are transliterated ad hoc, and not those whose own language is written in the script of
/// the name: there a long vowel makes another name (Mahmoud is not Mohammed). A key that joins two people is dropped.
void CatalogueIndex::collect_variants(std::uint32_t actor, const std::vector<std::string>& name) {
  const std::string& country = actors[actor].country;
  if (country.empty()) return;
  const std::string own = own_script(country);
  for (const std::string& word : name) {
    if (is_arabic_script(word) && script_of_text(word) == own) continue;
    const std::string key = spelling_key(word);
    if (key.empty()) continue;
    const auto [known, is_first] = sharers.try_emplace(key);
    if (is_first) known->second.person = actor;
    known->second.several_people = known->second.several_people || known->second.person != actor;
    const NameTrie::WordId id = trie.word_id(without_article(word));
    auto& ids = known->second.word_ids;
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  }
}

void CatalogueIndex::keep_variants() {
  for (auto& [key, who] : sharers)
    if (who.word_ids.size() == 1 || !who.several_people || is_weak(key)) variants.emplace(key, std::move(who.word_ids));
  sharers.clear();
}

void CatalogueIndex::build(std::vector<ActorRecord> records, NameEndings inflections, const std::vector<std::string>& asked) {
  endings = std::move(inflections);
  for (const std::string& language : asked) static_cast<void>(language_id(language));
  language_mask.resize(records.size());
  actors.reserve(records.size());
  words.reserve(records.size() * kWordsPerActor);
  trie.reserve(records.size() * kWordsPerActor);
  for (ActorRecord& record : records) {
    Entity& actor = actors.emplace_back(std::move(record.entity));
    if (actor.type != EntityType::kCountry || actor.external_ids.contains(std::string(kAlpha2))) continue;
    if (std::string alpha2 = alpha2_of(actor.country); !alpha2.empty()) actor.external_ids.emplace(kAlpha2, std::move(alpha2));
  }
  for (const std::string& language : asked)
    for (Entity& actor : actors) {
      if (actor.type != EntityType::kCountry) continue;
      const auto alpha2 = actor.external_ids.find(std::string(kAlpha2));
      if (alpha2 == actor.external_ids.end()) continue;
      std::vector<std::string> names = state_names(alpha2->second, language);
      append_unique(names, actor.names[language]);
      actor.names[language] = std::move(names);
    }
  for (std::uint32_t i = 0; i < records.size(); ++i) {
    const ActorRecord& record = records[i];
    add_names(i, record);
    if (actors[i].type == EntityType::kCountry) add_country(i, record);
    if (actors[i].type == EntityType::kPerson && !actors[i].country.empty()) {
      people.add(actors[i].name, i);
      static_cast<void>(own_script(actors[i].country));
    }
    if (!record.speaks_for.empty()) speaks_for.emplace(actors[i].id.text(), record.speaks_for);
    for (const OfficeTerm& term : actors[i].offices)
      offices[office_key(term.office, term.organization.empty() ? term.country : "", term.organization.text())].push_back(
          {i, term});
  }
  keep_variants();
}

bool CatalogueIndex::counts(const NameEntry& entry, std::uint8_t language, std::uint8_t script) const {
  if (entry.language == kAnyLanguage || entry.language == language || entry.script != script) return true;
  // An actor without names in this language goes by those of its neighbours; states have names in all of them.
  return actors[entry.actor].type != EntityType::kCountry &&
         (language == kAnyLanguage || (language_mask[entry.actor] >> language & 1) == 0);
}

CatalogueIndex::Step CatalogueIndex::step(const std::string& word, std::string_view language) const {
  const std::string_view bare = without_article(word);
  Step step;
  step.article = bare.size() < word.size();
  if (const NameTrie::WordId id = trie.word_id(bare); id != NameTrie::kNoWordId) {
    step.ids.push_back(id);
    if (!endings.has(language)) return step;
  }
  if (endings.has(language))
    for (const std::string& base : endings.bases_of(word, language))
      if (const NameTrie::WordId id = trie.word_id(base); id != NameTrie::kNoWordId) step.ids.push_back(id);
  if (!step.ids.empty()) return step;
  const std::string key = spelling_key(word);
  if (key.empty()) return step;
  if (const auto known = variants.find(key); known != variants.end()) {
    step.ids = known->second;
    step.variant = true;
    step.weak = is_weak(key);
    step.key_stands_alone = !is_arabic_script(word) || key.size() >= kAloneKeyBytesMin;
  }
  return step;
}

NameTrie::Node CatalogueIndex::walk(NameTrie::Node node, const Step& step) const {
  for (const NameTrie::WordId id : step.ids)
    if (const NameTrie::Node next = trie.child(node, id); next != NameTrie::kNoNode) return next;
  return NameTrie::kNoNode;
}

NameTrie::Node CatalogueIndex::walk(NameTrie::Node node, const std::vector<Step>& steps) const {
  for (const Step& step : steps) node = node == NameTrie::kNoNode ? node : walk(node, step);
  return steps.empty() ? NameTrie::kNoNode : node;
}

std::vector<CatalogueIndex::Cell> CatalogueIndex::read_cells(const std::vector<std::string>& forms,
                                                             std::string_view language) const {
  const auto read = [&](std::string_view form, std::vector<Step>& steps) {
    for (const std::string& word : name_words(form)) steps.push_back(step(word, language));
  };
  std::vector<Cell> cells(forms.size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    std::string_view form = forms[i];
    cells[i].blank = is_blank(form);
    cells[i].continues = form.starts_with('+');
    if (cells[i].continues) form.remove_prefix(1);
    const std::size_t bar = form.find('|');
    read(form.substr(0, bar), cells[i].steps);
    if (bar != std::string_view::npos) read(form.substr(bar + 1), cells[i].token_steps);
  }
  return cells;
}

/// The actors whose name ends at the node, those by a whole name first.
void CatalogueIndex::collect_matches(NameTrie::Node node, bool article, std::uint8_t language, std::uint8_t script,
                                     NameMatch& match) const {
  for (const bool shorts : {false, true})
    for (const NameEntry& entry : trie.entries(node)) {
      if (entry.is_short != shorts || !counts(entry, language, script) || (entry.one_word && entry.article != article)) continue;
      match.is_short = match.is_short && entry.is_short;
      match.acronym = match.acronym && entry.acronym;
      const Entity* actor = &actors[entry.actor];
      if (std::find(match.candidates.begin(), match.candidates.end(), actor) == match.candidates.end())
        match.candidates.push_back(actor);
    }
}

}  // namespace rawi
