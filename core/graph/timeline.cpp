#include "core/graph/timeline.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace rawi {

namespace {

TimeInterval period_of(Day day, TimelineGrain grain) {
  using namespace std::chrono;
  if (grain == TimelineGrain::kDay) return {day, day, Precision::kDay};
  if (grain == TimelineGrain::kWeek) {
    const Day monday = day - (weekday(day) - Monday);
    return {monday, monday + days(6), Precision::kWeek};
  }
  const year_month_day date(day);
  return {date.year() / date.month() / 1, date.year() / date.month() / last, Precision::kMonth};
}

}  // namespace

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

std::optional<TimelineGrain> parse_timeline_grain(std::string_view text) {
  if (text == "day") return TimelineGrain::kDay;
  if (text == "week") return TimelineGrain::kWeek;
  if (text == "month") return TimelineGrain::kMonth;
  return std::nullopt;
}

std::vector<TimelineGroup> group_events(std::vector<Event> events, TimelineGrain grain) {
  std::map<std::pair<bool, TimeInterval>, TimelineGroup> groups;  // the undated behind all others
  for (Event& event : events) {
    const std::optional<Day> day = event.sort_day();
    const std::optional<TimeInterval> period = day ? std::optional(period_of(*day, grain)) : std::nullopt;
    TimelineGroup& group = groups[{!day, period.value_or(TimeInterval{})}];
    group.period = period;
    group.report_count += event.report_count;
    group.events.push_back(std::move(event));
  }
  std::vector<TimelineGroup> ordered;
  for (auto& [key, group] : groups) {
    std::sort(group.events.begin(), group.events.end(), [](const Event& a, const Event& b) {
      return std::tuple(b.report_count, a.sort_day(), a.id) < std::tuple(a.report_count, b.sort_day(), b.id);
    });
    ordered.push_back(std::move(group));
  }
  return ordered;
}

std::vector<TimelineGroup> most_reported(std::vector<TimelineGroup> groups, std::size_t count) {
  std::erase_if(groups, [](const TimelineGroup& group) { return !group.period; });
  const auto earlier = [](const TimelineGroup& a, const TimelineGroup& b) { return *a.period < *b.period; };
  std::sort(groups.begin(), groups.end(), [&](const TimelineGroup& a, const TimelineGroup& b) {
    return a.report_count != b.report_count ? a.report_count > b.report_count : earlier(a, b);
  });
  if (groups.size() > count) groups.resize(count);
  std::sort(groups.begin(), groups.end(), earlier);
  return groups;
}

}  // namespace rawi
