#include "extractors/mentions/time_grammar.hpp"

#include <catch2/catch.hpp>

#include <unistd.h>

#include <fstream>

#include "extractors/mentions/time_tagger.hpp"
#include "tests/extractors/mentions/time_test_support.hpp"

namespace rawi {
namespace {

namespace fs = std::filesystem;

/// A directory of language tables that goes away with the test.
class Tables {
 public:
  Tables(const std::string& words, const std::string& patterns)
      : directory_(fs::temp_directory_path() / ("rawi-times-" + std::to_string(getpid()))) {
    fs::create_directories(directory_ / "xx");
    std::ofstream(directory_ / "xx/times.tsv") << "form\tclass\tvalue\n" << words;
    std::ofstream(directory_ / "xx/time_patterns.tsv") << "class\tpattern\tvalue\n" << patterns;
  }
  Tables(const Tables&) = delete;
  Tables& operator=(const Tables&) = delete;
  ~Tables() { fs::remove_all(directory_); }

  [[nodiscard]] std::string error() const {
    const auto tagger = make_time_tagger(directory_, {"xx"});
    return tagger ? "" : tagger.error().message();
  }

  /// The expressions found, each as "text=past", separated by spaces.
  [[nodiscard]] std::string found(const std::string& text) const {
    const auto tagger = make_time_tagger(directory_, {"xx"});
    if (!tagger) return tagger.error().message();
    Extraction extraction = time_test::make_extraction("xx", text, "2025-03-26");
    if (!(*tagger)->annotate(extraction)) return "failed";
    std::string all;
    for (const TimeMention& time : extraction.document.times)
      all += (all.empty() ? "" : " ") + std::string(extraction.document.text(time.span)) + "=" + time_test::written(time.past);
    return all;
  }

