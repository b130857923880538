#include "extractors/ingest/published_date.hpp"

#include <catch2/catch.hpp>

namespace rawi {
namespace {

TEST_CASE("the dates of feeds and pages are read") {
  const auto day = parse_day("2025-03-26");
  for (const char* text :
       {"Wed, 26 Mar 2025 21:43:00 GMT", "26 Mar 2025", " Wed,26 March 2025 21:43 +0100", "Wednesday, 26-Mar-25 21:43:00 GMT",
        "2025-03-26", "2025-03-26T21:43:00.000Z", "2025-03-26T21:43+01", "\n2025-03-26 21:43\t"})
    CHECK(parse_published_day(text) == day);
  CHECK(parse_published_day("1 Jan 99") == parse_day("1999-01-01"));
}

TEST_CASE("what is no date is none") {
  for (const char* text :
       {"", "today", "26/03/2025", "31 Apr 2025", "Wed, 26 Xyz 2025", "26 Mar", "March 26, 2025", "2025-13-01", "2025-03-261"})
    CHECK_FALSE(parse_published_day(text));
}

TEST_CASE("an article's own date is ISO 8601, its time written long or short") {
  for (const char* text : {"2025-03-26", " 2025-03-26T21:43:00+01:00\n", "2025-03-26T214300", "2025-03-26T214300Z"})
    CHECK(parse_iso_day(text) == parse_day("2025-03-26"));
  for (const char* text : {"26 Mar 2025", "2025-03-26T9", "2025-03-26T994300", "2025-03-26T214300x", "2025-03-26X214300"})
    CHECK_FALSE(parse_iso_day(text));
}

}  // namespace
}  // namespace rawi
