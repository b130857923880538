#include "extractors/mentions/time_value.hpp"

#include <catch2/catch.hpp>

#include "tests/extractors/mentions/time_test_support.hpp"

namespace rawi {
namespace {

using time_test::written;

/// "past|future" of an expression without captures.
std::string value(std::string_view text, std::string_view anchor = "2025-03-26",
                  const std::optional<TimeInterval>& reference = {}) {
  const auto parsed = parse_time_expression(text, {});
  if (!parsed) return "error: " + parsed.error();
  TimeContext context;
  context.anchor = parse_day(anchor);
  context.reference = {reference, reference};
  if (reference) context.start = reference->first;
  const std::vector<TimeMatch> matches = {{&parsed->expression, 0, {}}};
  const PastAndFuture found = evaluate_time(matches, 0, context);
  const std::string past = written(found.past);
  const std::string future = written(found.future);
  return past == future ? past : past + "|" + future;
}

std::string error_of(std::string_view text, const std::vector<TimeVariable>& variables = {}) {
  const auto parsed = parse_time_expression(text, variables);
  return parsed ? "" : parsed.error();
}

}  // namespace

TEST_CASE("a weekday is the nearest before and the nearest ahead, and the day of publication is itself") {
  CHECK(value("weekday(2)") == "2025-03-25|2025-04-01");
  CHECK(value("weekday(3)") == "2025-03-26");
  CHECK(value("weekday(4)") == "2025-03-20|2025-03-27");
  CHECK(value("rel(weekday(3), -1)") == "2025-03-19");
  CHECK(value("rel(weekday(3), 1)") == "2025-04-02");
  CHECK(value("weekday(8)") == "-");
}

TEST_CASE("a day without a year is the nearest on either side, leap days included") {
  CHECK(value("date(_, 5, 16)") == "2024-05-16|2025-05-16");
  CHECK(value("date(_, 2, 29)", "2099-06-01") == "2096-02-29|2104-02-29");
  CHECK(value("date(_, _, 31)", "2025-04-15") == "2025-03-31|2025-05-31");
  CHECK(value("date(2025, 2, 30)") == "-");
}

TEST_CASE("a bare month is never the month of publication, a part of it may be") {
  CHECK(value("month(_, 3)") == "2024-03|2026-03");
  CHECK(value("month(_, 4)") == "2024-04|2025-04");
  CHECK(value("month(_, 3, 1)") == "2025-03-01/2025-03-10|2026-03-01/2026-03-10");
  CHECK(value("month(2024, 2, 3)") == "2024-02-21/2024-02-29");
  CHECK(value("part(shift(month, 0), 2)") == "2025-03-11/2025-03-20");
  CHECK(value("part(shift(year, 0), 3)") == "2025");
}

TEST_CASE("a distance is counted in its grain") {
  CHECK(value("shift(day, -3)") == "2025-03-23");
  CHECK(value("shift(week, -2)") == "2025-03-10/2025-03-16");
  CHECK(value("shift(month, -1)", "2025-03-31") == "2025-02");
  CHECK(value("shift(hour, -48)") == "2025-03-24");
  CHECK(value("shift(hour, -5)") == "2025-03-26");
  CHECK(value("shift(century, -1)") == "1901-01-01/2000-12-31");
  CHECK(value("shift(year, 100000000)") == "-");
}

TEST_CASE("stretches run to or from the day of the article") {
  CHECK(value("since(weekday(1))") == "2025-03-24/2025-03-26");
  CHECK(value("until(weekday(5))") == "2025-03-26/2025-03-28");
  CHECK(value("span(week, 2)") == "2025-03-12/2025-03-26|2025-03-26/2025-04-09");
  CHECK(value("back(day, 2)") == "2025-03-24/2025-03-26");
  CHECK(value("past(back(day, 2))") == "2025-03-24/2025-03-26|-");
  CHECK(value("overnight(shift(day, 0))") == "2025-03-25/2025-03-26");
}

TEST_CASE("what is said to hold from a day on has begun, or is known by its beginning only") {
  CHECK(value("from(weekday(1))") == "2025-03-24/2025-03-26|2025-03-31");
  CHECK(value("from(date(2019, 7, 1))") == "2019-07-01/2025-03-26");
  CHECK(value("from(date(2026, 1, 1))") == "2026-01-01");
  CHECK(value("from(year(2026))", "-") == "2026");
}

TEST_CASE("a time of day belongs to the day that was told last, and to no longer time") {
  CHECK(value("same_day") == "-");
  CHECK(value("same_day", "2025-03-26", day_of(2025, 3, 1)) == "2025-03-01");
  CHECK(value("same_day", "2025-03-26", year_of(2014)) == "-");
}

TEST_CASE("an end that is over counts from where the text began to tell, or from nowhere") {
  CHECK(value("until(year(1998))") == "-");
  CHECK(value("until(year(1998))", "2025-03-26", day_of(1982, 10, 1)) == "1982-10-01/1998-12-31");
}

TEST_CASE("the fixed end of a range decides where the other one lies") {
  CHECK(value("range(weekday(5), weekday(7))") == "2025-03-21/2025-03-23|2025-03-28/2025-03-30");
  CHECK(value("range(date(_, 12, 27), date(_, 1, 3))") == "2024-12-27/2025-01-03|2025-12-27/2026-01-03");
  CHECK(value("range(date(_, 3, 3), date(2016, 4, 5))") == "2016-03-03/2016-04-05");
  CHECK(value("range(date(2016, 3, 3), date(_, 4, 5))") == "2016-03-03/2016-04-05");
  CHECK(value("range(year(2015), year(2010))") == "-");
}

TEST_CASE("a time is found inside of another") {
  CHECK(value("in(month(_, 1), shift(year, -1))") == "2024-01");
  CHECK(value("in(weekday(7), shift(week, 1))") == "2025-04-06");
  CHECK(value("in(season(4), year(2016))") == "2016-12-01/2017-02-28");
  CHECK(value("in(date(_, 2, 29), year(2025))") == "-");
  CHECK(value("rel(season(4), 0)", "2025-01-10") == "2024-12-01/2025-02-28");
}

TEST_CASE("what counts from another time needs one") {
  CHECK(value("shift(day, 2, reference)") == "-");
  CHECK(value("shift(day, 2, reference)", "2025-03-26", day_of(2025, 3, 1)) == "2025-03-03");
  CHECK(value("later(day, 3)") == "-|2025-03-29");
  CHECK(value("weekday_near(4, shift(day, -1))", "2016-12-03") == "2016-12-01");
}

TEST_CASE("without a published day only what is complete in itself is worked out") {
  CHECK(value("date(2025, 3, 26)", "-") == "2025-03-26");
  CHECK(value("decade(1990)", "-") == "1990-01-01/1999-12-31");
  for (const auto* text : {"weekday(1)", "shift(day, 0)", "month(_, 5)", "season(2)", "since(year(2011))", "span(day, 2)",
                           "hijri(_, 9, _)", "rel(weekday(1), 1)"})
    CHECK(value(text, "-") == "-");
}

TEST_CASE("an expression with a mistake is refused with its reason") {
  CHECK(error_of("shift(week, -1)").empty());
  CHECK(error_of("shfit(week, -1)").find("no function") != std::string::npos);
  CHECK(error_of("shift(week)").find("too few") != std::string::npos);
  CHECK(error_of("shift(week, 1, reference, 2)").find("too many") != std::string::npos);
  CHECK(error_of("shift(1, week)").find("is a number where a unit is needed") != std::string::npos);
  CHECK(error_of("year(y)").find("neither captured") != std::string::npos);
  CHECK(error_of("year(1990").find("closing bracket") != std::string::npos);
  CHECK(error_of("year(1990) 5").find("more behind") != std::string::npos);
  CHECK(error_of("").find("missing") != std::string::npos);
  CHECK(error_of("_").find("may be missing") != std::string::npos);
  CHECK(error_of("year(y)", {{"y", TimeType::kNumber, std::nullopt}}).find("may be missing") != std::string::npos);
  CHECK(error_of("date(y, 1, 2)", {{"y", TimeType::kNumber, std::nullopt}}).empty());
  CHECK(error_of(std::string(100, '(')).find("no expression can begin") != std::string::npos);
  std::string deep;
  for (int i = 0; i < 40; ++i) deep += "neg(";
  CHECK(error_of(deep).find("too deeply") != std::string::npos);
}

}  // namespace rawi
