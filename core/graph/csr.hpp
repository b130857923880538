// Compressed sparse rows that somebody else keeps: what Boost.Graph's algorithms see of a GraphView.
// boost::compressed_sparse_row_graph is the same layout, but owns its arrays; these may lie in a mapped file.
#pragma once

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/iterator_facade.hpp>
#include <boost/property_map/property_map.hpp>
#include <cstdint>
#include <span>
#include <utility>

#include "core/facts/ontology.hpp"

namespace rawi {

/// Models VertexListGraph and IncidenceGraph. Vertices are 0 … vertex_count - 1; the edges of v are those with the indices
/// row[v] … row[v + 1] - 1. Copies share the arrays.
struct Csr {
  std::span<const std::uint32_t> row;     // one more than there are vertices
  std::span<const std::uint32_t> target;  // of each edge
  std::span<const Role> role;             // of each edge

  using vertex_descriptor = std::uint32_t;
  struct edge_descriptor {
    std::uint32_t source = 0;
    std::uint32_t index = 0;
    friend bool operator==(const edge_descriptor&, const edge_descriptor&) = default;
  };
  using directed_category = boost::directed_tag;
  using edge_parallel_category = boost::allow_parallel_edge_tag;
  struct traversal_category : boost::incidence_graph_tag, boost::vertex_list_graph_tag {};
  using vertices_size_type = std::uint32_t;
  using edges_size_type = std::uint32_t;
  using degree_size_type = std::uint32_t;
  using vertex_iterator = boost::counting_iterator<std::uint32_t>;

  class out_edge_iterator
      : public boost::iterator_facade<out_edge_iterator, edge_descriptor, boost::random_access_traversal_tag, edge_descriptor> {
   public:
    out_edge_iterator() = default;
    explicit out_edge_iterator(edge_descriptor edge) : edge_(edge) {}

   private:
    friend class boost::iterator_core_access;
    [[nodiscard]] edge_descriptor dereference() const { return edge_; }
    [[nodiscard]] bool equal(const out_edge_iterator& other) const { return edge_.index == other.edge_.index; }
    void increment() { ++edge_.index; }
    void decrement() { --edge_.index; }
    void advance(std::ptrdiff_t n) { edge_.index = static_cast<std::uint32_t>(edge_.index + n); }
    [[nodiscard]] std::ptrdiff_t distance_to(const out_edge_iterator& other) const {
      return static_cast<std::ptrdiff_t>(other.edge_.index) - static_cast<std::ptrdiff_t>(edge_.index);
    }

    edge_descriptor edge_;
  };

  [[nodiscard]] static vertex_descriptor null_vertex() { return UINT32_MAX; }
};

[[nodiscard]] inline std::uint32_t num_vertices(const Csr& graph) { return static_cast<std::uint32_t>(graph.row.size() - 1); }
[[nodiscard]] inline std::uint32_t num_edges(const Csr& graph) { return static_cast<std::uint32_t>(graph.target.size()); }
[[nodiscard]] inline std::pair<Csr::vertex_iterator, Csr::vertex_iterator> vertices(const Csr& graph) {
  return {Csr::vertex_iterator(0U), Csr::vertex_iterator(num_vertices(graph))};
}
[[nodiscard]] inline std::uint32_t out_degree(std::uint32_t vertex, const Csr& graph) {
  return graph.row[vertex + 1] - graph.row[vertex];
}
[[nodiscard]] inline std::pair<Csr::out_edge_iterator, Csr::out_edge_iterator> out_edges(std::uint32_t vertex, const Csr& graph) {
  return {Csr::out_edge_iterator({vertex, graph.row[vertex]}), Csr::out_edge_iterator({vertex, graph.row[vertex + 1]})};
}
[[nodiscard]] inline std::uint32_t source(const Csr::edge_descriptor& edge, const Csr&) { return edge.source; }
[[nodiscard]] inline std::uint32_t target(const Csr::edge_descriptor& edge, const Csr& graph) { return graph.target[edge.index]; }
[[nodiscard]] inline boost::typed_identity_property_map<std::uint32_t> get(boost::vertex_index_t, const Csr&) { return {}; }

}  // namespace rawi

/// So that algorithms find the numbers of the vertices without being told.
template <>
struct boost::property_map<rawi::Csr, boost::vertex_index_t> {
  using type = boost::typed_identity_property_map<std::uint32_t>;
  using const_type = type;
};
