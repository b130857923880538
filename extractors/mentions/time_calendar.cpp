#include "extractors/mentions/time_calendar.hpp"

#include <unicode/calendar.h>
#include <unicode/locid.h>

#include <array>
#include <cstdlib>
#include <memory>

namespace rawi {

namespace {

using std::chrono::days;
using std::chrono::year_month_day;

constexpr int kYearMin = 1;
constexpr int kYearMax = 9999;
// Leap days come back after eight years at the turn of some centuries.
constexpr int kOccurrencesToTry = 9;

constexpr std::array<std::string_view, 9> kUnitNames = {"hour", "day",  "week",   "month",  "quarter",
                                                        "half", "year", "decade", "century"};

bool in_range(int year) { return kYearMin <= year && year <= kYearMax; }

Day make_day(int year, unsigned month, unsigned day) {
  return Day(year_month_day(std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)));
}

Day last_of_month(int year, unsigned month) {
  return Day(std::chrono::year_month_day_last(std::chrono::year(year), std::chrono::month_day_last(std::chrono::month(month))));
}

unsigned month_number(Day day) { return static_cast<unsigned>(year_month_day(day).month()); }

/// `count` months from the first one of `year`, both ends whole months.
std::optional<TimeInterval> months(int year, int month_first, int count, Precision precision) {
  if (!in_range(year) || !in_range(year + 1)) return std::nullopt;
  const int last = month_first + count - 2;  // counted from 0
  return TimeInterval{make_day(year, static_cast<unsigned>(month_first), 1),
                      last_of_month(year + last / 12, static_cast<unsigned>(last % 12 + 1)), precision};
}

TimeInterval one_day(Day day) { return {day, day, Precision::kDay}; }

std::optional<int> months_in(CalendarUnit unit) {
  switch (unit) {
    case CalendarUnit::kMonth:
      return 1;
    case CalendarUnit::kQuarter:
      return 3;
    case CalendarUnit::kHalf:
      return 6;
    case CalendarUnit::kYear:
      return 12;
    case CalendarUnit::kDecade:
      return 120;
    case CalendarUnit::kCentury:
      return 1200;
    default:
      return std::nullopt;
  }
}

/// Null when ICU has no data for the calendar; every caller then finds nothing.
std::unique_ptr<icu::Calendar> make_calendar(OtherCalendar kind) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale(kind == OtherCalendar::kHijri ? "en@calendar=islamic-umalqura" : "en@calendar=hebrew");
  std::unique_ptr<icu::Calendar> calendar(icu::Calendar::createInstance(*icu::TimeZone::getGMT(), locale, status));
  if (U_FAILURE(status)) return nullptr;
  return calendar;
}

constexpr double kDayMilliseconds = 86'400'000.0;

}  // namespace

std::optional<CalendarUnit> parse_calendar_unit(std::string_view text) {
  for (std::size_t i = 0; i < kUnitNames.size(); ++i)
    if (kUnitNames[i] == text) return static_cast<CalendarUnit>(i);
  return std::nullopt;
}

int weekday_of(Day day) { return static_cast<int>(std::chrono::weekday(day).iso_encoding()); }
int year_number(Day day) { return static_cast<int>(year_month_day(day).year()); }

std::optional<TimeInterval> unit_around(Day day, CalendarUnit unit) {
  const int year = year_number(day);
  const int month = static_cast<int>(month_number(day));
  switch (unit) {
    case CalendarUnit::kHour:
    case CalendarUnit::kDay:
      return one_day(day);
    case CalendarUnit::kWeek: {
      const Day monday = day - days(weekday_of(day) - 1);
      return TimeInterval{monday, monday + days(6), Precision::kWeek};
    }
    case CalendarUnit::kMonth:
      return month_of(year, month);
    case CalendarUnit::kQuarter:
      return quarter_of(year, (month - 1) / 3 + 1);
    case CalendarUnit::kHalf:
      return half_of(year, (month - 1) / 6 + 1);
    case CalendarUnit::kYear:
      return year_of(year);
    case CalendarUnit::kDecade:
      return decade_of(year);
    case CalendarUnit::kCentury:
      return century_of((year - 1) / 100 + 1);
  }
  return std::nullopt;
}

std::optional<Day> move_day(Day day, CalendarUnit unit, std::int64_t count) {
  if (std::abs(count) > 4'000'000) return std::nullopt;
  if (const auto length = months_in(unit)) {
    const year_month_day date(day);
    const std::int64_t month = static_cast<std::int64_t>(year_number(day)) * 12 + month_number(day) - 1 + count * *length;
    const std::int64_t year = month / 12;
    if (month < 0 || year < kYearMin || year > kYearMax) return std::nullopt;
    const Day last = last_of_month(static_cast<int>(year), static_cast<unsigned>(month % 12 + 1));
    const Day moved =
        make_day(static_cast<int>(year), static_cast<unsigned>(month % 12 + 1), 1) + days(static_cast<unsigned>(date.day()) - 1);
    return moved < last ? moved : last;
  }
  const std::int64_t moved_days = unit == CalendarUnit::kWeek ? count * 7 : unit == CalendarUnit::kHour ? count / 24 : count;
  const Day moved = day + days(moved_days);
  if (moved < make_day(kYearMin, 1, 1) || moved > make_day(kYearMax, 12, 31)) return std::nullopt;
  return moved;
}

std::optional<TimeInterval> day_of(int year, int month, int day) {
  if (!in_range(year) || month < 1 || day < 1) return std::nullopt;
  const year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                            std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return std::nullopt;
  return one_day(Day(date));
}

