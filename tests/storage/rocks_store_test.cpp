// What only the store on disk can do wrong.
#include "storage/rocks_store.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "storage/codec.hpp"
#include "tests/storage/twins.hpp"

using namespace rawi;
using namespace rawi::test;
namespace fs = std::filesystem;

namespace {

Error refusal(const fs::path& directory, OpenMode mode) {
  const auto store = open_rocks_store(directory, mode);
  REQUIRE_FALSE(store.has_value());
  CHECK(store.error().subject == directory.string());
  CHECK_FALSE(store.error().advice.empty());
  return store.error();
}

void write_store(const fs::path& directory) {
  const auto store = open_rocks_store(directory, OpenMode::kWrite);
  REQUIRE(store);
  REQUIRE((*store)->put(paris_article()));
  REQUIRE((*store)->flush());
}

/// Names and contents of all the files of a directory.
Records files_in(const fs::path& directory) {
  Records found;
  for (const auto& entry : fs::recursive_directory_iterator(directory)) {
    std::ifstream file(entry.path(), std::ios::binary);
    found.emplace_back(entry.path().string(), std::string(std::istreambuf_iterator<char>(file), {}));
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<fs::path> tables_in(const fs::path& directory) {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(directory))
    if (entry.path().extension() == ".sst") found.push_back(entry.path());
  return found;
}

/// Another process that holds the lock of the store, until the object goes.
class OtherProcess {
 public:
  explicit OtherProcess(const fs::path& lock_file) {
    int ready[2];
    REQUIRE(pipe(ready) == 0);
    child_ = fork();
    if (child_ == 0) {
      const int file = open(lock_file.c_str(), O_RDWR | O_CREAT, 0644);
      struct flock lock = {};
      lock.l_type = F_WRLCK;
      lock.l_whence = SEEK_SET;
      const bool held = fcntl(file, F_SETLK, &lock) == 0;
      if (write(ready[1], held ? "y" : "n", 1) == 1) pause();
      _exit(0);
    }
    char answer = 'n';
    REQUIRE(read(ready[0], &answer, 1) == 1);
    REQUIRE(answer == 'y');
    close(ready[0]);
    close(ready[1]);
  }
  OtherProcess(const OtherProcess&) = delete;
  OtherProcess& operator=(const OtherProcess&) = delete;
  ~OtherProcess() {
    kill(child_, SIGKILL);
    waitpid(child_, nullptr, 0);
  }

 private:
  pid_t child_ = 0;
};

}  // namespace

TEST_CASE("a store that was closed has what was put when it is opened again", "[rocks]") {
  TemporaryDirectory temporary;
  const fs::path directory = temporary.path() / "new" / "store";
  write_store(directory);
  for (const OpenMode mode : {OpenMode::kRead, OpenMode::kWrite}) {
    const auto store = open_rocks_store(directory, mode);
    REQUIRE(store);
    CHECK((*store)->stats().value().mention_count == 2);
    CHECK((*store)->mentions_of(EventId{1}).value() == std::vector{paris_article().events[0]});
    CHECK((*store)->check(false).value().problems.empty());
  }
}

TEST_CASE("reading what is not there says what to do and makes nothing", "[rocks]") {
  TemporaryDirectory temporary;
  const fs::path missing = temporary.path() / "missing";
  const Error error = refusal(missing, OpenMode::kRead);
  CHECK(error.code == ErrorCode::kNotFound);
  CHECK(error.advice.find("rawi build") != std::string::npos);
  CHECK_FALSE(fs::exists(missing));
  CHECK(refusal(temporary.path(), OpenMode::kRead).code == ErrorCode::kNotFound);  // empty
  CHECK(fs::is_empty(temporary.path()));
}

TEST_CASE("a store whose making was cut short is made by the next writer", "[rocks]") {
  TemporaryDirectory temporary;
  std::ofstream(temporary.path() / "RAWI") << "";
  CHECK(refusal(temporary.path(), OpenMode::kRead).code == ErrorCode::kNotFound);
  CHECK(open_rocks_store(temporary.path(), OpenMode::kWrite).has_value());
}

TEST_CASE("a directory with other things in it is refused and left as it was", "[rocks]") {
  TemporaryDirectory temporary;
  std::ofstream(temporary.path() / "thesis.txt") << "precious";
  SECTION("any file") {}
  SECTION("another program's RocksDB") { std::ofstream(temporary.path() / "CURRENT") << "MANIFEST-000001\n"; }
  const Records before = files_in(temporary.path());
  for (const OpenMode mode : {OpenMode::kRead, OpenMode::kWrite}) {
    const Error error = refusal(temporary.path(), mode);
    CHECK(error.code == ErrorCode::kInvalidInput);
    CHECK(error.problem.find("no store") != std::string::npos);
  }
  CHECK(files_in(temporary.path()) == before);
  CHECK(refusal(temporary.path() / "thesis.txt", OpenMode::kWrite).code == ErrorCode::kInvalidInput);
}

TEST_CASE("a store that another process writes to is busy for a writer and open to a reader", "[rocks]") {
  TemporaryDirectory temporary;
  write_store(temporary.path());
  const OtherProcess other(temporary.path() / "LOCK");
  const Records before = files_in(temporary.path());
  const Error error = refusal(temporary.path(), OpenMode::kWrite);
  CHECK(error.code == ErrorCode::kBusy);
  CHECK(error.problem.find("another process") != std::string::npos);
  CHECK(files_in(temporary.path()) == before);
  CHECK(open_rocks_store(temporary.path(), OpenMode::kRead).has_value());
}

TEST_CASE("a store cannot be opened twice for writing by one process either", "[rocks]") {
  TemporaryDirectory temporary;
  const auto first = open_rocks_store(temporary.path(), OpenMode::kWrite);
  REQUIRE(first);
  CHECK(refusal(temporary.path(), OpenMode::kWrite).code == ErrorCode::kBusy);
}

TEST_CASE("a reader beside a writer sees what was put before it opened", "[rocks]") {
  TemporaryDirectory temporary;
  const auto writer = open_rocks_store(temporary.path(), OpenMode::kWrite);
  REQUIRE(writer);
  REQUIRE((*writer)->put(paris_article("a1")));
  const auto reader = open_rocks_store(temporary.path(), OpenMode::kRead);
  REQUIRE(reader);
  REQUIRE((*writer)->put(paris_article("a2")));
  CHECK((*reader)->stats().value().article_count == 1);
}

TEST_CASE("a store that is open for reading refuses writes and its files stay as they are", "[rocks]") {
  TemporaryDirectory temporary;
  write_store(temporary.path());
  const Records before = files_in(temporary.path());
  {
    const auto store = open_rocks_store(temporary.path(), OpenMode::kRead);
    REQUIRE(store);
    CHECK((*store)->put(paris_article("a2")).error().problem.find("reading only") != std::string::npos);
    CHECK_FALSE((*store)->remove(ArticleId("a1")).has_value());
    CHECK_FALSE((*store)->check(true).has_value());
    CHECK((*store)->check(false).has_value());
    CHECK((*store)->flush().has_value());
  }
  CHECK(files_in(temporary.path()) == before);
}

TEST_CASE("a store of another format is not touched", "[rocks]") {
  TemporaryDirectory temporary;
  const auto [version, advice] = GENERATE(std::pair(99U, "use a newer rawi"), std::pair(0U, "build the store again"));
  {
    const auto map = open_rocks_key_value(temporary.path(), OpenMode::kWrite);
    REQUIRE(map);
    WriteBatch batch;
    batch.put(keys::meta("format"), encode_format_version(version));
    REQUIRE((*map)->write(batch));
  }
  for (const OpenMode mode : {OpenMode::kRead, OpenMode::kWrite}) {
    const Error error = refusal(temporary.path(), mode);
    CHECK(error.code == ErrorCode::kUnsupported);
    CHECK(error.advice.find(advice) != std::string::npos);
  }
}

TEST_CASE("damaged files are an error and no crash", "[rocks]") {
  TemporaryDirectory temporary;
  write_store(temporary.path());
  SECTION("the list of files") {
    std::ofstream(temporary.path() / "CURRENT") << "nonsense\n";
    CHECK(refusal(temporary.path(), OpenMode::kRead).code == ErrorCode::kCorrupt);
    CHECK(refusal(temporary.path(), OpenMode::kWrite).code == ErrorCode::kCorrupt);
  }
  SECTION("a byte of the records") {
    for (const fs::path& table : tables_in(temporary.path())) {
      std::fstream file(table, std::ios::in | std::ios::out | std::ios::binary);
      file.seekp(100);
      file.put('\x7f');
    }
    const auto store = open_rocks_store(temporary.path(), OpenMode::kRead);
    if (!store) {
      CHECK(store.error().code == ErrorCode::kCorrupt);
      return;
    }
    const auto event = (*store)->event(EventId{1});
    REQUIRE_FALSE(event);
    CHECK(event.error().code == ErrorCode::kCorrupt);
    const auto report = (*store)->check(false);
    REQUIRE(report);
    CHECK_FALSE(report->problems.empty());
  }
  SECTION("the list of files is gone") {
    fs::remove(temporary.path() / "CURRENT");
    const Records before = files_in(temporary.path());
    CHECK(refusal(temporary.path(), OpenMode::kRead).code == ErrorCode::kCorrupt);
    CHECK(refusal(temporary.path(), OpenMode::kWrite).code == ErrorCode::kCorrupt);
    CHECK(files_in(temporary.path()) == before);
  }
  SECTION("a table is gone") {
    for (const fs::path& table : tables_in(temporary.path())) fs::remove(table);
    CHECK(refusal(temporary.path(), OpenMode::kRead).code == ErrorCode::kCorrupt);
  }
}

TEST_CASE("a log that was cut off in the middle of a put loses that put and nothing else", "[rocks]") {
  TemporaryDirectory temporary, copy;
  {
    const auto store = open_rocks_store(temporary.path(), OpenMode::kWrite);
    REQUIRE(store);
    REQUIRE((*store)->put(paris_article("a1")));
    REQUIRE((*store)->put(paris_article("a2")));
    // What a crash would leave: the files as they are while the store is open.
    fs::copy(temporary.path(), copy.path(), fs::copy_options::recursive);
  }
  for (const auto& entry : fs::directory_iterator(copy.path()))
    if (entry.path().extension() == ".log") fs::resize_file(entry.path(), fs::file_size(entry.path()) - 10);
  const auto store = open_rocks_store(copy.path(), OpenMode::kWrite);
  REQUIRE(store);
  CHECK((*store)->stats().value().article_count == 1);
  CHECK((*store)->check(false).value().problems.empty());
  CHECK((*store)->put(paris_article("a2")) == PutOutcome::kAdded);
}
