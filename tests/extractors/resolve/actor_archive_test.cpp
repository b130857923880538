#include "extractors/resolve/actor_archive.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "extractors/resolve/actor_archive_writer.hpp"
#include "tests/support/temporary_directory.hpp"

using namespace rawi;
using rawi::test::TemporaryDirectory;

namespace {

Entity person(const std::string& id, const std::string& name, const std::string& country = {}) {
  Entity entity;
  entity.id = EntityId("person:" + id);
  entity.type = EntityType::kPerson;
  entity.name = name;
  entity.country = country;
  return entity;
}

/// A file with these actors, its index merged from runs of two names.
std::filesystem::path archive_of(const TemporaryDirectory& folder, const std::vector<std::pair<Entity, std::uint32_t>>& actors) {
  const auto file = folder.path() / "actors.rawi";
  auto writer = ActorArchiveWriter::create(file, 2).value();
  for (const auto& [actor, state] : actors) REQUIRE(writer.add(actor, state));
  writer.add_state(142, "FRA");
  REQUIRE(writer.finish());
  return file;
}

std::vector<std::string> ids_of(const ActorArchive& archive, std::string_view name) {
  std::vector<std::string> ids;
  for (const Entity& actor : archive.find(name)) ids.push_back(actor.id.text());
  return ids;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("an imported actor comes back by every name, however that is written") {
  const TemporaryDirectory folder("actor-archive");
  Entity odile = person("q7", "Odile Varennes");
  odile.names["ar"] = {"أوديل الفارين"};
  odile.names["fr"] = {"Odile Varennès", "O. Varennes"};
  odile.external_ids["wikidata"] = "Q7";
  const auto archive = ActorArchive::open(archive_of(folder, {{person("q1", "Karl Brod", "DEU"), 0}, {odile, 142}})).value();
  CHECK(archive.size() == 2);
  for (const char* name : {"Odile Varennes", "odile VARENNES", "Odile Varennès", "O Varennes", "أوديل فارين", "person:q7"}) {
    INFO(name);
    CHECK(ids_of(archive, name) == Ids{"person:q7"});
  }
  CHECK(archive.find("Varennes").empty());
  CHECK(archive.find("").empty());
  Entity expected = odile;
  expected.country = "FRA";  // by the number of its state, which came later
  expected.known = true;
  CHECK(archive.find("Odile Varennes").front() == expected);
  CHECK(archive.find("Karl Brod").front().country == "DEU");
}

TEST_CASE("namesakes come back together, in the order in which they came") {
  const TemporaryDirectory folder("actor-archive");
  std::vector<std::pair<Entity, std::uint32_t>> actors;
  for (int i = 0; i < 50; ++i) actors.emplace_back(person("p" + std::to_string(i), i % 2 == 0 ? "Ana Lima" : "Person " + std::to_string(i)), 0);
  const auto archive = ActorArchive::open(archive_of(folder, actors)).value();
  CHECK(archive.find("Ana Lima").size() == 25);
  CHECK(archive.find("Ana Lima").back().id.text() == "person:p48");
  CHECK(ids_of(archive, "Person 31") == Ids{"person:p31"});
}

TEST_CASE("an actors file without an actor is one") {
  const TemporaryDirectory folder("actor-archive");
  const auto archive = ActorArchive::open(archive_of(folder, {})).value();
  CHECK(archive.size() == 0);
  CHECK(archive.find("Ana Lima").empty());
}

TEST_CASE("whatever byte of an actors file is changed or missing, it is refused by name") {
  const TemporaryDirectory folder("actor-archive");
  const auto file = archive_of(folder, {{person("q1", "Karl Brod"), 0}, {person("q2", "Ana Lima"), 142}});
  std::ifstream in(file, std::ios::binary);
  const std::string whole{std::istreambuf_iterator<char>(in), {}};
  const auto damaged = folder.path() / "damaged.rawi";
  const auto opens = [&](const std::string& bytes) {
    std::ofstream(damaged, std::ios::binary | std::ios::trunc) << bytes;
    return ActorArchive::open(damaged);
  };
  REQUIRE(opens(whole));
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string bytes = whole;
    bytes[at] = static_cast<char>(bytes[at] ^ 0x20);
    CHECK_FALSE(opens(bytes));
    CHECK_FALSE(opens(whole.substr(0, at)));
  }
  const auto refused = opens(whole.substr(0, whole.size() / 2));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::kCorrupt);
  CHECK(refused.error().message().find("damaged.rawi") != std::string::npos);
  const auto missing = ActorArchive::open(folder.path() / "none.rawi");
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == ErrorCode::kNotFound);
}

TEST_CASE("an import that is not finished leaves what was there before") {
  const TemporaryDirectory folder("actor-archive");
  const auto file = archive_of(folder, {{person("q1", "Karl Brod"), 0}});
  {
    auto writer = ActorArchiveWriter::create(file, 1).value();
    REQUIRE(writer.add(person("q2", "Ana Lima"), 0));
  }
  CHECK(ids_of(ActorArchive::open(file).value(), "Karl Brod") == Ids{"person:q1"});
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}
