// Days and intervals as texts and answers write them.
#include "core/base/date.hpp"

#include <catch2/catch.hpp>

namespace rawi::test {

using std::chrono::days;

TEST_CASE("a day is read from a date and from a date with a time, whose time is left out") {
  CHECK(parse_day("1970-01-01") == Day{});
  CHECK(parse_day("2025-03-26") == parse_day("2025-03-26T21:43:00+01:00"));
  for (const char* text : {"2025-03-26T21:43", "2025-03-26 21:43:00", "2025-03-26T21:43:00Z", "2025-03-26T21:43:00.125Z",
                           "2025-03-26T21:43:00-0500"}) {
    INFO(text);
    CHECK(parse_day(text) == parse_day("2025-03-26"));
  }
}

TEST_CASE("a date that no calendar has is no day") {
  for (const char* text : {"2025-04-31", "2025-02-29", "2025-13-01", "2025-00-10", "2025-01-00"}) {
    INFO(text);
    CHECK_FALSE(parse_day(text));
  }
  CHECK(parse_day("2024-02-29"));
}

TEST_CASE("text that only resembles a date is no day") {
  for (const char* text :
       {"", "yesterday", "2025", "2025-03", "25-03-26", "2025-3-26", "2025/03/26", "2025-03-26x", "2025-03-26T",
        "2025-03-26T25:00", "2025-03-26T21:60", " 2025-03-26", "-025-03-26", "2025-+3-26", "2025-03-26T21:43:00+1"}) {
    INFO(text);
    CHECK_FALSE(parse_day(text));
  }
}

TEST_CASE("a day is written as it is read, before 1970 too") {
  for (const char* text : {"2025-03-26", "1969-12-31", "1648-10-24", "0622-07-16"}) CHECK(format_day(*parse_day(text)) == text);
}

TEST_CASE("a month and a year are their whole interval") {
  const auto february = parse_interval("2024-02");
  REQUIRE(february);
  CHECK(format_day(february->first) == "2024-02-01");
  CHECK(format_day(february->last) == "2024-02-29");
  CHECK(february->precision == Precision::kMonth);
  const auto year = parse_interval("2025");
  REQUIRE(year);
  CHECK(year->last - year->first == days(364));
  CHECK(year->precision == Precision::kYear);
  const auto day = parse_interval("2025-03-26");
  REQUIRE(day);
  CHECK(day->first == day->last);
  CHECK(day->precision == Precision::kDay);
}

TEST_CASE("what is neither day nor month nor year is no interval") {
  for (const char* text : {"", "2025-", "2025-13", "2025-00", "2025-3", "20250", "2025-03-32", "March 2025"}) {
    INFO(text);
    CHECK_FALSE(parse_interval(text));
  }
}

TEST_CASE("intervals overlap when they share a day, be it their last") {
  const auto march = *parse_interval("2025-03"), april = *parse_interval("2025-04"),
             last_of_march = *parse_interval("2025-03-31");
  CHECK_FALSE(march.overlaps(april));
  CHECK(march.overlaps(last_of_march));
  CHECK(last_of_march.overlaps(march));
  CHECK(march.overlaps(*parse_interval("2025")));
}

TEST_CASE("every precision has a name that is read back") {
  for (const auto precision : {Precision::kDay, Precision::kWeek, Precision::kMonth, Precision::kYear, Precision::kRange})
    CHECK(parse_precision(to_string(precision)) == precision);
  CHECK_FALSE(parse_precision("fortnight"));
}

}  // namespace rawi::test
