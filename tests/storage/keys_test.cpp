#include "storage/keys.hpp"

#include <catch2/catch.hpp>

using namespace rawi;

namespace {

Day on(int count) { return Day(std::chrono::days(count)); }

}  // namespace

TEST_CASE("timeline keys sort as days do, before 1970 too, and undated ones last", "[keys]") {
  const std::optional<Day> days[] = {on(INT32_MIN), on(-719162),       on(-1),      on(0), on(1),
                                     on(20173),     on(INT32_MAX - 1), std::nullopt};
  for (std::size_t i = 1; i < std::size(days); ++i) {
    CHECK(keys::timeline({days[i - 1], EventId{UINT64_MAX}}) < keys::timeline({days[i], EventId{1}}));
    CHECK(keys::participation({{}, days[i - 1], EventId{UINT64_MAX}}) < keys::participation({{}, days[i], EventId{1}}));
  }
}

TEST_CASE("a key is its tag and big-endian parts", "[keys]") {
  using namespace std::string_literals;
  CHECK(keys::timeline({on(1), EventId{0x0102030405060708}}) == "t\x80\x00\x00\x01\x01\x02\x03\x04\x05\x06\x07\x08"s);
  CHECK(keys::timeline({std::nullopt, EventId{1}}) == "t\xff\xff\xff\xff\x00\x00\x00\x00\x00\x00\x00\x01"s);
  CHECK(keys::mention({EventId{1}, keys::ArticleHash{2}, 3}) == "M\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0\2\0\0\0\3"s);
  CHECK(keys::article_mention({EventId{1}, keys::ArticleHash{2}, 3}) == "m\0\0\0\0\0\0\0\2\0\0\0\3\0\0\0\0\0\0\0\1"s);
  CHECK(keys::meta("format") == "Sformat");
}

TEST_CASE("what a key was made of is read back, and nothing from another key", "[keys]") {
  const keys::MentionKey mention{EventId{7}, keys::ArticleHash{8}, 9};
  CHECK(keys::parse_mention(keys::mention(mention)) == mention);
  CHECK(keys::parse_article_mention(keys::article_mention(mention)) == mention);
  CHECK(keys::parse_article(keys::article(keys::ArticleHash{5})) == keys::ArticleHash{5});
  CHECK(keys::parse_event(keys::event(EventId{UINT64_MAX})) == EventId{UINT64_MAX});
  const keys::DescriptionKey description{keys::EntityHash{1}, keys::DescriptionHash{2}};
  CHECK(keys::parse_description(keys::description(description)) == description);
  CHECK(keys::parse_support(keys::support({description, keys::ArticleHash{3}}))->description == description);
  for (const std::optional<Day> day : {std::optional(on(-3)), std::optional<Day>()}) {
    CHECK(keys::parse_timeline(keys::timeline({day, EventId{1}}))->day == day);
    CHECK(keys::parse_participation(keys::participation({keys::EntityHash{4}, day, EventId{1}}))->day == day);
  }

  CHECK_FALSE(keys::parse_event(""));
  CHECK_FALSE(keys::parse_event(keys::article(keys::ArticleHash{5})));
  CHECK_FALSE(keys::parse_event(keys::event(EventId{1}) + "x"));
  CHECK_FALSE(keys::parse_event(keys::event(EventId{1}).substr(0, 8)));
}

TEST_CASE("the range of an entity ends before the next one, also at the end of all", "[keys]") {
  for (const std::uint64_t n : {std::uint64_t{1}, std::uint64_t{0xFF}, UINT64_MAX}) {
    const keys::Range range = keys::participations_of(keys::EntityHash{n}, {});
    const std::string inside = keys::participation({keys::EntityHash{n}, std::nullopt, EventId{UINT64_MAX}});
    CHECK(range.first <= inside);
    CHECK(inside < range.end);
    if (n != UINT64_MAX) CHECK(keys::participation({keys::EntityHash{n + 1}, on(INT32_MIN), EventId{}}) >= range.end);
  }
}

TEST_CASE("a range of days holds its first and its last", "[keys]") {
  const keys::Range range = keys::timeline(DayRange{on(-1), on(1)});
  const auto holds = [&](std::optional<Day> day) {
    const std::string key = keys::timeline({day, EventId{UINT64_MAX}});
    return range.first <= key && key < range.end;
  };
  CHECK_FALSE(holds(on(-2)));
  CHECK(holds(on(-1)));
  CHECK(holds(on(1)));
  CHECK_FALSE(holds(on(2)));
  CHECK_FALSE(holds(std::nullopt));
}

TEST_CASE("a key is described in words", "[keys]") {
  CHECK(keys::describe(keys::event(EventId{0x2a})) == "event evt:000000000000002a");
  CHECK(keys::describe(keys::timeline({on(0), EventId{1}})) == "index of days: 1970-01-01, evt:0000000000000001");
  CHECK(keys::describe("zA") == "unknown key 7a41");
}
