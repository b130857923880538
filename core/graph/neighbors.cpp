#include "core/graph/neighbors.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "core/graph/walk.hpp"

namespace rawi {

namespace {

/// Counts the events that join a reached actor to the actors one hop nearer.
Neighbor describe(const GraphView& view, const PlaceRule& rule, const Walk& walk, NodeId actor) {
  const std::uint32_t distance = walk.distance_to(actor);
  Neighbor neighbor;
  neighbor.actor = view.actor_id(actor);
  neighbor.hops = distance / 2;

  std::vector<NodeId> events;  // an actor with two roles in an event has two links to it
  view.each_link(actor, [&](NodeId event, Role role) {
    if (rule.allows(actor, role) && walk.distance_to(event) == distance - 1) events.push_back(event);
  });
  std::sort(events.begin(), events.end());
  events.erase(std::unique(events.begin(), events.end()), events.end());
  neighbor.event_count = static_cast<std::uint32_t>(events.size());

  std::unordered_map<KindId, std::uint32_t> counts;
  for (const NodeId event : events) {
    ++counts[view.kind(event)];
    const std::optional<Day> day = view.sort_day(event);
    if (neighbor.latest_event.empty() || day > neighbor.latest) {
      neighbor.latest = day;
      neighbor.latest_event = view.event_id(event);
    }
  }
  for (const auto& [kind, count] : counts) neighbor.kinds.push_back({.kind = kind, .count = count});
  std::sort(neighbor.kinds.begin(), neighbor.kinds.end(),
            [](const KindCount& a, const KindCount& b) { return std::tie(b.count, a.kind) < std::tie(a.count, b.kind); });
  return neighbor;
}

}  // namespace

std::vector<Neighbor> neighbors(const GraphView& view, NodeId actor, const NeighborOptions& options) {
  const PlaceRule rule{.through_places = options.through_places, .start = actor, .goal = actor};
  const std::uint32_t distance_max = std::min(options.hops_max, Walk::kUnreached / 4) * 2;
  const Walk around = walk(view, rule, distance_max);

  std::vector<Neighbor> found;
  for (const NodeId node : around.reached)
    if (view.is_actor(node) && node != actor) found.push_back(describe(view, rule, around, node));
  std::sort(found.begin(), found.end(), [](const Neighbor& a, const Neighbor& b) {
    return std::tie(a.hops, b.event_count, b.latest, a.actor) < std::tie(b.hops, a.event_count, a.latest, b.actor);
  });
  return found;
}

}  // namespace rawi
