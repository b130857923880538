// What counts among the many things that people say and do: acts of public life, and people whom the text leaves unnamed.
#pragma once

#include <optional>
#include <span>

#include "core/facts/extraction.hpp"
#include "core/facts/ontology.hpp"

namespace rawi {

/// Business, sport, culture and private life are no events unless a public actor is there. Borrows the extraction.
class PublicLife {
 public:
  explicit PublicLife(const Extraction& extraction);

  /// Is it told of an article in which some actor is known, or does anybody but private people take part? A kind that does not
  /// ask for a public actor (an attack, an election) always counts.
  [[nodiscard]] bool counts(const EventKind& kind, std::span<const EntityId> participants) const;

 private:
  [[nodiscard]] bool is_private(const EntityId& id) const;

  const Extraction& extraction_;
  bool known_actor_ = false;
};

/// Somebody who acts and of whom the text gives no more than a pronoun of the third person singular; nothing where the word is
/// no such pronoun or may stand for a thing. `inverted`: it is a subject behind its verb, whatever the tree calls it.
[[nodiscard]] std::optional<Entity> unnamed_person(const Document& document, WordIndex pronoun, const EventKind& kind, bool inverted);

/// Who speaks where a verb of saying has no subject at all.
[[nodiscard]] Entity unnamed_speaker(const Document& document);

}  // namespace rawi
