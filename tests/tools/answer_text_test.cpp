#include "tools/answer_text.hpp"

#include "tests/tools/reported_world.hpp"

using namespace rawi;
using namespace rawi::test;

namespace {

std::string text(const FakeReader& reader, std::uint64_t id) {
  AnswerFacts facts(reader, ontology());
  const Result<std::optional<Event>> event = facts.event(EventId{id});
  REQUIRE(event);
  REQUIRE(*event);
  const Result<std::string> written = event_text(facts, **event);
  REQUIRE(written);
  return *written;
}

}  // namespace

TEST_CASE("an event is a paragraph with participants by role and its evidence") {
  CHECK(text(reported_world(), 2) ==
        "2025-03-27  summit  planned  0.80  evt:0000000000000002\n"
        "  participant  France, Ukraine\n"
        "  place        Paris\n"
        "  «Sentence of a2.»\n"
        "    a2, 2025-03-26\n");
}

TEST_CASE("a report names its origin") {
  CHECK(text(reported_world(), 1).find("    a1, 2025-03-25, according to United States\n") != std::string::npos);
}

TEST_CASE("an event without a time says when it was reported, or that it has no date") {
  CHECK(text(reported_world(), 3).starts_with("undated  statement"));
  FakeReader reader;
  reader.add(report(1, "call", "a", "2025-01-02", {{Role::kSource, "country:FRA"}}));
  CHECK(text(reader, 1).starts_with("reported 2025-01-02  call"));
}

TEST_CASE("whole months and years are written as such, other intervals with both ends") {
  const auto written = [](std::string_view first, std::string_view last) {
    return time_text({.first = day(first), .last = day(last), .precision = Precision::kRange});
  };
  CHECK(written("2025-03-01", "2025-03-31") == "2025-03");
  CHECK(written("2025-01-01", "2025-12-31") == "2025");
  CHECK(written("2025-03-01", "2025-03-01") == "2025-03-01");
  CHECK(written("2025-03-01", "2025-04-30") == "2025-03-01/2025-04-30");
}

TEST_CASE("a line break or an escape character in a sentence does not reach the terminal") {
  FakeReader reader;
  EventMention mention = report(1, "call", "a", "2025-01-02", {{Role::kSource, "country:FRA"}});
  mention.sentence.text = "one\r\n\x1b[31mtwo";
  reader.add(mention);
  CHECK(text(reader, 1).find("«one [31mtwo»") != std::string::npos);
}

TEST_CASE("neighbours are an aligned table") {
  const FakeReader reader = reported_world();
  AnswerFacts facts(reader, ontology());
  Neighbor france{.actor = EntityId("country:FRA"), .hops = 1, .event_count = 12, .kinds = {{KindId("summit"), 12}}};
  france.latest = day("2025-03-27");
  Neighbor usa{.actor = EntityId("country:USA"), .hops = 2, .event_count = 1, .kinds = {{KindId("aid"), 1}}};
  const Result<std::string> table = neighbors_text(facts, {france, usa});
  REQUIRE(table);
  CHECK(*table ==
        "actor                        hops  events  latest      kinds\n"
        "France (country:FRA)         1     12      2025-03-27  summit 12\n"
        "United States (country:USA)  2     1       -           aid 1\n");
}

TEST_CASE("relations stand below a heading for each other actor, direction and kind") {
  const FakeReader reader = reported_world();
  AnswerFacts facts(reader, ontology());
  const EntityId russia("country:RUS");
  const Result<std::vector<Relation>> found = relations(reader, {.actor = russia});
  REQUIRE(found);
  const Result<std::string> written = relations_text(facts, russia, *found);
  REQUIRE(written);
  CHECK(written->starts_with("Russia + Ukraine  ceasefire  1 event\n  2025-03-25  ceasefire  happened"));
}

TEST_CASE("an entity tells its names and ids") {
  const FakeReader reader = reported_world();
  CHECK(entity_text(**reader.entity(EntityId("country:FRA"))) ==
        "France  country  FRA  country:FRA\n"
        "  ar           فرنسا\n"
        "  iso3166-1-alpha2  FR\n");
}
