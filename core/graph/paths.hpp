// How two actors hang together: the shortest chain of actors in which each took part in an event with the next.
#pragma once

#include <cstdint>
#include <vector>

#include "core/graph/graph_view.hpp"

namespace rawi {

struct PathOptions {
  /// May a path go through the place of an event? Not by default: two events in one city say nothing of their actors. The two
  /// ends of the path may be places all the same.
  bool through_places = false;
  std::uint32_t hops_max = UINT32_MAX;   // a hop leads from an actor through an event to an actor
  std::uint32_t paths_max = 1;           // how many paths of the same shortest length to give
  std::uint32_t events_per_hop_max = 3;  // how many events to name for each hop
};

/// An event that joins the two ends of a hop, and what each was in it.
struct HopEvent {
  EventId event;
  std::vector<Role> from_roles;  // ascending, never empty
  std::vector<Role> to_roles;
};

struct Hop {
  EntityId from;
  EntityId to;
  std::uint32_t event_count = 0;  // all events that join the two
  std::vector<HopEvent> events;   // the latest first, at most events_per_hop_max
};

/// hops.size() is the length; actors are the ends of the hops, one more than those.
struct Path {
  std::vector<EntityId> actors;
  std::vector<Hop> hops;
};

/// The shortest paths, those with the most events in their last hops first; none when there is no path. From an actor to
/// itself: one path without hops. Needs both ends to be actors of the view. A breadth-first search from both ends that stops
/// where they meet: O(nodes + edges) at worst, in a large graph a small part of that; the alternatives add O(edges of the nodes
/// on shortest paths).
[[nodiscard]] std::vector<Path> shortest_paths(const GraphView& view, NodeId from, NodeId to, const PathOptions& options);

}  // namespace rawi
