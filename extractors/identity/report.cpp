#include "extractors/identity/report.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace rawi {

namespace {

/// A day or a night, a week, longer, none.
int time_rank(const std::optional<TimeInterval>& time) {
  if (!time) return 3;
  if (grade_of(time) == TimeGrade::kLoose) return 2;
  return time->last - time->first <= std::chrono::days(1) ? 0 : 1;
}

int party_rank(const Event& event) {
  std::set<EntityId> parties;
  for (const EventParticipant& p : event.participants)
    if (p.role != Role::kPlace) parties.insert(p.entity);
  return 2 - static_cast<int>(std::min<std::size_t>(parties.size(), 2));
}

auto place_of(const EventMention& m) { return std::tie(m.part, m.trigger.span, m.kind); }

EventId id_of(const EventMention& first) {
  const std::string key = first.article.text() + '\x1f' + (first.part == Part::kTitle ? "t" : "b") +
                          std::to_string(first.trigger.span.begin) + '\x1f' + first.kind.text();
  return EventId{std::max<std::uint64_t>(stable_hash(key), 1)};
}

/// One place with one kind is one act, even where it is told of several parties apart.
struct Place {
  std::vector<std::size_t> indexes;
  Event summary;
  std::vector<std::uint32_t> parting;
};

std::vector<Place> places_in(const std::vector<EventMention>& mentions) {
  std::vector<std::size_t> order(mentions.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return place_of(mentions[a]) < place_of(mentions[b]); });
  std::vector<Place> places;
  for (const std::size_t i : order) {
    if (places.empty() || place_of(mentions[places.back().indexes.front()]) != place_of(mentions[i])) places.emplace_back();
    places.back().indexes.push_back(i);
  }
  return places;
}

Event summary_of(const std::vector<EventMention>& mentions, const std::vector<std::size_t>& indexes) {
  std::vector<EventMention> chosen;
  for (const std::size_t i : indexes) chosen.push_back(mentions[i]);
  return aggregate(EventId{}, chosen);
}

/// Bytes between the place and the nearest mention of the report. What comes later counts as further off: "the summit" is rather
/// the one told of before. Across title and body, as if the one came right before.
std::int64_t text_distance(const std::vector<EventMention>& mentions, const Place& place, const Place& other) {
  constexpr std::int64_t kLaterIsFurther = 4;
  std::int64_t nearest = INT64_MAX;
  const EventMention& m = mentions[place.indexes.front()];
  for (const std::size_t i : other.indexes) {
    const std::int64_t here = m.trigger.span.begin, there = mentions[i].trigger.span.begin;
    const std::int64_t before = m.part == mentions[i].part ? here - there : here + there;
    nearest = std::min(nearest, before >= 0 ? before : -before * kLaterIsFurther);
  }
  return nearest;
}

Report finished(const std::vector<EventMention>& mentions, Place&& place) {
  std::sort(place.indexes.begin(), place.indexes.end(), [&](std::size_t a, std::size_t b) {
    return std::tuple(place_of(mentions[a]), a) < std::tuple(place_of(mentions[b]), b);
  });
  Report report;
  report.summary = std::move(place.summary);
  report.parting = std::move(place.parting);
  report.article = mentions[place.indexes.front()].article;
  report.id = id_of(mentions[place.indexes.front()]);
  for (const std::size_t i : place.indexes) {
    const EventMention& m = mentions[i];
    const std::optional<TimeInterval> time = m.time ? std::optional(m.time->interval) : std::nullopt;
    if (const std::optional<Day> day = anchor_of(time, m.published))
      for (const Participant& p : m.participants) report.traces.push_back({m.kind, p.entity, grade_of(time), *day});
    report.mentions.push_back(m);
  }
  std::sort(report.traces.begin(), report.traces.end());
  report.traces.erase(std::unique(report.traces.begin(), report.traces.end()), report.traces.end());
  report.indexes = std::move(place.indexes);
  return report;
}

}  // namespace

std::tuple<int, int, bool, Day, ArticleId, EventId> Report::rank() const {
  const auto [undated, day, named, own] = age();
  return {time_rank(summary.time), party_rank(summary), undated, day, named, own};
}

std::tuple<bool, Day, ArticleId, EventId> Report::age() const {
  return {!summary.first_reported, summary.first_reported.value_or(Day{}), article, id};
}

std::chrono::days trace_window(TimeGrade a, TimeGrade b) {
  if (a == TimeGrade::kNone || b == TimeGrade::kNone) return std::chrono::days(3);
  return a == TimeGrade::kClose && b == TimeGrade::kClose ? std::chrono::days(7) : std::chrono::days(31);
}

bool traces_meet(const Report& a, const Report& b, const EventCompare& compare) {
  for (const Trace& x : a.traces) {
    const std::vector<KindId>& kinds = compare.kindred_of(x.kind);
    for (const Trace& y : b.traces) {
      if (x.actor != y.actor) continue;
      const auto apart = x.day < y.day ? y.day - x.day : x.day - y.day;
      if (apart <= trace_window(x.grade, y.grade) && std::find(kinds.begin(), kinds.end(), y.kind) != kinds.end()) return true;
    }
  }
  return false;
}

std::vector<Report> reports_in(const std::vector<EventMention>& mentions, const EventCompare& compare, const Edits& edits) {
  std::vector<Place> places = places_in(mentions);
  for (Place& p : places) {
    p.summary = summary_of(mentions, p.indexes);
    p.parting = edits.parting(mentions[p.indexes.front()]);
  }
  std::stable_sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
    return std::tuple(time_rank(a.summary.time), party_rank(a.summary)) <
           std::tuple(time_rank(b.summary.time), party_rank(b.summary));
  });
  std::vector<Place> joined;
  for (Place& place : places) {
    Place* best = nullptr;
    std::pair<double, std::int64_t> best_fit;  // score, then nearness in the text
    for (Place& other : joined) {
      if (other.parting != place.parting) continue;
      const IdentityVerdict verdict = compare(place.summary, other.summary, true);
      if (!verdict.same) continue;
      const std::pair fit(verdict.score, -text_distance(mentions, place, other));
      if (best == nullptr || fit > best_fit) best = &other, best_fit = fit;
    }
    if (best == nullptr) {
      joined.push_back(std::move(place));
    } else {
      best->indexes.insert(best->indexes.end(), place.indexes.begin(), place.indexes.end());
      best->summary = summary_of(mentions, best->indexes);
    }
  }
  std::vector<Report> reports;
  for (Place& p : joined) reports.push_back(finished(mentions, std::move(p)));
  return reports;
}

std::vector<Report> reports_by_article(const std::vector<EventMention>& mentions, const EventCompare& compare,
                                       const Edits& edits) {
  std::map<ArticleId, std::vector<EventMention>> by_article;
  for (const EventMention& m : mentions) by_article[m.article].push_back(m);
  std::vector<Report> reports;
  for (const auto& [article, own] : by_article) {
    std::vector<Report> found = reports_in(own, compare, edits);
    std::move(found.begin(), found.end(), std::back_inserter(reports));
  }
  return reports;
}

}  // namespace rawi
