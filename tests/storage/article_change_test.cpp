// What one article changes in the events that others report: mentions that go over to another event with it.
#include "storage/article_change.hpp"

#include "core/facts/identity_key.hpp"
#include "tests/storage/twins.hpp"

using namespace rawi;
using namespace rawi::test;

namespace {

/// Moves the mention to another event.
EventMove move_of(const EventMention& m, std::uint64_t to) {
  return {m.article, m.part, m.trigger.span, m.kind, m.event, EventId{to}};
}

}  // namespace

TEMPLATE_TEST_CASE("mentions of other articles go over to another event in the write of the article that brings it about",
                   "[storage]", MemoryTwin, RocksTwin) {
  TestType twin;
  const ArticleFacts first = paris_article("a1");
  REQUIRE(twin.store->put(first));
  ArticleFacts second = paris_article("a2");
  second.events[0].event = EventId{7};
  second.events[1].event = EventId{8};
  CHECK(twin.store->put(second, {move_of(first.events[0], 7)}) == PutOutcome::kAdded);

  CHECK(twin.store->mentions_of(EventId{1}).value().empty());
  CHECK_FALSE(twin.store->event(EventId{1}).value());
  CHECK(twin.store->mentions_of(EventId{7}).value().size() == 2);
  CHECK(twin.store->event(EventId{7}).value()->report_count == 2);
  const auto in_first = twin.store->mentions_in(ArticleId("a1")).value();
  REQUIRE(in_first.size() == 2);
  CHECK(in_first[0].event == EventId{7});
  CHECK(in_first[1].event == EventId{2});
  CHECK(twin.store->stats().value().event_count == 3);
  CHECK(twin.store->check(false).value().problems.empty());
}

TEMPLATE_TEST_CASE("a retracted article may part the others' reports", "[storage]", MemoryTwin, RocksTwin) {
  TestType twin;
  const ArticleFacts first = paris_article("a1"), second = paris_article("a2");
  REQUIRE(twin.store->put(first));
  REQUIRE(twin.store->put(second));
  CHECK(twin.store->remove(ArticleId("a1"), {move_of(second.events[0], 9)}) == true);
  CHECK_FALSE(twin.store->event(EventId{1}).value());
  CHECK(twin.store->event(EventId{9}).value()->report_count == 1);
  CHECK(twin.store->check(false).value().problems.empty());
}

TEMPLATE_TEST_CASE("a move of a mention that is not there is refused, and nothing is written", "[storage]", MemoryTwin,
                   RocksTwin) {
  TestType twin;
  REQUIRE(twin.store->put(paris_article("a1")));
  const Records before = records_in(twin.store.map());
  EventMove stale = move_of(paris_article("a1").events[0], 9);
  stale.trigger.begin += 1;
  const auto put = twin.store->put(paris_article("a2"), {stale});
  REQUIRE_FALSE(put);
  CHECK(put.error().code == ErrorCode::kInvalidInput);
  CHECK(records_in(twin.store.map()) == before);
}

TEMPLATE_TEST_CASE("an event is found over the identity keys of its mentions, on the day each stands at", "[storage]", MemoryTwin,
                   RocksTwin) {
  TestType twin;
  REQUIRE(twin.store->put(paris_article("a1")));
  const auto found = [&](TimeGrade grade, const char* on) {
    std::size_t count = 0;
    const EntityId index = identity_index(KindId("summit"), EntityId("country:FRA"), grade);
    REQUIRE(twin.store->each_event_of(index, {day(on), day(on)}, [&](const Event& e) {
      CHECK(e.id == EventId{1});
      ++count;
      return true;
    }));
    return count;
  };
  CHECK(found(TimeGrade::kClose, "2025-03-27") == 1);
  CHECK(found(TimeGrade::kClose, "2025-03-26") == 0);
  CHECK(found(TimeGrade::kNone, "2025-03-27") == 0);
}
