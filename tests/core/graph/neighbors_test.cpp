#include "core/graph/neighbors.hpp"

#include <catch2/catch.hpp>

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