std::optional<TimeInterval> month_of(int year, int month, std::optional<int> part) {
  if (month < 1 || month > 12) return std::nullopt;
  auto whole = months(year, month, 1, Precision::kMonth);
  if (!whole || !part) return whole;
  if (*part == 1) return TimeInterval{whole->first, whole->first + days(9), Precision::kMonth};
  if (*part == 2) return TimeInterval{whole->first + days(10), whole->first + days(19), Precision::kMonth};
  if (*part == 3) return TimeInterval{whole->first + days(20), whole->last, Precision::kMonth};
  return std::nullopt;
}

std::optional<TimeInterval> year_of(int year) { return months(year, 1, 12, Precision::kYear); }

std::optional<TimeInterval> decade_of(int year) {
  const int first = year / 10 * 10;
  if (!in_range(first) || !in_range(first + 9)) return std::nullopt;
  return TimeInterval{make_day(first, 1, 1), make_day(first + 9, 12, 31), Precision::kRange};
}

std::optional<TimeInterval> century_of(int century) {
  if (century < 1 || century > 99) return std::nullopt;
  return TimeInterval{make_day(century * 100 - 99, 1, 1), make_day(century * 100, 12, 31), Precision::kRange};
}

std::optional<TimeInterval> quarter_of(int year, int quarter) {
  if (quarter < 1 || quarter > 4) return std::nullopt;
  return months(year, quarter * 3 - 2, 3, Precision::kRange);
}

std::optional<TimeInterval> half_of(int year, int half) {
  if (half < 1 || half > 2) return std::nullopt;
  return months(year, half * 6 - 5, 6, Precision::kRange);
}

std::optional<TimeInterval> season_of(int year, int season) {
  if (season < 1 || season > 4) return std::nullopt;
  return months(year, season * 3, 3, Precision::kRange);
}

std::optional<TimeInterval> nth_weekday_of(int year, int month, int weekday, int nth) {
  const auto whole = month_of(year, month);
  if (!whole || weekday < 1 || weekday > 7 || nth < -1 || nth == 0 || nth > 5) return std::nullopt;
  if (nth == -1) return one_day(whole->last - days((weekday_of(whole->last) - weekday + 7) % 7));
  const Day day = whole->first + days((weekday - weekday_of(whole->first) + 7) % 7 + 7 * (nth - 1));
  if (day > whole->last) return std::nullopt;
  return one_day(day);
}

std::optional<TimeInterval> easter_of(int year, int offset_days) {
  if (!in_range(year)) return std::nullopt;
  // The ecclesiastical full moon by golden number, century and epact; then the Sunday after it.
  const int golden = year % 19;
  const int century = year / 100;
  const int epact = (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15) % 30;
  const int moon = epact - epact / 28 * (1 - 29 / (epact + 1) * ((21 - golden) / 11));
  const Day full_moon = make_day(year, 3, 21) + days(moon);
  return one_day(full_moon + days(7 - weekday_of(full_moon) % 7 + offset_days));
}

std::optional<TimeInterval> orthodox_easter_of(int year, int offset_days) {
  if (!in_range(year)) return std::nullopt;
  // The Julian computus; the Julian calendar lags by the century leap days that the Gregorian leaves out.
  const int moon = (19 * (year % 19) + 15) % 30;
  const int lag = year / 100 - year / 400 - 2;
  const Day full_moon = make_day(year, 3, 21) + days(moon + lag);
  return one_day(full_moon + days(7 - weekday_of(full_moon) % 7 + offset_days));
}

int other_year_number(OtherCalendar kind, Day day) {
  const auto calendar = make_calendar(kind);
  if (!calendar) return 0;
  UErrorCode status = U_ZERO_ERROR;
  calendar->setTime(kDayMilliseconds * static_cast<double>(day.time_since_epoch().count()), status);
  return calendar->get(UCAL_YEAR, status);
}

std::optional<TimeInterval> other_day_of(OtherCalendar kind, int year, int month, std::optional<int> day) {
  const auto calendar = make_calendar(kind);
  if (!calendar || year < 1 || year > kYearMax || month < 1 || month > 13) return std::nullopt;
  UErrorCode status = U_ZERO_ERROR;
  const auto at = [&](int wanted) {
    calendar->clear();
    calendar->set(UCAL_EXTENDED_YEAR, year);
    calendar->set(UCAL_MONTH, month - 1);
    calendar->set(UCAL_DATE, wanted);
    return Day(days(static_cast<std::int64_t>(calendar->getTime(status) / kDayMilliseconds)));
  };
  const Day first = at(1);
  if (calendar->get(UCAL_MONTH, status) != month - 1) return std::nullopt;
  const int length = calendar->getActualMaximum(UCAL_DATE, status);
  if (U_FAILURE(status)) return std::nullopt;
  if (!day) return TimeInterval{first, first + days(length - 1), Precision::kMonth};
  if (*day < 1 || *day > length) return std::nullopt;
  return one_day(first + days(*day - 1));
}

PastAndFuture nearest(const Recurring& occurrence, int base, Day anchor, Nearness nearness) {
  PastAndFuture found;
  if (nearness == Nearness::kCurrent) {
    for (int i = base - 1; i <= base + 1 && !found.past; ++i)
      if (const auto at = occurrence(i); at && at->first <= anchor && anchor <= at->last) found.past = at;
    if (!found.past) found.past = occurrence(base);
    found.future = found.past;
    return found;
  }
  const bool strict = nearness == Nearness::kStrict;
  for (int i = base + 1; i >= base - kOccurrencesToTry && !found.past; --i)
    if (const auto at = occurrence(i); at && (strict ? at->last < anchor : at->first <= anchor)) found.past = at;
  for (int i = base - 1; i <= base + kOccurrencesToTry && !found.future; ++i)
    if (const auto at = occurrence(i); at && (strict ? at->first > anchor : at->last >= anchor)) found.future = at;
  return found;
}

}  // namespace rawi
