#include "core/graph/walk.hpp"

#include <algorithm>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/filtered_graph.hpp>
#include <boost/property_map/property_map.hpp>

namespace rawi {

namespace {

using Csr = GraphView::Csr;
using Vertex = boost::graph_traits<Csr>::vertex_descriptor;
using EdgeOf = boost::graph_traits<Csr>::edge_descriptor;

/// PlaceRule as boost::filtered_graph wants it. Actors have the lower numbers, so the actor of an edge is its smaller end.
struct EdgeFilter {
  const Csr* csr = nullptr;
  PlaceRule rule;

  bool operator()(const EdgeOf& edge) const {
    return rule.allows(NodeId{std::min(source(edge, *csr), target(edge, *csr))}, (*csr)[edge].role);
  }
};

/// Boost's queue, which keeps what went through it and can be told to run dry: that is how a visitor ends a search without
/// throwing.
class ReachedQueue {
 public:
  explicit ReachedQueue(std::vector<NodeId>& reached) : reached_(reached) {}

  void push(Vertex vertex) { reached_.push_back(NodeId{vertex}); }
  void pop() { ++head_; }
  [[nodiscard]] Vertex top() const { return GraphView::number(reached_[head_]); }
  [[nodiscard]] bool empty() const { return stopped_ || head_ == reached_.size(); }
  void stop() { stopped_ = true; }

 private:
  std::vector<NodeId>& reached_;
  std::size_t head_ = 0;
  bool stopped_ = false;
};

/// A node is white as long as it has no distance: the walk needs no array of colours of its own.
struct DistanceColor {
  using key_type = Vertex;
  using value_type = boost::default_color_type;
  using reference = value_type;
  using category = boost::read_write_property_map_tag;
  const std::vector<std::uint32_t>* distance;
};
boost::default_color_type get(const DistanceColor& map, Vertex vertex) {
  return (*map.distance)[vertex] == Walk::kUnreached ? boost::white_color : boost::gray_color;
}
void put(const DistanceColor&, Vertex, boost::default_color_type) {}  // the visitor's tree_edge has set the distance

class DistanceVisitor : public boost::default_bfs_visitor {
 public:
  DistanceVisitor(std::vector<std::uint32_t>& distance, ReachedQueue& queue, std::uint32_t goal, std::uint32_t distance_max)
      : distance_(distance), queue_(queue), goal_(goal), distance_max_(distance_max) {}

  template <class Graph>
  void tree_edge(const EdgeOf& edge, const Graph& graph) {
    const Vertex reached = target(edge, graph);
    distance_[reached] = distance_[source(edge, graph)] + 1;
    if (reached == goal_ || distance_[reached] > distance_max_) queue_.stop();
  }

 private:
  std::vector<std::uint32_t>& distance_;
  ReachedQueue& queue_;
  std::uint32_t goal_;
  std::uint32_t distance_max_;
};

}  // namespace

Walk walk(const GraphView& view, const PlaceRule& rule, std::optional<NodeId> goal, std::uint32_t distance_max) {
  const Csr& csr = view.csr();
  Walk walk;
  walk.distance.assign(view.node_count(), Walk::kUnreached);
  walk.distance[GraphView::number(rule.start)] = 0;

  const boost::filtered_graph<Csr, EdgeFilter> allowed(csr, EdgeFilter{&csr, rule});
  ReachedQueue queue(walk.reached);
  const std::uint32_t goal_number = goal ? GraphView::number(*goal) : Walk::kUnreached;
  boost::breadth_first_visit(allowed, static_cast<Vertex>(GraphView::number(rule.start)), queue,
                             DistanceVisitor(walk.distance, queue, goal_number, distance_max), DistanceColor{&walk.distance});

  // The search stops in the middle of a node whose other neighbours it still notes: none of them is within reach.
  std::erase_if(walk.reached, [&](NodeId node) { return walk.distance_to(node) > distance_max; });
  return walk;
}

}  // namespace rawi
