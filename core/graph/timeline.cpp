#include "core/graph/timeline.hpp"

#include <algorithm>

namespace rawi {

Result<void> each_timeline_event(const FactReader& reader, const TimelineQuery& query, const EventVisitor& visit) {
  if (query.limit == 0) return {};
  std::uint64_t count = 0;
  const EventVisitor visit_if_all = [&](const Event& event) {
    const bool all =
        std::all_of(query.actors.begin(), query.actors.end(), [&](const EntityId& actor) { return takes_part(event, actor); });
    if (!all) return true;
    return visit(event) && ++count < query.limit;
  };
  if (query.actors.empty()) return each_event(reader, query.filter, visit_if_all);
  return each_event_of(reader, query.actors.front(), query.filter, visit_if_all);
}

Result<std::vector<Event>> timeline(const FactReader& reader, const TimelineQuery& query) {
  std::vector<Event> events;
  const Result<void> read = each_timeline_event(reader, query, [&](const Event& event) {
    events.push_back(event);
    return true;
  });
  if (!read) return fail(read.error());
  return events;
}

}  // namespace rawi
