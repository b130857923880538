// The contract of storage/fact_store.hpp, against both twins.
#include <atomic>
#include <map>
#include <thread>

#include "storage/codec.hpp"
#include "tests/storage/twins.hpp"

using namespace rawi;
using namespace rawi::test;

namespace {

std::vector<std::uint64_t> events_in(const FactStore& store, const DayRange& days) {
  std::vector<std::uint64_t> ids;
  REQUIRE(store.each_event(days, [&](const Event& e) {
    ids.push_back(e.id.value);
    return true;
  }));
  return ids;
}

std::vector<std::uint64_t> events_of(const FactStore& store, const std::string& entity, const DayRange& days = {}) {
  std::vector<std::uint64_t> ids;
  REQUIRE(store.each_event_of(EntityId(entity), days, [&](const Event& e) {
    ids.push_back(e.id.value);
    return true;
  }));
  return ids;
}

std::string problems_of(FactStore& store, bool repair = false) {
  const auto report = store.check(repair);
  REQUIRE(report);
  std::string all;
  for (const std::string& line : report->problems) all += line + "\n";
  return all;
}

using Ids = std::vector<std::uint64_t>;

}  // namespace

TEMPLATE_TEST_CASE("what was put is read back as it was", "[storage]", MemoryTwin, RocksTwin) {
  TestType twin;
  ArticleFacts facts = paris_article();
  facts.entities[1].offices = {{"president", "UKR", EntityId("organization:x"), day("2019-05-20"), std::nullopt}};
  facts.entities[1].external_ids["wikidata"] = "Q212";
  facts.events[1].attributed_to = {{EntityId("country:FRA"), Evidence{{1, 2}, "F"}}, {EntityId("country:UKR"), std::nullopt}};
  facts.events[1].part = Part::kTitle;
  CHECK(twin.store->put(facts) == PutOutcome::kAdded);

  CHECK(twin.store->entity(EntityId("country:UKR")).value() == facts.entities[1]);
  CHECK(twin.store->mentions_of(EventId{1}).value() == std::vector{facts.events[0]});
  CHECK(twin.store->mentions_in(ArticleId("a1")).value() == std::vector{facts.events[1], facts.events[0]});  // the title first
  const auto article = twin.store->article(ArticleId("a1")).value();
  REQUIRE(article);
  CHECK(article->text == facts.article.text);
  CHECK(article->published == facts.article.published);
  CHECK(twin.store->event(EventId{1}).value() == aggregate(EventId{1}, {facts.events[0]}));
}

TEMPLATE_TEST_CASE("what is not there is nothing and no error", "[storage]", MemoryTwin, RocksTwin) {
  TestType twin;
  CHECK(twin.store->entity(EntityId("country:FRA")).value() == std::nullopt);
  CHECK(twin.store->event(EventId{1}).value() == std::nullopt);
  CHECK_FALSE(twin.store->article(ArticleId("a1")).value().has_value());
  CHECK(twin.store->mentions_of(EventId{1}).value().empty());
  CHECK(twin.store->mentions_in(ArticleId("a1")).value().empty());
  CHECK(twin.store->remove(ArticleId("a1")).value() == false);
  CHECK(twin.store->stats().value().article_count == 0);
  CHECK(problems_of(*twin.store).empty());
}

TEMPLATE_TEST_CASE("the same facts again change nothing, in whatever order", "[storage]", MemoryTwin, RocksTwin) {
  TestType twin;
  REQUIRE(twin.store->put(paris_article()));
  const Records before = records_in(twin.store.map());
  ArticleFacts again = paris_article();
  std::swap(again.entities[0], again.entities[2]);
  std::swap(again.events[0], again.events[1]);
  CHECK(twin.store->put(again) == PutOutcome::kUnchanged);
  CHECK(records_in(twin.store.map()) == before);
}

TEMPLATE_TEST_CASE("an article with other facts replaces the old one", "[storage]", MemoryTwin, RocksTwin) {
  TestType twin;
  REQUIRE(twin.store->put(paris_article()));
  ArticleFacts other = paris_article();
  other.events.erase(other.events.begin());
  other.entities.erase(other.entities.begin() + 2);
  CHECK(twin.store->put(other) == PutOutcome::kReplaced);
  CHECK(twin.store->event(EventId{1}).value() == std::nullopt);
  CHECK(twin.store->entity(EntityId("place:paris")).value() == std::nullopt);
  CHECK(events_in(*twin.store, {}) == Ids{2});
  CHECK(problems_of(*twin.store).empty());
}

