// New people whose name the graph has already, in another script: the same one when name and state agree.
#pragma once

#include <unordered_map>
#include <vector>

#include "core/base/result.hpp"
#include "core/facts/extraction.hpp"
#include "core/facts/fact_reader.hpp"
#include "extractors/resolve/name_register.hpp"
#include "storage/fact_store.hpp"

namespace rawi {

/// Remembers the people of a graph that were made from texts. One thread at a time; articles in the order in which they are
/// stored, so that the same input gives the same graph.
class PersonJoiner {
 public:
  /// Reads everybody in the graph whom no list knows. Fails when reading does.
  [[nodiscard]] static Result<PersonJoiner> over(const FactReader& graph);
  /// Of a store that can be edited: as the articles speak of them, so that a merge that is undone leaves nothing behind.
  [[nodiscard]] static Result<PersonJoiner> over(const FactStore& graph);

  /// Gives a new person the id of the one in the graph whose name this is in another script: both belong to the same state, the
  /// names are of two words or more and surely the same by sound, and nobody else comes near. Whoever stays new is remembered.
  void join(Extraction& extraction);

 private:
  /// The person in the graph who this is, or nullptr.
  [[nodiscard]] const Entity* known_as(const Entity& person) const;
  bool remember_if_told(const Entity& entity);
  void remember(const Entity& person);

  std::vector<Entity> people_;
  std::unordered_map<EntityId, std::size_t> by_id_;  // position in people_
  NameRegister names_;
};

}  // namespace rawi
