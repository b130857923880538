#include "core/graph/paths.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <set>

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

namespace {

/// Few actors and events, drawn so that many pairs are far apart or not joined at all, some by several paths.
FakeReader random_world(std::uint32_t seed) {
  std::mt19937 random(seed);
  FakeReader reader;
  for (std::uint64_t event = 1; event <= 16; ++event) {
    std::vector<std::pair<Role, std::string>> participants;
    for (int i = 0; i < 2; ++i)
      participants.emplace_back(random() % 8 == 0 ? Role::kPlace : Role::kParticipant, "person:" + std::to_string(random() % 18));
    reader.add(report(event, "meeting", "a", "2025-01-01", participants));
  }
  return reader;
}

/// Every chain of actors of exactly this many hops, found by trying all.
void all_chains(const GraphView& view, const std::set<std::pair<NodeId, NodeId>>& joined, std::vector<NodeId> chain, NodeId to,
                std::size_t hops, std::set<std::vector<NodeId>>& found) {
  if (hops == 0) {
    if (chain.back() == to) found.insert(chain);
    return;
  }
  for (std::uint32_t i = 0; i < view.actor_count(); ++i) {
    if (!joined.contains({chain.back(), view.actor_at(i)})) continue;
    chain.push_back(view.actor_at(i));
    all_chains(view, joined, chain, to, hops - 1, found);
    chain.pop_back();
  }
}

/// Which actors share an event, leaving out places other than the two ends.
std::set<std::pair<NodeId, NodeId>> joined_actors(const GraphView& view, NodeId from, NodeId to) {
  std::set<std::pair<NodeId, NodeId>> joined;
  for (std::uint32_t i = 0; i < view.event_count(); ++i) {
    std::vector<NodeId> actors;
    view.each_link(view.event_at(i), [&](NodeId actor, Role role) {
      if (role != Role::kPlace || actor == from || actor == to) actors.push_back(actor);
    });
    for (const NodeId a : actors)
      for (const NodeId b : actors)
        if (a != b) joined.emplace(a, b);
  }
  return joined;
}

}  // namespace

TEST_CASE("the shortest paths are those that trying everything finds, and all of them") {
  int pair_count = 0;
  for (std::uint32_t seed = 1; seed <= 4; ++seed) {
    const Result<GraphView> view = GraphView::build(random_world(seed), {});
    REQUIRE(view);
    for (std::uint32_t from = 0; from < view->actor_count(); ++from) {
      for (std::uint32_t to = from + 1; to < view->actor_count(); ++to) {
        const auto joined = joined_actors(*view, NodeId{from}, NodeId{to});
        std::set<std::vector<NodeId>> expected;
        for (std::size_t hops = 1; hops <= 7 && expected.empty(); ++hops)
          all_chains(*view, joined, {NodeId{from}}, NodeId{to}, hops, expected);
        std::set<std::vector<NodeId>> found;
        for (const Path& path : shortest_paths(*view, NodeId{from}, NodeId{to}, {.hops_max = 7, .paths_max = 1000})) {
          std::vector<NodeId> chain;
          for (const EntityId& actor : path.actors) chain.push_back(view->find_actor(actor).value());
          CHECK(found.insert(chain).second);
        }
        CHECK(found == expected);
        pair_count += expected.empty() ? 0 : 1;
      }
    }
  }
  CHECK(pair_count > 100);
}
