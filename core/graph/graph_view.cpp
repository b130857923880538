#include "core/graph/graph_view.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <numeric>
#include <unordered_map>

#include "core/graph/graph_file.hpp"
#include "core/graph/graph_image.hpp"

namespace rawi {

/// Takes events in, in order of time, and lays out the block at the end.
class GraphView::Builder {
 public:
  /// False when the graph has grown beyond its 32-bit numbers.
  bool add(const Event& event) {
    const auto index = static_cast<std::uint32_t>(events_.size());
    const std::optional<Day> day = event.sort_day();
    events_.push_back({.id = event.id.value,
                       .confidence = event.confidence,
                       .day = day ? static_cast<std::int32_t>(day->time_since_epoch().count()) : kNoDay,
                       .kind = kind_index(event.kind),
                       .status = event.status});
    for (const EventParticipant& participant : event.participants) {
      const auto found = actors_.try_emplace(participant.entity, static_cast<std::uint32_t>(actors_.size()));
      links_.push_back({.actor = found.first->second, .event = index, .role = participant.role});
    }
    return links_.size() < std::numeric_limits<std::int32_t>::max();
  }

  GraphView finish() {
    number_actors();
    GraphImage::Header header;
    header.actor_count = actor_begin_.size() - 1;
    header.event_count = events_.size();
    header.edge_count = links_.size() * 2;
    header.kinds_bytes = kinds_.size();
    header.actor_text_bytes = actor_text_.size();
    const GraphImage::Parts parts = GraphImage::parts_of(header);
    const auto block = std::make_shared<std::vector<std::uint64_t>>((parts.end + 7) / 8);  // words: all parts are aligned
    image_ = {reinterpret_cast<char*>(block->data()), parts.end};
    std::memcpy(image_.data(), &header, sizeof header);
    copy(parts.actor_begin, actor_begin_);
    copy(parts.kinds, kinds_);
    copy(parts.actor_text, actor_text_);
    static_assert(sizeof(EventRecord) == sizeof(GraphImage::EventBytes));
    if (!events_.empty()) std::memcpy(image_.data() + parts.events.begin, events_.data(), events_.size() * sizeof(EventRecord));
    index_events(at(parts.events_by_id));
    lay_out_edges(at(parts.row), at(parts.target), at(parts.role));
    return *GraphFile::lay_out(block, image_);  // it has just been made to fit
  }

 private:
  struct Link {
    std::uint32_t actor;
    std::uint32_t event;
    Role role;
  };

  template <class T>
  std::span<T> at(const GraphImage::Part<T>& part) const {
    return {reinterpret_cast<T*>(image_.data() + part.begin), part.count};
  }
  template <class T, class List>
  void copy(const GraphImage::Part<T>& part, const List& values) const {
    std::copy(values.begin(), values.end(), at(part).begin());
  }

  std::uint16_t kind_index(const KindId& kind) {
    const auto [entry, is_new] = kind_indices_.try_emplace(kind, static_cast<std::uint16_t>(kind_indices_.size()));
    if (is_new) kinds_ += kind.text() + "\n";
    return entry->second;
  }

  /// Actors were counted as they came; their final numbers are in the order of their ids.
  void number_actors() {
    std::vector<std::pair<const EntityId*, std::uint32_t>> sorted;
    sorted.reserve(actors_.size());
    for (const auto& [id, number] : actors_) sorted.emplace_back(&id, number);
    std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return *a.first < *b.first; });

