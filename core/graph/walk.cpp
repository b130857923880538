#include "core/graph/walk.hpp"

#include <algorithm>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/filtered_graph.hpp>
#include <boost/property_map/property_map.hpp>

namespace rawi {

namespace {

using Vertex = boost::graph_traits<Csr>::vertex_descriptor;
using EdgeOf = boost::graph_traits<Csr>::edge_descriptor;

/// PlaceRule and the view's filter as boost::filtered_graph wants them. Actors have the lower numbers: the actor of an edge is
/// its smaller end.
struct EdgeFilter {
  const GraphView* view = nullptr;
  PlaceRule rule{};

  bool operator()(const EdgeOf& edge) const {
    const Csr& csr = view->csr();
    const std::uint32_t from = source(edge, csr), to = target(edge, csr);
    const Role role = csr.role[edge.index];
    return (role != Role::kPlace || rule.allows(NodeId{std::min(from, to)}, role)) && view->shows(NodeId{std::max(from, to)});
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
  DistanceVisitor(std::vector<std::uint32_t>& distance, ReachedQueue& queue, std::uint32_t distance_max)
      : distance_(distance), queue_(queue), distance_max_(distance_max) {}

  template <class Graph>
  void tree_edge(const EdgeOf& edge, const Graph& graph) {
    const Vertex reached = target(edge, graph);
    distance_[reached] = distance_[source(edge, graph)] + 1;
    if (distance_[reached] > distance_max_) queue_.stop();
  }

 private:
  std::vector<std::uint32_t>& distance_;
  ReachedQueue& queue_;
  std::uint32_t distance_max_;
};

}  // namespace

Walk walk(const GraphView& view, const PlaceRule& rule, std::uint32_t distance_max) {
  const Csr& csr = view.csr();
  Walk walk;
  walk.distance.assign(view.node_count(), Walk::kUnreached);
  walk.distance[GraphView::number(rule.start)] = 0;

  const boost::filtered_graph<Csr, EdgeFilter> allowed(csr, EdgeFilter{&view, rule});
  ReachedQueue queue(walk.reached);
  boost::breadth_first_visit(allowed, static_cast<Vertex>(GraphView::number(rule.start)), queue,
                             DistanceVisitor(walk.distance, queue, distance_max), DistanceColor{&walk.distance});

  // The search stops in the middle of a node whose other neighbours it still notes: none of them is within reach.
  std::erase_if(walk.reached, [&](NodeId node) { return walk.distance_to(node) > distance_max; });
  return walk;
}

class MeetingSearch {
 public:
  MeetingSearch(const GraphView& view, const PlaceRule& rule, std::uint32_t distance_max)
      : view_(view), csr_(view.csr()), rule_(rule), distance_max_(distance_max) {}

  ShortestPathNodes run() {
    begin(near_start_, rule_.start);
    begin(near_goal_, rule_.goal);
    if (rule_.start == rule_.goal) meetings_.push_back(GraphView::number(rule_.start));
    while (meetings_.empty() && !near_start_.frontier.empty() && !near_goal_.frontier.empty()) {
      if (near_start_.depth + near_goal_.depth >= distance_max_) break;
      if (near_start_.edges_ahead <= near_goal_.edges_ahead) {
        advance(near_start_, near_goal_);
      } else {
        advance(near_goal_, near_start_);
      }
    }
    return result();
  }

 private:
  struct Side {
    std::unordered_map<Vertex, std::uint32_t> distance;
    std::vector<Vertex> frontier;  // the nodes at `depth`
    std::size_t edges_ahead = 0;   // of the frontier
    std::uint32_t depth = 0;
  };

  void begin(Side& side, NodeId node) {
    const Vertex vertex = GraphView::number(node);
    side.distance.emplace(vertex, 0);
    side.frontier = {vertex};
    side.edges_ahead = out_degree(vertex, csr_);
  }

  template <class Visit>
  void each_allowed(Vertex vertex, const Visit& visit) const {
    const bool is_actor = view_.is_actor(NodeId{vertex});
    view_.each_link(NodeId{vertex}, [&](NodeId other, Role role) {
      if (rule_.allows(is_actor ? NodeId{vertex} : other, role)) visit(GraphView::number(other));
    });
  }

  /// One level further. Before it the balls were apart, so whatever is met now lies on a shortest path, and every shortest path
  /// has one of its nodes among the meetings.
  void advance(Side& side, const Side& opposite) {
    std::vector<Vertex> next;
    side.edges_ahead = 0;
    ++side.depth;
    for (const Vertex vertex : side.frontier) {
      each_allowed(vertex, [&](Vertex reached) {
        if (!side.distance.emplace(reached, side.depth).second) return;
        next.push_back(reached);
        side.edges_ahead += out_degree(reached, csr_);
        if (opposite.distance.contains(reached)) meetings_.push_back(reached);
      });
    }
    side.frontier = std::move(next);
  }

  /// Distances from the start are known on its own side; on the goal's side they follow for the nodes between a meeting and the
  /// goal.
  ShortestPathNodes result() {
    ShortestPathNodes nodes;
    if (meetings_.empty()) return nodes;
    nodes.length = near_start_.depth + near_goal_.depth;
    nodes.distance_ = std::move(near_start_.distance);
    std::vector<Vertex> towards_goal = std::move(meetings_);
    while (!towards_goal.empty()) {
      const Vertex vertex = towards_goal.back();
      towards_goal.pop_back();
      const std::uint32_t left = near_goal_.distance.at(vertex);
      if (left == 0) continue;
      each_allowed(vertex, [&](Vertex other) {
        const auto found = near_goal_.distance.find(other);
        if (found == near_goal_.distance.end() || found->second != left - 1) return;
        if (nodes.distance_.emplace(other, nodes.length - found->second).second) towards_goal.push_back(other);
      });
    }
    return nodes;
  }

  const GraphView& view_;
  const Csr& csr_;
  const PlaceRule& rule_;
  std::uint32_t distance_max_;
  Side near_start_;
  Side near_goal_;
  std::vector<Vertex> meetings_;
};

ShortestPathNodes find_shortest_paths(const GraphView& view, const PlaceRule& rule, std::uint32_t distance_max) {
  return MeetingSearch(view, rule, distance_max).run();
}

}  // namespace rawi
