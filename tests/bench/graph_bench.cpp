#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <cstdlib>
#include <fstream>

#include "core/graph/graph_file.hpp"
#include "core/graph/graph_view.hpp"
#include "core/graph/neighbors.hpp"
#include "core/graph/paths.hpp"
#include "core/graph/walk.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/table.hpp"

namespace rawi::bench {

namespace {

constexpr std::size_t kQuestionCount = 2'000;
constexpr int kSearchRounds = 5;

using Bare = boost::compressed_sparse_row_graph<boost::directedS>;

/// The same nodes and edges without anything of ours.
Bare bare_graph(const GraphView& view) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
  edges.reserve(std::size_t{view.participation_count()} * 2);
  for (std::uint32_t node = 0; node < view.node_count(); ++node)
    view.each_link(NodeId{node}, [&](NodeId other, Role) { edges.emplace_back(node, GraphView::number(other)); });
  return Bare(boost::edges_are_sorted, edges.begin(), edges.end(), view.node_count());
}

/// Distances from a node, as anybody would write it with Boost.Graph.
std::vector<std::uint32_t> bare_search(const Bare& graph, std::uint32_t start) {
  std::vector<std::uint32_t> distance(num_vertices(graph), 0);
  boost::breadth_first_search(
      graph, vertex(start, graph),
      boost::visitor(boost::make_bfs_visitor(boost::record_distances(distance.data(), boost::on_tree_edge()))));
  return distance;
}

NodeId busiest(const GraphView& view) {
  NodeId best = view.actor_at(0);
  std::size_t best_degree = 0;
  for (std::uint32_t i = 0; i < view.actor_count(); ++i) {
    std::size_t degree = 0;
    view.each_link(view.actor_at(i), [&](NodeId, Role) { ++degree; });
    if (degree > best_degree) {
      best_degree = degree;
      best = view.actor_at(i);
    }
  }
  return best;
}

std::vector<std::pair<NodeId, NodeId>> random_pairs(const GraphView& view) {
  std::mt19937_64 random(2);
  std::vector<std::pair<NodeId, NodeId>> pairs;
  for (std::size_t i = 0; i < kQuestionCount; ++i)
    pairs.emplace_back(view.actor_at(static_cast<std::uint32_t>(random() % view.actor_count())),
                       view.actor_at(static_cast<std::uint32_t>(random() % view.actor_count())));
  return pairs;
}

/// "actor event" a line, for the peers in other languages.
void write_edges(const GraphView& view, const std::filesystem::path& file) {
  std::ofstream out(file);
  for (std::uint32_t i = 0; i < view.event_count(); ++i)
    view.each_link(view.event_at(i), [&](NodeId actor, Role) {
      out << GraphView::number(actor) << ' ' << GraphView::number(view.event_at(i)) << '\n';
    });
}

}  // namespace

void bench_graph(const std::string& title, const FactReader& reader, const std::filesystem::path& edges_file) {
  const auto start = Clock::now();
  const GraphView view = need(GraphView::build(reader, {}));
  const double build_s = seconds_since(start);
  print_head(title + ": " + std::to_string(view.actor_count()) + " actors, " + std::to_string(view.event_count()) + " events, " +
             std::to_string(view.participation_count()) + " participations");
  print_line("build the view from its events", figure(build_s, "s"));
  print_line("in memory, per participation",
             figure(static_cast<double>(view.size_bytes()) / view.participation_count(), "bytes", 1), "", "16 bytes");
  if (!edges_file.empty()) write_edges(view, edges_file);

  const Bare bare = bare_graph(view);
  const NodeId hub = busiest(view);
  std::size_t reached = 0, bare_reached = 0;
  const auto ours = times_ms(kSearchRounds, [&](std::size_t) {
    reached = walk(view, PlaceRule{.through_places = true, .start = hub, .goal = hub}, Walk::kUnreached - 1).reached.size();
  });
  const auto theirs = times_ms(kSearchRounds, [&](std::size_t) {
    const auto distance = bare_search(bare, GraphView::number(hub));
    bare_reached = 1 + static_cast<std::size_t>(std::count_if(distance.begin(), distance.end(), [](auto d) { return d > 0; }));
  });
  if (reached != bare_reached) std::printf("! the two searches differ: %zu and %zu nodes\n", reached, bare_reached);
  print_line("breadth-first search of all, from the busiest actor", figure(quantile(ours, 0.5), "ms"),
             figure(quantile(theirs, 0.5), "ms"), "1.2 x the bare Boost graph");

  const auto pairs = random_pairs(view);
  const auto paths =
      times_ms(pairs.size(), [&](std::size_t i) { (void)shortest_paths(view, pairs[i].first, pairs[i].second, {}); });
  const auto full = times_ms(std::min<std::size_t>(20, pairs.size()),
                             [&](std::size_t i) { (void)bare_search(bare, GraphView::number(pairs[i].first)); });
  print_line("path between two actors at random, median", figure(quantile(paths, 0.5), "ms", 3),
             figure(quantile(full, 0.5), "ms", 1), "1 ms");
  print_line("path between two actors at random, p99", figure(quantile(paths, 0.99), "ms", 3), "", "10 ms");

  Filter filter;
  for (const std::uint32_t i : {0U, view.event_count() / 2, view.event_count() - 1})
    filter.kinds.push_back(view.kind(view.event_at(i)));
  filter.statuses = {EventStatus::kHappened};
  filter.days = {view.sort_day(view.event_at(view.event_count() / 4)), view.sort_day(view.event_at(view.event_count() / 4 * 3))};
  const auto filtered = times_ms(pairs.size(), [&](std::size_t i) {
    const GraphView part = view.filtered(filter);
    const auto from = part.find_actor(view.actor_id(pairs[i].first)), to = part.find_actor(view.actor_id(pairs[i].second));
    if (from && to) (void)shortest_paths(part, *from, *to, {});
  });
  print_line("the same with kinds, status and days, median", figure(quantile(filtered, 0.5), "ms", 3), "", "1 ms");
  print_line("the same with kinds, status and days, p99", figure(quantile(filtered, 0.99), "ms", 3), "", "10 ms");
  const std::filesystem::path file = std::filesystem::temp_directory_path() / "rawi-bench.view";
  need(GraphFile::save(view, file, 1));
  const auto loads = times_ms(kSearchRounds, [&](std::size_t) { (void)need(GraphFile::load(file, 1)); });
  std::filesystem::remove(file);
  print_line("map the graph's file and compare its checksum", figure(quantile(loads, 0.5), "ms"), "", "100 ms");

  for (const std::uint32_t hops : {1U, 2U}) {
    const auto near = times_ms(std::min<std::size_t>(200, pairs.size()),
                               [&](std::size_t i) { (void)neighbors(view, pairs[i].first, {.hops_max = hops}); });
    print_line("neighbourhood of an actor at random, " + std::to_string(hops) + (hops == 1 ? " hop" : " hops") + ", median",
               figure(quantile(near, 0.5), "ms", 3), "", hops == 2 ? "1 ms" : "");
    const auto first = times_ms(std::min<std::size_t>(200, pairs.size()),
                                [&](std::size_t i) { (void)neighbors(view, pairs[i].first, {.hops_max = hops, .limit = 50}); });
    print_line("the same, the first 50 of it", figure(quantile(first, 0.5), "ms", 3));
  }
}

}  // namespace rawi::bench
