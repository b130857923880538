// What goes wrong outside of rawi: every bad input is one line on standard error that says what and where and what to do, ends
// with the documented exit code, and costs nothing that is good.
#include <fcntl.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>

#include "storage/rocks_store.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tools/command.hpp"

using namespace rawi;
using rawi::test::TemporaryDirectory;
namespace fs = std::filesystem;
using Catch::Contains;

namespace {

constexpr const char* kChildPlace = "RAWI_TEST_PLACE";  // where a test that runs as a child process works

struct Outcome {
  std::string out, err;
  int exit_code = 0;
};

Outcome run(const std::vector<std::string>& arguments) {
  std::ostringstream out, err;
  Console console{out, err};
  const int exit_code = run_rawi(arguments, console);
  return {out.str(), err.str(), exit_code};
}

std::string article(const std::string& id, const std::string& text = "France supports Ukraine.",
                    const std::string& date = "2025-03-26") {
  return R"({"id": ")" + id + R"(", "lang": "en", "published_at": ")" + date + R"(", "text": ")" + text + "\"}\n";
}

std::string write(const fs::path& path, const std::string& content) {
  std::ofstream(path, std::ios::binary) << content;
  return path.string();
}

/// Does `err` consist of this one line, about this command and this place, with advice at the end?
void check_one_line(const Outcome& outcome, const std::string& command, const std::string& place, const std::string& problem) {
  INFO(outcome.err);
  CHECK(std::count(outcome.err.begin(), outcome.err.end(), '\n') == 1);
  CHECK_THAT(outcome.err, Catch::StartsWith("rawi " + command + ": " + place + ": "));
  CHECK_THAT(outcome.err, Contains(problem));
  CHECK_THAT(outcome.err, Contains("; "));
}

/// Builds a graph of a file that has good articles "before" and "after" and a bad one in its second line.
void check_bad_line(const std::string& bad, const std::string& problem) {
  const TemporaryDirectory scratch("bad-line");
  const std::string file =
      write(scratch.path() / "news.jsonl", article("before") + bad + "\n" + article("after", "Italy supports Poland."));
  const std::string db = (scratch.path() / "graph").string();
  const Outcome built = run({"build", "--db", db, file});
  CHECK(built.exit_code == 1);
  check_one_line(built, "build", file + ":2", problem);
  CHECK(run({"show", "--db", db, "before"}).exit_code == 0);
  CHECK(run({"show", "--db", db, "after"}).exit_code == 0);
  CHECK_THAT(run({"stats", "--db", db}).out, Contains("articles  2\n"));
  const Outcome again = run({"build", "--db", db, file});
  CHECK_THAT(again.out, Contains("2 unchanged, 1 skipped"));

  const Outcome extracted = run({"extract", file});
  CHECK(extracted.exit_code == 1);
  check_one_line(extracted, "extract", file + ":2", problem);
  CHECK_THAT(extracted.out, Contains("\"before\"") && Contains("\"after\""));
}

/// Builds a graph of a bad file between two good ones.
void check_bad_file(const std::string& name, const std::string& content, const std::string& place, const std::string& problem) {
  const TemporaryDirectory scratch("bad-file");
  const std::string file = write(scratch.path() / name, content);
  const std::string db = (scratch.path() / "graph").string();
  const Outcome built = run({"build", "--db", db, write(scratch.path() / "one.jsonl", article("before")), file,
                             write(scratch.path() / "two.jsonl", article("after", "Italy supports Poland."))});
  CHECK(built.exit_code == 1);
  check_one_line(built, "build", file + place, problem);
  CHECK_THAT(built.out, Contains("2 added") && Contains("1 skipped"));
  CHECK(run({"show", "--db", db, "before"}).exit_code == 0);
  CHECK(run({"show", "--db", db, "after"}).exit_code == 0);
}

