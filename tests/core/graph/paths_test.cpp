#include "core/graph/paths.hpp"

#include <catch2/catch.hpp>

#include "tests/core/graph/small_world.hpp"

using namespace rawi;
using namespace rawi::test;
using Actors = std::vector<EntityId>;

namespace {

std::vector<Path> ask(const FakeReader& reader, const EntityId& from, const EntityId& to, const PathOptions& options = {}) {
  const Result<GraphView> view = GraphView::build(reader, {});
  REQUIRE(view);
  return shortest_paths(*view, view->find_actor(from).value(), view->find_actor(to).value(), options);
}

}  // namespace

TEST_CASE("a path leads from actor to actor through the events that both took part in") {
  const std::vector<Path> paths = ask(small_world(), kRussia, kItaly);
  REQUIRE(paths.size() == 1);
  CHECK(paths[0].actors == Actors{kRussia, kUkraine, kFrance, kItaly});
  REQUIRE(paths[0].hops.size() == 3);
  const Hop& first = paths[0].hops[0];
  CHECK(first.from == kRussia);
  CHECK(first.to == kUkraine);
  CHECK(first.event_count == 1);
  REQUIRE(first.events.size() == 1);
  CHECK(first.events[0].event == EventId{3});
  CHECK(first.events[0].from_roles == std::vector<Role>{Role::kSource});
  CHECK(first.events[0].to_roles == std::vector<Role>{Role::kTarget});
}

TEST_CASE("a hop names its latest events first and counts all") {
  const std::vector<Path> paths = ask(small_world(), kFrance, kUkraine, {.events_per_hop_max = 1});
  REQUIRE(paths.size() == 1);
  CHECK(paths[0].hops[0].event_count == 2);
  REQUIRE(paths[0].hops[0].events.size() == 1);
  CHECK(paths[0].hops[0].events[0].event == EventId{2});  // the other one has no day
}

TEST_CASE("a path does not go through a place unless it may") {
  FakeReader reader;
  reader.add(report(1, "meeting", "a", "2025-01-01", {{Role::kParticipant, "country:FRA"}, {Role::kPlace, "place:paris"}}));
  reader.add(report(2, "meeting", "b", "2025-01-02", {{Role::kParticipant, "country:JPN"}, {Role::kPlace, "place:paris"}}));
  CHECK(ask(reader, kFrance, kJapan).empty());
  const std::vector<Path> paths = ask(reader, kFrance, kJapan, {.through_places = true});
  REQUIRE(paths.size() == 1);
  CHECK(paths[0].actors == Actors{kFrance, kParis, kJapan});
}

TEST_CASE("the ends of a path may be places") {
  const std::vector<Path> paths = ask(small_world(), kParis, kUkraine);
  REQUIRE(paths.size() == 1);
  CHECK(paths[0].actors == Actors{kParis, kFrance, kUkraine});
  CHECK(paths[0].hops[0].events[0].from_roles == std::vector<Role>{Role::kPlace});
}

TEST_CASE("there is no path to an actor who met nobody") { CHECK(ask(small_world(), kFrance, kJapan).empty()); }

TEST_CASE("from an actor to itself it is no hop") {
  const std::vector<Path> paths = ask(small_world(), kJapan, kJapan);
  REQUIRE(paths.size() == 1);
  CHECK(paths[0].actors == Actors{kJapan});
  CHECK(paths[0].hops.empty());
}

TEST_CASE("a path longer than allowed is not given") {
  CHECK(ask(small_world(), kRussia, kItaly, {.hops_max = 2}).empty());
  CHECK(ask(small_world(), kRussia, kItaly, {.hops_max = 3}).size() == 1);
}

TEST_CASE("paths of the same length are given up to the limit, the best joined first") {
  FakeReader reader;
  const auto meet = [&](std::uint64_t event, const std::string& a, const std::string& b) {
    reader.add(report(event, "meeting", "a" + std::to_string(event), "2025-01-01",
                      {{Role::kParticipant, "person:" + a}, {Role::kParticipant, "person:" + b}}));
  };
  meet(1, "start", "left");
  meet(2, "start", "right");
  meet(3, "left", "end");
  meet(4, "right", "end");
  meet(5, "right", "end");
  meet(6, "start", "detour");
  meet(7, "detour", "left");
  const EntityId start("person:start");
  const EntityId end("person:end");
  const std::vector<Path> all = ask(reader, start, end, {.paths_max = 9});
  REQUIRE(all.size() == 2);
  CHECK(all[0].actors == Actors{start, EntityId("person:right"), end});
  CHECK(all[1].actors == Actors{start, EntityId("person:left"), end});
  CHECK(ask(reader, start, end, {.paths_max = 1}).size() == 1);
  CHECK(ask(reader, start, end, {.paths_max = 0}).empty());
}
