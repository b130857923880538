// What a store does when the disk below it fails: an error that says so, nothing half done, and all that was acknowledged is
// there when the disk is well again.
#include <rocksdb/env.h>

#include <fstream>
#include <iterator>
#include <set>

#include "tests/storage/faulty_files.hpp"
#include "tests/storage/twins.hpp"

using namespace rawi;
using namespace rawi::test;
namespace fs = std::filesystem;

namespace {

std::string name_of(int i) { return "a" + std::to_string(i); }

/// A store over a disk that fails when told to.
struct FaultyStore {
  TemporaryDirectory directory;
  std::shared_ptr<FaultyFiles> files = std::make_shared<FaultyFiles>();
  std::unique_ptr<rocksdb::Env> system = rocksdb::NewCompositeEnv(files);
  std::unique_ptr<FactStore> store;

  FaultyStore() { open(); }
  void open() {
    auto map = open_rocks_key_value(directory.path(), OpenMode::kWrite, system.get());
    REQUIRE(map);
    auto opened = KvFactStore::open(std::move(*map));
    REQUIRE(opened);
    store = std::move(*opened);
  }
};

/// Every article of `whole` is there with all its reports, every other one is there whole or not at all.
void check_articles(const fs::path& directory, const std::set<std::string>& whole) {
  const auto store = open_rocks_store(directory, OpenMode::kWrite);
  REQUIRE(store);
  const auto report = (*store)->check(false);
  REQUIRE(report);
  CHECK(report->problems.empty());
  for (int i = 0; i < 40; ++i) {
    const ArticleId id(name_of(i));
    const auto article = (*store)->article(id);
    REQUIRE(article);
    INFO(id.text());
    if (whole.contains(id.text())) CHECK(article->has_value());
    const auto mentions = (*store)->mentions_in(id);
    REQUIRE(mentions);
    CHECK(mentions->size() == (*article ? 2U : 0U));
  }
  CHECK((*store)->put(paris_article("afterwards")) == PutOutcome::kAdded);
}

}  // namespace

TEST_CASE("a write that the disk refuses is an error, and what was acknowledged before is there afterwards", "[faults]") {
  const Fault fault = GENERATE(Fault::kNoSpace, Fault::kIoError, Fault::kTorn);
  const std::uint64_t after_bytes = GENERATE(0U, 1U, 700U, 5000U, 9000U);
  FaultyStore faulty;
  std::set<std::string> acknowledged;
  faulty.files->arm(fault, after_bytes);
  bool failed = false;
  for (int i = 0; i < 20; ++i) {
    const auto put = faulty.store->put(paris_article(name_of(i)));
    if (put) {
      CHECK_FALSE(failed);  // after a failure the store takes nothing more
      acknowledged.insert(name_of(i));
      continue;
    }
    failed = true;
    CHECK(put.error().code == (fault == Fault::kNoSpace ? ErrorCode::kFull : ErrorCode::kIo));
    CHECK_FALSE(put.error().advice.empty());
  }
  CHECK(failed);
  for (const std::string& id : acknowledged) CHECK(faulty.store->article(ArticleId(id)).value().has_value());  // reading goes on
  faulty.store.reset();
  faulty.files->arm(Fault::kNone);
  check_articles(faulty.directory.path(), acknowledged);
}

TEST_CASE("a bulk load that the disk refuses leaves nothing of itself", "[faults]") {
  const Fault fault = GENERATE(Fault::kNoSpace, Fault::kIoError, Fault::kTorn);
  const std::uint64_t after_bytes = GENERATE(0U, 300U, 2000U);
  FaultyStore faulty;
  REQUIRE(faulty.store->put(paris_article(name_of(0))));
  REQUIRE(faulty.store->flush());
  std::vector<ArticleFacts> load;
  for (int i = 1; i < 30; ++i) {
    load.push_back(paris_article(name_of(i)));
    for (EventMention& m : load.back().events) m.event.value += 10;  // new events, so that all of it goes the bulk way
  }
  faulty.files->arm(fault, after_bytes);
  const auto outcomes = faulty.store->put_all(load);
  REQUIRE_FALSE(outcomes);
  faulty.store.reset();
  faulty.files->arm(Fault::kNone);
  check_articles(faulty.directory.path(), {name_of(0)});
}

TEST_CASE("what was flushed survives a loss of power, and what was not is whole or gone", "[faults]") {
  FaultyStore faulty;
  std::set<std::string> flushed;
  for (int i = 0; i < 6; ++i) {
    REQUIRE(faulty.store->put(paris_article(name_of(i))));
    flushed.insert(name_of(i));
  }
  REQUIRE(faulty.store->flush());
  for (int i = 6; i < 12; ++i) REQUIRE(faulty.store->put(paris_article(name_of(i))));
  const TemporaryDirectory copy;
  fs::copy(faulty.directory.path(), copy.path(), fs::copy_options::recursive);
  faulty.files->lose_unsynced(faulty.directory.path(), copy.path());
  check_articles(copy.path(), flushed);
}

