#include "core/graph/relations.hpp"

#include <catch2/catch.hpp>

#include "tests/core/graph/small_world.hpp"

using namespace rawi;
using namespace rawi::test;
using Numbers = std::vector<std::uint64_t>;

namespace {

std::vector<Relation> ask(const FakeReader& reader, const RelationQuery& query) {
  Result<std::vector<Relation>> found = relations(reader, query);
  REQUIRE(found);
  return std::move(*found);
}

Event event_with(const std::vector<EventParticipant>& participants) {
  Event event;
  event.id = EventId{1};
  event.participants = participants;
  return event;
}

}  // namespace

TEST_CASE("a source acts on a target, and the other way round") {
  const Event attack = event_with({{Role::kSource, kRussia}, {Role::kTarget, kUkraine}, {Role::kPlace, kParis}});
  CHECK(direction_between(attack, kRussia, kUkraine) == Direction::kTo);
  CHECK(direction_between(attack, kUkraine, kRussia) == Direction::kFrom);
  CHECK(direction_between(attack, kRussia, kParis) == Direction::kAt);
  CHECK_FALSE(direction_between(attack, kRussia, kItaly));
}

TEST_CASE("those who take part alike stand side by side") {
  CHECK(direction_between(event_with({{Role::kSource, kFrance}, {Role::kSource, kItaly}}), kFrance, kItaly) == Direction::kWith);
  CHECK(direction_between(event_with({{Role::kTarget, kFrance}, {Role::kTarget, kItaly}}), kFrance, kItaly) == Direction::kWith);
  CHECK(direction_between(event_with({{Role::kParticipant, kFrance}, {Role::kParticipant, kItaly}}), kFrance, kItaly) ==
        Direction::kWith);
  CHECK(direction_between(event_with({{Role::kSource, kFrance}, {Role::kParticipant, kItaly}}), kFrance, kItaly) ==
        Direction::kWith);
}

TEST_CASE("two who each act on the other stand side by side") {
  const Event clash =
      event_with({{Role::kSource, kFrance}, {Role::kSource, kItaly}, {Role::kTarget, kFrance}, {Role::kTarget, kItaly}});
  CHECK(direction_between(clash, kFrance, kItaly) == Direction::kWith);
}

TEST_CASE("an actor that is a place too is first of all an actor") {
  const Event attack = event_with({{Role::kSource, kRussia}, {Role::kTarget, kUkraine}, {Role::kPlace, kUkraine}});
  CHECK(direction_between(attack, kRussia, kUkraine) == Direction::kTo);
}

TEST_CASE("the relations of two are grouped by direction and kind, in order of time") {
  FakeReader reader = small_world();
  reader.add(report(7, "support", "a7", "2025-03-21", {{Role::kSource, "country:UKR"}, {Role::kTarget, "country:FRA"}}));
  const std::vector<Relation> found = ask(reader, {.actor = kFrance, .other = kUkraine});
  REQUIRE(found.size() == 2);
  CHECK(found[0].direction == Direction::kTo);
  CHECK(found[0].kind == KindId("aid"));
  CHECK(numbers(found[0].events) == Numbers{2, 6});
  CHECK(found[1].direction == Direction::kFrom);
  CHECK(numbers(found[1].events) == Numbers{7});
}

TEST_CASE("without another actor the relations are to everybody but places, most events first") {
  const std::vector<Relation> found = ask(small_world(), {.actor = kItaly});
  REQUIRE(found.size() == 2);
  CHECK(found[0].other == kFrance);
  CHECK(found[1].other == kPoland);
  CHECK(ask(small_world(), {.actor = kItaly, .with_places = true}).front().other == kParis);
  CHECK(ask(small_world(), {.actor = kUkraine}).front().other == kFrance);
}

TEST_CASE("a place that is asked for is a relation") {
  const std::vector<Relation> found = ask(small_world(), {.actor = kItaly, .other = kParis});
  REQUIRE(found.size() == 2);
  CHECK(found[0].direction == Direction::kAt);
}

TEST_CASE("the filter restricts relations") {
  CHECK(ask(small_world(), {.actor = kFrance, .other = kUkraine, .filter = {.statuses = {EventStatus::kPlanned}}}).empty());
  const std::vector<Relation> found = ask(small_world(), {.actor = kFrance, .filter = {.as_of = day("2025-03-21")}});
  REQUIRE(found.size() == 1);
  CHECK(found[0].other == kItaly);
}