/// One hidden test case of this program, run as a process of its own: RocksDB's threads do not survive a fork.
class ChildTest {
 public:
  ChildTest(const char* test_case, const fs::path& place) {
    std::array<int, 2> from_child{}, to_child{};
    REQUIRE((pipe2(from_child.data(), O_CLOEXEC) == 0 && pipe2(to_child.data(), O_CLOEXEC) == 0));
    pid_ = fork();
    REQUIRE(pid_ >= 0);
    if (pid_ == 0) {
      setenv(kChildPlace, place.c_str(), 1);
      dup2(to_child[0], STDIN_FILENO);
      dup2(from_child[1], STDOUT_FILENO);
      execl("/proc/self/exe", "child", test_case, nullptr);
      _exit(127);
    }
    close(from_child[1]);
    close(to_child[0]);
    read_ = from_child[0];
    write_ = to_child[1];
  }
  ChildTest(const ChildTest&) = delete;
  ChildTest& operator=(const ChildTest&) = delete;
  ~ChildTest() {
    close(write_);
    close(read_);
    if (pid_ > 0) waitpid(pid_, nullptr, 0);
  }

  /// Waits until the child has written this.
  bool wait_for(const std::string& text) {
    char c = 0;
    while (said_.find(text) == std::string::npos && ::read(read_, &c, 1) == 1) said_ += c;
    return said_.find(text) != std::string::npos;
  }
  /// Closes its input and waits for its end. Did it pass?
  bool finish() {
    close(write_);
    write_ = -1;
    wait_for(std::string(1, '\0'));  // never comes: all of it
    int status = 0;
    waitpid(pid_, &status, 0);
    pid_ = 0;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
  }
  [[nodiscard]] const std::string& said() const { return said_; }

 private:
  pid_t pid_ = 0;
  int read_ = -1, write_ = -1;
  std::string said_;
};

/// Where the parent said to work. A hidden test that somebody runs by hand has nothing to do.
fs::path child_place() {
  const char* place = getenv(kChildPlace);
  return place == nullptr ? "" : place;
}

/// Apart from the machine's other processes, and allowed to mount: as root, or as root of a user namespace of our own.
bool enter_own_mounts() {
  if (unshare(CLONE_NEWNS) == 0) return true;
  const std::string user = std::to_string(getuid()), group = std::to_string(getgid());
  if (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) return false;
  write("/proc/self/setgroups", "deny");
  write("/proc/self/uid_map", "0 " + user + " 1");
  write("/proc/self/gid_map", "0 " + group + " 1");
  return getuid() == 0;
}

/// A file system of this size over `place`, seen by this process only. False where the machine does not let us.
bool mount_small(const fs::path& place, const char* size) {
  if (!enter_own_mounts() || mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return false;
  return mount("tmpfs", place.c_str(), "tmpfs", 0, (std::string("size=") + size).c_str()) == 0;
}

}  // namespace

TEST_CASE("an empty file is named and the others are kept", "[bad-input]") {
  check_bad_file("empty.txt", "", ":1", "the file is empty");
  check_bad_file("empty.jsonl", "", ":1", "the file is empty");
  check_bad_file("blank.jsonl", "\n\n", ":1", "no article");
}

TEST_CASE("a file that is not UTF-8 is named and the others are kept", "[bad-input]") {
  check_bad_file("latin.txt", "The caf\xe9 is closed.\n", ":1", "not UTF-8");
}

TEST_CASE("a file that is not there is named and the others are kept", "[bad-input]") {
  const TemporaryDirectory scratch("absent");
  const std::string db = (scratch.path() / "graph").string(), absent = (scratch.path() / "absent.jsonl").string();
  const Outcome built = run({"build", "--db", db, absent, write(scratch.path() / "two.jsonl", article("after"))});
  CHECK(built.exit_code == 1);
  check_one_line(built, "build", absent, "no such file");
  CHECK_THAT(built.out, Contains("1 added"));
}

TEST_CASE("a line that is not UTF-8 is skipped and named", "[bad-input]") {
  check_bad_line(article("latin", "caf\xe9"), "not UTF-8");
}

TEST_CASE("a line of 50 MB is skipped and named", "[bad-input]") {
  check_bad_line(article("long", std::string(50'000'000, 'x')), "50.0 MB");
}

