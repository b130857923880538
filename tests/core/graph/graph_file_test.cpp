#include "core/graph/graph_file.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "core/graph/paths.hpp"
#include "tests/core/graph/small_world.hpp"
#include "tests/support/temporary_directory.hpp"

using namespace rawi;
using namespace rawi::test;

namespace {

constexpr std::uint64_t kStamp = 42;

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}
void write_file(const std::filesystem::path& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }

/// Everything that a view says, in words.
std::string told(const GraphView& view) {
  std::string text;
  for (std::uint32_t i = 0; i < view.node_count(); ++i) {
    const NodeId node{i};
    if (view.is_actor(node)) {
      text += std::string(view.actor_id_text(node));
      CHECK((view.find_actor(view.actor_id(node)) == node || !view.find_actor(view.actor_id(node))));
    } else {
      text += view.event_id(node).text() + view.kind(node).text() + std::string(to_string(view.status(node)));
      if (const auto day = view.sort_day(node)) text += format_day(*day);
      CHECK(view.find_event(view.event_id(node)) == node);
    }
    view.each_link(node, [&](NodeId other, Role role) {
      text += " " + std::to_string(GraphView::number(other)) + std::string(to_string(role));
    });
    text += "\n";
  }
  return text;
}

struct Saved {
  TemporaryDirectory directory{"graph-file"};
  std::filesystem::path file = directory.path() / "graph.view";
  GraphView view = GraphView::build(small_world(), {}).value();
  Saved() { REQUIRE(GraphFile::save(view, file, kStamp)); }
};

}  // namespace

TEST_CASE("a view that was saved is loaded as it was", "[graph]") {
  const Saved saved;
  const auto loaded = GraphFile::load(saved.file, kStamp);
  REQUIRE(loaded);
  CHECK(told(*loaded) == told(saved.view));
  CHECK(std::distance(std::filesystem::directory_iterator(saved.directory.path()), {}) == 1);  // no half of a file is left
}

TEST_CASE("an empty view is saved and loaded too", "[graph]") {
  const TemporaryDirectory directory("graph-file");
  const GraphView empty = GraphView::build(FakeReader(), {}).value();
  REQUIRE(GraphFile::save(empty, directory.path() / "graph.view", kStamp));
  const auto loaded = GraphFile::load(directory.path() / "graph.view", kStamp);
  REQUIRE(loaded);
  CHECK(loaded->node_count() == 0);
}

TEST_CASE("a view of another stamp, or none, is not found", "[graph]") {
  const Saved saved;
  CHECK(GraphFile::load(saved.file, kStamp + 1).error().code == ErrorCode::kNotFound);
  CHECK(GraphFile::load(saved.directory.path() / "other", kStamp).error().code == ErrorCode::kNotFound);
}

TEST_CASE("no view comes out of a file with a flipped bit or a cut end", "[graph]") {
  const Saved saved;
  const std::string whole = read_file(saved.file);
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ (1 << (at % 8)));
    write_file(saved.file, damaged);
    INFO("byte " << at);
    REQUIRE_FALSE(GraphFile::load(saved.file, kStamp));
  }
  for (std::size_t size = 0; size < whole.size(); size += 7) {
    write_file(saved.file, whole.substr(0, size));
    REQUIRE_FALSE(GraphFile::load(saved.file, kStamp));
  }
  write_file(saved.file, whole + "x");
  CHECK_FALSE(GraphFile::load(saved.file, kStamp));
}

TEST_CASE("a mapped view outlives the replacing and removing of its file", "[graph]") {
  const Saved saved;
  const auto loaded = GraphFile::load(saved.file, kStamp);
  REQUIRE(loaded);
  REQUIRE(GraphFile::save(GraphView::build(FakeReader(), {}).value(), saved.file, kStamp + 1));
  std::filesystem::remove(saved.file);
  CHECK(told(*loaded) == told(saved.view));
}

TEST_CASE("a filtered view finds the actors and paths that a view built with the filter finds", "[graph]") {
  const FakeReader reader = small_world();
  const GraphView all = GraphView::build(reader, {}).value();
  std::vector<Filter> filters(6);
  filters[0].kinds = {KindId("aid"), KindId("summit")};
  filters[1].statuses = {EventStatus::kPlanned};
  filters[2].days = {day("2025-03-20"), day("2025-03-24")};
  filters[3].days = {day("2025-03-21"), std::nullopt};  // an open end lets the undated in
  filters[4].confidence_min = 0.9;
  filters[5].kinds = {KindId("no such kind")};
  for (const Filter& filter : filters) {
    const GraphView built = GraphView::build(reader, filter).value();
    const GraphView filtered = all.filtered(filter);
    for (std::uint32_t i = 0; i < all.actor_count(); ++i) {
      const EntityId from = all.actor_id(all.actor_at(i));
      REQUIRE(built.find_actor(from).has_value() == filtered.find_actor(from).has_value());
      for (std::uint32_t j = 0; j < all.actor_count(); ++j) {
        const EntityId to = all.actor_id(all.actor_at(j));
        if (!built.find_actor(from) || !built.find_actor(to)) continue;
        const auto expected = shortest_paths(built, *built.find_actor(from), *built.find_actor(to), {});
        const auto found = shortest_paths(filtered, *filtered.find_actor(from), *filtered.find_actor(to), {});
        REQUIRE(found.size() == expected.size());
        if (found.empty()) continue;
        CHECK(found.front().actors == expected.front().actors);
        for (std::size_t h = 0; h < found.front().hops.size(); ++h)
          CHECK(found.front().hops[h].event_count == expected.front().hops[h].event_count);
      }
    }
  }
}