TEMPLATE_TEST_CASE("removing an article takes exactly what only it supported", "[storage]", MemoryTwin, RocksTwin) {
  TestType twin;
  ArticleFacts first = paris_article("a1"), second = paris_article("a2");
  second.events.pop_back();
  second.entities.pop_back();
  second.events[0].participants.pop_back();
  second.entities[0].names["fr"] = {"la France"};
  REQUIRE(twin.store->put(first));
  const Records only_first = records_in(twin.store.map());
  REQUIRE(twin.store->put(second));
  CHECK(twin.store->event(EventId{1}).value()->report_count == 2);
  CHECK(twin.store->entity(EntityId("country:FRA")).value()->names.count("fr") == 1);
  CHECK(twin.store->stats().value().mention_count == 3);

  CHECK(twin.store->remove(ArticleId("a2")).value());
  CHECK(records_in(twin.store.map()) == only_first);
  CHECK(twin.store->remove(ArticleId("a1")).value());
  CHECK(twin.store->stats().value().entity_count == 0);
  CHECK(events_in(*twin.store, {}).empty());
}

TEMPLATE_TEST_CASE("events come by day, undated ones last and only in an open range", "[storage]", MemoryTwin, RocksTwin) {
  TestType twin;
  ArticleFacts facts = paris_article();
  facts.article.published.reset();
  facts.events.clear();
  const char* days[] = {"2025-03-27", "1969-12-31", "2025-03-26", "0001-01-01"};
  for (std::uint64_t i = 0; i < 4; ++i) {
    facts.events.push_back(report(facts, i + 1, "visit", {{Role::kSource, "country:FRA"}}));
    facts.events.back().time = ReportedTime{{day(days[i]), day("2026-01-01"), Precision::kRange}, ""};
  }
  facts.events.push_back(report(facts, 5, "visit", {{Role::kTarget, "country:FRA"}, {Role::kPlace, "country:FRA"}}));
  REQUIRE(twin.store->put(facts));

  CHECK(events_in(*twin.store, {}) == Ids{4, 2, 3, 1, 5});
  CHECK(events_in(*twin.store, {day("2025-03-27"), {}}) == Ids{1, 5});
  CHECK(events_in(*twin.store, {{}, day("2025-03-26")}) == Ids{4, 2, 3});
  CHECK(events_in(*twin.store, {day("1969-12-31"), day("1969-12-31")}) == Ids{2});
  CHECK(events_in(*twin.store, {day("2025-03-27"), day("2025-03-26")}).empty());
  CHECK(events_of(*twin.store, "country:FRA") == Ids{4, 2, 3, 1, 5});
  CHECK(events_of(*twin.store, "country:FRA", {day("2025-03-26"), day("2025-03-27")}) == Ids{3, 1});
  CHECK(events_of(*twin.store, "country:UKR").empty());
  CHECK(twin.store->stats().value().first_day == day("0001-01-01"));
  CHECK(twin.store->stats().value().last_day == day("2025-03-27"));
}

TEMPLATE_TEST_CASE("a visitor that returns false is called no more", "[storage]", MemoryTwin, RocksTwin) {
  TestType twin;
  REQUIRE(twin.store->put(paris_article()));
  int events = 0, entities = 0;
  REQUIRE(twin.store->each_event({}, [&](const Event&) { return ++events < 1; }));
  REQUIRE(twin.store->each_entity([&](const Entity&) { return ++entities < 2; }));
  CHECK(events == 1);
  CHECK(entities == 2);
}

TEMPLATE_TEST_CASE("a reader in the middle of a scan does not see a later put", "[storage]", MemoryTwin, RocksTwin) {
  TestType twin;
  REQUIRE(twin.store->put(paris_article("a1")));
  Ids seen;
  REQUIRE(twin.store->each_event({}, [&](const Event& e) {
    seen.push_back(e.id.value);
    ArticleFacts later = paris_article("a2");
    later.events[0].event = EventId{9};
    REQUIRE(twin.store->put(later));
    return true;
  }));
  CHECK(seen == Ids{2, 1});
  CHECK(twin.store->event(EventId{9}).value().has_value());
}

TEMPLATE_TEST_CASE("readers beside writers see whole articles only", "[storage]", MemoryTwin, RocksTwin) {
  TestType twin;
  std::atomic<bool> done = false;
  std::atomic<int> halves = 0, reads = 0;
  const auto read = [&] {  // Catch's macros are for one thread
    do {
      const auto mentions = twin.store->mentions_of(EventId{1});
      const auto event = twin.store->event(EventId{1});
      if (!mentions || !event || mentions->size() % 2 != 0) ++halves;
      ++reads;
    } while (!done);
  };
  std::thread one(read), two(read);
  const auto write = [&](const std::string& id) {
    ArticleFacts own = paris_article(id);
    own.events[1].event = own.events[0].event;
    for (int i = 0; i < 50; ++i)
      if (!twin.store->put(own) || !twin.store->remove(own.article.id)) ++halves;
  };
  std::thread three([&] { write("a1"); }), four([&] { write("a2"); });
  three.join();
  four.join();
  done = true;
  one.join();
  two.join();
  CHECK(halves == 0);
  CHECK(reads > 0);
  CHECK(twin.store->stats().value().article_count == 0);
}

