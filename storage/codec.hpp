// Records as bytes. The first byte of every record is its version; whole numbers are LEB128 varints, signed ones
// zigzagged; strings and lists carry their length in front. FORMAT.md shows each record; a changed record gets a new
// version and the old one stays readable.
//
// Decoding trusts nothing: a record that is cut short, too long or out of range is kCorrupt (a version that this rawi
// does not know: kUnsupported) and the error names the key. What is written is never larger than what is in memory.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/facts/edit.hpp"
#include "core/facts/extraction.hpp"
#include "storage/keys.hpp"

namespace rawi {

/// The description of one entity that an article supports.
struct SupportedEntity {
  EntityId entity;
  keys::DescriptionHash description{};
  friend auto operator<=>(const SupportedEntity&, const SupportedEntity&) = default;
};

struct StoredArticle {
  Article article;
  std::vector<SupportedEntity> entities;  // sorted, each once
  std::uint32_t mention_count = 0;        // so that `rawi check` sees that one is missing
};

/// How many of each there are: kept with every write, so that nobody has to count.
struct StoredCounts {
  std::uint64_t articles = 0;
  std::uint64_t entities = 0;
  std::uint64_t events = 0;
  std::uint64_t mentions = 0;
  friend bool operator==(const StoredCounts&, const StoredCounts&) = default;
};

[[nodiscard]] std::string encode(const StoredArticle& record);
[[nodiscard]] std::string encode(const Entity& record);
/// Without the event's id, which stands in the key.
[[nodiscard]] std::string encode(const EventMention& record);
/// Without its id, which stands in the key.
[[nodiscard]] std::string encode(const Event& record);
[[nodiscard]] std::string encode(const Edit& record);
[[nodiscard]] std::string encode(const StoredCounts& record);
[[nodiscard]] std::string encode_stamp(std::uint64_t stamp);
[[nodiscard]] std::string encode_format_version(std::uint32_t version);

/// `key` is the record's key: what it says is checked against the record or put into it.
[[nodiscard]] Result<StoredArticle> decode_article(std::string_view key, std::string_view bytes);
[[nodiscard]] Result<Entity> decode_entity(std::string_view key, std::string_view bytes);
[[nodiscard]] Result<EventMention> decode_mention(std::string_view key, std::string_view bytes);
[[nodiscard]] Result<Event> decode_event(std::string_view key, std::string_view bytes);
[[nodiscard]] Result<Edit> decode_edit(std::string_view key, std::string_view bytes);
[[nodiscard]] Result<StoredCounts> decode_counts(std::string_view key, std::string_view bytes);
[[nodiscard]] Result<std::uint64_t> decode_stamp(std::string_view key, std::string_view bytes);
[[nodiscard]] Result<std::uint32_t> decode_format_version(std::string_view key, std::string_view bytes);

}  // namespace rawi
