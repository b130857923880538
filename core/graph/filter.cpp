#include "core/graph/filter.hpp"

#include <algorithm>
#include <tuple>

namespace rawi {

namespace {

template <class T>
bool is_one_of(const std::vector<T>& allowed, const T& value) {
  return allowed.empty() || std::find(allowed.begin(), allowed.end(), value) != allowed.end();
}

/// Could the event have been reported by the day at all? Spares reading the reports of events that came later.
bool may_be_known(const Event& event, Day as_of) { return event.first_reported && *event.first_reported <= as_of; }

/// What a reader calls each_event and each_event_of with.
using Scan = std::function<Result<void>(const DayRange&, const EventVisitor&)>;

/// The ids first, the reports afterwards: a reader need not bear being read from while it calls a visitor.
Result<void> each_event_as_of(const FactReader& reader, const Filter& filter, const Scan& scan, const EventVisitor& visit) {
  std::vector<EventId> candidates;
  // The stored day of an event may come from a report of later on, so the scan has to take in every day.
  const Result<void> scanned = scan(DayRange{}, [&](const Event& event) {
    if (may_be_known(event, *filter.as_of)) candidates.push_back(event.id);
    return true;
  });
  if (!scanned) return scanned;

  std::vector<Event> known;
  for (const EventId id : candidates) {
    Result<std::optional<Event>> event = event_as_of(reader, id, filter.as_of);
    if (!event) return fail(std::move(event.error()));
    if (*event && filter.accepts(**event)) known.push_back(*std::move(*event));
  }
  const auto order = [](const Event& event) {
    const std::optional<Day> day = event.sort_day();
    return std::tuple(!day.has_value(), day.value_or(Day{}), event.id);
  };
  std::sort(known.begin(), known.end(), [&](const Event& a, const Event& b) { return order(a) < order(b); });
  for (const Event& event : known)
    if (!visit(event)) break;
  return {};
}

Result<void> each_filtered(const FactReader& reader, const Filter& filter, const Scan& scan, const EventVisitor& visit) {
  if (filter.as_of) return each_event_as_of(reader, filter, scan, visit);
  return scan(filter.days, [&](const Event& event) { return !filter.accepts(event) || visit(event); });
}

}  // namespace

bool Filter::accepts(const Event& event) const {
  const std::optional<Day> day = event.sort_day();
  // As in FactReader: an event without a day stands at the end of all days.
  const bool in_range = day ? days.contains(*day) : !days.last.has_value();
  return in_range && event.confidence >= confidence_min && is_one_of(kinds, event.kind) && is_one_of(statuses, event.status);
}

Result<std::vector<EventMention>> reports_as_of(const FactReader& reader, EventId id, std::optional<Day> as_of) {
  Result<std::vector<EventMention>> mentions = reader.mentions_of(id);
  if (mentions && as_of)
    std::erase_if(*mentions, [&](const EventMention& mention) { return !mention.published || *mention.published > *as_of; });
  return mentions;
}

Result<std::optional<Event>> event_as_of(const FactReader& reader, EventId id, std::optional<Day> as_of) {
  if (!as_of) return reader.event(id);
  const Result<std::vector<EventMention>> mentions = reports_as_of(reader, id, as_of);
  if (!mentions) return fail(mentions.error());
  if (mentions->empty()) return std::optional<Event>();
  return std::optional<Event>(aggregate(id, *mentions));
}

Result<void> each_event(const FactReader& reader, const Filter& filter, const EventVisitor& visit) {
  return each_filtered(
      reader, filter, [&](const DayRange& days, const EventVisitor& inner) { return reader.each_event(days, inner); }, visit);
}

Result<void> each_event_of(const FactReader& reader, const EntityId& id, const Filter& filter, const EventVisitor& visit) {
  // The index holds who takes part by all reports; by those of the day it may be fewer, never more.
  const EventVisitor if_part = [&](const Event& event) { return !takes_part(event, id) || visit(event); };
  return each_filtered(
      reader, filter, [&](const DayRange& days, const EventVisitor& inner) { return reader.each_event_of(id, days, inner); },
      if_part);
}

bool takes_part(const Event& event, const EntityId& id) {
  return std::any_of(event.participants.begin(), event.participants.end(),
                     [&](const EventParticipant& participant) { return participant.entity == id; });
}

}  // namespace rawi
