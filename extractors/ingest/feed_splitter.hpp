// Cuts a feed into its entries without parsing it, so that a feed of any length is read entry by entry, and an entry whose
// markup is broken cannot drag the next one along: wherever an entry's tag opens, an entry begins.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/ingest/byte_stream.hpp"

namespace rawi {

struct FeedPiece {
  bool entry = false;     // else the head: everything before the first entry, or the whole of a file that has none
  std::string_view text;  // valid until the next call; only the first bytes when it is too long
  std::size_t line = 1;   // on which it begins
  std::size_t size_bytes = 0;
  bool too_long = false;
};

/// For every charset in which ASCII bytes are ASCII characters.
class FeedSplitter {
 public:
  /// `stream` must outlive the splitter.
  FeedSplitter(ByteStream& stream, std::size_t piece_bytes_max)
      : stream_(&stream), piece_bytes_max_(piece_bytes_max), chunk_(std::size_t{1} << 16) {}

  /// The head, then each entry from its opening to its closing tag; nothing at the end. An entry that is not closed ends
  /// before the next one, or with the file.
  [[nodiscard]] Result<std::optional<FeedPiece>> next();

 private:
  enum class State { kText, kTag, kComment, kCharacterData, kDoctype };

  bool take(char c);
  bool ends_markup(char c, std::string_view mark, State back_to);
  void append(char c);
  bool begins_entry() const;
  bool ends_entry() const;
  FeedPiece cut(bool entry);

  ByteStream* stream_;
  std::size_t piece_bytes_max_;
  std::vector<char> chunk_;
  std::size_t at_ = 0;
  std::size_t end_ = 0;
  std::size_t line_ = 1;

  State state_ = State::kText;
  std::string tag_;           // of the tag being read, or just read
  std::size_t tag_line_ = 1;  // on which it began
  char quote_ = '\0';
  std::string last_;  // the last bytes of a comment or the like

  std::string piece_;
  std::string given_;  // what the last returned piece points to
  std::size_t size_bytes_ = 0;
  std::size_t piece_line_ = 1;
  std::string entry_name_;  // "item", "entry", "atom:entry": that of the first one
  bool inside_ = false;
  bool head_given_ = false;
};

/// The name in "<name …>" or "</name>".
[[nodiscard]] std::string_view tag_name(std::string_view tag);

}  // namespace rawi
