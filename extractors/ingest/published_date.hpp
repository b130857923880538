// The day of publication, in the forms in which feeds and pages give it.
#pragma once

#include <optional>
#include <string_view>

#include "core/base/date.hpp"

namespace rawi {

/// ISO 8601, or the date of a mail message after RFC 822 and 5322 ("Wed, 26 Mar 2025 21:43:00 GMT", "26 Mar 25"), with
/// white space around it. What follows the day is not looked at: feeds invent time zones.
[[nodiscard]] std::optional<Day> parse_published_day(std::string_view text);

/// ISO 8601 only, and the time of day checked for its form, which may also be the basic one ("2025-03-26T214300"): what an
/// article's `published_at` may say.
[[nodiscard]] std::optional<Day> parse_iso_day(std::string_view text);

}  // namespace rawi
