#include "extractors/resolve/actor_catalogue.hpp"

#include <algorithm>
#include <cstdlib>

#include "extractors/fold.hpp"
#include "extractors/resolve/arabic_spelling.hpp"
#include "extractors/resolve/catalogue_index.hpp"
#include "extractors/resolve/name_match.hpp"
#include "extractors/resolve/spelling_key.hpp"
#include "extractors/tsv.hpp"

namespace rawi {

namespace {

constexpr std::size_t kArabicWordBytesMin = 6;  // three letters
constexpr double kSurelySame = 0.86;            // among so many people more is asked of a name than of a pair

/// A table that a folder of actors may do without.
Result<std::vector<TsvRow>> optional_table(const std::filesystem::path& file, std::initializer_list<std::string_view> columns) {
  std::error_code error;
  return std::filesystem::exists(file, error) ? read_tsv(file, columns) : std::vector<TsvRow>();
}

/// What the user has imported, if anything.
Result<std::optional<ActorArchive>> imported_actors(const std::filesystem::path& directory) {
  const char* variable = std::getenv("RAWI_ACTORS");
  const bool named = variable != nullptr && *variable != '\0';
  const std::filesystem::path file = named ? std::filesystem::path(variable) : directory / "imported.rawi";
  std::error_code error;
  if (!named && !std::filesystem::exists(file, error)) return std::optional<ActorArchive>();
  auto archive = ActorArchive::open(file);
  if (!archive) return fail(std::move(archive.error()));
  return std::optional(std::move(*archive));
}

}  // namespace

ActorCatalogue::ActorCatalogue() : index_(std::make_unique<Index>()) {}
ActorCatalogue::ActorCatalogue(ActorCatalogue&&) noexcept = default;
ActorCatalogue& ActorCatalogue::operator=(ActorCatalogue&&) noexcept = default;
ActorCatalogue::~ActorCatalogue() = default;

Result<ActorCatalogue> ActorCatalogue::load(const std::filesystem::path& directory, const std::vector<std::string>& languages) {
  auto records = read_actor_files(directory);
  if (!records) return fail(std::move(records.error()));
  auto endings = NameEndings::load(directory / "endings.tsv");
  if (!endings) return fail(std::move(endings.error()));
  auto abroad = optional_table(directory / "abroad.tsv", {"name"});
  if (!abroad) return fail(std::move(abroad.error()));
  auto kinds = optional_table(directory / "kinds.tsv", {"name"});
  if (!kinds) return fail(std::move(kinds.error()));
  auto peers = optional_table(directory / "peers.tsv", {"name"});
  if (!peers) return fail(std::move(peers.error()));
  auto latin = optional_table(directory / "latin.tsv", {"written", "latin"});
  if (!latin) return fail(std::move(latin.error()));
  auto imported = imported_actors(directory);
  if (!imported) return fail(std::move(imported.error()));
  ActorCatalogue catalogue;
  catalogue.index_->imported = std::move(*imported);
  for (TsvRow& row : *abroad) catalogue.index_->abroad.insert(std::move(row.cells[0]));
  for (TsvRow& row : *kinds) catalogue.index_->kinds.insert(std::move(row.cells[0]));
  for (TsvRow& row : *peers) catalogue.index_->peers.insert(std::move(row.cells[0]));
  for (TsvRow& row : *latin) catalogue.index_->latin.emplace(fold(row.cells[0]), std::move(row.cells[1]));
  catalogue.index_->build(std::move(*records), std::move(*endings), languages);
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
    const Index::Step step = index.step(word, {});
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

std::vector<Entity> ActorCatalogue::imported(std::string_view name) const {
  return index_->imported ? index_->imported->find(name) : std::vector<Entity>();
}

const Entity* ActorCatalogue::person_by_sound(std::string_view name) const {
  const std::string script = script_of_text(name);
  const Entity* best = nullptr;
  double best_score = 0, second = 0;
  for (const std::uint32_t number : index_->people.near(name)) {
    const Entity& person = index_->actors[number];
    const auto own = index_->script_of_country.find(person.country);
    if (own == index_->script_of_country.end() || own->second == script) continue;
    double score = match_names(person.name, name).score;
    for (const auto& [language, names] : person.names)
      for (const std::string& known : names) score = std::max(score, match_names(known, name).score);
    if (score > best_score) {
      second = best_score;
      best = &person;
      best_score = score;
    } else {
      second = std::max(second, score);
    }
  }
  return best_score >= kSurelySame && second < kSameName ? best : nullptr;
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

  const std::vector<Index::Cell> cells = index.read_cells(folded_forms, language);
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

bool ActorCatalogue::inflects_names(std::string_view language) const {
  return !language.empty() && index_->endings.has(language);
}

bool ActorCatalogue::capitalizes_adjectives(std::string_view language) const {
  return index_->capital_adjectives.contains(language);
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
  const HeldOffice* last = nullptr;
  for (const HeldOffice& held : found->second)
    if ((held.term.from || held.term.to) && held.term.holds_on(day) &&
        (last == nullptr || last->term.from.value_or(Day::min()) < held.term.from.value_or(Day::min())))
      last = &held;
  return last == nullptr ? nullptr : &index_->actors[last->actor];
}

std::string ActorCatalogue::latin_spelling(std::string_view name) const {
  std::string out;
  for (const std::string& word : split(name, ' ')) {
    const std::string folded = fold(word);
    const std::string_view bare = without_article(folded);
    const auto known = index_->latin.find(bare);
    out += out.empty() ? "" : " ";
    const std::string_view article = bare.size() < folded.size() ? "al-" : "";
    if (known != index_->latin.end())
      out.append(article).append(known->second);
    else if (const std::string guess = is_arabic_script(bare) ? arabic_spelling(bare) : std::string(); !guess.empty())
      out.append(article).append(guess);
    else
      out += latin_name(word);
  }
  return out;
}

bool ActorCatalogue::comes_from_anywhere(std::string_view noun) const { return index_->abroad.contains(noun); }

bool ActorCatalogue::only_says_what(std::string_view noun) const { return index_->kinds.contains(noun); }

bool ActorCatalogue::is_peer(std::string_view noun) const { return index_->peers.contains(noun); }

std::string_view ActorCatalogue::speaks_for(const EntityId& id) const {
  const auto found = index_->speaks_for.find(id.text());
  return found == index_->speaks_for.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace rawi
