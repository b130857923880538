// The value language of `times.tsv` and `time_patterns.tsv`: what a temporal expression denotes, written as a small
// expression over the parts that the pattern captured (`shift(week, -1)`, `date(y, m, d)`). An expression is parsed and
// type-checked once, when the tables are loaded, and evaluated for each match against the day of the article.
//
// A value is evaluated anew for every anchor ("from Friday to Sunday" asks for the Sunday after that Friday), so a match is
// kept as a tree of expressions and never as finished dates. Everything here is const after loading and safe for threads.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/date.hpp"
#include "core/base/result.hpp"
#include "extractors/mentions/time_calendar.hpp"

namespace rawi {

enum class TimeType : std::uint8_t { kNumber, kUnit, kTime };
[[nodiscard]] std::string_view to_string(TimeType type);

enum class TimeOp : std::uint8_t {
  kNumber,
  kUnit,
  kVariable,
  kMissing,  // leaves
  kSum,
  kProduct,
  kNegative,  // numbers
  kDate,
  kMonth,
  kYear,
  kDecade,
  kCentury,
  kQuarter,
  kHalf,
  kSeason,
  kWeekday,  // places in the calendar
  kHijri,
  kHebrew,
  kEaster,
  kOrthodoxEaster,
  kNthWeekday,  // feasts
  kShift,
  kLater,
  kSpan,
  kBack,
  kAhead,
  kSince,
  kFrom,
  kUntil,
  kRange,  // distances and intervals
  kPart,
  kIn,
  kRelative,
  kOvernight,
  kWeekend,
  kWeekdayNear,
  kOnWeekday,
  kEither,
  kPast,
  kFuture,  // times out of times
  kReference,
  kSameDay,
  kUnknown,
  kNone,
};

/// One node of an expression. A kVariable holds in `number` which capture of the match it stands for.
struct TimeExpression {
  TimeOp op = TimeOp::kMissing;
  std::int32_t number = 0;
  std::vector<TimeExpression> arguments;
};

/// What a name in an expression stands for: a capture of the pattern. `index` is nothing where an optional element of
/// the pattern was left out.
struct TimeVariable {
  std::string name;
  TimeType type = TimeType::kNumber;
  std::optional<std::int32_t> index;
};

struct TypedExpression {
  TimeExpression expression;
  TimeType type = TimeType::kTime;
};

/// Reads an expression. Fails with a plain text, without file and line, that says what is wrong: an unknown function or name, a
/// wrong number or type of arguments, an argument that may be missing where the function needs it.
[[nodiscard]] tl::expected<TypedExpression, std::string> parse_time_expression(std::string_view text,
                                                                               std::span<const TimeVariable> variables);

/// One matched element: a digit number (no expression), or an expression with the matches that it captured. Matches
/// lie in one vector and point to each other by index.
struct TimeMatch {
  const TimeExpression* expression = nullptr;
  std::int32_t number = 0;
  std::vector<std::uint32_t> captures;
};

/// Against what a match is evaluated.
struct TimeContext {
  std::optional<Day> anchor;   // the day of the article
  PastAndFuture reference;     // the last time that the text gave before: what "two days later" counts from
  std::optional<Day> start;    // on which that, or a stretch of time, began: what a bare "until" counts from
  bool wants_current = false;  // inside `rel(…, 0)`: the occurrence that holds the anchor, not the nearest
};

/// Reads `matches[match]` against the context; never fails: what cannot be worked out is empty.
[[nodiscard]] PastAndFuture evaluate_time(std::span<const TimeMatch> matches, std::uint32_t match, const TimeContext& context);

/// Is it `none`, an expression that only looks like a time?
[[nodiscard]] bool is_no_time(const TimeExpression& expression);

}  // namespace rawi