    std::vector<std::uint32_t> final_number(sorted.size());
    actor_begin_.reserve(sorted.size() + 1);
    for (std::uint32_t i = 0; i < sorted.size(); ++i) {
      final_number[sorted[i].second] = i;
      actor_begin_.push_back(static_cast<std::uint32_t>(actor_text_.size()));
      actor_text_ += sorted[i].first->text();
    }
    actor_begin_.push_back(static_cast<std::uint32_t>(actor_text_.size()));
    for (Link& link : links_) link.actor = final_number[link.actor];
    actors_ = {};  // its memory is wanted for the edges
  }

  void index_events(std::span<std::uint32_t> by_id) const {
    std::iota(by_id.begin(), by_id.end(), 0U);
    std::sort(by_id.begin(), by_id.end(), [&](std::uint32_t a, std::uint32_t b) { return events_[a].id < events_[b].id; });
  }

  /// Two counting sorts in one: links_ is in order of events, so filling the rows in that order sorts those of the actors by
  /// time.
  void lay_out_edges(std::span<std::uint32_t> row, std::span<std::uint32_t> target, std::span<Role> roles) const {
    const auto actor_count = static_cast<std::uint32_t>(actor_begin_.size() - 1);
    for (const Link& link : links_) {  // the degrees, one place further on
      ++row[link.actor + 1];
      ++row[actor_count + link.event + 1];
    }
    std::partial_sum(row.begin(), row.end(), row.begin());
    std::vector<std::uint32_t> next(row.begin(), row.end());  // where the next edge of each node goes
    const auto place = [&](std::uint32_t from, std::uint32_t to, Role role) {
      const std::uint32_t at = next[from]++;
      target[at] = to;
      roles[at] = role;
    };
    for (const Link& link : links_) {
      place(link.actor, actor_count + link.event, link.role);
      place(actor_count + link.event, link.actor, link.role);
    }
  }

  std::unordered_map<EntityId, std::uint32_t> actors_;
  std::unordered_map<KindId, std::uint16_t> kind_indices_;
  std::vector<Link> links_;
  std::vector<EventRecord> events_;
  std::vector<std::uint32_t> actor_begin_;
  std::string actor_text_;
  std::string kinds_;  // a line each
  std::span<char> image_;
};

Result<GraphView> GraphView::build(const FactReader& reader, const Filter& filter) {
  Builder builder;
  bool fits = true;
  const Result<void> read = each_event(reader, filter, [&](const Event& event) { return fits = builder.add(event); });
  if (!read) return fail(read.error());
  if (!fits)
    return fail(ErrorCode::kInvalidInput, "graph", "more than 2147483646 participations",
                "ask about fewer days or kinds at a time");
  return builder.finish();
}

GraphView GraphView::filtered(const Filter& filter) const {
  EventTest test;
  if (!filter.kinds.empty()) {
    test.kinds.assign(kinds_.size(), false);
    for (std::size_t i = 0; i < kinds_.size(); ++i)
      test.kinds[i] = std::find(filter.kinds.begin(), filter.kinds.end(), kinds_[i]) != filter.kinds.end();
  }
  test.statuses = filter.statuses.empty() ? ~0U : 0U;
  for (const EventStatus status : filter.statuses) test.statuses |= 1U << static_cast<unsigned>(status);
  const auto number_of = [](Day day) { return static_cast<std::int32_t>(day.time_since_epoch().count()); };
  if (filter.days.first) test.first_day = number_of(*filter.days.first);
  if (filter.days.last) test.last_day = number_of(*filter.days.last);
  test.confidence_min = filter.confidence_min;
  GraphView view = *this;
  view.test_ = std::make_shared<const EventTest>(std::move(test));
  return view;
}

std::optional<NodeId> GraphView::find_actor(const EntityId& id) const {
  std::uint32_t low = 0;
  std::uint32_t high = actor_count();
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (actor_id_text(NodeId{middle}) < id.text()) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == actor_count() || actor_id_text(NodeId{low}) != id.text()) return std::nullopt;
  if (test_) {
    const std::span<const std::uint32_t> around = csr_.target.subspan(csr_.row[low], out_degree(low, csr_));
    if (std::none_of(around.begin(), around.end(), [&](std::uint32_t event) { return shows(NodeId{event}); }))
      return std::nullopt;
  }
  return NodeId{low};
}

std::optional<NodeId> GraphView::find_event(EventId id) const {
  const auto found = std::lower_bound(events_by_id_.begin(), events_by_id_.end(), id,
                                      [&](std::uint32_t index, EventId wanted) { return EventId{events_[index].id} < wanted; });
  if (found == events_by_id_.end() || events_[*found].id != id.value) return std::nullopt;
  return event_at(*found);
}

std::string_view GraphView::actor_id_text(NodeId actor) const {
  const std::uint32_t begin = actor_begin_[number(actor)];
  return actor_text_.substr(begin, actor_begin_[number(actor) + 1] - begin);
}

std::optional<Day> GraphView::sort_day(NodeId event) const {
  const std::int32_t day = record(event).day;
  if (day == kNoDay) return std::nullopt;
  return Day(std::chrono::days(day));
}

}  // namespace rawi
