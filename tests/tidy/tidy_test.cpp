// What a review would say, said by a test: layers, heavy headers, sizes, names that belong into data, files that nothing uses.
// Every exception stands in a list with its reason; whoever takes the reason away takes the line away.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "core/base/utf8.hpp"
#include "tests/tidy/source_tree.hpp"

namespace rawi::test {

namespace {

constexpr std::size_t kLineCharactersMax =
    150;                                       // .clang-format breaks at 130; a literal or a URL that cannot break may pass that
constexpr std::size_t kFunctionLinesMax = 70;  // what fits a screen
constexpr std::size_t kFileLinesMax = 450;     // about 400 is where to look for a second idea
constexpr std::size_t kFileLinesShort = 400;   // below this an exception has outlived its reason

/// File and why it may be longer.
const std::map<std::string, std::string> kLongFiles = {
    {"extractors/annotate/shallow_parser.cpp", "one pass over a sentence with shared state; a trained parser takes its place"},
};

/// "file: first words of the function" and why it may be longer.
const std::map<std::string, std::string> kLongFunctions = {
    {"extractors/annotate/shallow_parser.cpp:   void open_clause",
     "one decision, its cases in the order in which they are tried"},
    {"tests/support/document_builder.hpp: inline Document make_document",
     "reads, lays out and fills one small notation; its steps share every local"},
};

/// Module by the beginning of its path, and the beginnings of paths that it may include. The table is DESIGN's and
/// ARCHITECTURE's.
const std::vector<std::pair<std::string, std::vector<std::string>>> kModules = {
    {"core/base/", {"core/base/"}},
    {"core/text/", {"core/base/", "core/text/"}},
    {"core/facts/", {"core/base/", "core/text/", "core/facts/"}},
    {"core/graph/", {"core/base/", "core/facts/", "core/graph/"}},
    {"extractors/", {"core/base/", "core/text/", "core/facts/", "extractors/"}},
    {"storage/", {"core/base/", "core/text/", "core/facts/", "storage/"}},
    {"tools/", {"core/", "extractors/", "storage/", "tools/"}},
};

/// Third-party headers by the beginning of what is written between < and >, where they may stand, and why in headers.
struct ThirdParty {
  std::string include;
  std::vector<std::string> in_headers;  // beginnings of paths whose headers may include it
  std::vector<std::string> in_sources;  // … whose .cpp files may
};
const std::vector<ThirdParty> kThirdParty = {
    {"tl/expected.hpp",
     {"core/base/", "extractors/ingest/"},
     {}},                                               // Result<T> is made of it; ingest has an error of its own for JSON
    {"nlohmann/json_fwd.hpp", {"tools/"}, {"tools/"}},  // declarations only: made to stand in headers
    {"nlohmann/", {}, {"core/facts/", "extractors/", "tools/"}},
    {"xxhash.h", {}, {"core/graph/", "extractors/resolve/actor_archive"}},
    {"boost/", {"core/graph/"}, {"core/graph/"}},  // the view's concepts are templates
    {"CLI/App.hpp", {"tools/"}, {"tools/"}},       // commands bind options to members; the parser's other headers stay out
    {"CLI/", {}, {"tools/"}},
    {"unicode/", {}, {"core/base/", "extractors/"}},
    {"rocksdb/", {}, {"storage/rocks_store.cpp"}},
    {"libxml/", {}, {"extractors/ingest/", "tools/export_graphml.cpp"}},  // XML is read there and written here
    {"zlib.h", {}, {"extractors/ingest/", "extractors/annotate/reader/model_file.cpp"}},
    {"dnnl.hpp", {}, {"extractors/annotate/reader/linear_layer.cpp"}},
    {"omp.h", {}, {"extractors/annotate/reader/linear_layer.cpp"}},  // to keep oneDNN on the thread that calls it
    {"sentencepiece_processor.h", {}, {"extractors/annotate/reader/piece_encoder.cpp"}},
    {"zstd.h", {}, {"extractors/ingest/"}},
    {"lzma.h", {}, {"extractors/ingest/"}},
    {"cld2/", {}, {"extractors/ingest/"}},
    {"Eigen/", {}, {"extractors/"}},
    {"spdlog/", {}, {"core/base/", "tools/"}},
};

bool begins_with_any(const std::string& text, const std::vector<std::string>& beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(), [&](const std::string& b) { return text.starts_with(b); });
}

/// Words that the language of the program shares with an event kind: the name of a column or a key, not of the kind.
const std::set<std::string> kAlsoKeys = {"office"};

/// Fails with one line for each fault, so that one run shows them all.
void expect_none(const std::vector<std::string>& faults) {
  std::string text;
  for (const std::string& fault : faults) text += fault + "\n";
  INFO(text);
  CHECK(faults.empty());
}

std::vector<std::string> faults_in(const std::vector<SourceFile>& files,
                                   const std::function<void(const SourceFile&, std::vector<std::string>&)>& look) {
  std::vector<std::string> faults;
  for (const SourceFile& file : files) look(file, faults);
  return faults;
}

}  // namespace

TEST_CASE("there is something to look at") {
  CHECK(code_files().size() > 100);
  CHECK(test_files().size() > 30);
}