TEMPLATE_TEST_CASE("facts that break the contract are refused whole", "[storage]", MemoryTwin, RocksTwin) {
  TestType twin;
  const Records before = records_in(twin.store.map());
  ArticleFacts facts = paris_article();
  const auto refused = [&](const std::string& why) {
    const auto put = twin.store->put(facts);
    REQUIRE_FALSE(put);
    CHECK(put.error().code == ErrorCode::kInvalidInput);
    CHECK(put.error().message().find(why) != std::string::npos);
    CHECK(records_in(twin.store.map()) == before);
  };
  SECTION("no article id") {
    facts.article.id = {};
    refused("no id");
  }
  SECTION("a mention of another article") {
    facts.events[1].article = ArticleId("b");
    refused("another article: b");
  }
  SECTION("a mention without an event") {
    facts.events[1].event = {};
    refused("no event");
  }
  SECTION("a participant that nobody describes") {
    facts.entities.pop_back();
    refused("not described: place:paris");
  }
  SECTION("a time that runs backwards") {
    facts.events[0].time->interval.last = day("2025-03-01");
    refused("ends before it begins");
  }
}

TEMPLATE_TEST_CASE("puts, replacements and removals at random leave what a fresh build has", "[storage]", MemoryTwin, RocksTwin) {
  std::mt19937 random(20250326);
  TestType twin;
  std::map<ArticleId, ArticleFacts> wanted;
  for (int step = 0; step < 300; ++step) {
    const ArticleFacts facts = random_article(random);
    if (random() % 4 == 0) {
      CHECK(twin.store->remove(facts.article.id).value() == (wanted.erase(facts.article.id) > 0));
    } else {
      const auto outcome = twin.store->put(facts);
      REQUIRE(outcome);
      CHECK((*outcome == PutOutcome::kAdded) == !wanted.contains(facts.article.id));
      wanted[facts.article.id] = facts;
    }
    if (step % 10 != 0) continue;
    MemoryTwin fresh;
    for (auto it = wanted.rbegin(); it != wanted.rend(); ++it) REQUIRE(fresh.store->put(it->second));
    Records expected = records_in(fresh.store.map()), actual = records_in(twin.store.map());
    if (wanted.empty()) expected = actual = {};  // the counts are there or not: zero either way
    REQUIRE(actual == expected);
    REQUIRE(problems_of(*twin.store) == "");
  }
}

TEMPLATE_TEST_CASE("any lost, strange or wrong derived record is found and repaired", "[storage]", MemoryTwin, RocksTwin) {
  TestType twin;
  REQUIRE(twin.store->put(paris_article("a1")));
  REQUIRE(twin.store->put(paris_article("a2")));
  const Records whole = records_in(twin.store.map());
  const auto damage = [&](const WriteBatch& batch) {
    REQUIRE(twin.store.map().write(batch));
    CHECK_FALSE(problems_of(*twin.store).empty());
    CHECK_FALSE(problems_of(*twin.store, true).empty());
    CHECK(problems_of(*twin.store) == "");
    CHECK(records_in(twin.store.map()) == whole);
  };
  SECTION("each one lost") {
    for (const auto& [key, value] : whole) {
      if (std::string_view("AEM").find(key[0]) != std::string_view::npos || key == keys::meta("format")) continue;
      INFO(keys::describe(key));
      WriteBatch batch;
      batch.erase(key);
      damage(batch);
    }
  }
  SECTION("all lost") {
    WriteBatch batch;
    for (const auto& [key, value] : whole)
      if (std::string_view("Vmptx").find(key[0]) != std::string_view::npos) batch.erase(key);
    damage(batch);
  }
  SECTION("entries that point to nothing") {
    WriteBatch batch;
    batch.put(keys::timeline({day("2020-01-01"), EventId{1}}));
    batch.put(keys::timeline({std::nullopt, EventId{77}}));
    batch.put(keys::participation({keys::hash_of(EntityId("country:UKR")), day("2025-03-27"), EventId{1}}));
    batch.put(keys::article_mention({EventId{1}, keys::hash_of(ArticleId("a1")), 9}));
    batch.put(keys::support({{}, keys::hash_of(ArticleId("a1"))}));
    Event stray;
    stray.id = EventId{77};
    batch.put(keys::event(stray.id), encode(stray));
    damage(batch);
  }
  SECTION("an event that says something else") {
    Event event = *twin.store->event(EventId{1}).value();
    event.time->first = event.time->last = day("2030-01-01");
    event.participants.clear();
    WriteBatch batch;
    batch.put(keys::event(event.id), encode(event));
    batch.put(keys::timeline({event.sort_day(), event.id}));
    batch.erase(keys::timeline({day("2025-03-27"), event.id}));
    damage(batch);
  }
  SECTION("an event that cannot be read") {
    WriteBatch batch;
    batch.put(keys::event(EventId{1}), "\x01garbage");
    damage(batch);
  }
}

