#include "core/graph/neighbors.hpp"

#include <algorithm>
#include <tuple>

#include "core/graph/walk.hpp"

namespace rawi {

namespace {

/// Walks outwards, ring after ring. What an answer shows of an actor is put together only for those that are shown: a busy actor
/// has most of the graph within two hops.
class Surroundings {
 public:
  Surroundings(const GraphView& view, const PlaceRule& rule)
      : view_(view), rule_(rule), is_met_(view.actor_count(), false), ring_of_(view.event_count(), 0) {
    is_met_[GraphView::number(rule.start)] = true;
    tallies_.push_back({.actor = rule.start});
  }

  void walk(std::uint32_t hops_max) {
    std::size_t begin = 0;
    for (std::uint32_t hops = 1; hops <= hops_max && begin < tallies_.size(); ++hops) {
      const std::size_t end = tallies_.size();
      events_.clear();
      for (std::size_t i = begin; i < end; ++i) reach_events(tallies_[i].actor, hops);
      for (const NodeId event : events_) meet_actors(event, hops);
      list_links(end);
      for (std::size_t i = end; i < tallies_.size(); ++i) count(tallies_[i]);
      begin = end;
    }
  }

  /// The first so many, in the order of the answer.
  std::vector<Neighbor> first(std::size_t limit) {
    tallies_.erase(tallies_.begin());  // the actor that was asked about
    const std::size_t shown = std::min(limit, tallies_.size());
    const auto end = tallies_.begin() + static_cast<std::ptrdiff_t>(shown);
    std::partial_sort(tallies_.begin(), end, tallies_.end(), [](const Tally& a, const Tally& b) {
      return std::tie(a.hops, b.event_count, b.latest, a.actor) < std::tie(b.hops, a.event_count, a.latest, b.actor);
    });
    std::vector<Neighbor> found;
    found.reserve(shown);
    for (auto tally = tallies_.begin(); tally != end; ++tally) found.push_back(described(*tally));
    return found;
  }

 private:
  struct Tally {
    NodeId actor{};
    std::uint32_t hops = 0;
    std::uint32_t event_count = 0;
    NodeId latest_event{};
    std::optional<Day> latest{};
  };
  using Link = std::pair<NodeId, NodeId>;  // an actor and an event

  /// Three numbers are enough: an event next to an actor is of the actor's ring, of the one further out, or not reached.
  static std::uint8_t ring(std::uint32_t hops) { return static_cast<std::uint8_t>(1 + hops % 3); }
  [[nodiscard]] std::size_t index_of(NodeId event) const { return GraphView::number(event) - view_.actor_count(); }

  void reach_events(NodeId actor, std::uint32_t hops) {
    view_.each_link(actor, [&](NodeId event, Role role) {
      std::uint8_t& ring_of_event = ring_of_[index_of(event)];
      if (!rule_.allows(actor, role) || ring_of_event != 0) return;
      ring_of_event = ring(hops);
      events_.push_back(event);
    });
  }

  void meet_actors(NodeId event, std::uint32_t hops) {
    view_.each_link(event, [&](NodeId actor, Role role) {
      if (!rule_.allows(actor, role) || is_met_[GraphView::number(actor)]) return;
      is_met_[GraphView::number(actor)] = true;
      tallies_.push_back({.actor = actor, .hops = hops});
    });
  }

  /// A rare actor's neighbours are busy ones, whose rows are long, and few of their events are of its ring: these are listed from
  /// the side of the events then. Else the rows are gone through, which is quicker than sorting.
  void list_links(std::size_t first_tally) {
    std::size_t of_events = 0, of_actors = 0;
    for (const NodeId event : events_) of_events += out_degree(GraphView::number(event), view_.csr());
    for (std::size_t i = first_tally; i < tallies_.size(); ++i)
      of_actors += out_degree(GraphView::number(tallies_[i].actor), view_.csr());
    constexpr std::size_t kSortingIsSlower = 32;
    if (first_tally == tallies_.size() || of_events * kSortingIsSlower > of_actors) return;
    const std::uint32_t hops = tallies_.back().hops;
    lists_.resize(hops + 1);
    for (const NodeId event : events_)
      view_.each_link(event, [&](NodeId actor, Role role) {
        if (rule_.allows(actor, role)) lists_[hops].emplace_back(actor, event);
      });
    std::sort(lists_[hops].begin(), lists_[hops].end());
  }

