#include "core/graph/graph_view.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <unordered_map>

namespace rawi {

/// Takes events in, in order of time, and lays out the arrays at the end.
class GraphView::Builder {
 public:
  /// False when the graph has grown beyond its 32-bit numbers.
  bool add(const Event& event) {
    const auto index = static_cast<std::uint32_t>(view_.events_.size());
    const std::optional<Day> day = event.sort_day();
    view_.events_.push_back({.id = event.id,
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
    index_events();
    lay_out_edges();
    return std::move(view_);
  }

 private:
  struct Link {
    std::uint32_t actor;
    std::uint32_t event;
    Role role;
  };

  std::uint16_t kind_index(const KindId& kind) {
    const auto [entry, is_new] = kind_indices_.try_emplace(kind, static_cast<std::uint16_t>(view_.kinds_.size()));
    if (is_new) view_.kinds_.push_back(kind);
    return entry->second;
  }

  /// Actors were counted as they came; their final numbers are in the order of their ids.
  void number_actors() {
    std::vector<std::pair<const EntityId*, std::uint32_t>> sorted;
    sorted.reserve(actors_.size());
    for (const auto& [id, number] : actors_) sorted.emplace_back(&id, number);
    std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return *a.first < *b.first; });

    std::vector<std::uint32_t> final_number(sorted.size());
    view_.actor_begin_.reserve(sorted.size() + 1);
    for (std::uint32_t i = 0; i < sorted.size(); ++i) {
      final_number[sorted[i].second] = i;
      view_.actor_begin_.push_back(static_cast<std::uint32_t>(view_.actor_text_.size()));
      view_.actor_text_ += sorted[i].first->text();
    }
    view_.actor_begin_.push_back(static_cast<std::uint32_t>(view_.actor_text_.size()));
    view_.actor_text_.shrink_to_fit();
    for (Link& link : links_) link.actor = final_number[link.actor];
    actors_ = {};  // its memory is wanted for the edges
  }

  void index_events() {
    view_.events_.shrink_to_fit();
    view_.events_by_id_.resize(view_.events_.size());
    std::iota(view_.events_by_id_.begin(), view_.events_by_id_.end(), 0U);
    std::sort(view_.events_by_id_.begin(), view_.events_by_id_.end(),
              [&](std::uint32_t a, std::uint32_t b) { return view_.events_[a].id < view_.events_[b].id; });
  }

  /// Two counting sorts in one: links_ is in order of events, so filling the rows in that order sorts those of the actors by
  /// time.
  void lay_out_edges() {
    const std::uint32_t actor_count = view_.actor_count();
    const std::uint32_t node_count = view_.node_count();
    const std::size_t edge_count = links_.size() * 2;
    std::vector<std::uint32_t> row(node_count, 0);  // first the degrees, then where the next edge of each node goes
    for (const Link& link : links_) {
      ++row[link.actor];
      ++row[actor_count + link.event];
    }
    std::exclusive_scan(row.begin(), row.end(), row.begin(), 0U);

    std::vector<std::pair<std::uint32_t, std::uint32_t>> edges(edge_count);
    std::vector<Participation> roles(edge_count);
    const auto place = [&](std::uint32_t from, std::uint32_t to, Role role) {
      const std::uint32_t at = row[from]++;
      edges[at] = {from, to};
      roles[at] = {role};
    };
    for (const Link& link : links_) {
      place(link.actor, actor_count + link.event, link.role);
      place(actor_count + link.event, link.actor, link.role);
    }
    links_ = {};
    view_.csr_ = Csr(boost::edges_are_sorted, edges.begin(), edges.end(), roles.begin(), node_count,
                     static_cast<std::uint32_t>(edge_count));
  }

  GraphView view_;
  std::unordered_map<EntityId, std::uint32_t> actors_;
  std::unordered_map<KindId, std::uint16_t> kind_indices_;
  std::vector<Link> links_;
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
  return NodeId{low};
}

std::optional<NodeId> GraphView::find_event(EventId id) const {
  const auto found = std::lower_bound(events_by_id_.begin(), events_by_id_.end(), id,
                                      [&](std::uint32_t index, EventId wanted) { return events_[index].id < wanted; });
  if (found == events_by_id_.end() || events_[*found].id != id) return std::nullopt;
  return event_at(*found);
}

std::string_view GraphView::actor_id_text(NodeId actor) const {
  const std::uint32_t begin = actor_begin_[number(actor)];
  return std::string_view(actor_text_).substr(begin, actor_begin_[number(actor) + 1] - begin);
}

std::optional<Day> GraphView::sort_day(NodeId event) const {
  const std::int32_t day = record(event).day;
  if (day == kNoDay) return std::nullopt;
  return Day(std::chrono::days(day));
}

}  // namespace rawi
