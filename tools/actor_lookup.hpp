// Whom a user means: an actor of the graph by id, ISO code, or any name in any language or script.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/facts/fact_reader.hpp"
#include "extractors/resolve/actor_catalogue.hpp"

namespace rawi {

/// The codes of the languages that have packs, sorted.
[[nodiscard]] std::vector<std::string> languages_of(const std::filesystem::path& data);

/// The known actors of the data directory, with the names of states in the languages that have packs.
[[nodiscard]] Result<ActorCatalogue> load_known_actors(const std::filesystem::path& data);

/// The one actor of the graph that `name` stands for. Tried in turn: an id of the graph; the known actors of the data directory
/// (names in every language, ISO codes, spelling variants), as far as they are in the graph; the names that the graph itself
/// holds. Fails with kNotFound, naming what comes near, when there is none; with kInvalidInput, listing the ids, when there are
/// several.
[[nodiscard]] Result<EntityId> find_actor(const std::string& name, const FactReader& reader, const std::filesystem::path& data);

/// The id that an edit is to name: what was given where that is an id, though it was merged into another one; else find_actor().
[[nodiscard]] Result<EntityId> find_named_id(const std::string& name, const FactReader& reader,
                                             const std::filesystem::path& data);

}  // namespace rawi
