#include "core/facts/identity_key.hpp"

#include <catch2/catch.hpp>

#include "tests/support/fake_reader.hpp"

namespace rawi::test {

namespace {

std::optional<TimeInterval> interval(const char* first, const char* last) { return TimeInterval{day(first), day(last)}; }

}  // namespace

TEST_CASE("a time of a week at most is close, a longer one loose") {
  CHECK(grade_of(interval("2025-03-24", "2025-03-24")) == TimeGrade::kClose);
  CHECK(grade_of(interval("2025-03-24", "2025-03-30")) == TimeGrade::kClose);
  CHECK(grade_of(interval("2025-03-01", "2025-03-31")) == TimeGrade::kLoose);
  CHECK(grade_of(std::nullopt) == TimeGrade::kNone);
}

TEST_CASE("a report stands at its day, and at that of publication where its time is loose or missing") {
  CHECK(anchor_of(interval("2025-03-24", "2025-03-25"), day("2025-03-26")) == day("2025-03-24"));
  CHECK(anchor_of(interval("2025-03-01", "2025-03-31"), day("2025-03-26")) == day("2025-03-26"));
  CHECK(anchor_of(interval("2025-03-01", "2025-03-31"), std::nullopt) == day("2025-03-01"));
  CHECK_FALSE(anchor_of(std::nullopt, std::nullopt));
}

TEST_CASE("a mention has a key for each participant, whatever event it belongs to") {
  EventMention m = report(1, "visit", "a1", "2025-03-26",
                          {{Role::kSource, "country:FRA"}, {Role::kTarget, "country:FRA"}, {Role::kPlace, "place:paris"}});
  const std::vector<IdentityKey> keys = identity_keys(m);
  REQUIRE(keys.size() == 2);
  m.event = EventId{2};
  CHECK(identity_keys(m) == keys);
  m.kind = KindId("summit");
  CHECK(identity_keys(m) != keys);
}

TEST_CASE("a mention without any day has no key") {
  CHECK(identity_keys(report(1, "visit", "a1", "", {{Role::kSource, "country:FRA"}})).empty());
}

}  // namespace rawi::test
