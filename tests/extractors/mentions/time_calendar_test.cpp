#include "extractors/mentions/time_calendar.hpp"

#include <catch2/catch.hpp>

#include "tests/extractors/mentions/time_test_support.hpp"

namespace rawi {

using time_test::written;

TEST_CASE("Easter falls on its known Sundays, western and eastern") {
  CHECK(written(easter_of(2024, 0)) == "2024-03-31");
  CHECK(written(easter_of(2025, 0)) == "2025-04-20");
  CHECK(written(easter_of(1818, 0)) == "1818-03-22");
  CHECK(written(easter_of(2038, 0)) == "2038-04-25");
  CHECK(written(easter_of(2025, -2)) == "2025-04-18");
  CHECK(written(orthodox_easter_of(2024, 0)) == "2024-05-05");
  CHECK(written(orthodox_easter_of(2025, 0)) == "2025-04-20");
  CHECK(written(orthodox_easter_of(2023, 0)) == "2023-04-16");
}

TEST_CASE("Hijri days follow Umm al-Qura") {
  CHECK(written(other_day_of(OtherCalendar::kHijri, 1446, 9, 1)) == "2025-03-01");
  CHECK(written(other_day_of(OtherCalendar::kHijri, 1446, 10, 1)) == "2025-03-30");
  CHECK(written(other_day_of(OtherCalendar::kHijri, 1446, 9, std::nullopt)) == "2025-03-01/2025-03-29");
  CHECK(written(other_day_of(OtherCalendar::kHijri, 1446, 9, 30)) == "-");
  CHECK(written(other_day_of(OtherCalendar::kHijri, 1446, 13, 1)) == "-");
  CHECK(other_year_number(OtherCalendar::kHijri, *parse_day("2025-03-26")) == 1446);
}

TEST_CASE("Hebrew feasts fall on their known days") {
  CHECK(written(other_day_of(OtherCalendar::kHebrew, 5785, 1, 1)) == "2024-10-03");
  CHECK(written(other_day_of(OtherCalendar::kHebrew, 5785, 8, 15)) == "2025-04-13");
  CHECK(written(other_day_of(OtherCalendar::kHebrew, 5784, 3, 25)) == "2023-12-08");
}

TEST_CASE("weeks run from Monday to Sunday") {
  const auto week = unit_around(*parse_day("2025-03-30"), CalendarUnit::kWeek);
  CHECK(written(week) == "2025-03-24/2025-03-30");
  CHECK(week->precision == Precision::kWeek);
}

TEST_CASE("intervals carry the precision of their words") {
  CHECK(month_of(2025, 3, 1)->precision == Precision::kMonth);
  CHECK(year_of(2025)->precision == Precision::kYear);
  CHECK(quarter_of(2025, 2)->precision == Precision::kRange);
  CHECK(written(quarter_of(2025, 2)) == "2025-04-01/2025-06-30");
  CHECK(written(half_of(2025, 2)) == "2025-07-01/2025-12-31");
  CHECK(written(nth_weekday_of(2024, 11, 4, 4)) == "2024-11-28");
  CHECK(written(nth_weekday_of(2024, 5, 1, -1)) == "2024-05-27");
  CHECK(written(nth_weekday_of(2025, 2, 1, 5)) == "-");
}

TEST_CASE("moving by months keeps within the month and within the calendar") {
  CHECK(format_day(*move_day(*parse_day("2025-01-31"), CalendarUnit::kMonth, 1)) == "2025-02-28");
  CHECK(format_day(*move_day(*parse_day("2025-01-15"), CalendarUnit::kMonth, -1)) == "2024-12-15");
  CHECK(format_day(*move_day(*parse_day("2024-02-29"), CalendarUnit::kYear, -1)) == "2023-02-28");
  CHECK_FALSE(move_day(*parse_day("2025-01-15"), CalendarUnit::kCentury, 1000));
  CHECK_FALSE(move_day(*parse_day("0001-01-15"), CalendarUnit::kDay, -30));
  CHECK_FALSE(year_of(0));
  CHECK_FALSE(century_of(100));
}

}  // namespace rawi
