#include "extractors/resolve/actor_catalogue.hpp"

#include <algorithm>
#include <map>

#include "extractors/fold.hpp"
#include "extractors/resolve/actor_file.hpp"
#include "extractors/resolve/name_trie.hpp"
#include "extractors/resolve/spelling_key.hpp"
#include "extractors/resolve/state_names.hpp"

namespace rawi {

namespace {

constexpr std::string_view kAlpha2 = "iso3166-1-alpha2";
constexpr std::size_t kStrongKeyBytesMin = 8;   // four letters of Arabic script: a shorter key needs an exact word beside it
constexpr std::size_t kAloneKeyBytesMin = 10;   // five letters of Arabic script: shorter keys meet everyday words
constexpr std::size_t kArabicWordBytesMin = 6;  // three letters
constexpr std::size_t kWordsPerActor = 8;       // how large the tables get, to make room once
constexpr std::size_t kLanguagesMax = 64;       // bits of a mask

void append_unique(std::vector<std::string>& names, const std::vector<std::string>& more) {
  for (const std::string& name : more)
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

struct Term {
  std::uint32_t actor = 0;
  OfficeTerm term;
};

}  // namespace

struct ActorCatalogue::Index {
  std::vector<Entity> actors;  // by id
  std::vector<std::string> languages, scripts;
  std::vector<std::uint64_t> language_mask;  // by actor: the languages that it has names in
  std::map<std::string, std::uint8_t, std::less<>> script_of_lang;
  NameTrie trie;
  TextMap<std::vector<NameTrie::WordId>> variants;  // spelling key of a person's word -> the words that have it
  /// Who shares a spelling key, while names are still coming in.
  struct Sharers {
    std::vector<NameTrie::WordId> word_ids;
    std::uint32_t person = 0;
    bool several_people = false;
  };
  TextMap<Sharers> sharers;
  std::map<std::string, std::string, std::less<>> script_of_country;
  TextMap<std::uint64_t> words;  // every word of a name, as written -> languages, bit 63 for any
  std::map<std::string, std::vector<std::string>, std::less<>> adjectives, inhabitants;
  TextMap<std::uint32_t> country_words;  // language, a bar, folded adjective or inhabitant -> actor
  TextMap<std::string> english_adjectives, speaks_for;
  TextMap<std::uint32_t> codes;        // lower-case ISO code -> actor
  TextMap<std::vector<Term>> offices;  // office, country and organization -> terms

  void build(std::vector<ActorRecord> records, const std::vector<std::string>& asked);
  void add_names(std::uint32_t actor, const ActorRecord& record);
  void add_name(std::uint32_t actor, const std::string& name, std::string_view language, bool is_short);
  void add_country(std::uint32_t actor, const ActorRecord& record);
  void collect_variants(std::uint32_t actor, const std::vector<std::string>& name);
  void keep_variants();
  [[nodiscard]] bool counts(const NameEntry& entry, std::uint8_t language, std::uint8_t script) const;
  [[nodiscard]] std::uint8_t language_id(std::string_view language);
  [[nodiscard]] std::uint8_t script_id(const std::string& script);
  [[nodiscard]] const Entity* entity(const std::string& id) const;

  /// A word of a text on its way through the trie.
  struct Step {
    std::vector<NameTrie::WordId> ids;  // the word itself, or known spellings of it; empty when it is in no name
    bool article = false;
    bool variant = false;
    bool key_stands_alone = false;
    bool weak = false;  // counts only beside a word that is written as known
  };
  [[nodiscard]] Step step(const std::string& word) const;

