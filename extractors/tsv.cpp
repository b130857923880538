#include "extractors/tsv.hpp"

#include <fstream>

#include "core/base/utf8.hpp"

namespace rawi {

namespace {

std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells;
  for (;;) {
    const std::size_t tab = line.find('\t');
    const std::string_view cell = line.substr(0, tab);
    cells.emplace_back(cell == "-" ? std::string_view() : cell);
    if (tab == std::string_view::npos) return cells;
    line.remove_prefix(tab + 1);
  }
}

std::string joined(std::initializer_list<std::string_view> columns) {
  std::string line;
  for (const std::string_view column : columns) line += (line.empty() ? "" : "\t") + std::string(column);
  return line;
}

}  // namespace

std::string at_line(const std::filesystem::path& file, std::size_t line) { return file.string() + ":" + std::to_string(line); }

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> pieces;
  while (!text.empty()) {
    const std::size_t at = text.find(separator);
    std::string_view piece = text.substr(0, at);
    while (!piece.empty() && piece.front() == ' ') piece.remove_prefix(1);
    while (!piece.empty() && piece.back() == ' ') piece.remove_suffix(1);
    if (!piece.empty()) pieces.emplace_back(piece);
    if (at == std::string_view::npos) break;
    text.remove_prefix(at + 1);
  }
  return pieces;
}

Result<std::vector<TsvRow>> read_tsv(const std::filesystem::path& file, std::initializer_list<std::string_view> columns) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return fail(ErrorCode::kNotFound, file.string(), "the table cannot be read", "check the data directory (--data)");
  std::vector<TsvRow> rows;
  std::string line;
  bool header_seen = false;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty() || line.front() == '#') continue;
    if (find_invalid_utf8(line))
      return fail(ErrorCode::kInvalidInput, at_line(file, number), "not UTF-8", "convert the table to UTF-8");
    if (!header_seen) {
      if (line != joined(columns))
        return fail(ErrorCode::kInvalidInput, at_line(file, number), "the header is not the expected one",
                    "the columns are, separated by tabs: " + joined(columns));
      header_seen = true;
      continue;
    }
    TsvRow row{number, cells_of(line)};
    if (row.cells.size() != columns.size())
      return fail(ErrorCode::kInvalidInput, at_line(file, number),
                  std::to_string(row.cells.size()) + " cells where there should be " + std::to_string(columns.size()),
                  "separate the cells by single tabs and write - for an empty one");
    rows.push_back(std::move(row));
  }
  if (!header_seen)
    return fail(ErrorCode::kInvalidInput, file.string(), "the table has no header line", "begin it with: " + joined(columns));
  return rows;
}

}  // namespace rawi
