// The two stores that every storage test runs against, and the facts that the tests put into them.
#pragma once

#include <catch2/catch.hpp>
#include <filesystem>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "storage/kv_fact_store.hpp"
#include "storage/memory_store.hpp"
#include "storage/records.hpp"
#include "storage/rocks_store.hpp"

namespace rawi::test {

/// A new directory that goes with the object.
class TemporaryDirectory {
 public:
  TemporaryDirectory() {
    std::random_device device;
    path_ = std::filesystem::temp_directory_path() / ("rawi-test-" + std::to_string(device()) + std::to_string(device()));
    std::filesystem::create_directories(path_);
  }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  ~TemporaryDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

using Records = std::vector<std::pair<std::string, std::string>>;

inline Records records_in(const KeyValue& map) {
  Records found;
  const auto done = map.snapshot()->scan(keys::all(), [&](std::string_view key, std::string_view value) -> Result<bool> {
    if (key != keys::meta(records::kStampName)) found.emplace_back(key, value);  // it tells how the store came about
    return true;
  });
  REQUIRE(done);
  return found;
}

/// A store with its map still in reach.
class Twin {
 public:
  explicit Twin(std::unique_ptr<KeyValue> map) : map_(map.get()) {
    auto opened = KvFactStore::open(std::move(map));
    REQUIRE(opened);
    store_ = std::move(*opened);
  }
  [[nodiscard]] FactStore& operator*() const { return *store_; }
  [[nodiscard]] FactStore* operator->() const { return store_.get(); }
  [[nodiscard]] KeyValue& map() const { return *map_; }

 private:
  KeyValue* map_;
  std::unique_ptr<FactStore> store_;
};

struct MemoryTwin {
  Twin store{make_memory_key_value()};
};

struct RocksTwin {
  TemporaryDirectory directory;
  Twin store{std::move(open_rocks_key_value(directory.path(), OpenMode::kWrite).value())};
};

inline Day day(std::string_view text) { return parse_day(text).value(); }

inline Entity actor(const std::string& id, EntityType type, const std::string& name) {
  Entity e;
  e.id = EntityId(id);
  e.type = type;
  e.name = name;
  e.names["en"] = {name};
  return e;
}

inline EventMention report(const ArticleFacts& facts, std::uint64_t event, const std::string& kind,
                           std::initializer_list<std::pair<Role, std::string>> participants) {
  EventMention m;
  m.article = facts.article.id;
  m.language = facts.article.language;
  m.published = facts.article.published;
  const auto place = static_cast<std::uint32_t>(facts.events.size() * 10);
  m.sentence = {{place, place + 9}, "sentence " + std::to_string(place)};
  m.trigger = {{place + 2, place + 5}, kind};
  m.kind = KindId(kind);
  for (const auto& [role, entity] : participants)
    m.participants.push_back({role, EntityId(entity), Evidence{{place, place + 1}, "x"}});
  m.confidence = 0.5;
  m.rule = "test:rule";
  m.extractor = "test/1";
  m.event = EventId{event};
  return m;
}

/// An article of 26 March 2025 about a summit in Paris (event 1) and a ceasefire (event 2).
inline ArticleFacts paris_article(const std::string& id = "a1") {
  ArticleFacts facts;
  facts.article.id = ArticleId(id);
  facts.article.title = "Title";
  facts.article.language = "en";
  facts.article.published = day("2025-03-26");
  facts.article.text = "What " + id + " says";
  facts.entities = {actor("country:FRA", EntityType::kCountry, "France"), actor("country:UKR", EntityType::kCountry, "Ukraine"),
                    actor("place:paris", EntityType::kPlace, "Paris")};
  facts.entities[0].known = true;
  facts.events.push_back(report(facts, 1, "summit", {{Role::kParticipant, "country:FRA"}, {Role::kPlace, "place:paris"}}));
  facts.events.back().time = ReportedTime{{day("2025-03-27"), day("2025-03-27"), Precision::kDay}, "Thursday"};
  facts.events.back().status = EventStatus::kPlanned;
  facts.events.push_back(report(facts, 2, "ceasefire", {{Role::kParticipant, "country:UKR"}, {Role::kSource, "country:FRA"}}));
  return facts;
}

/// Facts at random out of a small world, so that articles share events and entities and disagree about them.
inline ArticleFacts random_article(std::mt19937& random) {
  const auto pick = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  ArticleFacts facts;
  facts.article.id = ArticleId("article-" + std::to_string(pick(6)));
  facts.article.language = pick(2) == 0 ? "ar" : "fr";
  facts.article.text = "text " + std::to_string(pick(3));
  if (pick(4) != 0) facts.article.published = day("1970-01-02") + std::chrono::days(pick(5) - 3);
  std::vector<std::string> ids;
  for (int i = 0; i < 5; ++i) {
    if (pick(3) == 0) continue;
    ids.push_back("person:" + std::to_string(i));
    Entity e = actor(ids.back(), EntityType::kPerson, "Name " + std::to_string(pick(3)));
    e.known = pick(3) == 0;
    if (pick(2) == 0) e.country = "FRA";
    if (pick(2) == 0) e.external_ids["wikidata"] = "Q" + std::to_string(pick(2));
    e.names["ar"] = {"اسم " + std::to_string(pick(3))};
    facts.entities.push_back(e);
  }
  for (int i = pick(4); i > 0; --i) {
    EventMention m = report(facts, 1 + static_cast<std::uint64_t>(pick(5)), pick(2) == 0 ? "meeting" : "visit", {});
    for (const std::string& id : ids)
      if (pick(2) == 0) m.participants.push_back({static_cast<Role>(pick(4)), EntityId(id), std::nullopt});
    m.status = static_cast<EventStatus>(pick(5));
    m.confidence = 0.1 * (1 + pick(9));
    if (pick(2) == 0) {
      const Day first = day("2025-01-01") + std::chrono::days(pick(3));
      m.time =
          ReportedTime{{first, first + std::chrono::days(pick(3)), pick(2) == 0 ? Precision::kDay : Precision::kRange}, "then"};
    }
    facts.events.push_back(m);
  }
  return facts;
}

}  // namespace rawi::test
