#include "core/base/date.hpp"

#include <array>
#include <charconv>
#include <cstdio>

namespace rawi {

namespace {

constexpr std::array<std::string_view, 5> kPrecisionNames = {"day", "week", "month", "year", "range"};

/// Reads exactly `width` digits off the front of `text`.
std::optional<int> take_digits(std::string_view& text, std::size_t width) {
  if (text.size() < width) return std::nullopt;
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + width, value);
  if (error != std::errc{} || end != text.data() + width || text.front() == '-') return std::nullopt;
  text.remove_prefix(width);
  return value;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

/// "T21:43", "T21:43:00", "T21:43:00.5", each with "Z", "+01:00", "+0100" or nothing behind.
bool is_time_of_day(std::string_view text) {
  if (!take(text, 'T') && !take(text, ' ')) return false;
  const auto hour = take_digits(text, 2);
  if (!hour || *hour > 24 || !take(text, ':')) return false;
  const auto minute = take_digits(text, 2);
  if (!minute || *minute > 59) return false;
  if (take(text, ':')) {
    const auto second = take_digits(text, 2);
    if (!second || *second > 60) return false;
    if (take(text, '.'))
      while (!text.empty() && text.front() >= '0' && text.front() <= '9') text.remove_prefix(1);
  }
  if (text.empty() || text == "Z") return true;
  if (!take(text, '+') && !take(text, '-')) return false;
  if (!take_digits(text, 2)) return false;
  take(text, ':');
  return take_digits(text, 2).has_value() && text.empty();
}

}  // namespace

std::optional<Day> parse_day(std::string_view text) {
  const auto year = take_digits(text, 4);
  if (!year || !take(text, '-')) return std::nullopt;
  const auto month = take_digits(text, 2);
  if (!month || !take(text, '-')) return std::nullopt;
  const auto day = take_digits(text, 2);
  if (!day || (!text.empty() && !is_time_of_day(text))) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return Day(date);
}

std::string format_day(Day day) {
  const std::chrono::year_month_day date(day);
  char text[24];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()));
  return text;
}

std::optional<TimeInterval> parse_interval(std::string_view text) {
  using namespace std::chrono;
  if (const auto day = parse_day(text)) return TimeInterval{*day, *day, Precision::kDay};
  const auto y = take_digits(text, 4);
  if (!y) return std::nullopt;
  if (text.empty()) return TimeInterval{Day(year(*y) / 1 / 1), Day(year(*y) / 12 / 31), Precision::kYear};
  if (!take(text, '-')) return std::nullopt;
  const auto m = take_digits(text, 2);
  if (!m || *m < 1 || *m > 12 || !text.empty()) return std::nullopt;
  const auto month_of_year = year(*y) / month(static_cast<unsigned>(*m));
  return TimeInterval{Day(month_of_year / 1), Day(month_of_year / last), Precision::kMonth};
}

std::string_view to_string(Precision precision) { return kPrecisionNames[static_cast<std::size_t>(precision)]; }

std::optional<Precision> parse_precision(std::string_view text) {
  for (std::size_t i = 0; i < kPrecisionNames.size(); ++i)
    if (kPrecisionNames[i] == text) return static_cast<Precision>(i);
  return std::nullopt;
}

}  // namespace rawi
