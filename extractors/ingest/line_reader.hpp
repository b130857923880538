// Lines of a byte stream, with a limit on what one line may take: a line beyond it is passed over in pieces, and the
// next one is read as if nothing had been.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "extractors/ingest/byte_stream.hpp"

namespace rawi {

struct Line {
  std::string_view text;       // without its LF or CRLF; valid until the next call; empty when too long
  std::size_t number = 0;      // counted from 1
  std::size_t size_bytes = 0;  // of the whole line, also when it is too long
  bool too_long = false;
};

/// Holds at most `line_bytes_max` and one chunk.
class LineReader {
 public:
  /// `stream` must outlive the reader.
  LineReader(ByteStream& stream, std::size_t line_bytes_max) : stream_(&stream), line_bytes_max_(line_bytes_max) {}

  /// Nothing at the end. A last line without a line feed counts. A read error comes after every whole line before it;
  /// the piece of a line that it cuts off is not returned.
  [[nodiscard]] Result<std::optional<Line>> next();

  /// Reads the next bytes as they are, after the line that was read last. The same contract as ByteStream::read; line
  /// numbers go on counting.
  [[nodiscard]] Result<std::size_t> read(std::span<char> into);

 private:
  Result<bool> fill();

  ByteStream* stream_;
  std::size_t line_bytes_max_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;  // of the unread bytes in buffer_
  std::size_t end_ = 0;
  std::size_t next_number_ = 1;
};

}  // namespace rawi
