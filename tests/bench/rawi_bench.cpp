// rawi-bench: our figures beside the bounds that we hold ourselves to, and beside a peer measured in the same run.
//
//   rawi-bench                              a generated graph of a million nodes and five million participations, in memory
//   rawi-bench --store DIR                  and the same in a store on disk (DIR is made, and kept)
//   rawi-bench --db DIR                     the graph of a store, e.g. of coded events that rawi import took in
//   rawi-bench --actors-file FILE           --actors imported actors in that file, and the time that a name takes
//   rawi-bench --edges FILE                 write the edges for tests/bench/peers.py
#include <CLI/CLI.hpp>

#include "storage/rocks_store.hpp"
#include "tests/bench/bench.hpp"

int main(int argc, char** argv) {
  rawi::bench::GraphShape shape;
  std::string store, db, edges, actors_file;
  bool store_only = false;
  CLI::App app("Measures rawi's graph and store.", "rawi-bench");
  app.add_option("--actors", shape.actor_count, "actors of the generated graph")->capture_default_str();
  app.add_option("--events", shape.event_count, "events of the generated graph")->capture_default_str();
  app.add_option("--participations", shape.participations_per_event, "participations of an event, on average")
      ->capture_default_str();
  app.add_option("--seed", shape.seed, "another seed, another graph")->capture_default_str();
  app.add_option("--store", store, "also write the generated graph to a store in this directory, and ask it");
  app.add_flag("--store-only", store_only, "leave out the questions to the graph in memory");
  app.add_option("--db", db, "measure the graph of this store instead of a generated one");
  app.add_option("--edges", edges, "write the graph's edges to this file");
  app.add_option("--actors-file", actors_file, "measure imported actors in this file, which is made, instead of a graph");
  CLI11_PARSE(app, argc, argv);
  if (!actors_file.empty()) {
    rawi::bench::bench_actors(shape.actor_count, actors_file);
    return 0;
  }
  if (!db.empty()) {
    const auto reader = rawi::bench::need(rawi::open_rocks_store(db, rawi::OpenMode::kRead));
    rawi::bench::bench_graph("the graph of " + db, *reader, edges);
    return 0;
  }
  const rawi::bench::GeneratedGraph graph(shape);
  if (!store_only) rawi::bench::bench_graph("a generated graph", graph, edges);
  if (!store.empty()) rawi::bench::bench_store(graph, store);
  return 0;
}
