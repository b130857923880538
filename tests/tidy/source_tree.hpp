// The repository's own files as the tidy tests read them: lines, includes, string literals, blocks. A few rules of layout
// (.clang-format) take the place of a parser.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace rawi::test {

inline std::filesystem::path root() { return RAWI_SOURCE_DIR; }

inline std::string read_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Lines count from 1 everywhere.
struct Include {
  std::string path;
  bool system = false;  // <…>
  std::size_t line = 0;
};
struct Literal {
  std::string text;
  std::size_t line = 0;
};
/// From the first line of a function (or of a block as far to the left) to its closing brace.
struct Block {
  std::size_t line = 0;
  std::size_t line_count = 0;
};

struct SourceFile {
  std::string path;  // from the root
  std::vector<std::string> lines;

  [[nodiscard]] bool is_header() const { return path.ends_with(".hpp"); }
  [[nodiscard]] std::string at(std::size_t line) const { return path + ":" + std::to_string(line); }

  [[nodiscard]] std::vector<Include> includes() const {
    std::vector<Include> out;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      std::string_view line = lines[i];
      if (!line.starts_with("#include ") || line.size() < 12) continue;
      line.remove_prefix(9);
      const char closing = line.front() == '<' ? '>' : '"';
      out.push_back({std::string(line.substr(1, line.find(closing, 1) - 1)), closing == '>', i + 1});
    }
    return out;
  }

  /// String literals on one line; those in comments and includes are none.
  [[nodiscard]] std::vector<Literal> literals() const {
    std::vector<Literal> out;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::string& line = lines[i];
      if (line.starts_with("#include")) continue;
      std::string text;
      char inside = 0;
      for (std::size_t at = 0; at < line.size(); ++at) {
        const char c = line[at];
        if (inside == 0) {
          if (c == '/' && at + 1 < line.size() && line[at + 1] == '/') break;
          const bool separator =
              c == '\'' && at > 0 && std::string_view("0123456789").find(line[at - 1]) != std::string_view::npos;  // 1'000
          if (c == '"' || (c == '\'' && !separator)) inside = c, text.clear();
        } else if (c == '\\') {
          text += line.substr(at, 2);
          ++at;
        } else if (c == inside) {
          if (inside == '"') out.push_back({text, i + 1});
          inside = 0;
        } else {
          text += c;
        }
      }
    }
    return out;
  }

  /// A block ends at a line that holds nothing but its closing brace and begins at the nearest line above that is indented as
  /// far.
  [[nodiscard]] std::vector<Block> blocks() const {
    std::vector<Block> out;
    for (std::size_t end = 0; end < lines.size(); ++end) {
      const std::size_t indent = lines[end].find('}');
      if (indent == std::string::npos || indent > 4 || lines[end].find_first_not_of(' ') != indent ||
          lines[end].size() != indent + 1)
        continue;
      std::size_t begin = end;
      while (begin-- > 0) {
        const std::size_t first = lines[begin].find_first_not_of(' ');
        if (first == indent && lines[begin][first] != '}' && lines[begin][first] != '#' &&
            !lines[begin].substr(first).starts_with("//"))
          break;
      }
      if (begin < end) out.push_back({begin + 1, end - begin + 1});
    }
    return out;
  }
};

inline std::vector<SourceFile> files_below(const std::vector<std::string>& folders) {
  std::vector<SourceFile> out;
  for (const std::string& folder : folders) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root() / folder)) {
      const auto extension = entry.path().extension();
      if (!entry.is_regular_file() || (extension != ".cpp" && extension != ".hpp")) continue;
      SourceFile file{std::filesystem::relative(entry.path(), root()).string(), {}};
      std::ifstream in(entry.path());
      for (std::string line; std::getline(in, line);) file.lines.push_back(line);
      if (file.lines.empty()) file.lines.emplace_back();
      out.push_back(std::move(file));
    }
  }
  std::sort(out.begin(), out.end(), [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  return out;
}

/// The program's C++.
inline const std::vector<SourceFile>& code_files() {
  static const std::vector<SourceFile> files = files_below({"core", "extractors", "storage", "tools"});
  return files;
}
inline const std::vector<SourceFile>& test_files() {
  static const std::vector<SourceFile> files = files_below({"tests"});
  return files;
}
inline const std::vector<SourceFile>& code_and_test_files() {
  static const std::vector<SourceFile> files = files_below({"core", "extractors", "storage", "tools", "tests"});
  return files;
}

/// Everything of the repository that is text: code, data, pages. Build folders are no part of it.
inline std::vector<std::filesystem::path> text_files() {
  std::vector<std::filesystem::path> out;
  const auto add = [&](const std::filesystem::path& path) {
    if (path.extension() != ".zst" && path.extension() != ".gz" && path.extension() != ".png") out.push_back(path);
  };
  for (const auto& entry : std::filesystem::directory_iterator(root()))
    if (entry.is_regular_file()) add(entry.path());
  for (const char* folder : {"core", "extractors", "storage", "tools", "tests", "schemas", "docs"}) {
    if (!std::filesystem::exists(root() / folder)) continue;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root() / folder))
      if (entry.is_regular_file()) add(entry.path());
  }
  return out;
}

}  // namespace rawi::test
