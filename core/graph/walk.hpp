// The breadth-first searches under paths and neighbourhoods; for the .cpp files of core/graph only.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "core/graph/graph_view.hpp"

namespace rawi {

/// Which participations may be walked along. That two events name one place says little, so the place is passed by
/// unless it is one of the two actors that are asked about.
struct PlaceRule {
  bool through_places = false;
  NodeId start{};
  NodeId goal{};

  [[nodiscard]] bool allows(NodeId actor, Role role) const {
    return role != Role::kPlace || through_places || actor == start || actor == goal;
  }
};

/// What a walk from one node found. Distances count edges, so that actors stand at even and events at odd ones.
struct Walk {
  static constexpr std::uint32_t kUnreached = UINT32_MAX;

  std::vector<std::uint32_t> distance;  // by node number
  std::vector<NodeId> reached;          // in the order of the walk, the start first

  [[nodiscard]] std::uint32_t distance_to(NodeId node) const { return distance[GraphView::number(node)]; }
};

/// Walks from rule.start by boost::breadth_first_visit, no further than distance_max. O(nodes + edges), 4 bytes a node.
[[nodiscard]] Walk walk(const GraphView& view, const PlaceRule& rule, std::uint32_t distance_max);

/// The part of the graph that holds all shortest paths between two nodes.
class ShortestPathNodes {
 public:
  /// The distance from the start to the goal; Walk::kUnreached when there is no path.
  std::uint32_t length = Walk::kUnreached;

  /// From the start, for every node on a shortest path and for some others near the start; Walk::kUnreached for the rest.
  [[nodiscard]] std::uint32_t distance_to(NodeId node) const {
    const auto found = distance_.find(GraphView::number(node));
    return found == distance_.end() ? Walk::kUnreached : found->second;
  }

 private:
  friend class MeetingSearch;
  std::unordered_map<std::uint32_t, std::uint32_t> distance_;
};

/// Searches from both ends at once, level by level from the side with fewer edges ahead, until they meet: two small balls instead
/// of one large. Boost.Graph has no such search; this one is written over its IncidenceGraph. No path of more than distance_max
/// edges is found. O(nodes + edges) at worst; time and memory go with the nodes that are touched, not with the graph.
[[nodiscard]] ShortestPathNodes find_shortest_paths(const GraphView& view, const PlaceRule& rule, std::uint32_t distance_max);

}  // namespace rawi
