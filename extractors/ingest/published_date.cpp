#include "extractors/ingest/published_date.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "extractors/ingest/article_sink.hpp"

namespace rawi {

namespace {

// The month names of RFC 5322: part of a protocol, the same in every language.
constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Cuts the first word off, at white space or a hyphen (RFC 850 writes 26-Mar-25).
std::string_view take_word(std::string_view& text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '-')) text.remove_prefix(1);
  const std::string_view word = text.substr(0, text.find_first_of(" -"));
  text.remove_prefix(word.size());
  return word;
}

std::optional<int> number(std::string_view digits) {
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size() || digits.empty() || value < 0) return std::nullopt;
  return value;
}

std::optional<Day> parse_mail_day(std::string_view text) {
  if (const std::size_t comma = text.find(','); comma < 12) text.remove_prefix(comma + 1);
  const auto day = number(take_word(text));
  const std::string_view month_name = take_word(text);
  const std::string_view year_digits = take_word(text);
  const auto year = number(year_digits);
  if (!day || !year || month_name.size() < 3) return std::nullopt;
  const auto same = [&](std::string_view name) {
    return std::equal(name.begin(), name.end(), month_name.begin(), [](char a, char b) { return a == lower(b); });
  };
  const auto month = std::find_if(kMonths.begin(), kMonths.end(), same);
  if (month == kMonths.end() || (year_digits.size() != 2 && year_digits.size() != 4)) return std::nullopt;
  const int century = year_digits.size() == 4 ? 0 : *year < 50 ? 2000 : 1900;  // RFC 5322, 4.3
  const std::chrono::year_month_day date{std::chrono::year(century + *year),
                                         std::chrono::month(static_cast<unsigned>(month - kMonths.begin()) + 1),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return Day(date);
}

}  // namespace

std::optional<Day> parse_published_day(std::string_view text) {
  text = trimmed(text);
  constexpr std::size_t kIsoDayBytes = 10;
  const bool has_time =
      text.size() > kIsoDayBytes && (text[kIsoDayBytes] == 'T' || text[kIsoDayBytes] == 't' || text[kIsoDayBytes] == ' ');
  if (const auto day = parse_day(has_time ? text.substr(0, kIsoDayBytes) : text)) return day;
  return parse_mail_day(text);
}

std::optional<Day> parse_iso_day(std::string_view text) {
  text = trimmed(text);
  if (const auto day = parse_day(text)) return day;
  constexpr std::size_t kTimeAt = 11, kMinuteAt = 13, kTimeEnd = 17;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (text.size() < kTimeEnd || !std::all_of(text.begin() + kTimeAt, text.begin() + kTimeEnd, is_digit)) return std::nullopt;
  std::string extended(text);
  extended.insert(kMinuteAt + 2, ":").insert(kMinuteAt, ":");
  return parse_day(extended);
}

}  // namespace rawi
