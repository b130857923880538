#include "tools/stored_graph.hpp"

#include <catch2/catch.hpp>
#include <fstream>

#include "storage/rocks_store.hpp"
#include "tests/support/temporary_directory.hpp"

namespace rawi {
namespace {

constexpr std::uint32_t kManyEvents = 20'000;  // from here on a graph has a file

/// `count` meetings of two actors each, from number `first` on.
ArticleFacts meetings(const std::string& id, std::uint32_t first, std::uint32_t count) {
  ArticleFacts facts;
  facts.article.id = ArticleId(id);
  facts.article.text = "Meetings.";
  for (int i = 0; i < 100; ++i) {
    Entity entity;
    entity.id = EntityId("group:" + std::to_string(i));
    entity.name = "Group " + std::to_string(i);
    entity.type = EntityType::kGroup;
    facts.entities.push_back(entity);
  }
  for (std::uint32_t i = first; i < first + count; ++i) {
    EventMention m;
    m.article = facts.article.id;
    m.kind = KindId("meeting");
    m.event = EventId{i + 1};
    m.participants = {{Role::kParticipant, facts.entities[i % 100].id, {}},
                      {Role::kParticipant, facts.entities[i * 7 % 100].id, {}}};
    m.confidence = 0.5;
    facts.events.push_back(m);
  }
  return facts;
}

struct LargeStore {
  test::TemporaryDirectory directory{"stored-graph"};
  std::filesystem::path path = directory.path() / "graph";
  std::filesystem::path file = path / "graph.view";
  std::unique_ptr<FactStore> store = std::move(*open_rocks_store(path, OpenMode::kWrite));
  StoredGraph graph{*store, path};

  LargeStore() {
    std::vector<ArticleFacts> load;
    load.push_back(meetings("a1", 0, kManyEvents));
    REQUIRE(store->put_all(std::move(load)));
  }
  [[nodiscard]] std::uint32_t events_seen() const {
    const auto view = graph.view({});
    REQUIRE(view);
    return view->event_count();
  }
};

TEST_CASE("a large graph gets a file, which is used while it fits and made again when it does not") {
  const LargeStore large;
  REQUIRE(large.graph.refresh());
  REQUIRE(std::filesystem::exists(large.file));
  const auto made = std::filesystem::last_write_time(large.file);
  CHECK(large.events_seen() == kManyEvents);
  CHECK(std::filesystem::last_write_time(large.file) == made);

  REQUIRE(large.store->put(meetings("a2", kManyEvents, 3)));  // the file is of another state now
  CHECK(large.events_seen() == kManyEvents + 3);
  CHECK(large.events_seen() == kManyEvents + 3);
  REQUIRE(large.store->remove(ArticleId("a2")));
  CHECK(large.events_seen() == kManyEvents);

  std::fstream damage(large.file, std::ios::in | std::ios::out | std::ios::binary);
  damage.seekp(5000);
  damage.put('\x7f');
  damage.close();
  CHECK(large.events_seen() == kManyEvents);
}

TEST_CASE("a filter shows the same over the file as it does over the store") {
  const LargeStore large;
  Filter filter;
  filter.kinds = {KindId("visit")};
  const auto view = large.graph.view(filter);
  REQUIRE(view);
  CHECK_FALSE(view->find_actor(EntityId("group:1")));
  filter.kinds = {KindId("meeting")};
  CHECK(large.graph.view(filter)->find_actor(EntityId("group:1")));
}

TEST_CASE("a small graph has no file") {
  const test::TemporaryDirectory directory("stored-graph");
  const auto path = directory.path() / "graph";
  const auto store = std::move(*open_rocks_store(path, OpenMode::kWrite));
  REQUIRE(store->put(meetings("a1", 0, 10)));
  const StoredGraph graph(*store, path);
  REQUIRE(graph.refresh());
  CHECK(graph.view({})->event_count() == 10);
  CHECK_FALSE(std::filesystem::exists(path / "graph.view"));
}

}  // namespace
}  // namespace rawi