 private:
  fs::path directory_;
};

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

constexpr const char* kMay = "may\tmonth\t5\n";
constexpr const char* kInMay = "time\t[in] {month:m}\tmonth(_, m)\n";

}  // namespace

TEST_CASE("the longest match wins, and of equal ones the first in the table") {
  const Tables tables(kMay,
                      "time\t{month:m}\tmonth(_, m)\ntime\t{month:m} {year4:y}\tmonth(y, m)\ntime\tmay {year4:y}\tyear(y)\n");
  CHECK(tables.found("may") == "may=2024-05");
  CHECK(tables.found("may 2016") == "may 2016=2016-05");
}

TEST_CASE("a context is needed but belongs to no mention") {
  const Tables tables(kMay, kInMay);
  CHECK(tables.found("she may go in may .") == "may=2024-05");
  const Tables behind(kMay, "time\t{year4:y} [vote]\tyear(y)\ntime\t[in] {month:m}\tmonth(_, m)\n");
  CHECK(behind.found("the 2016 vote in may 2016") == "2016=2016 may=2024-05");
}

TEST_CASE("a context in front gives way to an expression that reaches further") {
  const Tables tables(kMay, "time\t[in] {month:m}\tmonth(_, m)\ntime\t{month:m} of {year4:y}\tmonth(y, m)\n");
  CHECK(tables.found("in may of 2016") == "may of 2016=2016-05");
}

TEST_CASE("a form with = counts only as it is written, others in every spelling") {
  const Tables tables("=May\tmonth\t5\njuin\tmonth\t6\n", "time\t{month:m}\tmonth(_, m)\n");
  CHECK(tables.found("may May JUIN") == "May=2024-05 JUIN=2024-06");
}

TEST_CASE("a value of none hides what only looks like a time") {
  const Tables tables(kMay, "time\t{month:m}\tmonth(_, m)\ntime\ttheresa {month}\tnone\n");
  CHECK(tables.found("theresa may spoke in may") == "may=2024-05");
}

TEST_CASE("optional elements may be missing only where the value allows it") {
  const Tables good(kMay, "time\t{d31:d} {month:m} {year4:y?}\tdate(y, m, d)\n");
  CHECK(good.found("3 may 2016 and 3 may") == "3 may 2016=2016-05-03 3 may=2024-05-03");
  const Tables bad(kMay, "time\t{month:m?} {year4:y}\tmonth(y, m)\n");
  CHECK(has(bad.error(), "time_patterns.tsv:2"));
  CHECK(has(bad.error(), "argument 2 of \"month\" may be missing"));
}

TEST_CASE("numbers inside of longer ones are no days and no years") {
  const Tables tables("", "time\t{year4:y}\tyear(y)\ntime\t{d31:d} . {d12:m} . {year4:y}\tdate(y, m, d)\n");
  CHECK(tables.found("1,2000 2000.5 20:2000 2000% 2000") == "2000=2000");
  CHECK(tables.found("3.5.2016") == "3.5.2016=2016-05-03");
  CHECK(tables.found("\u0662\u0660\u0661\u0666") == "\u0662\u0660\u0661\u0666=2016");
  CHECK(tables.found("99999999999999999999") == "");
}

TEST_CASE("hour and minutes are a class of their own") {
  const Tables tables("", "time\t{clock} :|. {clock}\tdecade(1990)\n");
  CHECK(tables.found("16:30 18.00 9:05") == "16:30=1990-01-01/1999-12-31 18.00=1990-01-01/1999-12-31 9:05=1990-01-01/1999-12-31");
  CHECK(tables.found("25:30 16:70 16:3 16.30% 3.5.2016 16 : 30 1:2:3") == "");
}

TEST_CASE("a broken table is refused with file and line") {
  CHECK(has(Tables("may\tmonth\n", kInMay).error(), "times.tsv:2"));
  CHECK(has(Tables("may\tmonth\t5\nMAY\tmonth\t5\n", kInMay).error(), "times.tsv:3: \"MAY\" stands twice"));
  CHECK(has(Tables("may\td31\t5\n", kInMay).error(), "class of digits"));
  CHECK(has(Tables("may\tmonth\t5\nmai\tmonht\t5\n", kInMay).error(),
            "times.tsv:3: no pattern of class time uses class \"monht\""));
  CHECK(has(Tables("may\tmonth\tshift(5)\n", kInMay).error(), "times.tsv:2: the value"));
  CHECK(has(Tables("may\tmonth\t5\nmai\tmonth\tday\n", kInMay).error(), "times.tsv:3: the value is a unit"));
  CHECK(has(Tables("-\tmonth\t5\n", kInMay).error(), "a cell is empty"));
}

TEST_CASE("a broken pattern is refused with file and line") {
  const auto error = [](const std::string& pattern) { return Tables(kMay, kInMay + pattern).error(); };
  CHECK(has(error("time\t{mnth}\tyear(1990)\n"), "time_patterns.tsv:3: nothing belongs to class \"mnth\""));
  CHECK(has(error("time\t{month\tyear(1990)\n"), "lacks a closing brace"));
  CHECK(has(error("time\t[in {month}\tyear(1990)\n"), "do not match"));
  CHECK(has(error("time\tin [the] {month}\tyear(1990)\n"), "middle"));
  CHECK(has(error("time\t[in]\tyear(1990)\n"), "nothing in the pattern is needed"));
  CHECK(has(error("time\tin?\tyear(1990)\n"), "nothing in the pattern is needed"));
  CHECK(has(error("time\t{month:m} {month:m}\tmonth(_, m)\n"), "two elements are named \"m\""));
  CHECK(has(error("time\t{month:m}\tm\n"), "the value is a number"));
  CHECK(has(error("time\t{a}\ta\na\t{b}\tb\nb\tsoon {a}\ta\n"), "would contain itself"));
  CHECK(has(error("a\t[in] {month:m}\tm\ntime\t{a:m}\tmonth(_, m)\n"), "only patterns of class time may have a context"));
  CHECK(has(error("time\ta|b|c|d|e|f|g|h a|b|c|d|e|f|g|h a|b|c|d|e|f|g|h a|b|c|d|e|f|g|h a|b|c|d|e|f|g|h\tunknown\n"),
            "too many alternatives"));
}

TEST_CASE("a missing table is refused, a language without tables is not") {
  const fs::path nowhere = fs::temp_directory_path() / "rawi-no-such-directory";
  CHECK(make_time_tagger(nowhere, {"xx"}));
  const Tables tables(kMay, kInMay);
  CHECK(tables.error().empty());
}

}  // namespace rawi
