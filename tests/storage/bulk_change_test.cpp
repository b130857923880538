#include "storage/bulk_change.hpp"

#include "tests/storage/twins.hpp"

using namespace rawi;
using namespace rawi::test;

TEMPLATE_TEST_CASE("a bulk load leaves the records that putting the articles one by one leaves", "[storage]", MemoryTwin,
                   RocksTwin) {
  for (unsigned seed = 0; seed < 40; ++seed) {
    std::mt19937 random(seed);
    MemoryTwin single;
    TestType bulk;
    for (int round = 0; round < 3; ++round) {  // the second load meets what the first left, and some articles twice
      std::vector<ArticleFacts> articles;
      for (int i = 0; i < 4; ++i) articles.push_back(random_article(random));
      std::vector<PutOutcome> expected;
      for (const ArticleFacts& facts : articles) expected.push_back(single.store->put(facts).value());
      const auto outcomes = bulk.store->put_all(articles);
      REQUIRE(outcomes);
      CHECK(*outcomes == expected);
    }
    INFO("seed " << seed);
    REQUIRE(records_in(bulk.store.map()) == records_in(single.store.map()));
  }
}

TEST_CASE("a bulk load that holds a refused article writes nothing", "[storage]") {
  MemoryTwin twin;
  const Records before = records_in(twin.store.map());
  ArticleFacts wrong = paris_article("a2");
  wrong.events.front().event = EventId{};
  const auto outcomes = twin.store->put_all({paris_article("a1"), wrong});
  REQUIRE_FALSE(outcomes);
  CHECK(outcomes.error().code == ErrorCode::kInvalidInput);
  CHECK(records_in(twin.store.map()) == before);
}

TEST_CASE("a sorted run gives its records in the order of the keys, each once", "[storage]") {
  SortedRun run;
  for (const char* key : {"b", "abcdefghij", "a", "abcdefghia", "b"}) run.put(key, std::string("of ") + key);
  run.sort();
  std::vector<std::string> keys;
  for (std::size_t i = 0; i < run.record_count(); ++i) {
    keys.emplace_back(run.key(i));
    CHECK(run.value(i) == "of " + keys.back());
  }
  CHECK(keys == std::vector<std::string>{"a", "abcdefghia", "abcdefghij", "b"});
}
