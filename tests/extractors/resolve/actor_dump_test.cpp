#include "extractors/resolve/actor_dump.hpp"

#include <catch2/catch.hpp>
#include <fstream>

#include "tests/support/temporary_directory.hpp"

using namespace rawi;

namespace {

struct Dump {
  std::vector<std::pair<Entity, std::uint32_t>> actors;
  std::vector<std::string> states, errors;
};

Dump read(DumpFormat format, const std::string& lines) {
  const test::TemporaryDirectory folder("actor-dump");
  const auto file = folder.path() / "dump.json";
  std::ofstream(file) << lines;
  Dump dump;
  const DumpSink sink{[&](const Entity& actor, std::uint32_t state) {
                        dump.actors.emplace_back(actor, state);
                        return Result<void>();
                      },
                      [&](std::uint32_t number, const std::string& alpha3) { dump.states.push_back(std::to_string(number) + " " + alpha3); },
                      [&](const Error& error) { dump.errors.push_back(error.message()); }};
  REQUIRE(read_actor_dump(file, format, {"ar", "en"}, sink));
  return dump;
}

/// A statement of Wikidata.
std::string claim(const std::string& property, const std::string& value, const std::string& rank = "normal") {
  return "\"" + property + R"(": [{"mainsnak": {"snaktype": "value", "datavalue": {"value": )" + value + R"(}}, "rank": ")" + rank + "\"}]";
}

std::string item(const std::string& id, const std::string& english, const std::string& claims) {
  return R"({"type": "item", "id": ")" + id + R"(", "labels": {"en": {"language": "en", "value": ")" + english + R"("}}, "claims": {)" +
         claims + "}}";
}

const std::string kHuman = claim("P31", R"({"id": "Q5"})");

}  // namespace

TEST_CASE("people, organizations and places are taken from Wikidata, with names, state and id") {
  const Dump dump = read(
      DumpFormat::kWikidata,
      "[\n" + item("Q11", "Karl Brod", kHuman + "," + claim("P27", R"({"id": "Q142"})")) + ",\n" +
          R"({"id": "Q12", "labels": {"ar": {"value": "شركة النور"}, "ja": {"value": "x"}}, "aliases": {"en": [{"value": "Noor Co"}]}, "claims": {)" +
          claim("P159", R"({"id": "Q90"})") + "}},\n" + item("Q13", "Mount Brod", claim("P625", R"({"latitude": 1})")) + ",\n" +
          item("Q142", "France", claim("P297", "\"FR\"") + "," + claim("P298", "\"FRA\"")) + "\n]\n");
  CHECK(dump.errors.empty());
  CHECK(dump.states == std::vector<std::string>{"142 FRA"});
  REQUIRE(dump.actors.size() == 3);
  CHECK(dump.actors[0].first.id.text() == "person:q11");
  CHECK(dump.actors[0].second == 142);
  CHECK(dump.actors[0].first.external_ids.at("wikidata") == "Q11");
  CHECK(dump.actors[1].first.id.text() == "organization:q12");
  CHECK(dump.actors[1].first.name == "Noor Co");
  CHECK(dump.actors[1].first.names.at("ar") == std::vector<std::string>{"شركة النور"});
  CHECK_FALSE(dump.actors[1].first.names.contains("ja"));
  CHECK(dump.actors[2].first.type == EntityType::kPlace);
}

TEST_CASE("what makes no news is passed over") {
  const Dump dump = read(DumpFormat::kWikidata,
                         item("Q21", "Old King", kHuman + "," + claim("P570", R"({"time": "+1610-05-14T00:00:00Z"})")) + "\n" +
                             item("Q22", "A poem", claim("P31", R"({"id": "Q5185279"})")) + "\n" +
                             item("Q23", "Not him", claim("P31", R"({"id": "Q5"})", "deprecated")) + "\n" +
                             R"({"type": "item", "id": "Q24", "labels": {"ja": {"value": "x"}}, "claims": {)" + kHuman + "}}\n" +
                             R"({"type": "property", "id": "P31", "labels": {"en": {"value": "instance of"}}, "claims": {}})" + "\n");
  CHECK(dump.errors.empty());
  CHECK(dump.actors.empty());
}

TEST_CASE("entities of followthemoney become people and organizations") {
  const Dump dump = read(DumpFormat::kFollowTheMoney, R"({"id": "NK-a1", "schema": "Person", "caption": "Karl Brod", "properties": {"name": ["Karl Brod", "Карл Брод"], "alias": ["Charly"], "nationality": ["de"]}}
{"id": "c-2", "schema": "Company", "properties": {"name": ["Noor Co"], "wikidataId": ["Q12"], "jurisdiction": ["ae"]}}
{"id": "a-3", "schema": "Address", "properties": {"full": ["Somewhere"]}}
)");
  CHECK(dump.errors.empty());
  REQUIRE(dump.actors.size() == 2);
  CHECK(dump.actors[0].first.id.text() == "person:ftm-nk-a1");
  CHECK(dump.actors[0].first.country == "DEU");
  CHECK(dump.actors[0].first.names.at("und").size() == 3);
  CHECK(dump.actors[1].first.id.text() == "organization:q12");
  CHECK(dump.actors[1].first.name == "Noor Co");
  CHECK(dump.actors[1].first.country == "ARE");
}

TEST_CASE("a broken line is named with file and line, and those behind it are read") {
  const Dump dump = read(DumpFormat::kFollowTheMoney,
                         "{\"id\": \"a\", \"schema\"\n[1]\n{\"schema\": \"Person\"}\n{\"id\": \"b\", \"schema\": \"Person\"}\n"
                         "{\"id\": \"c\", \"schema\": \"Person\", \"properties\": {\"name\": [\"Ana Lima\"]}}\n");
  CHECK(dump.actors.size() == 1);
  REQUIRE(dump.errors.size() == 4);
  for (std::size_t i = 0; i < dump.errors.size(); ++i)
    CHECK(dump.errors[i].find("dump.json:" + std::to_string(i + 1) + ": ") != std::string::npos);
}

TEST_CASE("a file that is not there is an error of its own") {
  const auto missing = read_actor_dump("no-such-dump.json", DumpFormat::kWikidata, {"en"}, {});
  REQUIRE_FALSE(missing);
  CHECK(missing.error().message().find("no-such-dump.json") != std::string::npos);
}
