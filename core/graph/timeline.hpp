// Events in order of time.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
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

enum class TimelineGrain { kDay, kWeek, kMonth };
/// "day", "week" or "month".
[[nodiscard]] std::optional<TimelineGrain> parse_timeline_grain(std::string_view text);

/// The events whose sort_day() lies in one day, week (Monday to Sunday) or month: the most reported first, then by day and id.
struct TimelineGroup {
  std::optional<TimeInterval> period;  // nothing for the events without a day
  std::vector<Event> events;
  std::uint64_t report_count = 0;  // of all of them
};

/// In order of time, the undated last; no group is empty.
[[nodiscard]] std::vector<TimelineGroup> group_events(std::vector<Event> events, TimelineGrain grain);

/// The `count` dated groups with most reports (of equals the earlier), in order of time.
[[nodiscard]] std::vector<TimelineGroup> most_reported(std::vector<TimelineGroup> groups, std::size_t count);

}  // namespace rawi
