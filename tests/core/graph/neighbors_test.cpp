#include "core/graph/neighbors.hpp"

#include <catch2/catch.hpp>
#include <set>

#include "core/graph/paths.hpp"
#include "tests/core/graph/small_world.hpp"

using namespace rawi;
using namespace rawi::test;

namespace {

std::vector<Neighbor> ask(const EntityId& actor, const NeighborOptions& options = {}) {
  const Result<GraphView> view = GraphView::build(small_world(), {});
  REQUIRE(view);
  return neighbors(*view, view->find_actor(actor).value(), options);
}

std::vector<EntityId> names(const std::vector<Neighbor>& neighbors) {
  std::vector<EntityId> found;
  for (const Neighbor& neighbor : neighbors) found.push_back(neighbor.actor);
  return found;
}

}  // namespace

TEST_CASE("the neighbours are those who share an event, the most frequent first, with its kinds and the latest") {
  const std::vector<Neighbor> found = ask(kFrance);
  REQUIRE(names(found) == std::vector<EntityId>{kUkraine, kItaly});
  CHECK(found[0].hops == 1);
  CHECK(found[0].event_count == 2);
  REQUIRE(found[0].kinds.size() == 1);
  CHECK(found[0].kinds[0].kind == KindId("aid"));
  CHECK(found[0].kinds[0].count == 2);
  CHECK(found[0].latest == day("2025-03-22"));
  CHECK(found[0].latest_event == EventId{2});
}

TEST_CASE("two hops reach the neighbours' neighbours") {
  const std::vector<Neighbor> found = ask(kFrance, {.hops_max = 2});
  REQUIRE(names(found) == std::vector<EntityId>{kUkraine, kItaly, kPoland, kRussia});
  CHECK(found[2].hops == 2);
  CHECK(found[2].latest_event == EventId{4});
}

TEST_CASE("places are neighbours only when they are asked for") {
  CHECK(names(ask(kPoland)) == std::vector<EntityId>{kItaly});
  CHECK(names(ask(kPoland, {.through_places = true})) == std::vector<EntityId>{kItaly, kParis});
}

TEST_CASE("a place that is asked about itself has neighbours") {
  const std::vector<Neighbor> found = ask(kParis);
  REQUIRE(names(found) == std::vector<EntityId>{kItaly, kPoland, kFrance});
  CHECK(found[0].event_count == 2);
}

TEST_CASE("no hops and nobody met are no neighbours") {
  CHECK(ask(kFrance, {.hops_max = 0}).empty());
  CHECK(ask(kJapan, {.hops_max = 5}).empty());
}

TEST_CASE("a limit leaves the first ones, and tells the same of them") {
  const std::vector<Neighbor> all = ask(kFrance, {.hops_max = 2}), two = ask(kFrance, {.hops_max = 2, .limit = 2});
  REQUIRE(names(two) == std::vector<EntityId>{kUkraine, kItaly});
  CHECK(two[0].kinds.size() == all[0].kinds.size());
  CHECK(two[1].latest_event == all[1].latest_event);
  CHECK(ask(kFrance, {.hops_max = 2, .limit = 0}).empty());
}

TEST_CASE("each hop counts the events that lead to it and no others, whatever the graph") {
  std::uint32_t seed = 1;
  const auto pick = [&seed](std::uint32_t n) { return (seed = seed * 1664525U + 1013904223U) / 65536U % n; };
  for (int round = 0; round < 30; ++round) {
    FakeReader reader;
    for (std::uint64_t event = 1; event <= 14; ++event) {
      std::vector<std::pair<Role, std::string>> parties;
      for (std::uint32_t n = 1 + pick(3); n > 0; --n)
        parties.emplace_back(static_cast<Role>(pick(4)), "group:" + std::to_string(pick(10)));
      reader.add(report(event, pick(2) == 0 ? "visit" : "aid", "a" + std::to_string(event),
                        pick(4) == 0 ? "" : "2025-03-2" + std::to_string(pick(9)), parties));
    }
    const Result<GraphView> view = GraphView::build(reader, {});
    REQUIRE(view);
    const NodeId start = view->actor_at(pick(view->actor_count()));
    for (const Neighbor& n : neighbors(*view, start, {.hops_max = 9, .through_places = true})) {
      const auto path = shortest_paths(*view, start, view->find_actor(n.actor).value(),
                                       {.through_places = true, .paths_max = 100, .events_per_hop_max = 100});
      std::set<EventId> last_events;
      for (const Path& p : path) {
        REQUIRE(p.hops.size() == n.hops);
        for (const HopEvent& e : p.hops.back().events) last_events.insert(e.event);
      }
      CHECK(last_events.size() == n.event_count);
      CHECK(last_events.contains(n.latest_event));
      std::uint32_t of_kinds = 0;
      for (const KindCount& k : n.kinds) of_kinds += k.count;
      CHECK(of_kinds == n.event_count);
    }
  }
}
