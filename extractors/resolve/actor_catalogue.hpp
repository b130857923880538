// The known actors (extractors/actors/*.jsonl, and the names of states from ICU), indexed by every name they go by.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/date.hpp"
#include "core/base/result.hpp"
#include "core/facts/entity.hpp"
#include "core/text/document.hpp"

namespace rawi {

/// The graph names everything in one language whatever it was read in: `Entity::name` and the names of new actors. This code is
/// part of the data's format (the nominals' `name`, the actors' adjectives), not of the reading of any language.
inline constexpr std::string_view kGraphLanguage = "en";

/// Words of a document that are a name of one or more known actors.
struct NameMatch {
  WordRange words;
  std::vector<const Entity*> candidates;  // never empty; owned by the catalogue
  bool is_short = false;                  // a surname or clipped name only
  bool acronym = false;                   // known in capitals only: "US", which folds to what "us" does
};

/// Immutable after loading; threads may share it. Pointers into it live as long as it does.
class ActorCatalogue {
 public:
  /// Reads countries, organizations, people, places and how names are inflected, and asks ICU for the names of states in
  /// `languages`. Beside them stand the actors that a user has imported: in the file that the environment variable RAWI_ACTORS
  /// names, else in `directory`/imported.rawi, where there is one. Refuses, naming file and line: broken JSON, an unknown key, an
  /// id twice, a date that is none, a country that no line of countries.jsonl has; and an imported file that is damaged.
  [[nodiscard]] static Result<ActorCatalogue> load(const std::filesystem::path& directory,
                                                   const std::vector<std::string>& languages);

  ActorCatalogue(ActorCatalogue&&) noexcept;
  ActorCatalogue& operator=(ActorCatalogue&&) noexcept;
  ~ActorCatalogue();

  /// By id, sorted.
  [[nodiscard]] const std::vector<Entity>& actors() const;
  [[nodiscard]] const Entity* find(const EntityId& id) const;
  /// Every actor that goes by this name in any language or script, short names included; full names first. Also takes an id,
  /// an ISO alpha-2 or alpha-3 code. Spelling variants count (fold, and for names in Arabic script a key without long vowels),
  /// and so do inflected forms (endings.tsv).
  [[nodiscard]] std::vector<const Entity*> find_name(std::string_view name) const;

  /// The imported actors (rawi actors import) that go by this name. Not among actors(), and in no name of names_in().
  [[nodiscard]] std::vector<Entity> imported(std::string_view name) const;

  /// The one person whose name this is as it sounds, though nobody listed the spelling; nullptr for none, or when two come near.
  /// Asks for two words at least, and only for people whose own language is written in another script than this name: in their
  /// own script a letter more makes another name.
  [[nodiscard]] const Entity* person_by_sound(std::string_view name) const;

  /// Longest matches from left to right, none overlapping another, in words of the document given as folded forms (one per word
  /// of `range`, definite articles left on). Names of `language`, and names of any language in another script (a Latin "Macron"
  /// in Arabic text). A word that begins a written token of several words may have that token behind a bar ("de|du"), and the
  /// words that continue the token begin with '+' ("+le"): inside a name the token may then count as one word. Linear in the
  /// number of words.
  [[nodiscard]] std::vector<NameMatch> names_in(WordRange range, const std::vector<std::string>& folded_forms,
                                                std::string_view language) const;
  /// Is this folded form a word of some name? A clitic is not split off such a word.
  [[nodiscard]] bool knows_word(std::string_view folded_form, std::string_view language) const;

  /// Folded base forms of adjectives of nationality, and of nouns for inhabitants: lemmas that a pack must know.
  [[nodiscard]] std::vector<std::string> adjectives(std::string_view language) const;
  [[nodiscard]] std::vector<std::string> inhabitants(std::string_view language) const;
  /// The state that this folded adjective or inhabitant lemma belongs to, or nullptr.
  [[nodiscard]] const Entity* country_of(std::string_view folded_lemma, std::string_view language) const;
  /// Are names inflected in this language (endings.tsv)?
  [[nodiscard]] bool inflects_names(std::string_view language) const;
  /// Does this language write adjectives of nationality with a capital ("French", but "français", "российский")?
  [[nodiscard]] bool capitalizes_adjectives(std::string_view language) const;
  /// "French" for FRA; empty when there is none: used to name "French officials".
  [[nodiscard]] std::string_view english_adjective(std::string_view country) const;
  [[nodiscard]] const Entity* country(std::string_view alpha3) const;

  /// Who held an office of a state (organization empty) or of an organization on that day, or nullptr. With several,
  /// the one who took it last. A known gap or an unknown day gives nullptr.
  [[nodiscard]] const Entity* holder(std::string_view office, std::string_view country, const EntityId& organization,
                                     Day day) const;

  /// The name in Latin letters: each word in its usual spelling where latin.tsv has one, else as ICU transliterates it.
  [[nodiscard]] std::string latin_spelling(std::string_view name) const;

  /// May an actor of this noun (by its English name) come from anywhere ("ambassador", "tourist"), so that the state that an
  /// article is about tells nothing of its own? Listed in abroad.tsv.
  [[nodiscard]] bool comes_from_anywhere(std::string_view noun) const;

  /// Does this noun beside an organization's name only say what that is ("the Likud party" is Likud)? Listed in kinds.tsv.
  [[nodiscard]] bool only_says_what(std::string_view noun) const;

  /// Is this a noun for whoever holds the same office elsewhere ("counterpart")? Listed in peers.tsv.
  [[nodiscard]] bool is_peer(std::string_view noun) const;

  /// The state that this city or seat speaks for when it acts, or empty: `capital_of` and `seat_of`.
  [[nodiscard]] std::string_view speaks_for(const EntityId& id) const;

 private:
  struct Index;
  ActorCatalogue();
  std::unique_ptr<Index> index_;
};

}  // namespace rawi