TEST_CASE("every include follows the module table") {
  expect_none(faults_in(code_files(), [](const SourceFile& file, std::vector<std::string>& faults) {
    const auto module =
        std::find_if(kModules.begin(), kModules.end(), [&](const auto& m) { return file.path.starts_with(m.first); });
    if (module == kModules.end()) return faults.push_back(file.path + " lies in no module");
    for (const Include& include : file.includes()) {
      if (include.system) continue;
      if (!begins_with_any(include.path, module->second))
        faults.push_back(file.at(include.line) + " may not include " + include.path);
      if (!std::filesystem::exists(root() / include.path))
        faults.push_back(file.at(include.line) + " includes what is not there: " + include.path);
    }
  }));
}

TEST_CASE("a third-party header stands only where the module table allows it, and a heavy one in no header") {
  static const std::regex kStandard("[a-z_0-9]+|unistd\\.h|fcntl\\.h|sys/[a-z]+\\.h");
  expect_none(faults_in(code_files(), [](const SourceFile& file, std::vector<std::string>& faults) {
    for (const Include& include : file.includes()) {
      if (!include.system || std::regex_match(include.path, kStandard)) continue;
      const auto known = std::find_if(kThirdParty.begin(), kThirdParty.end(),
                                      [&](const ThirdParty& t) { return include.path.starts_with(t.include); });
      if (known == kThirdParty.end())
        faults.push_back(file.at(include.line) + " includes <" + include.path + ">, which no list of this test names");
      else if (!begins_with_any(file.path, file.is_header() ? known->in_headers : known->in_sources))
        faults.push_back(file.at(include.line) + " may not include <" + include.path + ">");
    }
  }));
}

TEST_CASE("every header is guarded, says what it is for and uses no namespace for its readers") {
  expect_none(faults_in(code_and_test_files(), [](const SourceFile& file, std::vector<std::string>& faults) {
    if (!file.is_header()) return;
    if (!file.lines.front().starts_with("// "))
      faults.push_back(file.path + " does not begin with a comment that says what it is for");
    if (std::find(file.lines.begin(), file.lines.end(), "#pragma once") == file.lines.end())
      faults.push_back(file.path + " has no #pragma once");
    for (std::size_t i = 0; i < file.lines.size(); ++i)
      if (file.lines[i].find("using namespace") != std::string::npos)
        faults.push_back(file.at(i + 1) + " uses a namespace in a header");
  }));
}

TEST_CASE("a source file without a header of its own says at its top what it is for") {
  expect_none(faults_in(code_files(), [](const SourceFile& file, std::vector<std::string>& faults) {
    if (file.is_header()) return;
    const std::string header = file.path.substr(0, file.path.size() - 4) + ".hpp";
    if (!std::filesystem::exists(root() / header) && !file.lines.front().starts_with("// "))
      faults.push_back(file.path + " begins without a comment");
  }));
}

