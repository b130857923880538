#include "storage/entity_merge.hpp"

#include "tests/storage/twins.hpp"

using namespace rawi;
using namespace rawi::test;

TEST_CASE("a known entity wins over one made from an article, and names are united", "[merge]") {
  Entity made = actor("person:x", EntityType::kGroup, "Made"), known = actor("person:x", EntityType::kPerson, "Known");
  known.known = true;
  known.offices = {{"president", "FRA", {}, day("2017-05-14"), {}}};
  made.country = "USA";
  made.names["en"] = {"Made", "Known"};
  made.names["ar"] = {"اسم"};
  made.external_ids = {{"wikidata", "Q1"}};
  known.external_ids = {{"wikidata", "Q2"}};
  const Entity merged = merge_descriptions({made, known});
  CHECK(merged.known);
  CHECK(merged.name == "Known");
  CHECK(merged.type == EntityType::kPerson);
  CHECK(merged.country.empty());  // that a known entity has none is known too
  CHECK(merged.names.at("en") == std::vector<std::string>{"Known", "Made"});
  CHECK(merged.names.at("ar") == std::vector<std::string>{"اسم"});
  CHECK(merged.offices == known.offices);
  CHECK(merged.external_ids.at("wikidata") == "Q2");
}

TEST_CASE("what one article's description lacks another's gives", "[merge]") {
  Entity first = actor("person:x", EntityType::kPerson, ""), second = actor("person:x", EntityType::kPerson, "X");
  second.country = "FRA";
  const Entity merged = merge_descriptions({first, second});
  CHECK(merged.name == "X");
  CHECK(merged.country == "FRA");
  CHECK_FALSE(merged.known);
}
