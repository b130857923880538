#include "extractors/ingest/feed_splitter.hpp"

#include <utility>

namespace rawi {

namespace {
constexpr std::size_t kTagBytesMax = std::size_t{64} << 10;
}

std::string_view tag_name(std::string_view tag) {
  if (tag.starts_with('<')) tag.remove_prefix(1);
  if (tag.starts_with('/')) tag.remove_prefix(1);
  return tag.substr(0, tag.find_first_of(" \t\r\n/>"));
}

void FeedSplitter::append(char c) {
  ++size_bytes_;
  if (size_bytes_ <= piece_bytes_max_) piece_ += c;
}

bool FeedSplitter::ends_markup(char c, std::string_view mark, State back_to) {
  last_ += c;
  if (last_.size() > mark.size()) last_.erase(0, 1);
  if (last_ == mark) state_ = back_to;
  return false;
}

/// Moves on by one byte; true when it ends a tag, which is then in tag_.
bool FeedSplitter::take(char c) {
  switch (state_) {
    case State::kComment:
      return ends_markup(c, "-->", State::kText);
    case State::kCharacterData:
      return ends_markup(c, "]]>", State::kText);
    case State::kDoctype:
      return ends_markup(c, "]", State::kTag);
    case State::kText:
    case State::kTag:
      break;
  }
  if (c == '<') {  // it cannot stand inside a tag, so whatever was open was none
    state_ = State::kTag;
    tag_ = "<";
    tag_line_ = line_;
    quote_ = '\0';
    return false;
  }
  if (state_ == State::kText) return false;
  tag_ += c;
  last_.clear();
  if (tag_ == "<!--") {
    state_ = State::kComment;
  } else if (tag_ == "<![CDATA[") {
    state_ = State::kCharacterData;
  } else if (c == '[' && tag_.starts_with("<!DOCTYPE")) {
    state_ = State::kDoctype;
  } else if (quote_ != '\0') {
    if (c == quote_) quote_ = '\0';
  } else if (c == '"' || c == '\'') {
    quote_ = c;
  } else if (c == '>') {
    state_ = State::kText;
    return true;
  }
  if (tag_.size() > kTagBytesMax) state_ = State::kText;
  return false;
}

bool FeedSplitter::begins_entry() const {
  if (tag_.starts_with("</") || tag_.ends_with("/>")) return false;
  const std::string_view name = tag_name(tag_);
  if (!entry_name_.empty()) return name == entry_name_;
  return name == "item" || name == "entry" || name.ends_with(":entry") || name.ends_with(":item");
}

bool FeedSplitter::ends_entry() const { return inside_ && tag_.starts_with("</") && tag_name(tag_) == entry_name_; }

FeedPiece FeedSplitter::cut(bool entry) {
  given_ = std::exchange(piece_, {});
  const std::size_t size_bytes = std::exchange(size_bytes_, 0);
  return {
      .entry = entry, .text = given_, .line = piece_line_, .size_bytes = size_bytes, .too_long = size_bytes > piece_bytes_max_};
}

Result<std::optional<FeedPiece>> FeedSplitter::next() {
  for (;;) {
    if (at_ == end_) {
      const auto got = stream_->read(chunk_);
      if (!got) return fail(got.error());
      at_ = 0;
      end_ = *got;
      if (end_ == 0) break;
    }
    const char c = chunk_[at_++];
    append(c);
    const bool tag = take(c);
    if (c == '\n') ++line_;
    if (tag && ends_entry()) {
      inside_ = false;
      return cut(true);
    }
    if (!tag || !begins_entry()) continue;
    if (entry_name_.empty()) entry_name_ = tag_name(tag_);
    const bool unclosed = std::exchange(inside_, true);
    const bool head = !std::exchange(head_given_, true);
    piece_.resize(piece_.size() - (size_bytes_ <= piece_bytes_max_ ? tag_.size() : 0));
    size_bytes_ -= tag_.size();
    const FeedPiece before = cut(!head);
    piece_ = tag_;
    size_bytes_ = tag_.size();
    piece_line_ = tag_line_;
    if (head || unclosed) return before;  // else it is what stands between two entries
  }
  if (head_given_ && !inside_) return std::nullopt;
  const bool entry = std::exchange(inside_, false);
  head_given_ = true;
  return cut(entry);
}

}  // namespace rawi