TEST_CASE("no line is wider than a reviewer's window") {
  expect_none(faults_in(code_files(), [](const SourceFile& file, std::vector<std::string>& faults) {
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      const auto characters = std::count_if(file.lines[i].begin(), file.lines[i].end(),
                                            [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
      if (static_cast<std::size_t>(characters) > kLineCharactersMax)
        faults.push_back(file.at(i + 1) + " has " + std::to_string(characters) + " characters");
      if (file.lines[i].find('\t') != std::string::npos) faults.push_back(file.at(i + 1) + " holds a tab");
      if (!file.lines[i].empty() && file.lines[i].back() == ' ') faults.push_back(file.at(i + 1) + " ends with a space");
    }
  }));
}

TEST_CASE("no file is long without a reason, and no reason outlives its file") {
  expect_none(faults_in(code_files(), [](const SourceFile& file, std::vector<std::string>& faults) {
    if (file.lines.size() > kFileLinesMax && !kLongFiles.contains(file.path))
      faults.push_back(file.path + " has " + std::to_string(file.lines.size()) + " lines");
    if (file.lines.size() < kFileLinesShort && kLongFiles.contains(file.path))
      faults.push_back(file.path + " is short again: take it off the list");
  }));
}

TEST_CASE("no function is long without a reason") {
  expect_none(faults_in(code_and_test_files(), [](const SourceFile& file, std::vector<std::string>& faults) {
    for (const Block& block : file.blocks()) {
      if (block.line_count <= kFunctionLinesMax) continue;
      const std::string name = file.path + ": " + file.lines[block.line - 1].substr(0, 60);
      const bool excepted =
          std::any_of(kLongFunctions.begin(), kLongFunctions.end(), [&](const auto& e) { return name.starts_with(e.first); });
      if (!excepted)
        faults.push_back(file.at(block.line) + " has " + std::to_string(block.line_count) +
                         " lines: " + file.lines[block.line - 1]);
    }
  }));
}

TEST_CASE("no C++ names a language: that is data") {
  std::set<std::string> languages;
  for (const auto& entry : std::filesystem::directory_iterator(root() / "extractors" / "languages"))
    if (std::filesystem::exists(entry.path() / "pack.json")) languages.insert(entry.path().filename().string());
  REQUIRE(languages.size() >= 7);
  // ICU's English names are what an actor is called in an answer (DESIGN, "name").
  const std::set<std::string> kAnswersAreEnglish = {"extractors/resolve/actor_catalogue.hpp",
                                                    "extractors/resolve/state_names.cpp"};
  expect_none(faults_in(code_files(), [&](const SourceFile& file, std::vector<std::string>& faults) {
    for (const Literal& literal : file.literals())
      if (languages.contains(literal.text) && !(literal.text == "en" && kAnswersAreEnglish.contains(file.path)))
        faults.push_back(file.at(literal.line) + " names the language \"" + literal.text + "\"");
  }));
}

TEST_CASE("no C++ names a country: that is data") {
  std::set<std::string> names;
  std::ifstream in(root() / "extractors" / "actors" / "countries.jsonl");
  for (std::string line; std::getline(in, line);) {
    const auto country = nlohmann::json::parse(line);
    const std::string id = country.at("id").get<std::string>();
    names.insert({id, id.substr(id.find(':') + 1)});
    if (country.contains("name")) names.insert(country.at("name").get<std::string>());
  }
  REQUIRE(names.contains("FRA"));
  expect_none(faults_in(code_files(), [&](const SourceFile& file, std::vector<std::string>& faults) {
    for (const Literal& literal : file.literals())
      if (names.contains(literal.text)) faults.push_back(file.at(literal.line) + " names \"" + literal.text + "\"");
  }));
}

TEST_CASE("no C++ names a kind of event: that is data") {
  std::set<std::string> kinds;
  for (const auto& entry : std::filesystem::directory_iterator(root() / "schemas" / "ontology" / "events"))
    kinds.insert(entry.path().stem().string());
  REQUIRE(kinds.contains("ceasefire"));
  for (const std::string& key : kAlsoKeys) kinds.erase(key);
  expect_none(faults_in(code_files(), [&](const SourceFile& file, std::vector<std::string>& faults) {
    for (const Literal& literal : file.literals())
      if (kinds.contains(literal.text)) faults.push_back(file.at(literal.line) + " names the kind \"" + literal.text + "\"");
  }));
}

TEST_CASE("every source file is built, and every header is included by something") {
  const std::string build = read_file(root() / "CMakeLists.txt"), tests_build = read_file(root() / "tests" / "CMakeLists.txt");
  std::set<std::string> included;
  for (const SourceFile& file : code_and_test_files())
    for (const Include& include : file.includes()) included.insert(include.path);
  expect_none(faults_in(code_and_test_files(), [&](const SourceFile& file, std::vector<std::string>& faults) {
    if (file.is_header()) {
      if (!included.contains(file.path)) faults.push_back(file.path + " is included by nothing");
      return;
    }
    if (file.path.starts_with("tests/bench/")) {  // figures, no tests: it has a build file of its own
      if (read_file(root() / "tests/bench/CMakeLists.txt").find(std::filesystem::path(file.path).filename().string()) == std::string::npos)
        faults.push_back(file.path + " is not built");
      return;
    }
    const bool test = file.path.starts_with("tests/");
    const std::string folder = std::filesystem::path(file.path).parent_path().string();
    const std::string name = test ? folder.substr(std::min<std::size_t>(6, folder.size())) : folder;
    const std::regex named("[ (]" + std::regex_replace(name, std::regex("/"), "\\/") + "(/\\*\\.cpp)?[ )\n]");
    if (file.path != "tests/main.cpp" && !std::regex_search(test ? tests_build : build, named))
      faults.push_back(file.path + " lies in a folder that CMake does not build");
    if (test && file.path != "tests/main.cpp" && !file.path.ends_with("_test.cpp"))
      faults.push_back(file.path + " is not named …_test.cpp, so nothing builds it");
  }));
}

TEST_CASE("a language pack holds the files that its README lists, and no others") {
  const std::string readme = read_file(root() / "extractors" / "languages" / "README.md");
  std::vector<std::string> faults;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root() / "extractors" / "languages")) {
    const std::string name = entry.path().filename().string();
    if (entry.is_regular_file() && name != "README.md" && readme.find("`" + name + "`") == std::string::npos)
      faults.push_back(entry.path().string() + " is not listed in extractors/languages/README.md");
  }
  expect_none(faults);
}

TEST_CASE("nothing outside the repository is named but by what can go without it") {
  std::vector<std::string> faults;
  const std::regex outside("(\\.\\./|\\b)shared/(data|eval|design)|/work/");
  for (const auto& file : text_files()) {
    const std::string path = std::filesystem::relative(file, root()).string(), text = read_file(file);
    if (path == "tests/tidy/tidy_test.cpp" || !std::regex_search(text, outside)) continue;
    const char* look = path.ends_with(".sh") ? "[ -d " : "exists";  // it looks first whether it is there
    const bool may_be_missing = (path.starts_with("tests/") || path.ends_with(".sh")) && text.find(look) != std::string::npos;
    if (!may_be_missing) faults.push_back(path + " names a place outside the repository");
  }
  expect_none(faults);
}

}  // namespace rawi::test
