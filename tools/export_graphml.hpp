// The graph, or the part that a filter leaves, as GraphML (graphml.graphdrawing.org) for NetworkX, Gephi, yEd and igraph.
#pragma once

#include <ostream>

#include "core/facts/edit.hpp"
#include "core/facts/ontology.hpp"
#include "core/graph/filter.hpp"

namespace rawi {

/// Actors and events are nodes, a participation is an undirected edge with its role. Node ids are the ids of actors and events.
/// The evidence stands on the event nodes: `articles` (ids, one a line) and `evidence` (article id, tab, sentence; one a line).
/// Where some of `edits`, which are those of the reader, are at work, `edits` has their numbers, with spaces between them.
/// Characters that XML 1.0 cannot hold, escaped or not, are left out. Nodes come before edges, in a stable order.
/// Memory: a GraphView. kIo when the stream fails.
[[nodiscard]] Result<void> export_graphml(const FactReader& reader, const Ontology& ontology, const Filter& filter,
                                          std::ostream& out, const Edits& edits = no_edits());

}  // namespace rawi
