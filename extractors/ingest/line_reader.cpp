#include "extractors/ingest/line_reader.hpp"

#include <algorithm>
#include <cstring>
#include <string_view>

namespace rawi {

namespace {
constexpr std::size_t kChunkBytes = 1U << 16;
}

/// Reads one chunk more behind the unread bytes; false at the end of the stream.
Result<bool> LineReader::fill() {
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (buffer_.size() < end_ + kChunkBytes) buffer_.resize(std::max(end_ + kChunkBytes, end_ * 2));
  const auto got = stream_->read(std::span(buffer_).subspan(end_, kChunkBytes));
  if (!got) return fail(got.error());
  end_ += *got;
  return *got > 0;
}

Result<std::optional<Line>> LineReader::next() {
  std::size_t searched = 0;     // bytes after begin_ that hold no line feed
  std::size_t passed_over = 0;  // bytes of this line that were thrown away
  for (;;) {
    const std::string_view unread(buffer_.data() + begin_, end_ - begin_);
    const std::size_t feed = unread.find('\n', searched);
    const bool found = feed != std::string_view::npos;
    if (!found) {
      searched = unread.size();
      if (passed_over + searched > line_bytes_max_) {
        passed_over += searched;
        begin_ = end_;
        searched = 0;
      }
      const auto more = fill();
      if (!more) return fail(more.error());
      if (*more) continue;
      if (passed_over + searched == 0) return std::nullopt;
    }
    const std::size_t held = found ? feed : searched;
    Line line{
        .text = {}, .number = next_number_++, .size_bytes = passed_over + held, .too_long = passed_over + held > line_bytes_max_};
    if (!line.too_long) {
      line.text = std::string_view(buffer_.data() + begin_, held);
      if (line.text.ends_with('\r')) line.text.remove_suffix(1);
    }
    begin_ += held + (found ? 1 : 0);
    return line;
  }
}

Result<std::size_t> LineReader::read(std::span<char> into) {
  if (begin_ == end_) {
    const auto more = fill();
    if (!more) return fail(more.error());
    if (!*more) return 0;
  }
  const std::size_t size = std::min(into.size(), end_ - begin_);
  std::copy_n(buffer_.data() + begin_, size, into.data());
  next_number_ += static_cast<std::size_t>(std::count(into.begin(), into.begin() + static_cast<std::ptrdiff_t>(size), '\n'));
  begin_ += size;
  return size;
}

}  // namespace rawi
