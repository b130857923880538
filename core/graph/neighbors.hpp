// Who stands around an actor: the actors within some hops, by how many events and which.
#pragma once

#include <cstdint>
#include <vector>

#include "core/graph/graph_view.hpp"

namespace rawi {

struct NeighborOptions {
  std::uint32_t hops_max = 1;    // a hop leads from an actor through an event to an actor
  bool through_places = false;   // as in PathOptions; the actor that is asked about may itself be a place
  std::size_t limit = SIZE_MAX;  // the first so many
};

struct KindCount {
  KindId kind;
  std::uint32_t count = 0;
};

struct Neighbor {
  EntityId actor{};
  std::uint32_t hops = 0;          // the distance, from 1
  std::uint32_t event_count = 0;   // events that it shares with the asked actor, or further out with actors one hop nearer
  std::vector<KindCount> kinds{};  // of those events, the most frequent first, then by name
  std::optional<Day> latest{};     // of those events that have a day
  EventId latest_event{};
};

/// The neighbourhood: nearest first, then most events, then latest, then id. O(nodes + edges within reach), a
/// bit for each actor of the view and a byte for each event; what is told of an actor is put together only for those within the
/// limit. Needs `actor` to be an actor of the view.
[[nodiscard]] std::vector<Neighbor> neighbors(const GraphView& view, NodeId actor, const NeighborOptions& options);

}  // namespace rawi
