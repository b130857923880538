// Runs the expressions of tests/languages/times/*.tsv: a sentence with the expression in [brackets], the day of the article,
// and what it means read as past and as future. A sentence without brackets must hold no time.
#include <catch2/catch.hpp>

#include "extractors/mentions/time_tagger.hpp"
#include "extractors/tsv.hpp"
#include "tests/extractors/mentions/time_test_support.hpp"

namespace rawi {
namespace {

using time_test::written;

struct Expected {
  std::string sentence;  // without the brackets
  std::string expression;
};

Expected without_brackets(const std::string& marked) {
  const std::size_t open = marked.find('[');
  const std::size_t close = marked.find(']');
  if (open == std::string::npos || close == std::string::npos) return {marked, ""};
  std::string expression = marked.substr(open + 1, close - open - 1);
  std::string sentence = marked.substr(0, open) + expression + marked.substr(close + 1);
  std::erase(expression, '+');
  return {sentence, expression};
}

/// "expression | past | future" of every time found, joined by "; ".
std::string found_in(const Annotator& tagger, const std::string& language, const std::string& sentence,
                     const std::string& anchor) {
  Extraction extraction = time_test::make_extraction(language, sentence, anchor.empty() ? "-" : anchor);
  REQUIRE(tagger.annotate(extraction));
  std::string found;
  for (const TimeMention& time : extraction.document.times) {
    if (!found.empty()) found += "; ";
    found += std::string(extraction.document.text(time.span)) + " | " + written(time.past) + " | " + written(time.future);
  }
  return found;
}

void check_language(const std::string& language) {
  const std::filesystem::path root = RAWI_SOURCE_DIR;
  const auto tagger = make_time_tagger(root / "extractors/languages", {language});
  INFO((tagger ? std::string() : tagger.error().message()));
  REQUIRE(tagger);
  const auto file = root / "tests/languages/times" / (language + ".tsv");
  const auto rows = read_tsv(file, {"sentence", "published", "past", "future"});
  INFO((rows ? std::string() : rows.error().message()));
  REQUIRE(rows);
  CHECK(rows->size() >= 60);
  const auto cell = [](const std::string& text) { return text.empty() ? std::string("-") : text; };
  for (const TsvRow& row : *rows) {
    const Expected expected = without_brackets(row.cells[0]);
    const std::string wanted =
        expected.expression.empty() ? "" : expected.expression + " | " + cell(row.cells[2]) + " | " + cell(row.cells[3]);
    INFO(at_line(file, row.line) << ": " << row.cells[0]);
    CHECK(found_in(**tagger, language, expected.sentence, row.cells[1]) == wanted);
  }
}

}  // namespace

TEST_CASE("Arabic temporal expressions mean what readers of news take them to mean") { check_language("ar"); }
TEST_CASE("English temporal expressions mean what readers of news take them to mean") { check_language("en"); }
TEST_CASE("French temporal expressions mean what readers of news take them to mean") { check_language("fr"); }
TEST_CASE("Russian temporal expressions mean what readers of news take them to mean") { check_language("ru"); }
TEST_CASE("German temporal expressions mean what readers of news take them to mean") { check_language("de"); }
TEST_CASE("Spanish temporal expressions mean what readers of news take them to mean") { check_language("es"); }
TEST_CASE("Ukrainian temporal expressions mean what readers of news take them to mean") { check_language("uk"); }

}  // namespace rawi
