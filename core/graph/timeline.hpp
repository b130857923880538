// Events in order of time.
#pragma once

#include <cstdint>
#include <vector>

#include "core/graph/filter.hpp"

namespace rawi {

struct TimelineQuery {
  std::vector<EntityId> actors{};  // events in which *all* of them take part, in any role; all events when empty
  Filter filter{};
  std::uint64_t limit = UINT64_MAX;  // the first so many
};

/// By Event::sort_day(), then id; events without a day last. With an actor it reads that actor's index (the first one's, the
/// others are looked for in its events), otherwise the index by day; without `as_of` it streams and stops at the limit.
[[nodiscard]] Result<void> each_timeline_event(const FactReader& reader, const TimelineQuery& query, const EventVisitor& visit);

/// The same, collected.
[[nodiscard]] Result<std::vector<Event>> timeline(const FactReader& reader, const TimelineQuery& query);

}  // namespace rawi
