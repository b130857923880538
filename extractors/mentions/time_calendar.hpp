// Calendar arithmetic for temporal expressions: whole weeks, months and seasons around a day, things that come back every
// year, and the feasts and months of other calendars. Plain functions of their arguments, safe for threads.
//
// Years outside 1..9999 give nothing: no news means them, and the arithmetic stays free of overflow.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "core/base/date.hpp"

namespace rawi {

/// Hours have no interval of their own: 24 of them are a day, what is left over is dropped.
enum class CalendarUnit : std::uint8_t { kHour, kDay, kWeek, kMonth, kQuarter, kHalf, kYear, kDecade, kCentury };
[[nodiscard]] std::optional<CalendarUnit> parse_calendar_unit(std::string_view text);

/// The calendars that are not Gregorian and whose months and feasts news names.
enum class OtherCalendar : std::uint8_t { kHijri, kHebrew };

/// The whole unit that holds the day; weeks run from Monday to Sunday. An hour gives its day.
[[nodiscard]] std::optional<TimeInterval> unit_around(Day day, CalendarUnit unit);
/// `count` units on (or back); the 31st becomes the last day of a shorter month.
[[nodiscard]] std::optional<Day> move_day(Day day, CalendarUnit unit, std::int64_t count);

[[nodiscard]] std::optional<TimeInterval> day_of(int year, int month, int day);
/// The whole month, or its first ten days (part 1), the next ten (2), the rest (3), all of month precision.
[[nodiscard]] std::optional<TimeInterval> month_of(int year, int month, std::optional<int> part = std::nullopt);
[[nodiscard]] std::optional<TimeInterval> year_of(int year);
/// Decade 1990 is 1990 to 1999; century 20 is 1901 to 2000.
[[nodiscard]] std::optional<TimeInterval> decade_of(int year);
[[nodiscard]] std::optional<TimeInterval> century_of(int century);
/// Quarter 1..4 and half 1..2 of a year.
[[nodiscard]] std::optional<TimeInterval> quarter_of(int year, int quarter);
[[nodiscard]] std::optional<TimeInterval> half_of(int year, int half);
/// Meteorological seasons: spring 1, summer 2, autumn 3, winter 4, which begins in December of `year`.
[[nodiscard]] std::optional<TimeInterval> season_of(int year, int season);
/// The nth (1..5, or -1 for the last) Monday = 1 … Sunday = 7 of a month.
[[nodiscard]] std::optional<TimeInterval> nth_weekday_of(int year, int month, int weekday, int nth);
[[nodiscard]] std::optional<TimeInterval> easter_of(int year, int offset_days);
[[nodiscard]] std::optional<TimeInterval> orthodox_easter_of(int year, int offset_days);

/// Monday = 1 … Sunday = 7.
[[nodiscard]] int weekday_of(Day day);
[[nodiscard]] int year_number(Day day);

/// The year of that calendar in which the day lies.
[[nodiscard]] int other_year_number(OtherCalendar calendar, Day day);
/// A day, or the whole month without one. Hijri months count from 1 = Muharram after Umm al-Qura; Hebrew ones from
/// 1 = Tishri as ICU counts them. Nothing when the month has no such day.
[[nodiscard]] std::optional<TimeInterval> other_day_of(OtherCalendar calendar, int year, int month, std::optional<int> day);

/// What comes back: the occurrence numbered by (mostly) its year.
using Recurring = std::function<std::optional<TimeInterval>(int index)>;

struct PastAndFuture {
  std::optional<TimeInterval> past;
  std::optional<TimeInterval> future;
};

enum class Nearness : std::uint8_t {
  kInclusive,  // an occurrence that holds the anchor counts as past and as future
  kStrict,     // it counts as neither
  kCurrent,    // it is wanted; without one the occurrence of index `base`
};

/// The last occurrence before and the first after the anchor. `base` is the index in whose neighbourhood to look.
[[nodiscard]] PastAndFuture nearest(const Recurring& occurrence, int base, Day anchor, Nearness nearness);

}  // namespace rawi
