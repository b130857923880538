// How the reports of one occurrence become one Event. Every step picks by a total order or adds up in a sorted one, so
// that the order in which mentions arrive, and the order in which a store reads them back, cannot be seen in the result.
#include "core/facts/event.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace rawi {

namespace {

/// The value with the highest count; of several, the lowest value.
template <class Value>
const Value& most_frequent(const std::map<Value, int>& counts) {
  return std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; })->first;
}

/// Lower is finer. A range counts as the smallest grain that could hold it, after that grain itself: both days of a
/// night say more than a month does, and less than one day.
int coarseness(const TimeInterval& time) {
  if (time.precision != Precision::kRange) return 2 * static_cast<int>(time.precision);
  const auto day_count = (time.last - time.first).count() + 1;
  const Precision grain = day_count <= 1     ? Precision::kDay
                          : day_count <= 7   ? Precision::kWeek
                          : day_count <= 31  ? Precision::kMonth
                          : day_count <= 366 ? Precision::kYear
                                             : Precision::kRange;
  return 2 * static_cast<int>(grain) + 1;
}

/// The finest time; of several, those of the latest report, then the one that most mentions give, then the earliest.
std::optional<TimeInterval> aggregate_time(const std::vector<EventMention>& mentions) {
  struct Support {
    std::optional<Day> reported;  // an empty day compares below every other
    int mention_count = 0;
  };
  std::map<TimeInterval, Support> times;
  for (const EventMention& m : mentions) {
    if (!m.time) continue;
    Support& support = times[m.time->interval];
    support.reported = std::max(support.reported, m.published);
    ++support.mention_count;
  }
  if (times.empty()) return std::nullopt;
  const auto rank = [](const auto& entry) {
    return std::tuple(-coarseness(entry.first), entry.second.reported, entry.second.mention_count);
  };
  return std::max_element(times.begin(), times.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); })->first;
}

/// Several mentions in one article repeat one witness: the surest of them counts. Articles are taken as independent.
double aggregate_confidence(const std::vector<EventMention>& mentions) {
  std::map<ArticleId, double> by_article;
  for (const EventMention& m : mentions) {
    double& best = by_article[m.article];
    if (m.confidence > best) best = std::min(m.confidence, 1.0);
  }
  double doubt = 1;
  for (const auto& [article, confidence] : by_article) doubt *= 1 - confidence;
  return 1 - doubt;
}

/// What aggregate() comes to for most events of a large graph, without its tables.
Event only_report(EventId id, const EventMention& mention) {
  Event event;
  event.id = id;
  event.kind = mention.kind;
  event.status = mention.status;
  if (mention.time) event.time = mention.time->interval;
  for (const Participant& p : mention.participants) event.participants.push_back({p.role, p.entity});
  std::sort(event.participants.begin(), event.participants.end());
  event.participants.erase(std::unique(event.participants.begin(), event.participants.end()), event.participants.end());
  const double doubt = 1 - (mention.confidence > 0 ? std::min(mention.confidence, 1.0) : 0.0);
  event.confidence = 1 - doubt;  // rounded as the product over several articles is
  event.report_count = 1;
  event.first_reported = event.last_reported = mention.published;
  return event;
}

}  // namespace

Event aggregate(EventId id, const std::vector<EventMention>& mentions) {
  if (mentions.size() == 1) return only_report(id, mentions.front());
  Event event;
  event.id = id;
  event.report_count = static_cast<std::uint32_t>(mentions.size());
  std::set<EventParticipant> participants;
  for (const EventMention& m : mentions) {
    for (const Participant& p : m.participants) participants.insert({p.role, p.entity});
    if (!m.published) continue;
    event.first_reported = event.first_reported ? std::min(*event.first_reported, *m.published) : *m.published;
    event.last_reported = std::max(event.last_reported, m.published);
  }
  event.participants.assign(participants.begin(), participants.end());

  std::map<KindId, int> kinds;
  for (const EventMention& m : mentions)
    if (m.published == event.last_reported) ++kinds[m.kind];
  if (kinds.empty()) return event;  // no mention at all: the caller broke the contract
  event.kind = most_frequent(kinds);
  std::map<EventStatus, int> statuses;
  for (const EventMention& m : mentions)
    if (m.published == event.last_reported && m.kind == event.kind) ++statuses[m.status];
  event.status = most_frequent(statuses);

  event.time = aggregate_time(mentions);
  event.confidence = aggregate_confidence(mentions);
  return event;
}

}  // namespace rawi