TEMPLATE_TEST_CASE("a lost or unreadable fact is named and no repair hides it", "[storage]", MemoryTwin, RocksTwin) {
  TestType twin;
  REQUIRE(twin.store->put(paris_article()));
  const auto key = GENERATE(as<std::string>{}, keys::article(keys::hash_of(ArticleId("a1"))),
                            keys::mention({EventId{1}, keys::hash_of(ArticleId("a1")), 0}));
  WriteBatch batch;
  SECTION("lost") { batch.erase(key); }
  SECTION("unreadable") { batch.put(key, "\x01\x05"); }
  REQUIRE(twin.store.map().write(batch));
  CHECK_FALSE(problems_of(*twin.store, true).empty());
  CHECK_FALSE(problems_of(*twin.store).empty());
}

TEMPLATE_TEST_CASE("a corrupt record is an error that names its key", "[storage]", MemoryTwin, RocksTwin) {
  TestType twin;
  REQUIRE(twin.store->put(paris_article()));
  WriteBatch batch;
  batch.put(keys::event(EventId{1}), "\x01\x05");
  REQUIRE(twin.store.map().write(batch));
  const auto event = twin.store->event(EventId{1});
  REQUIRE_FALSE(event);
  CHECK(event.error().code == ErrorCode::kCorrupt);
  CHECK(event.error().message().find("evt:0000000000000001") != std::string::npos);
  const auto all = twin.store->each_event({}, [](const Event&) { return true; });
  REQUIRE_FALSE(all);
  CHECK(all.error().code == ErrorCode::kCorrupt);
}

TEMPLATE_TEST_CASE("two ids with one hash are told apart, and the second is refused", "[storage]", MemoryTwin, RocksTwin) {
  const std::string one = "7mohtcOFVz", other = "c1E51sSEyx";
  REQUIRE(stable_hash(one) == stable_hash(other));
  TestType twin;
  ArticleFacts first = paris_article(one);
  first.entities.push_back(actor(one, EntityType::kGroup, "One"));
  REQUIRE(twin.store->put(first));
  const Records before = records_in(twin.store.map());

  CHECK_FALSE(twin.store->article(ArticleId(other)).value().has_value());
  CHECK_FALSE(twin.store->entity(EntityId(other)).value().has_value());
  CHECK(twin.store->mentions_in(ArticleId(other)).value().empty());
  CHECK_FALSE(twin.store->remove(ArticleId(other)).has_value());
  CHECK_FALSE(twin.store->put(paris_article(other)).has_value());
  ArticleFacts second = paris_article("a2");
  second.entities.push_back(actor(other, EntityType::kGroup, "Other"));
  const auto put = twin.store->put(second);
  REQUIRE_FALSE(put);
  CHECK(put.error().code == ErrorCode::kInvalidInput);
  CHECK(put.error().message().find(other) != std::string::npos);
  CHECK(put.error().message().find(one) != std::string::npos);
  CHECK(records_in(twin.store.map()) == before);
}

namespace {

/// Refuses every write with one error.
class FullDisk final : public KeyValue {
 public:
  std::string name() const override { return "disk"; }
  bool writable() const override { return true; }
  std::unique_ptr<KeyValueView> snapshot() const override { return map_->snapshot(); }
  Result<void> write(const WriteBatch& batch) override {
    if (++writes_ > 2) return fail(ErrorCode::kFull, name(), "no room left");
    return map_->write(batch);
  }
  Result<void> write_runs(const std::vector<const SortedRun*>& runs) override {
    if (++writes_ > 2) return fail(ErrorCode::kFull, name(), "no room left");
    return map_->write_runs(runs);
  }
  Result<void> sync() override { return map_->sync(); }

 private:
  std::unique_ptr<KeyValue> map_ = make_memory_key_value();
  int writes_ = 0;
};

}  // namespace

TEST_CASE("a write that fails is the put's error and leaves the store as it was", "[storage]") {
  Twin store(std::make_unique<FullDisk>());
  REQUIRE(store->put(paris_article("a1")));
  const Records before = records_in(store.map());
  const auto put = store->put(paris_article("a2"));
  REQUIRE_FALSE(put);
  CHECK(put.error().code == ErrorCode::kFull);
  CHECK_FALSE(store->remove(ArticleId("a1")).has_value());
  CHECK(records_in(store.map()) == before);
  CHECK(problems_of(*store) == "");
}
