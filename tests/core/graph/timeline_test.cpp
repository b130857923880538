#include "core/graph/timeline.hpp"

#include <catch2/catch.hpp>

#include "tests/core/graph/small_world.hpp"

using namespace rawi;
using namespace rawi::test;
using Numbers = std::vector<std::uint64_t>;

namespace {

Numbers ask(const FakeReader& reader, const TimelineQuery& query) {
  const Result<std::vector<Event>> events = timeline(reader, query);
  REQUIRE(events);
  return numbers(*events);
}

}  // namespace

TEST_CASE("a timeline is in order of the day it happened, else was reported, and undated events come last") {
  CHECK(ask(small_world(), {}) == Numbers{3, 1, 2, 5, 4, 6});
}

TEST_CASE("several actors mean the events in which all of them take part") {
  const FakeReader reader = small_world();
  CHECK(ask(reader, {.actors = {kUkraine}}) == Numbers{3, 2, 6});
  CHECK(ask(reader, {.actors = {kUkraine, kFrance}}) == Numbers{2, 6});
  CHECK(ask(reader, {.actors = {kUkraine, kJapan}}).empty());
}

TEST_CASE("an actor's timeline reads no other actor's events") {
  const FakeReader reader = small_world();
  CHECK(ask(reader, {.actors = {kPoland}}) == Numbers{4});
  CHECK(reader.visited_count() == 1);
}

TEST_CASE("a timeline stops reading at its limit") {
  const FakeReader reader = small_world();
  CHECK(ask(reader, {.limit = 2}) == Numbers{3, 1});
  CHECK(reader.visited_count() == 2);
  CHECK(ask(reader, {.limit = 0}).empty());
}

TEST_CASE("kinds, statuses, days and confidence restrict a timeline") {
  const FakeReader reader = small_world();
  CHECK(ask(reader, {.filter = {.kinds = {KindId("aid"), KindId("attack")}}}) == Numbers{3, 2, 6});
  CHECK(ask(reader, {.filter = {.statuses = {EventStatus::kPlanned}}}) == Numbers{4});
  CHECK(ask(reader, {.filter = {.days = {day("2025-03-20"), day("2025-03-22")}}}) == Numbers{1, 2});
  CHECK(ask(reader, {.filter = {.days = {day("2025-03-26"), std::nullopt}}}) == Numbers{5, 4, 6});
  CHECK(ask(reader, {.filter = {.confidence_min = 0.9}}) == Numbers{2});
}

TEST_CASE("as of a day, an event that was reported later is not there") {
  const FakeReader reader = small_world();
  CHECK(ask(reader, {.filter = {.as_of = day("2025-03-24")}}) == Numbers{3, 1, 2});
  CHECK(ask(reader, {.filter = {.as_of = day("2025-03-19")}}).empty());
}

TEST_CASE("as of a day, an event is put together from the reports of that day only") {
  const FakeReader reader = small_world();
  const Result<std::vector<Event>> events = timeline(reader, {.actors = {kFrance}, .filter = {.as_of = day("2025-03-23")}});
  REQUIRE(events);
  REQUIRE(numbers(*events) == Numbers{1, 2});
  CHECK(events->back().report_count == 1);
  CHECK(events->back().last_reported == day("2025-03-22"));
  CHECK(events->back().confidence == Approx(0.8));
}

TEST_CASE("as of a day, an event stands at the day that was known then") {
  FakeReader reader;
  reader.add(report(1, "visit", "a1", "2025-03-10", {{Role::kSource, "country:FRA"}}));
  reader.add(with_time(report(1, "visit", "a2", "2025-03-20", {{Role::kSource, "country:FRA"}, {Role::kTarget, "country:ITA"}}),
                       "2025-01-05", "2025-01-05"));
  reader.add(report(2, "call", "a3", "2025-03-09", {{Role::kSource, "country:FRA"}}));
  const DayRange march{day("2025-03-01"), day("2025-03-31")};
  CHECK(ask(reader, {.filter = {.days = march}}) == Numbers{2});
  CHECK(ask(reader, {.filter = {.days = march, .as_of = day("2025-03-15")}}) == Numbers{2, 1});
  // Italy's part was reported later.
  CHECK(ask(reader, {.actors = {kItaly}, .filter = {.as_of = day("2025-03-15")}}).empty());
}

TEST_CASE("a reader's failure is the timeline's failure") {
  FakeReader reader = small_world();
  reader.break_down();
  const Result<std::vector<Event>> events = timeline(reader, {});
  REQUIRE_FALSE(events);
  CHECK(events.error().code == ErrorCode::kIo);
}

TEST_CASE("groups are days, weeks from Monday or months, the most reported event first, the undated last") {
  FakeReader reader;
  const std::vector<std::pair<Role, std::string>> who = {{Role::kSource, kUkraine.text()}};
  const auto add = [&](std::uint64_t event, const char* article, const char* on) {
    reader.add(with_time(report(event, "aid", article, "2025-04-02", who), on, on));
  };
  add(1, "a1", "2025-03-30");  // a Sunday
  add(2, "a1", "2025-03-31");
  add(3, "a1", "2025-03-31");
  add(3, "a2", "2025-03-31");
  reader.add(report(4, "aid", "a3", "", who));
  const auto events = timeline(reader, {});
  REQUIRE(events);
  const auto days = group_events(*events, TimelineGrain::kDay);
  REQUIRE(days.size() == 3);
  CHECK(numbers(days[0].events) == Numbers{1});
  CHECK(numbers(days[1].events) == Numbers{3, 2});
  CHECK(days[1].report_count == 3);
  CHECK_FALSE(days[2].period);
  const auto weeks = group_events(*events, TimelineGrain::kWeek);
  REQUIRE(weeks.size() == 3);
  CHECK(weeks[0].period == TimeInterval{day("2025-03-24"), day("2025-03-30"), Precision::kWeek});
  const auto months = group_events(*events, TimelineGrain::kMonth);
  REQUIRE(months.size() == 2);
  CHECK(months[0].period == parse_interval("2025-03"));
  const auto most = most_reported(days, 1);
  REQUIRE(most.size() == 1);
  CHECK(numbers(most[0].events) == Numbers{3, 2});
}
