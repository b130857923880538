// One entity out of the descriptions that articles give of it. Like an event from its mentions, an entity is worked out
// from what supports it, so that retracting an article takes back exactly the names that only it gave.
#pragma once

#include <vector>

#include "core/facts/entity.hpp"

namespace rawi {

/// Descriptions of known entities (extractors/actors) win over those made from articles; otherwise the order decides:
/// give them in a fixed one. Type, name and country come from the first that has them; names, offices and external ids
/// are united in order. Needs at least one description, all of one id.
[[nodiscard]] Entity merge_descriptions(const std::vector<Entity>& descriptions);

/// The entity `id` out of those that somebody said it is: the first one's type and name, and all names, offices and external ids.
/// Needs at least one.
[[nodiscard]] Entity join_entities(const EntityId& id, std::vector<Entity> parts);

}  // namespace rawi
