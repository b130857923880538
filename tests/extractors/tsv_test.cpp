// Tables of data: what is read, and how a broken line is refused.
#include "extractors/tsv.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <fstream>

namespace rawi::test {

namespace {

namespace fs = std::filesystem;

/// A table in a file that goes with the test.
class Table {
 public:
  explicit Table(const std::string& text)
      : file_(fs::temp_directory_path() /
              ("rawi-" + std::to_string(std::chrono::steady_clock::now().time_since_epoch().count()) + ".tsv")) {
    std::ofstream(file_, std::ios::binary) << text;
  }
  ~Table() { fs::remove(file_); }
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;

  [[nodiscard]] Result<std::vector<TsvRow>> read() const { return read_tsv(file_, {"form", "class"}); }
  /// The message, with the file's folder left out.
  [[nodiscard]] std::string refusal() const {
    const auto rows = read();
    if (rows) return {};
    std::string text = rows.error().message();
    if (const std::size_t at = text.find(file_.string()); at != std::string::npos)
      text.replace(at, file_.string().size(), "table");
    return text;
  }

 private:
  fs::path file_;
};

}  // namespace

TEST_CASE("rows are read with the numbers of their lines, comments and empty lines left out") {
  const auto rows = Table("# what this is\n\nform\tclass\nde\tof\n# more\nal\topening\n").read();
  REQUIRE(rows);
  REQUIRE(rows->size() == 2);
  CHECK(rows->at(0).cells == std::vector<std::string>{"de", "of"});
  CHECK(rows->at(0).line == 4);
  CHECK(rows->at(1).line == 6);
}

TEST_CASE("a dash is an empty cell, and a last line without an end is a line") {
  const auto rows = Table("form\tclass\n-\tof").read();
  REQUIRE(rows);
  REQUIRE(rows->size() == 1);
  CHECK(rows->at(0).cells == std::vector<std::string>{"", "of"});
}

TEST_CASE("line ends of other systems are no part of a cell") {
  const auto rows = Table("form\tclass\r\nde\tof\r\n").read();
  REQUIRE(rows);
  CHECK(rows->at(0).cells.back() == "of");
}

TEST_CASE("a line with too few or too many cells is refused by its number") {
  CHECK_THAT(Table("form\tclass\nde\tof\nde\n").refusal(), Catch::StartsWith("table:3: 1 cells where there should be 2"));
  CHECK_THAT(Table("form\tclass\nde\tof\t\n").refusal(), Catch::StartsWith("table:2: 3 cells where there should be 2"));
}

TEST_CASE("a table with another header, or with none, is refused and told which it should be") {
  CHECK_THAT(Table("word\tclass\nde\tof\n").refusal(), Catch::StartsWith("table:1: ") && Catch::Contains("form\tclass"));
  CHECK_THAT(Table("").refusal(), Catch::StartsWith("table: ") && Catch::Contains("form\tclass"));
}

TEST_CASE("bytes that are no UTF-8 are refused by their line") {
  CHECK_THAT(Table("form\tclass\nd\xE9\tof\n").refusal(), Catch::StartsWith("table:2: not UTF-8"));
}

TEST_CASE("a table that is not there is an error, not an empty table") {
  const auto rows = read_tsv("/nonexistent/words.tsv", {"form"});
  REQUIRE_FALSE(rows);
  CHECK(rows.error().code == ErrorCode::kNotFound);
}

TEST_CASE("pieces are split at the separator, trimmed, and left out when nothing is left of them") {
  CHECK(split("a, b ,,c", ',') == std::vector<std::string>{"a", "b", "c"});
  CHECK(split("", ',').empty());
  CHECK(split("  one   two ", ' ') == std::vector<std::string>{"one", "two"});
}

}  // namespace rawi::test
