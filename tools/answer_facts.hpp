// What every answer is written from, be it JSON, text or an export: the facts behind the ids, as of one day of report.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/facts/fact_reader.hpp"
#include "core/facts/ontology.hpp"

namespace rawi {

/// Looks entities up once and remembers them: an answer names the same few actors again and again. Borrows the reader and
/// the ontology. One thread at a time.
class AnswerFacts {
 public:
  AnswerFacts(const FactReader& reader, const Ontology& ontology, std::optional<Day> as_of = std::nullopt)
      : reader_(reader), ontology_(ontology), as_of_(as_of) {}

  /// An entity that the reader does not have (its article was retracted meanwhile) comes back with its id as its name.
  /// The reference lives as long as this object.
  [[nodiscard]] Result<const Entity*> entity(const EntityId& id);
  /// The reports of an event, as of the day.
  [[nodiscard]] Result<std::vector<EventMention>> reports(EventId id) const;
  /// Nothing when there is none, or none yet on the day.
  [[nodiscard]] Result<std::optional<Event>> event(EventId id) const;
  /// Null for a kind that this ontology does not have.
  [[nodiscard]] const EventKind* kind(const KindId& id) const { return ontology_.find(id); }

  [[nodiscard]] const FactReader& reader() const { return reader_; }
  [[nodiscard]] const Ontology& ontology() const { return ontology_; }
  [[nodiscard]] std::optional<Day> as_of() const { return as_of_; }

 private:
  const FactReader& reader_;
  const Ontology& ontology_;
  std::optional<Day> as_of_;
  std::unordered_map<EntityId, Entity> entities_;  // node-based: references stay good while it grows
};

}  // namespace rawi
