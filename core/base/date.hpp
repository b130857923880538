// Calendar days and intervals of them. A day is a day on the proleptic Gregorian calendar without a
// time zone: news dates its events by the day, and a finer time would only pretend to precision.
#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace rawi {

/// Days since 1970-01-01, signed, as a type of its own.
using Day = std::chrono::sys_days;

/// How exactly a text gave a time. TIMEX3 grains, coarsest last.
enum class Precision { kDay, kWeek, kMonth, kYear, kRange };

/// First to last day, both included. first <= last always holds.
struct TimeInterval {
  Day first{};
  Day last{};
  Precision precision = Precision::kDay;

  [[nodiscard]] bool overlaps(const TimeInterval& other) const { return first <= other.last && other.first <= last; }
  friend auto operator<=>(const TimeInterval&, const TimeInterval&) = default;
};

/// Reads the day of an ISO 8601 date or date-time ("2025-03-26", "2025-03-26T21:43:00+01:00"). The time of day and
/// the offset are checked for form and then left out. Nothing for anything else, the 31st of April included.
[[nodiscard]] std::optional<Day> parse_day(std::string_view text);

/// "2025-03-26".
[[nodiscard]] std::string format_day(Day day);

/// A day, month ("2025-03") or year ("2025") as its whole interval.
[[nodiscard]] std::optional<TimeInterval> parse_interval(std::string_view text);

[[nodiscard]] std::string_view to_string(Precision precision);
[[nodiscard]] std::optional<Precision> parse_precision(std::string_view text);

}  // namespace rawi