  /// Calls visit(event) for the events of its ring that the actor takes part in, in order of time; twice where it has two roles.
  template <class Visit>
  void each_event(const Tally& tally, const Visit& visit) const {
    if (tally.hops < lists_.size() && !lists_[tally.hops].empty()) {
      const std::vector<Link>& list = lists_[tally.hops];
      auto link = std::lower_bound(list.begin(), list.end(), Link{tally.actor, NodeId{}});
      for (; link != list.end() && link->first == tally.actor; ++link) visit(link->second);
      return;
    }
    view_.each_link(tally.actor, [&](NodeId event, Role role) {
      if (rule_.allows(tally.actor, role) && ring_of_[index_of(event)] == ring(tally.hops)) visit(event);
    });
  }

  /// The undated come last, so the latest day is looked for from there.
  void count(Tally& tally) {
    own_events_.clear();
    each_event(tally, [&](NodeId event) {
      if (own_events_.empty() || own_events_.back() != event) own_events_.push_back(event);
    });
    tally.event_count = static_cast<std::uint32_t>(own_events_.size());
    tally.latest_event = own_events_.front();
    for (auto event = own_events_.rbegin(); event != own_events_.rend(); ++event) {
      const std::optional<Day> day = view_.sort_day(*event);
      if (!day) continue;
      if (tally.latest && day < tally.latest) break;
      tally.latest = day, tally.latest_event = *event;  // of several on one day the first
    }
  }

  [[nodiscard]] Neighbor described(const Tally& tally) const {
    Neighbor neighbor{.actor = view_.actor_id(tally.actor),
                      .hops = tally.hops,
                      .event_count = tally.event_count,
                      .kinds = {},
                      .latest = tally.latest,
                      .latest_event = view_.event_id(tally.latest_event)};
    std::vector<std::pair<const KindId*, std::uint32_t>> counts;  // a view has each kind once: its place will do for its name
    std::optional<NodeId> last;
    each_event(tally, [&](NodeId event) {
      if (last == event) return;
      last = event;
      const KindId* kind = &view_.kind(event);
      const auto found = std::find_if(counts.begin(), counts.end(), [&](const auto& c) { return c.first == kind; });
      if (found == counts.end())
        counts.emplace_back(kind, 1);
      else
        ++found->second;
    });
    for (const auto& [kind, count] : counts) neighbor.kinds.push_back({.kind = *kind, .count = count});
    std::sort(neighbor.kinds.begin(), neighbor.kinds.end(),
              [](const KindCount& a, const KindCount& b) { return std::tie(b.count, a.kind) < std::tie(a.count, b.kind); });
    return neighbor;
  }

  const GraphView& view_;
  const PlaceRule& rule_;
  std::vector<bool> is_met_;              // by actor
  std::vector<std::uint8_t> ring_of_;     // by event; 0 where the walk has not been
  std::vector<Tally> tallies_;            // the start first, then ring after ring
  std::vector<NodeId> events_;            // of the ring that is being walked
  std::vector<std::vector<Link>> lists_;  // by hops; empty where rows are gone through
  std::vector<NodeId> own_events_;        // of the actor that is being counted
};

}  // namespace

std::vector<Neighbor> neighbors(const GraphView& view, NodeId actor, const NeighborOptions& options) {
  const PlaceRule rule{.through_places = options.through_places, .start = actor, .goal = actor};
  Surroundings around(view, rule);
  around.walk(options.hops_max);
  return around.first(options.limit);
}

}  // namespace rawi
