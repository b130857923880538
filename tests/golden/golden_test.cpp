// Every command against the files beside this one: what it writes to both streams, and how it ends. README.md says how the
// cases are laid out and how they are brought up to date.
#include <stdlib.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

#include "tests/support/temporary_directory.hpp"
#include "tools/command.hpp"

using namespace rawi;
namespace fs = std::filesystem;

namespace {

const fs::path kGolden = fs::path(RAWI_SOURCE_DIR) / "tests" / "golden";

struct Outcome {
  std::string out, err;
  int exit_code = 0;
};

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string replace_all(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) text.replace(at, from.size(), to);
  return text;
}

Outcome run(const std::vector<std::string>& arguments) {
  std::ostringstream out, err;
  Console console{out, err};
  const int exit_code = run_rawi(arguments, console);
  return {out.str(), err.str(), exit_code};
}

/// The store that all questions are asked: built once from articles.jsonl.
const fs::path& shared_store() {
  static const test::TemporaryDirectory directory("golden-store");
  static const fs::path store = [] {
    unsetenv("RAWI_DATA");  // the data of this source tree is what is tested
    const Outcome built = run({"build", "--db", directory.path() / "graph", kGolden / "articles.jsonl"});
    INFO(built.err);
    REQUIRE(built.exit_code == 0);
    return directory.path() / "graph";
  }();
  return store;
}

/// One case: a folder with `args`, and what is expected.
class Case {
 public:
  explicit Case(fs::path folder) : folder_(std::move(folder)) {}

  [[nodiscard]] std::string name() const { return fs::relative(folder_, kGolden).string(); }

  [[nodiscard]] Outcome expected() const {
    const std::string code = read_file(folder_ / "exit_code");
    return {read_file(folder_ / "stdout"), read_file(folder_ / "stderr"), code.empty() ? -1 : std::stoi(code)};
  }

  /// Runs the commands of `args` one after the other. Their outputs are joined; the last one's exit code counts.
  [[nodiscard]] Outcome actual() const {
    const test::TemporaryDirectory scratch("golden-case");
    const std::vector<std::pair<std::string, std::string>> names = {
        {"@STORE@", shared_store().string()}, {"@SCRATCH@", scratch.path().string()}, {"@HERE@", kGolden.string()}};
    Outcome all;
    for (const std::vector<std::string>& arguments : commands(names)) {
      const Outcome one = run(arguments);
      all = {all.out + one.out, all.err + one.err, one.exit_code};
    }
    for (const auto& [name, value] : names) {
      all.out = replace_all(all.out, value, name);
      all.err = replace_all(all.err, value, name);
    }
    return all;
  }

  void update(const Outcome& outcome) const {
    write("stdout", outcome.out);
    write("stderr", outcome.err);
    write("exit_code", std::to_string(outcome.exit_code) + "\n");
  }

 private:
  /// One argument a line; an empty line begins the next command.
  [[nodiscard]] std::vector<std::vector<std::string>> commands(
      const std::vector<std::pair<std::string, std::string>>& names) const {
    std::vector<std::vector<std::string>> all(1);
    std::istringstream lines(read_file(folder_ / "args"));
    for (std::string line; std::getline(lines, line);) {
      if (line.empty()) {
        all.emplace_back();
        continue;
      }
      for (const auto& [name, value] : names) line = replace_all(line, name, value);
      all.back().push_back(line);
    }
    return all;
  }

  /// A silent stream has no file.
  void write(const char* name, const std::string& text) const {
    if (text.empty()) {
      fs::remove(folder_ / name);
      return;
    }
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }

  fs::path folder_;
};

std::vector<Case> all_cases() {
  std::vector<fs::path> folders;
  for (const auto& entry : fs::recursive_directory_iterator(kGolden))
    if (entry.path().filename() == "args") folders.push_back(entry.path().parent_path());
  std::sort(folders.begin(), folders.end());
  return {folders.begin(), folders.end()};
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  if (!text.empty() && text.back() != '\n') lines.back() += "⏎ is missing at the end";
  return lines;
}

/// The lines from the first to the last that differ: "-" was expected, "+" came. Empty when there is no difference.
std::string difference(const char* stream, const std::string& expected, const std::string& actual) {
  if (expected == actual) return "";
  const std::vector<std::string> old_lines = lines_of(expected), new_lines = lines_of(actual);
  const auto heads = std::mismatch(old_lines.begin(), old_lines.end(), new_lines.begin(), new_lines.end());
  const auto tails = std::mismatch(old_lines.rbegin(), std::make_reverse_iterator(heads.first), new_lines.rbegin(),
                                   std::make_reverse_iterator(heads.second));
  std::string text = std::string(stream) + ", from line " + std::to_string(heads.first - old_lines.begin() + 1) + ":\n";
  for (auto line = heads.first; line != tails.first.base(); ++line) text += "- " + *line + "\n";
  for (auto line = heads.second; line != tails.second.base(); ++line) text += "+ " + *line + "\n";
  return text;
}

}  // namespace

TEST_CASE("every command writes and ends as its golden files say", "[golden]") {
  const bool update = std::getenv("RAWI_UPDATE_GOLDEN") != nullptr;
  for (const Case& one : all_cases()) {
    const Outcome expected = one.expected(), actual = one.actual();
    if (update) {
      one.update(actual);
      continue;
    }
    std::string differences = difference("stdout", expected.out, actual.out) + difference("stderr", expected.err, actual.err);
    if (expected.exit_code != actual.exit_code)
      differences += "exit code " + std::to_string(actual.exit_code) + " instead of " + std::to_string(expected.exit_code) + "\n";
    INFO("tests/golden/" << one.name() << "\n" << differences << "If this is as it should be: tools/update-goldens.sh");
    CHECK(differences.empty());
  }
}

TEST_CASE("every command has a golden case for its help and others for its work", "[golden]") {
  std::set<std::string> names;
  for (const Case& one : all_cases()) names.insert(one.name());
  for (const auto& command : make_commands()) {
    INFO("rawi " << command->name());
    CHECK(names.count(command->name() + "/help") == 1);
    CHECK(std::any_of(names.begin(), names.end(), [&](const std::string& name) {
      return name.rfind(command->name() + "/", 0) == 0 && name != command->name() + "/help";
    }));
  }
}
