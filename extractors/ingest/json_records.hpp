// The objects of a JSON file that is not JSON Lines: of one array, or one after the other, each over any number of lines.
// Only braces, brackets and strings are looked at, so that a large array is read object by object and never held whole.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "extractors/ingest/byte_stream.hpp"
#include "extractors/ingest/line_reader.hpp"

namespace rawi {

/// Gives each object (or other value) as a Line: `text` without the white space and the commas around it, `number` the
/// line on which it begins.
class JsonRecordReader {
 public:
  /// `stream` must outlive the reader.
  JsonRecordReader(ByteStream& stream, std::size_t record_bytes_max)
      : stream_(&stream), record_bytes_max_(record_bytes_max), chunk_(std::size_t{1} << 16) {}

  /// Nothing at the end. A value that the end cuts off is given as it is; the parser will complain.
  [[nodiscard]] Result<std::optional<Line>> next();

 private:
  bool take(char c);

  ByteStream* stream_;
  std::size_t record_bytes_max_;
  std::vector<char> chunk_;
  std::size_t at_ = 0;
  std::size_t end_ = 0;
  std::size_t line_ = 1;
  bool in_array_ = false;

  std::string record_;
  std::size_t size_bytes_ = 0;
  std::size_t depth_ = 0;
  bool in_string_ = false;
  bool escaped_ = false;
};

}  // namespace rawi
