// Finds the noun phrases of a sentence that stand for actors and places, and tells what they are made of: a name, a common noun
// for an actor, the states and owners inside. It relies on which words stand side by side rather than on the tree.
#pragma once

#include <optional>
#include <vector>

#include "extractors/mentions/mention_words.hpp"

namespace rawi {

/// A mention with its parts. The resolver asks for the parts again instead of keeping them in the document.
struct MentionPhrase {
  WordRange words;
  Mention::Form form = Mention::Form::kName;
  EntityType type = EntityType::kOrganization;

  WordRange name;                         // the proper name inside; empty when there is none
  std::vector<const Entity*> candidates;  // the known actors that go by it; empty for an unknown name
  bool short_name = false;                // the candidates go by it in part only

  const Nominal* nominal = nullptr;  // the common noun that heads the phrase or stands beside the name
  WordRange nominal_words;
  bool plural = false;
  bool definite = false;
  bool qualified = false;                  // by plain words: "the former president" is not the president
  std::vector<const Entity*> states;       // whose adjective or name stands inside, outermost first
  std::vector<const Entity*> owners;       // other known actors inside: "the NATO spokesman", "the Kremlin spokesman"
  const Nominal* owner_nominal = nullptr;  // "spokesman for the Indonesian military"
  WordRange owner_name;                    // the unknown name inside: "Municipality of Livorno"
  WordRange modifiers;                     // plain words in front of or behind the noun that belong to its description
  const Entity* adjective_of = nullptr;    // the phrase is nothing but an adjective of nationality or inhabitants
};

class MentionFinder {
 public:
  explicit MentionFinder(const MentionWords& words) : words_(words) {}

  /// In the order of the text, none overlapping another.
  [[nodiscard]] std::vector<MentionPhrase> find() const;

 private:
  using Phrase = std::optional<MentionPhrase>;

  [[nodiscard]] Phrase phrase_at(WordIndex word) const;

  // Common nouns.
  [[nodiscard]] Phrase nominal_phrase(WordIndex begin) const;
  [[nodiscard]] bool read_front(WordIndex& w, MentionPhrase& phrase) const;
  [[nodiscard]] bool read_front_word(WordIndex& w, MentionPhrase& phrase) const;
  void read_back(WordIndex& w, MentionPhrase& phrase) const;
  [[nodiscard]] bool read_genitive(WordIndex& w, MentionPhrase& phrase, bool& closed) const;
  [[nodiscard]] WordIndex chain_end(WordIndex w) const;
  [[nodiscard]] WordIndex plain_noun_end(WordIndex w) const;
  [[nodiscard]] bool read_of(WordIndex& w, MentionPhrase& phrase) const;
  void read_name_behind(WordIndex& w, MentionPhrase& phrase, bool closed) const;
  [[nodiscard]] bool contradicts(const MentionPhrase& name, const MentionPhrase& phrase) const;
  void take_name(const MentionPhrase& name, MentionPhrase& phrase) const;
  [[nodiscard]] bool may_stand_alone(const MentionPhrase& phrase) const;
  [[nodiscard]] bool is_definite(WordIndex word) const;

  // Names.
  [[nodiscard]] Phrase known_name(WordIndex begin) const;
  [[nodiscard]] Phrase unknown_name(WordIndex begin, bool after_title) const;
  [[nodiscard]] Phrase read_name(WordIndex begin) const;
  [[nodiscard]] Phrase capitalized_name(WordIndex begin, bool after_title) const;
  [[nodiscard]] Phrase uncased_name(WordIndex begin, bool after_title) const;
  [[nodiscard]] bool is_name_like(WordIndex word) const;
  [[nodiscard]] bool stands_like_a_name(WordIndex begin) const;
  [[nodiscard]] bool is_uncased_part(WordIndex word) const;
  [[nodiscard]] std::optional<EntityType> type_of_run(WordRange run, bool after_title) const;
  [[nodiscard]] Phrase relative_name(WordIndex begin, bool cased) const;
  void read_apposition(MentionPhrase& phrase) const;
  [[nodiscard]] WordIndex place_behind(WordIndex w) const;

  // Adjectives of nationality, inhabitants, pronouns.
  [[nodiscard]] Phrase state_phrase(WordIndex begin) const;
  [[nodiscard]] Phrase pronoun(WordIndex word) const;

  const MentionWords& words_;
};

}  // namespace rawi