TEST_CASE("broken JSON in the middle of a file is skipped and named", "[bad-input]") {
  check_bad_line(R"({"id": "broken", "text": "no end)", "broken JSON");
  check_bad_line("}", "broken JSON");
  check_bad_line(std::string(100'000, '['), "JSON");
  check_bad_line(R"(["an array"])", "object");
}

TEST_CASE("an article without text is skipped and named", "[bad-input]") {
  check_bad_line(R"({"id": "bare", "title": "Only a title"})", "no text");
  check_bad_line(article("blank", "   "), "no text");
  check_bad_line(R"({"id": "number", "text": 7})", "text");
}

TEST_CASE("a date that is none is skipped and named", "[bad-input]") {
  check_bad_line(article("soon", "France supports Ukraine.", "soon"), "no date");
  check_bad_line(article("impossible", "France supports Ukraine.", "2025-02-30"), "no date");
}

TEST_CASE("a --date that is none is wrong usage and no work is begun", "[bad-input]") {
  const TemporaryDirectory scratch("bad-date");
  const std::string db = (scratch.path() / "graph").string();
  const Outcome built = run({"build", "--db", db, "--date", "2025-02-30", write(scratch.path() / "one.jsonl", article("one"))});
  CHECK(built.exit_code == 2);
  check_one_line(built, "build", "--date", "2025-02-30 is no date");
  CHECK_FALSE(fs::exists(db));
}

TEST_CASE("a store directory that is no store is refused and left alone", "[bad-input]") {
  const TemporaryDirectory scratch("no-store");
  const std::string file = write(scratch.path() / "news.jsonl", article("one"));
  const fs::path other = scratch.path() / "other";
  fs::create_directory(other);
  write(other / "letter.txt", "Dear all,");
  const Outcome built = run({"build", "--db", other.string(), file});
  CHECK(built.exit_code == 1);
  check_one_line(built, "build", other.string(), "no store");
  for (const std::string question : {"timeline", "stats", "actors", "check"}) {
    const Outcome asked = run({question, "--db", other.string()});
    CHECK(asked.exit_code == 1);
    check_one_line(asked, question, other.string(), "no store");
    CHECK(asked.out.empty());
  }
  CHECK(std::distance(fs::directory_iterator(other), {}) == 1);

  check_one_line(run({"stats", "--db", file}), "stats", file, "a store is a directory");
  const std::string absent = (scratch.path() / "absent").string();
  check_one_line(run({"stats", "--db", absent}), "stats", absent, "no store");
  CHECK_FALSE(fs::exists(absent));
}

TEST_CASE("an actor that the graph does not know is named", "[bad-input]") {
  const TemporaryDirectory scratch("unknown-actor");
  const std::string db = (scratch.path() / "graph").string();
  REQUIRE(run({"build", "--db", db, write(scratch.path() / "news.jsonl", article("one"))}).exit_code == 0);
  const std::vector<std::vector<std::string>> questions = {{"timeline", "--db", db, "--actor", "Atlantis"},
                                                           {"relations", "--db", db, "Atlantis"},
                                                           {"relations", "--db", db, "France", "Atlantis"},
                                                           {"path", "--db", db, "France", "Atlantis"},
                                                           {"neighbors", "--db", db, "Atlantis"},
                                                           {"show", "--db", db, "Atlantis"},
                                                           {"timeline", "--db", db, "--actor", "Atlantis", "--json"}};
  for (const auto& question : questions) {
    const Outcome asked = run(question);
    CHECK(asked.exit_code == 1);
    CHECK(asked.out.empty());
    check_one_line(asked, question.front(), "actor \"Atlantis\"", "nobody in this graph");
  }
  // Known to rawi, but not in this graph: another line.
  check_one_line(run({"neighbors", "--db", db, "اليابان"}), "neighbors", "actor \"اليابان\"", "this is Japan");
}

TEST_CASE("child: hold a store open for writing", "[.child]") {
  const fs::path place = child_place();
  if (place.empty()) return;
  const auto store = open_rocks_store(place, OpenMode::kWrite);
  REQUIRE(store);
  std::cout << "holding" << std::endl;
  std::cin.get();
}

TEST_CASE("a store that another process has open for writing is busy for a build and answers questions", "[bad-input]") {
  const TemporaryDirectory scratch("busy");
  const std::string db = (scratch.path() / "graph").string(), file = write(scratch.path() / "news.jsonl", article("one"));
  REQUIRE(run({"build", "--db", db, file}).exit_code == 0);
  ChildTest holder("child: hold a store open for writing", db);
  REQUIRE(holder.wait_for("holding"));

  const std::string more = write(scratch.path() / "more.jsonl", article("two", "Italy supports Poland."));
  const Outcome built = run({"build", "--db", db, more});
  CHECK(built.exit_code == 1);
  check_one_line(built, "build", db, "another process has the store open");
  const Outcome repaired = run({"check", "--db", db, "--repair"});
  CHECK(repaired.exit_code == 1);
  check_one_line(repaired, "check", db, "another process has the store open");
  CHECK_THAT(run({"stats", "--db", db}).out, Contains("articles  1\n"));

  CHECK(holder.finish());
  CHECK(run({"build", "--db", db, more}).exit_code == 0);
  CHECK_THAT(run({"stats", "--db", db}).out, Contains("articles  2\n"));
}

TEST_CASE("child: build a graph on a disk that is too small", "[.child]") {
  const fs::path place = child_place();
  if (place.empty()) return;
  fs::create_directory(place / "disk");
  if (!mount_small(place / "disk", "1m")) {
    std::cout << "no mount" << std::endl;
    return;
  }
  const std::string db = (place / "disk" / "graph").string(), file = (place / "many.jsonl").string();
  const Outcome built = run({"build", "--db", db, file});
  CHECK(built.exit_code == 1);
  check_one_line(built, "build", db, "no room left on the disk");
  CHECK_THAT(built.err, Contains("make room"));
  // What was stored before there was no room is kept, and whole.
  CHECK(run({"show", "--db", db, "article-0"}).exit_code == 0);
  CHECK(run({"check", "--db", db}).exit_code == 0);
  // With the disk still full, the next one says so as well.
  const Outcome again = run({"build", "--db", db, file});
  CHECK(again.exit_code == 1);
  check_one_line(again, "build", db, "no room left on the disk");
  // Room was made: the rest comes in, and what was there is not read again.
  fs::copy(db, place / "graph", fs::copy_options::recursive);
  const Outcome rest = run({"build", "--db", (place / "graph").string(), file});
  CHECK(rest.exit_code == 0);
  CHECK_THAT(rest.out, !Contains(" 0 unchanged"));
  CHECK_THAT(run({"stats", "--db", (place / "graph").string()}).out, Contains("articles  100\n"));
  CHECK(run({"check", "--db", (place / "graph").string()}).exit_code == 0);
}

TEST_CASE("on a full disk a build says so and keeps what it had stored", "[bad-input]") {
  const TemporaryDirectory scratch("full-disk");
  std::string articles;
  for (int i = 0; i < 100; ++i) {
    std::string text = "France supports Ukraine. ";
    while (text.size() < 20'000) text += "Number " + std::to_string(i) + " of the reports goes on and on. ";
    articles += article("article-" + std::to_string(i), text);
  }
  write(scratch.path() / "many.jsonl", articles);
  ChildTest builder("child: build a graph on a disk that is too small", scratch.path());
  const bool passed = builder.finish();
  if (builder.said().find("no mount") != std::string::npos) WARN("skipped: this machine lets nobody mount a small disk");
  INFO(builder.said());
  CHECK(passed);
}

TEST_CASE("an answer that a full disk does not take is an error", "[bad-input]") {
  if (!fs::exists("/dev/full")) {
    WARN("skipped: there is no /dev/full");
    return;
  }
  const TemporaryDirectory scratch("full-output");
  const std::string db = (scratch.path() / "graph").string(), file = write(scratch.path() / "news.jsonl", article("one"));
  REQUIRE(run({"build", "--db", db, file}).exit_code == 0);
  const std::vector<std::vector<std::string>> commands = {{"timeline", "--db", db},
                                                          {"stats", "--db", db},
                                                          {"actors", "--db", db},
                                                          {"show", "--db", db, "one"},
                                                          {"check", "--db", db},
                                                          {"extract", file},
                                                          {"annotate", file},
                                                          {"relations", "--db", db, "France"},
                                                          {"export", "--db", db, "--format", "graphml"},
                                                          {"export", "--db", db, "--format", "jsonl"}};
  for (const auto& command : commands) {
    std::ofstream full("/dev/full");
    std::ostringstream err;
    Console console{full, err};
    INFO(command.front() << ": " << err.str());
    CHECK(run_rawi(command, console) == 1);
    const std::string said = err.str();
    CHECK(std::count(said.begin(), said.end(), '\n') == 1);
    CHECK_THAT(said, Contains("written"));
  }
  const Outcome exported = run({"export", "--db", db, "--format", "graphml", "-o", "/dev/full"});
  CHECK(exported.exit_code == 1);
  CHECK_THAT(exported.err, Contains("written"));
}
