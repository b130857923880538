#include "core/graph/paths.hpp"

#include <algorithm>
#include <tuple>

#include "core/graph/walk.hpp"

namespace rawi {

namespace {

/// An actor one hop nearer to the start, and the events that join it to the actor looked at.
struct Previous {
  NodeId actor{};
  std::vector<NodeId> events;  // the latest first, undated last
};

std::vector<Role> roles_in(const GraphView& view, NodeId event, NodeId actor) {
  std::vector<Role> roles;
  view.each_link(event, [&](NodeId other, Role role) {
    if (other == actor) roles.push_back(role);
  });
  std::sort(roles.begin(), roles.end());
  return roles;
}

/// Reads the shortest paths off, from the goal back to the start.
class PathReader {
 public:
  PathReader(const GraphView& view, const PlaceRule& rule, const ShortestPathNodes& nodes, const PathOptions& options)
      : view_(view), rule_(rule), nodes_(nodes), options_(options) {}

  std::vector<Path> read() {
    step_back(rule_.goal);
    return std::move(paths_);
  }

 private:
  /// Every actor that is met lies on a shortest path, so no step is in vain: O(paths_max × length) calls, and as deep as a path
  /// is long.
  void step_back(NodeId actor) {
    if (actor == rule_.start) {
      finish_path();
      return;
    }
    for (const Previous& previous : previous_of(actor)) {
      if (paths_.size() >= options_.paths_max) return;
      hops_.push_back(hop(previous, actor));
      step_back(previous.actor);
      hops_.pop_back();
    }
  }

  void finish_path() {
    Path path;
    path.hops.assign(hops_.rbegin(), hops_.rend());
    path.actors.push_back(view_.actor_id(rule_.start));
    for (const Hop& hop : path.hops) path.actors.push_back(hop.to);
    paths_.push_back(std::move(path));
  }

  /// The best joined first: most events, then the latest, then the lower id.
  std::vector<Previous> previous_of(NodeId actor) const {
    std::vector<std::pair<NodeId, NodeId>> pairs;  // previous actor, event
    const std::uint32_t distance = nodes_.distance_to(actor);
    view_.each_link(actor, [&](NodeId event, Role role) {
      if (!rule_.allows(actor, role) || nodes_.distance_to(event) != distance - 1) return;
      view_.each_link(event, [&](NodeId other, Role other_role) {
        if (rule_.allows(other, other_role) && nodes_.distance_to(other) == distance - 2) pairs.emplace_back(other, event);
      });
    });
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());

    std::vector<Previous> all;
    for (const auto& [other, event] : pairs) {
      if (all.empty() || all.back().actor != other) all.push_back({.actor = other, .events = {}});
      all.back().events.push_back(event);
    }
    for (Previous& previous : all) latest_first(previous.events);
    std::sort(all.begin(), all.end(), [&](const Previous& a, const Previous& b) {
      return std::tuple(b.events.size(), view_.sort_day(b.events.front()), a.actor) <
             std::tuple(a.events.size(), view_.sort_day(a.events.front()), b.actor);
    });
    return all;
  }

  void latest_first(std::vector<NodeId>& events) const {
    std::sort(events.begin(), events.end(), [&](NodeId a, NodeId b) {
      // An empty optional is less than any day, so the undated come last.
      return std::tuple(view_.sort_day(b), a) < std::tuple(view_.sort_day(a), b);
    });
  }

  Hop hop(const Previous& previous, NodeId to) const {
    Hop hop{.from = view_.actor_id(previous.actor),
            .to = view_.actor_id(to),
            .event_count = static_cast<std::uint32_t>(previous.events.size()),
            .events = {}};
    for (const NodeId event : previous.events) {
      if (hop.events.size() >= options_.events_per_hop_max) break;
      hop.events.push_back({.event = view_.event_id(event),
                            .from_roles = roles_in(view_, event, previous.actor),
                            .to_roles = roles_in(view_, event, to)});
    }
    return hop;
  }

  const GraphView& view_;
  const PlaceRule& rule_;
  const ShortestPathNodes& nodes_;
  const PathOptions& options_;
  std::vector<Hop> hops_;  // from the goal back
  std::vector<Path> paths_;
};

}  // namespace

std::vector<Path> shortest_paths(const GraphView& view, NodeId from, NodeId to, const PathOptions& options) {
  if (options.paths_max == 0) return {};
  if (from == to) return {Path{.actors = {view.actor_id(from)}, .hops = {}}};
  const PlaceRule rule{.through_places = options.through_places, .start = from, .goal = to};
  // Twice as many edges as hops; the halves of what fits into 32 bits are as good as no limit.
  const std::uint32_t distance_max = std::min(options.hops_max, Walk::kUnreached / 4) * 2;
  const ShortestPathNodes found = find_shortest_paths(view, rule, distance_max);
  if (found.length == Walk::kUnreached) return {};
  return PathReader(view, rule, found, options).read();
}

}  // namespace rawi
