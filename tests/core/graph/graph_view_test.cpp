#include "core/graph/graph_view.hpp"

#include <boost/concept/assert.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <catch2/catch.hpp>

#include "tests/core/graph/small_world.hpp"

using namespace rawi;
using namespace rawi::test;

BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<Csr>));
BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<Csr>));
static_assert(std::is_nothrow_move_constructible_v<GraphView>);

namespace {

GraphView view_of(const FakeReader& reader, const Filter& filter = {}) {
  Result<GraphView> view = GraphView::build(reader, filter);
  REQUIRE(view);
  return std::move(*view);
}

}  // namespace

TEST_CASE("a view holds the events, the actors that take part, and each participation in both directions") {
  const GraphView view = view_of(small_world());
  CHECK(view.event_count() == 6);
  CHECK(view.actor_count() == 7);
  CHECK(view.participation_count() == 13);
  CHECK(num_vertices(view.csr()) == 13);
  CHECK(num_edges(view.csr()) == 26);
}

TEST_CASE("an actor and an event are found by id, and one that is not there is not") {
  const GraphView view = view_of(small_world());
  for (std::uint32_t i = 0; i < view.actor_count(); ++i)
    CHECK(view.find_actor(view.actor_id(view.actor_at(i))) == view.actor_at(i));
  for (std::uint32_t i = 0; i < view.event_count(); ++i)
    CHECK(view.find_event(view.event_id(view.event_at(i))) == view.event_at(i));
  CHECK_FALSE(view.find_actor(EntityId("country:AAA")));
  CHECK_FALSE(view.find_actor(EntityId("zzz")));
  CHECK_FALSE(view.find_event(EventId{77}));
}

TEST_CASE("an event node keeps its kind, status and day") {
  const GraphView view = view_of(small_world());
  const NodeId summit = view.find_event(EventId{4}).value();
  CHECK(view.kind(summit) == KindId("summit"));
  CHECK(view.status(summit) == EventStatus::kPlanned);
  CHECK(view.sort_day(summit) == day("2025-03-27"));
  CHECK_FALSE(view.sort_day(view.find_event(EventId{6}).value()));
}

TEST_CASE("the events around an actor are in order of time, undated last") {
  const GraphView view = view_of(small_world());
  std::vector<std::uint64_t> events;
  view.each_link(view.find_actor(kFrance).value(), [&](NodeId event, Role) { events.push_back(view.event_id(event).value); });
  CHECK(events == std::vector<std::uint64_t>{1, 2, 6});
}

TEST_CASE("the edges of an event tell who took part as what") {
  const GraphView view = view_of(small_world());
  std::vector<std::pair<std::string, Role>> actors;
  view.each_link(view.find_event(EventId{4}).value(),
                 [&](NodeId actor, Role role) { actors.emplace_back(view.actor_id_text(actor), role); });
  CHECK(actors == std::vector<std::pair<std::string, Role>>{
                      {"country:ITA", Role::kParticipant}, {"country:POL", Role::kParticipant}, {"place:paris", Role::kPlace}});
}

TEST_CASE("an actor with two roles in one event has two edges to it") {
  FakeReader reader;
  reader.add(report(1, "attack", "a", "2025-01-01", {{Role::kTarget, "country:UKR"}, {Role::kPlace, "country:UKR"}}));
  const GraphView view = view_of(reader);
  CHECK(view.actor_count() == 1);
  CHECK(view.participation_count() == 2);
}

TEST_CASE("the filter leaves out events and the actors that then take part in nothing") {
  const GraphView view = view_of(small_world(), {.kinds = {KindId("attack")}});
  CHECK(view.event_count() == 1);
  CHECK(view.actor_count() == 2);
  CHECK_FALSE(view.find_actor(kFrance));
}

TEST_CASE("as of a day, events not yet reported are not in the view") {
  const GraphView view = view_of(small_world(), {.as_of = day("2025-03-23")});
  CHECK(view.event_count() == 2);
  CHECK_FALSE(view.find_event(EventId{3}));
  CHECK_FALSE(view.find_actor(kRussia));
}

TEST_CASE("a view of nothing is empty and can be asked") {
  const GraphView view = view_of(FakeReader());
  CHECK(view.node_count() == 0);
  CHECK(view.participation_count() == 0);
  CHECK_FALSE(view.find_actor(kFrance));
  CHECK_FALSE(view.find_event(EventId{1}));
}

TEST_CASE("a view is not built from a reader that fails") {
  FakeReader reader = small_world();
  reader.break_down();
  CHECK_FALSE(GraphView::build(reader, {}));
}
