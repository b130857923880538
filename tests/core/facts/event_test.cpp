#include "core/facts/event.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

using namespace rawi;

namespace {

Day day(std::string_view text) { return parse_day(text).value(); }

EventMention mention(const std::string& article, const std::string& kind, std::optional<std::string> published = "2025-03-26") {
  EventMention m;
  m.article = ArticleId(article);
  m.kind = KindId(kind);
  if (published) m.published = day(*published);
  m.confidence = 0.5;
  m.event = EventId{1};
  return m;
}

EventMention with_time(EventMention m, const std::string& first, const std::string& last, Precision precision) {
  m.time = ReportedTime{{day(first), day(last), precision}, "then"};
  return m;
}

Event event_of(const std::vector<EventMention>& mentions) { return aggregate(EventId{1}, mentions); }

}  // namespace

TEST_CASE("an event of one mention says what the mention says", "[event]") {
  EventMention m = with_time(mention("a", "visit"), "2025-03-27", "2025-03-27", Precision::kDay);
  m.status = EventStatus::kPlanned;
  m.participants = {{Role::kTarget, EntityId("b"), {}}, {Role::kSource, EntityId("a"), {}}, {Role::kTarget, EntityId("b"), {}}};
  const Event e = event_of({m});
  CHECK(e.id == EventId{1});
  CHECK(e.kind == KindId("visit"));
  CHECK(e.status == EventStatus::kPlanned);
  CHECK(e.time == m.time->interval);
  CHECK(e.participants == std::vector<EventParticipant>{{Role::kSource, EntityId("a")}, {Role::kTarget, EntityId("b")}});
  CHECK(e.confidence == Approx(0.5));
  CHECK(e.report_count == 1);
  CHECK(e.first_reported == day("2025-03-26"));
  CHECK(e.last_reported == day("2025-03-26"));
}

TEST_CASE("kind and status are those of the latest day of report", "[event]") {
  EventMention planned = mention("a", "summit", "2025-03-26"), happened = mention("b", "meeting", "2025-03-28");
  planned.status = EventStatus::kPlanned;
  const Event e = event_of({planned, planned, happened});
  CHECK(e.kind == KindId("meeting"));
  CHECK(e.status == EventStatus::kHappened);
  CHECK(e.first_reported == day("2025-03-26"));
  CHECK(e.last_reported == day("2025-03-28"));
}

TEST_CASE("on one day most mentions decide, then the lowest id", "[event]") {
  CHECK(event_of({mention("a", "agreement"), mention("b", "ceasefire"), mention("c", "ceasefire")}).kind == KindId("ceasefire"));
  CHECK(event_of({mention("a", "ceasefire"), mention("b", "agreement")}).kind == KindId("agreement"));
  CHECK(event_of({mention("a", "visit"), mention("b", "agreement", std::nullopt)}).kind == KindId("visit"));
}

TEST_CASE("the status goes with the kind that was chosen", "[event]") {
  EventMention other = mention("c", "agreement");
  other.status = EventStatus::kNegated;
  CHECK(event_of({mention("a", "ceasefire"), mention("b", "ceasefire"), other}).status == EventStatus::kHappened);
}

TEST_CASE("mentions without a date make an event without one", "[event]") {
  const Event e = event_of({mention("a", "visit", std::nullopt)});
  CHECK(e.kind == KindId("visit"));
  CHECK_FALSE(e.first_reported);
  CHECK_FALSE(e.sort_day());
}

TEST_CASE("the finest time counts", "[event]") {
  const auto month = with_time(mention("a", "visit", "2025-03-30"), "2025-03-01", "2025-03-31", Precision::kMonth);
  const auto night = with_time(mention("b", "visit"), "2025-03-26", "2025-03-27", Precision::kRange);
  const auto one_day = with_time(mention("c", "visit"), "2025-03-26", "2025-03-26", Precision::kDay);
  CHECK(event_of({month, mention("d", "visit")}).time == month.time->interval);
  CHECK(event_of({month, night}).time == night.time->interval);
  CHECK(event_of({month, night, one_day}).time == one_day.time->interval);
  CHECK(event_of({month, night, one_day}).sort_day() == day("2025-03-26"));
}

TEST_CASE("of equally fine times the latest report decides, then most mentions, then the earlier time", "[event]") {
  const auto before = with_time(mention("a", "summit", "2025-03-20"), "2025-03-27", "2025-03-27", Precision::kDay);
  const auto moved = with_time(mention("b", "summit", "2025-03-25"), "2025-03-30", "2025-03-30", Precision::kDay);
  CHECK(event_of({before, before, moved}).time == moved.time->interval);
  auto same_day = moved;
  same_day.time->interval = before.time->interval;
  CHECK(event_of({same_day, moved}).time == before.time->interval);
  CHECK(event_of({same_day, moved, moved}).time == moved.time->interval);
}

TEST_CASE("confidence is noisy-or over articles, each with its surest mention", "[event]") {
  EventMention a = mention("a", "visit"), weak = a, b = mention("b", "visit");
  weak.confidence = 0.1;
  b.confidence = 0.8;
  CHECK(event_of({a, weak}).confidence == Approx(0.5));
  CHECK(event_of({a, weak, b}).confidence == Approx(0.9));
  b.confidence = 7;
  CHECK(event_of({b}).confidence == Approx(1));
  b.confidence = -1;
  CHECK(event_of({b}).confidence == Approx(0));
}

TEST_CASE("the order of mentions does not matter, to the last bit", "[event]") {
  std::mt19937 random(7);
  const auto pick = [&](unsigned n) { return static_cast<int>(random() % n); };
  for (int round = 0; round < 50; ++round) {
    std::vector<EventMention> mentions;
    for (int i = 0; i < 6; ++i) {
      EventMention m = mention("article" + std::to_string(pick(4)), pick(2) == 0 ? "visit" : "meeting",
                               pick(3) == 0 ? std::nullopt : std::optional<std::string>("2025-03-2" + std::to_string(pick(3))));
      m.status = static_cast<EventStatus>(pick(5));
      m.confidence = 0.01 * pick(100);
      m.participants = {{static_cast<Role>(pick(4)), EntityId(std::to_string(pick(3))), {}}};
      if (pick(2) == 0) m = with_time(m, "2025-03-1" + std::to_string(pick(3)), "2025-03-20", static_cast<Precision>(pick(5)));
      mentions.push_back(m);
    }
    const Event expected = event_of(mentions);
    for (int i = 0; i < 10; ++i) {
      std::shuffle(mentions.begin(), mentions.end(), random);
      REQUIRE(event_of(mentions) == expected);
    }
  }
}
