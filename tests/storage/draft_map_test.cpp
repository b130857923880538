// A draft of changes over a map shows what the map will show once they are made.
#include "storage/draft_map.hpp"

#include "tests/storage/twins.hpp"

namespace rawi::test {

namespace {

std::string small_key(std::mt19937& random) { return std::string(1, static_cast<char>('a' + random() % 12)); }

WriteBatch random_batch(std::mt19937& random) {
  WriteBatch batch;
  for (int i = 0; i < 6; ++i) {
    if (random() % 3 == 0)
      batch.erase(small_key(random));
    else
      batch.put(small_key(random), std::to_string(random() % 100));
  }
  return batch;
}

Records scanned(const KeyValue& map, const keys::Range& range, std::size_t stop_after) {
  Records found;
  REQUIRE(map.snapshot()->scan(range, [&](std::string_view key, std::string_view value) -> Result<bool> {
    found.emplace_back(key, value);
    return found.size() < stop_after;
  }));
  return found;
}

}  // namespace

TEST_CASE("a draft reads as the map does after its changes, whatever these are", "[draft]") {
  for (unsigned seed = 0; seed < 200; ++seed) {
    std::mt19937 random(seed);
    const auto base = make_memory_key_value(), whole = make_memory_key_value();
    const WriteBatch before = random_batch(random);
    REQUIRE(base->write(before));
    REQUIRE(whole->write(before));
    DraftMap draft(*base);
    for (int i = 0; i < 2; ++i) {
      const WriteBatch change = random_batch(random);
      REQUIRE(draft.write(change));
      REQUIRE(whole->write(change));
    }
    INFO("seed " << seed);
    for (int i = 0; i < 10; ++i) {
      keys::Range range{small_key(random), small_key(random)};
      if (range.end < range.first) std::swap(range.first, range.end);
      if (i == 0) range = keys::all();
      const std::size_t stop_after = 1 + random() % 8;
      CHECK(scanned(draft, range, stop_after) == scanned(*whole, range, stop_after));
      CHECK(draft.snapshot()->last_key(range).value() == whole->snapshot()->last_key(range).value());
      const std::string key = small_key(random);
      CHECK(draft.snapshot()->get(key).value() == whole->snapshot()->get(key).value());
    }
    REQUIRE(base->write(draft.take()));
    CHECK(scanned(*base, keys::all(), 99) == scanned(*whole, keys::all(), 99));
  }
}

TEST_CASE("a draft takes sorted runs in, and nothing reaches the map before it is taken", "[draft]") {
  const auto base = make_memory_key_value();
  DraftMap draft(*base);
  SortedRun run;
  run.put("k", "v");
  run.sort();
  REQUIRE(draft.write_runs({&run}));
  CHECK(draft.snapshot()->get("k").value() == "v");
  CHECK_FALSE(base->snapshot()->get("k").value());
  CHECK(draft.take().operations().size() == 1);
}

TEST_CASE("an error of whoever reads a draft ends the reading", "[draft]") {
  const auto base = make_memory_key_value();
  WriteBatch batch;
  batch.put("a");
  REQUIRE(base->write(batch));
  DraftMap draft(*base);
  batch.clear();
  batch.put("b");
  REQUIRE(draft.write(batch));
  for (const char* stop_at : {"a", "b"}) {
    const auto done = draft.snapshot()->scan(keys::all(), [&](std::string_view key, std::string_view) -> Result<bool> {
      if (key == stop_at) return fail(ErrorCode::kIo, "test", "enough");
      return true;
    });
    CHECK_FALSE(done);
  }
}

TEMPLATE_TEST_CASE("several changes at once are all there, or none is", "[draft]", MemoryTwin, RocksTwin) {
  TestType twin;
  REQUIRE(twin.store->put(paris_article("a1")));
  const Records before = records_in(twin.store.map());
  const auto stamp = twin.store->stamp().value();
  const auto add_two = [&](FactStore& draft, bool end_well) -> Result<void> {
    if (auto put = draft.put(paris_article("a2")); !put) return fail(std::move(put.error()));
    CHECK(draft.article(ArticleId("a2")).value());
    CHECK_FALSE(twin.store.map().snapshot()->get(keys::article(keys::hash_of(ArticleId("a2")))).value());
    if (auto gone = draft.remove(ArticleId("a1")); !gone) return fail(std::move(gone.error()));
    if (!end_well) return fail(ErrorCode::kInvalidInput, "test", "no");
    return {};
  };
  CHECK_FALSE(twin.store->change_at_once([&](FactStore& draft) { return add_two(draft, false); }));
  CHECK(records_in(twin.store.map()) == before);
  CHECK(twin.store->stamp().value() == stamp);
  REQUIRE(twin.store->change_at_once([&](FactStore& draft) { return add_two(draft, true); }));
  CHECK(twin.store->article(ArticleId("a2")).value());
  CHECK_FALSE(twin.store->article(ArticleId("a1")).value());
  CHECK(twin.store->stamp().value() != stamp);
  CHECK(twin.store->check(false)->problems.empty());
}

}  // namespace rawi::test