  /// One of the forms that names_in is given.
  struct Cell {
    std::vector<Step> steps;
    std::vector<Step> token_steps;  // of the written token that the word begins
    bool continues = false;         // a word inside a written token
    bool blank = false;
  };
  [[nodiscard]] std::vector<Cell> read_cells(const std::vector<std::string>& forms) const;
  [[nodiscard]] NameTrie::Node walk(NameTrie::Node node, const std::vector<Step>& steps) const;
  void collect_matches(NameTrie::Node node, bool article, std::uint8_t language, std::uint8_t script, NameMatch& match) const;
  [[nodiscard]] NameTrie::Node walk(NameTrie::Node node, const Step& step) const;
};

namespace {

std::string office_key(std::string_view office, std::string_view country, std::string_view organization) {
  std::string key(office);
  return key.append("|").append(country).append("|").append(organization);
}

/// A key of three consonants, which many names share.
bool is_weak(std::string_view key) { return is_arabic_script(key) && key.size() < kStrongKeyBytesMin; }

std::string country_word_key(std::string_view language, std::string_view word) {
  std::string key(language);
  return key.append("|").append(word);
}

}  // namespace

std::uint8_t ActorCatalogue::Index::language_id(std::string_view language) {
  if (language.empty()) return kAnyLanguage;
  const auto found = std::find(languages.begin(), languages.end(), language);
  if (found != languages.end()) return static_cast<std::uint8_t>(found - languages.begin());
  if (languages.size() + 1 >= kLanguagesMax) return kAnyLanguage;
  languages.emplace_back(language);
  script_of_lang.emplace(language, script_id(script_of_language(std::string(language))));
  return static_cast<std::uint8_t>(languages.size() - 1);
}

std::uint8_t ActorCatalogue::Index::script_id(const std::string& script) {
  const auto found = std::find(scripts.begin(), scripts.end(), script);
  if (found != scripts.end()) return static_cast<std::uint8_t>(found - scripts.begin());
  scripts.push_back(script);
  return static_cast<std::uint8_t>(scripts.size() - 1);
}

const Entity* ActorCatalogue::Index::entity(const std::string& id) const {
  const auto found = std::lower_bound(actors.begin(), actors.end(), id,
                                      [](const Entity& e, const std::string& text) { return e.id.text() < text; });
  return found != actors.end() && found->id.text() == id ? &*found : nullptr;
}

void ActorCatalogue::Index::add_name(std::uint32_t actor, const std::string& name, std::string_view language, bool is_short) {
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

void ActorCatalogue::Index::add_names(std::uint32_t actor, const ActorRecord& record) {
  add_name(actor, actors[actor].name, {}, false);
  for (const auto& [language, names] : actors[actor].names)
    for (const std::string& name : names) add_name(actor, name, language, false);
  for (const auto& [language, names] : record.short_names)
    for (const std::string& name : names) add_name(actor, name, language, true);
}

void ActorCatalogue::Index::add_country(std::uint32_t actor, const ActorRecord& record) {
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
  add(record.adjectives, adjectives);
  add(record.inhabitants, inhabitants);
}

/// Only words of people, whose names are transliterated ad hoc, and not those whose own language is written in the script of
/// the name: there a long vowel makes another name (Mahmoud is not Mohammed). A key that joins two people is dropped.
void ActorCatalogue::Index::collect_variants(std::uint32_t actor, const std::vector<std::string>& name) {
  const std::string& country = actors[actor].country;
  if (country.empty()) return;
  auto [own, is_new] = script_of_country.try_emplace(country);
  if (is_new)
    if (const Entity* state = entity("country:" + country))
      if (const auto alpha2 = state->external_ids.find(std::string(kAlpha2)); alpha2 != state->external_ids.end())
        own->second = script_of_state(alpha2->second);
  for (const std::string& word : name) {
    if (is_arabic_script(word) && script_of_text(word) == own->second) continue;
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

void ActorCatalogue::Index::keep_variants() {
  for (auto& [key, who] : sharers)
    if (who.word_ids.size() == 1 || !who.several_people || is_weak(key)) variants.emplace(key, std::move(who.word_ids));
  sharers.clear();
}

void ActorCatalogue::Index::build(std::vector<ActorRecord> records, const std::vector<std::string>& asked) {
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
    if (!record.speaks_for.empty()) speaks_for.emplace(actors[i].id.text(), record.speaks_for);
    for (const OfficeTerm& term : actors[i].offices)
      offices[office_key(term.office, term.organization.empty() ? term.country : "", term.organization.text())].push_back(
          {i, term});
  }
  keep_variants();
}

bool ActorCatalogue::Index::counts(const NameEntry& entry, std::uint8_t language, std::uint8_t script) const {
  if (entry.language == kAnyLanguage || entry.language == language || entry.script != script) return true;
  // An actor without names in this language goes by those of its neighbours; states have names in all of them.
  return actors[entry.actor].type != EntityType::kCountry &&
         (language == kAnyLanguage || (language_mask[entry.actor] >> language & 1) == 0);
}

ActorCatalogue::Index::Step ActorCatalogue::Index::step(const std::string& word) const {
  const std::string_view bare = without_article(word);
  Step step;
  step.article = bare.size() < word.size();
  if (const NameTrie::WordId id = trie.word_id(bare); id != NameTrie::kNoWordId) {
    step.ids.push_back(id);
    return step;
  }
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

NameTrie::Node ActorCatalogue::Index::walk(NameTrie::Node node, const Step& step) const {
  for (const NameTrie::WordId id : step.ids)
    if (const NameTrie::Node next = trie.child(node, id); next != NameTrie::kNoNode) return next;
  return NameTrie::kNoNode;
}

NameTrie::Node ActorCatalogue::Index::walk(NameTrie::Node node, const std::vector<Step>& steps) const {
  for (const Step& step : steps) node = node == NameTrie::kNoNode ? node : walk(node, step);
  return steps.empty() ? NameTrie::kNoNode : node;
}

std::vector<ActorCatalogue::Index::Cell> ActorCatalogue::Index::read_cells(const std::vector<std::string>& forms) const {
  const auto read = [&](std::string_view form, std::vector<Step>& steps) {
    for (const std::string& word : name_words(form)) steps.push_back(step(word));
  };
  std::vector<Cell> cells(forms.size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    std::string_view form = forms[i];
    cells[i].blank = form == " " || form == ".";  // a hyphen with spaces, the stop behind an initial
    cells[i].continues = form.starts_with('+');
    if (cells[i].continues) form.remove_prefix(1);
    const std::size_t bar = form.find('|');
    read(form.substr(0, bar), cells[i].steps);
    if (bar != std::string_view::npos) read(form.substr(bar + 1), cells[i].token_steps);
  }
  return cells;
}

/// The actors whose name ends at the node, those by a whole name first.
void ActorCatalogue::Index::collect_matches(NameTrie::Node node, bool article, std::uint8_t language, std::uint8_t script,
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

ActorCatalogue::ActorCatalogue() : index_(std::make_unique<Index>()) {}
ActorCatalogue::ActorCatalogue(ActorCatalogue&&) noexcept = default;
ActorCatalogue& ActorCatalogue::operator=(ActorCatalogue&&) noexcept = default;
ActorCatalogue::~ActorCatalogue() = default;

Result<ActorCatalogue> ActorCatalogue::load(const std::filesystem::path& directory, const std::vector<std::string>& languages) {
  auto records = read_actor_files(directory);
  if (!records) return fail(std::move(records.error()));
  ActorCatalogue catalogue;
  catalogue.index_->build(std::move(*records), languages);
  return catalogue;
}

const std::vector<Entity>& ActorCatalogue::actors() const { return index_->actors; }

const Entity* ActorCatalogue::find(const EntityId& id) const { return index_->entity(id.text()); }

std::vector<const Entity*> ActorCatalogue::find_name(std::string_view name) const {
  const Index& index = *index_;
  if (const Entity* by_id = index.entity(std::string(name))) return {by_id};
  const std::string folded = fold(name);
  std::vector<const Entity*> found;
  const auto add = [&](std::uint32_t actor) {
    if (std::find(found.begin(), found.end(), &index.actors[actor]) == found.end()) found.push_back(&index.actors[actor]);
  };
  if (const auto code = index.codes.find(folded); code != index.codes.end()) add(code->second);

  NameTrie::Node node = NameTrie::kRoot;
  bool article = false, weak = false, exact = false;
  for (const std::string& word : name_words(folded)) {
    const Index::Step step = index.step(word);
    article = step.article;
    weak = weak || step.weak;
    exact = exact || !step.variant;
    node = index.walk(node, step);
    if (node == NameTrie::kNoNode) return found;
  }
  if (weak && !exact) return found;
  // First the names that are whole and written as known, then clipped ones, then those that differ in an article.
  for (const int pass : {0, 1, 2})
    for (const NameEntry& entry : index.trie.entries(node)) {
      const bool other_article = entry.one_word && entry.article != article;
      if (pass == (other_article ? 2 : entry.is_short ? 1 : 0)) add(entry.actor);
    }
  return found;
}

std::vector<NameMatch> ActorCatalogue::names_in(WordRange range, const std::vector<std::string>& folded_forms,
                                                std::string_view language) const {
  const Index& index = *index_;
  const auto known_language = std::find(index.languages.begin(), index.languages.end(), language);
  const auto language_id = known_language == index.languages.end()
                               ? kAnyLanguage
                               : static_cast<std::uint8_t>(known_language - index.languages.begin());
  const auto known_script = index.script_of_lang.find(language);
  const std::uint8_t script = known_script == index.script_of_lang.end() ? kAnyLanguage : known_script->second;

  const std::vector<Index::Cell> cells = index.read_cells(folded_forms);
  std::vector<NameMatch> matches;
  for (std::size_t begin = 0; begin < cells.size();) {
    NameTrie::Node node = NameTrie::kRoot;
    NameMatch best;
    bool weak = false, exact = false;
    for (std::size_t i = begin; i < cells.size(); ++i) {
      if (i > begin && cells[i].blank) continue;
      // Inside a name a token may be one word of it as it is written, with its clitics on.
      const NameTrie::Node by_token = i > begin ? index.walk(node, cells[i].token_steps) : NameTrie::kNoNode;
      const std::vector<Index::Step>& steps = by_token == NameTrie::kNoNode ? cells[i].steps : cells[i].token_steps;
      node = by_token == NameTrie::kNoNode ? index.walk(node, steps) : by_token;
      if (node == NameTrie::kNoNode) break;
      if (by_token != NameTrie::kNoNode)
        while (i + 1 < cells.size() && cells[i + 1].continues) ++i;
      for (const Index::Step& step : steps) {
        weak = weak || step.weak;
        exact = exact || !step.variant;
      }
      if (weak && !exact) continue;
      const bool alone = i == begin && steps.size() == 1;
      if (alone && steps[0].variant && !steps[0].key_stands_alone) continue;
      NameMatch match{{range.begin + static_cast<WordIndex>(begin), range.begin + static_cast<WordIndex>(i) + 1}, {}, true, true};
      index.collect_matches(node, steps.back().article, language_id, script, match);
      if (!match.candidates.empty()) best = std::move(match);
    }
    begin = best.candidates.empty() ? begin + 1 : best.words.end - range.begin;
    if (!best.candidates.empty()) matches.push_back(std::move(best));
  }
  return matches;
}

bool ActorCatalogue::knows_word(std::string_view folded_form, std::string_view language) const {
  if (is_arabic_script(folded_form) && folded_form.size() < kArabicWordBytesMin) return false;
  if (index_->country_words.contains(country_word_key(language, folded_form))) return true;
  const auto found = index_->words.find(folded_form);
  if (found == index_->words.end()) return false;
  const auto known = std::find(index_->languages.begin(), index_->languages.end(), language);
  const std::uint64_t mask = 1ULL << 63 | (known == index_->languages.end() ? 0 : 1ULL << (known - index_->languages.begin()));
  return (found->second & mask) != 0;
}

std::vector<std::string> ActorCatalogue::adjectives(std::string_view language) const {
  const auto found = index_->adjectives.find(language);
  return found == index_->adjectives.end() ? std::vector<std::string>() : found->second;
}

std::vector<std::string> ActorCatalogue::inhabitants(std::string_view language) const {
  const auto found = index_->inhabitants.find(language);
  return found == index_->inhabitants.end() ? std::vector<std::string>() : found->second;
}

const Entity* ActorCatalogue::country_of(std::string_view folded_lemma, std::string_view language) const {
  const auto found = index_->country_words.find(country_word_key(language, folded_lemma));
  return found == index_->country_words.end() || found->second == NameTrie::kNoWordId ? nullptr : &index_->actors[found->second];
}

std::string_view ActorCatalogue::english_adjective(std::string_view country) const {
  const auto found = index_->english_adjectives.find(country);
  return found == index_->english_adjectives.end() ? std::string_view() : std::string_view(found->second);
}

const Entity* ActorCatalogue::country(std::string_view alpha3) const { return index_->entity("country:" + std::string(alpha3)); }

const Entity* ActorCatalogue::holder(std::string_view office, std::string_view country, const EntityId& organization,
                                     Day day) const {
  const auto found =
      index_->offices.find(office_key(office, organization.empty() ? country : std::string_view(), organization.text()));
  if (found == index_->offices.end()) return nullptr;
  const Term* last = nullptr;
  for (const Term& held : found->second)
    if ((held.term.from || held.term.to) && held.term.holds_on(day) &&
        (last == nullptr || last->term.from.value_or(Day::min()) < held.term.from.value_or(Day::min())))
      last = &held;
  return last == nullptr ? nullptr : &index_->actors[last->actor];
}

std::string_view ActorCatalogue::speaks_for(const EntityId& id) const {
  const auto found = index_->speaks_for.find(id.text());
  return found == index_->speaks_for.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace rawi