TEST_CASE("a bulk load that was acknowledged survives a loss of power", "[faults]") {
  FaultyStore faulty;
  std::vector<ArticleFacts> load;
  std::set<std::string> names;
  for (int i = 0; i < 10; ++i) {
    load.push_back(paris_article(name_of(i)));
    names.insert(name_of(i));
  }
  REQUIRE(faulty.store->put_all(load));
  const TemporaryDirectory copy;
  fs::copy(faulty.directory.path(), copy.path(), fs::copy_options::recursive);
  faulty.files->lose_unsynced(faulty.directory.path(), copy.path());
  check_articles(copy.path(), names);
}

TEST_CASE("a read that the disk refuses is an error and no answer", "[faults]") {
  FaultyStore faulty;
  ArticleFacts large = paris_article("a1");  // its block is not the one that opening the store reads
  std::mt19937 random(1);
  for (int i = 0; i < 50'000; ++i) large.article.text += static_cast<char>('a' + random() % 26);
  REQUIRE(faulty.store->put(large));
  faulty.store.reset();
  faulty.open();
  faulty.files->arm(Fault::kNoRead);
  const auto article = faulty.store->article(ArticleId("a1"));
  REQUIRE_FALSE(article);
  CHECK(article.error().code == ErrorCode::kIo);
  CHECK_FALSE(faulty.store->check(false));
  faulty.files->arm(Fault::kNone);
  CHECK(faulty.store->article(ArticleId("a1")).value().has_value());
}

TEST_CASE("no flipped bit in any file of a store gives a wrong answer", "[faults]") {
  TemporaryDirectory temporary;
  {
    const auto store = open_rocks_store(temporary.path(), OpenMode::kWrite);
    REQUIRE(store);
    REQUIRE((*store)->put(paris_article("a1")));
    REQUIRE((*store)->put(paris_article("a2")));
  }
  const Event expected = open_rocks_store(temporary.path(), OpenMode::kRead).value()->event(EventId{1}).value().value();
  std::mt19937 random(7);
  for (const auto& entry : fs::directory_iterator(temporary.path())) {
    const auto size = fs::file_size(entry.path());
    if (size == 0 || entry.path().filename() == "RAWI") continue;
    for (int round = 0; round < 12; ++round) {
      std::fstream file(entry.path(), std::ios::in | std::ios::out | std::ios::binary);
      const auto at = static_cast<std::streamoff>(random() % size);
      const int bit = 1 << (random() % 8);
      file.seekg(at);
      const char before = static_cast<char>(file.get());
      file.seekp(at);
      file.put(static_cast<char>(before ^ bit));
      file.close();
      if (const auto store = open_rocks_store(temporary.path(), OpenMode::kRead)) {
        INFO(entry.path().filename().string() << ", byte " << at << ", bit " << bit);
        const auto event = (*store)->event(EventId{1});
        if (event) {
          REQUIRE(event->has_value());
          CHECK(**event == expected);
        }
      }
      std::fstream restored(entry.path(), std::ios::in | std::ios::out | std::ios::binary);
      restored.seekp(at);
      restored.put(before);
    }
  }
}

TEST_CASE("a backup is restored as the store was, shares what it can, and a damaged one is refused", "[backup]") {
  TemporaryDirectory temporary;
  const fs::path store = temporary.path() / "store", backups = temporary.path() / "backups";
  Records first, second;
  {
    Twin twin(std::move(open_rocks_key_value(store, OpenMode::kWrite).value()));
    REQUIRE(twin->put(paris_article("a1")));
    first = records_in(twin.map());
    CHECK(backup_rocks_store(store, backups).error().code == ErrorCode::kBusy);
  }
  REQUIRE(backup_rocks_store(store, backups));
  {
    Twin twin(std::move(open_rocks_key_value(store, OpenMode::kWrite).value()));
    REQUIRE(twin->put(paris_article("a2")));
    second = records_in(twin.map());
  }
  const auto report = backup_rocks_store(store, backups);
  REQUIRE(report);
  CHECK(report->number == 2);
  REQUIRE(restore_rocks_store(backups, temporary.path() / "one", 1U));
  REQUIRE(restore_rocks_store(backups, temporary.path() / "two", std::nullopt));
  CHECK(records_in(*open_rocks_key_value(temporary.path() / "one", OpenMode::kRead).value()) == first);
  CHECK(records_in(*open_rocks_key_value(temporary.path() / "two", OpenMode::kRead).value()) == second);
  CHECK(restore_rocks_store(backups, temporary.path() / "two", 1U).error().code == ErrorCode::kInvalidInput);
  CHECK(restore_rocks_store(backups, temporary.path() / "three", 9U).error().code == ErrorCode::kNotFound);
  CHECK(backup_rocks_store(store, store).error().code == ErrorCode::kInvalidInput);
  std::set<std::string> tables;
  for (const auto& entry : fs::recursive_directory_iterator(backups)) {
    if (entry.path().extension() != ".sst") continue;
    CHECK(tables.insert(entry.path().filename().string()).second);  // what both have lies there once
    std::fstream file(entry.path(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(100);
    file.put('\x7f');
  }
  CHECK(tables.size() >= 2);
  CHECK(restore_rocks_store(backups, temporary.path() / "three", 2U).error().code == ErrorCode::kCorrupt);
  CHECK_FALSE(fs::exists(temporary.path() / "three" / "RAWI"));
}
