// Which events a question is about, and what was known of them on a given day. Every question of core/graph goes
// through these functions, so that "as of" means the same in a timeline, a path and an export.
#pragma once

#include <optional>
#include <vector>

#include "core/facts/fact_reader.hpp"

namespace rawi {

/// An event must pass every part that is set. The default lets every event through.
struct Filter {
  std::vector<KindId> kinds{};          // one of these; any when empty
  std::vector<EventStatus> statuses{};  // one of these; any when empty
  DayRange days{};                      // of Event::sort_day(); an event without a day passes only where the end is open
  std::optional<Day> as_of{};           // only what was published on or before this day; undated articles then do not count
  double confidence_min = 0;            // 0 to 1

  /// Everything but `as_of`, which is not a property of an event but of how it is put together. O(kinds + statuses).
  [[nodiscard]] bool accepts(const Event& event) const;
};

/// The reports of an event, those published by `as_of` if it is set, in the reader's order. One read of the reader.
[[nodiscard]] Result<std::vector<EventMention>> reports_as_of(const FactReader& reader, EventId id, std::optional<Day> as_of);

/// The event as its reports of that day tell it; nothing if it had not been reported yet. Without `as_of`, the stored event.
[[nodiscard]] Result<std::optional<Event>> event_as_of(const FactReader& reader, EventId id, std::optional<Day> as_of);

/// Every event that passes the filter, as of its date, in the order of FactReader::each_event. Without `as_of` it streams
/// from the reader's day index. With it, what an article of today adds may move an event to another day, so all
/// events first reported by then are put together from their reports and held in memory: O(n log n).
/// A visitor that reads from the reader itself should collect first.
[[nodiscard]] Result<void> each_event(const FactReader& reader, const Filter& filter, const EventVisitor& visit);

/// The same, of the events in which the entity takes part: from the reader's index, O(events of the entity).
[[nodiscard]] Result<void> each_event_of(const FactReader& reader, const EntityId& id, const Filter& filter,
                                         const EventVisitor& visit);

/// Does the entity take part in the event, in any role? O(participants).
[[nodiscard]] bool takes_part(const Event& event, const EntityId& id);

}  // namespace rawi
