#include "extractors/ingest/json_records.hpp"

namespace rawi {

/// Adds one byte to the record; true when the record is complete, and `c` is then part of it or (a comma, white space,
/// the array's end) only its end.
bool JsonRecordReader::take(char c) {
  const bool space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
  if (size_bytes_ == 0) {
    if (space || c == ',') return false;
    if (!in_array_ && c == '[') {
      in_array_ = true;
      return false;
    }
    if (in_array_ && c == ']') {
      in_array_ = false;
      return false;
    }
  }
  const bool bare = depth_ == 0 && !in_string_;
  if (size_bytes_ > 0 && bare && (space || c == ',' || (in_array_ && c == ']'))) return true;
  ++size_bytes_;
  if (size_bytes_ <= record_bytes_max_) record_ += c;
  if (in_string_) {
    if (escaped_)
      escaped_ = false;
    else if (c == '\\')
      escaped_ = true;
    else if (c == '"' || c == '\n')
      in_string_ = false;  // JSON strings end on their line: a lost quote costs one object
    return false;
  }
  if (c == '"') in_string_ = true;
  if (c == '{' || c == '[') ++depth_;
  if ((c == '}' || c == ']') && depth_ > 0) return --depth_ == 0;
  return false;
}

Result<std::optional<Line>> JsonRecordReader::next() {
  record_.clear();
  size_bytes_ = depth_ = 0;
  in_string_ = escaped_ = false;
  std::size_t first_line = line_;
  bool complete = false;
  while (!complete) {
    if (at_ == end_) {
      const auto got = stream_->read(chunk_);
      if (!got) return fail(got.error());
      at_ = 0;
      end_ = *got;
      if (end_ == 0) break;
    }
    const char c = chunk_[at_++];
    const bool empty = size_bytes_ == 0;
    complete = take(c);
    if (empty) first_line = line_;
    if (c == '\n') ++line_;
    if (complete && in_array_ && depth_ == 0 && c == ']' && !record_.ends_with(']')) in_array_ = false;
  }
  if (size_bytes_ == 0) return std::nullopt;
  const bool too_long = size_bytes_ > record_bytes_max_;
  return Line{.text = too_long ? std::string_view() : std::string_view(record_),
              .number = first_line,
              .size_bytes = size_bytes_,
              .too_long = too_long};
}

}  // namespace rawi
