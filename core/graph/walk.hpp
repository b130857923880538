// The breadth-first walk that paths and neighbourhoods share; for the .cpp files of core/graph only.
#pragma once

#include <cstdint>
#include <optional>
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
    return through_places || role != Role::kPlace || actor == start || actor == goal;
  }
};

/// What a walk found. Distances count edges, so actors stand at even and events at odd ones.
struct Walk {
  static constexpr std::uint32_t kUnreached = UINT32_MAX;

  std::vector<std::uint32_t> distance;  // by node number
  std::vector<NodeId> reached;          // in the order of the walk, the start first

  [[nodiscard]] std::uint32_t distance_to(NodeId node) const { return distance[GraphView::number(node)]; }
};

/// Walks from rule.start by boost::breadth_first_visit. Stops once `goal` is reached (all nodes nearer than the goal are then
/// reached, too) and goes no further than distance_max. O(nodes + edges).
[[nodiscard]] Walk walk(const GraphView& view, const PlaceRule& rule, std::optional<NodeId> goal, std::uint32_t distance_max);

}  // namespace rawi
