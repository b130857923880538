// What one actor did to and with another, or with everybody: projected from events when asked, never stored.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/graph/filter.hpp"

namespace rawi {

/// How the asked actor A stands to the other one, B, in an event. Source on one side and target on the other
/// give a direction; every other pair of roles (both participants, two sources, two targets …) is side by side.
enum class Direction : std::uint8_t {
  kTo,    // A acted on B
  kFrom,  // B acted on A
  kWith,  // both took part, neither acting on the other
  kAt,    // one of the two is only the place
};
[[nodiscard]] std::string_view to_string(Direction direction);  // "to", "from", "with", "at"

/// How `a` stands to `b` in this event, or nothing if one of them takes no part. O(participants).
[[nodiscard]] std::optional<Direction> direction_between(const Event& event, const EntityId& a, const EntityId& b);

struct RelationQuery {
  EntityId actor{};
  std::optional<EntityId> other{};  // everybody when empty
  Filter filter{};
  /// Should places count as others when everybody is asked for? With `other` given, they always do.
  bool with_places = false;
};

/// The events of one kind and direction between the asked actor and one other.
struct Relation {
  EntityId other;
  Direction direction = Direction::kWith;
  KindId kind;
  std::vector<Event> events;  // in order of time, undated last; never empty
};

/// Grouped by other (most events first, then id), then direction, then kind (most events first, then name). Reads the
/// events of one actor from the reader's index: O(n log n) in their participations.
[[nodiscard]] Result<std::vector<Relation>> relations(const FactReader& reader, const RelationQuery& query);

}  // namespace rawi
