// Reads the tables of language packs: tab-separated, a header line that names the columns, `#` comments.
#pragma once

#include <cstddef>
#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"

namespace rawi {

struct TsvRow {
  std::size_t line = 0;  // counted from 1, the header included
  std::vector<std::string> cells;
};

/// Rows in the order of the file, every one with exactly as many cells as `columns`; a cell "-" comes back empty. Refuses,
/// naming file and line: a file that cannot be read, a header that differs, a row with another number of cells, bytes that are
/// not UTF-8.
[[nodiscard]] Result<std::vector<TsvRow>> read_tsv(const std::filesystem::path& file,
                                                   std::initializer_list<std::string_view> columns);

/// "path/triggers.tsv:17", for messages.
[[nodiscard]] std::string at_line(const std::filesystem::path& file, std::size_t line);

/// The pieces between `separator`, without surrounding spaces; empty pieces are left out.
[[nodiscard]] std::vector<std::string> split(std::string_view text, char separator);

}  // namespace rawi
