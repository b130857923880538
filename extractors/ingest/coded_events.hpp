// Events that others have coded: tab-separated tables with a header, one event a line. Packed or not, as articles are. What the
// names in them mean is settled by whoever takes the rows.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string_view>

#include "core/base/date.hpp"
#include "core/base/result.hpp"
#include "core/text/document.hpp"

namespace rawi {

/// A row with all that it must have. The views are of `line`, which lives until the call returns.
struct CodedEvent {
  std::size_t line_number = 0;  // counted from 1, the header included
  std::string_view line;
  Day day{};
  std::string_view source, relation, target;

  /// Where a cell of this row stands in its line.
  [[nodiscard]] Span span_of(std::string_view cell) const {
    const auto begin = static_cast<std::uint32_t>(cell.data() - line.data());
    return {begin, begin + static_cast<std::uint32_t>(cell.size())};
  }
};

/// An error ends the reading and becomes the reader's.
using TakeCodedEvent = std::function<Result<void>(const CodedEvent&)>;

/// Reads a table with the columns date, source, relation and target, in any order and among others; "-" is standard input. A line
/// without one of them, with a date that is none, or that is not UTF-8 is told to `complain` (subject "file:line") and left out.
/// Fails with kInvalidInput for a header without one of the columns, and with what opening and unpacking fail with.
[[nodiscard]] Result<void> read_coded_events(const std::filesystem::path& file_or_dash, const TakeCodedEvent& take,
                                             const std::function<void(const Error&)>& complain);

}  // namespace rawi
