// Typed reading of what a KeyValueView holds: a key is built, looked up and decoded in one place.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "storage/codec.hpp"
#include "storage/key_value.hpp"

namespace rawi::records {

inline constexpr std::string_view kFormatName = "format";
inline constexpr std::string_view kCountsName = "counts";
inline constexpr std::string_view kStampName = "stamp";

/// A description with the key that it stands under.
struct Description {
  keys::DescriptionKey key;
  Entity entity;
};

/// All fail with kIo, kCorrupt or kUnsupported. Not finding is no error.
[[nodiscard]] Result<std::optional<StoredArticle>> article(const KeyValueView& view, keys::ArticleHash hash);
[[nodiscard]] Result<std::optional<Event>> event(const KeyValueView& view, EventId id);
[[nodiscard]] Result<std::optional<EventMention>> mention(const KeyValueView& view, const keys::MentionKey& key);
/// All edits, with what they come to.
[[nodiscard]] Result<Edits> edits(const KeyValueView& view);
/// Zeros in a store without them.
[[nodiscard]] Result<StoredCounts> counts(const KeyValueView& view);

/// Of the last change; zero in an empty store.
[[nodiscard]] Result<std::uint64_t> stamp(const KeyValueView& view);
/// The stamp after a change whose content has this hash: never the one before, never zero.
[[nodiscard]] std::uint64_t next_stamp(std::uint64_t before, std::uint64_t content);
/// Adds the stamp after this batch to it, and gives it.
std::uint64_t put_stamp(WriteBatch& batch, std::uint64_t before);

/// In the order of keys.
[[nodiscard]] Result<std::vector<Description>> descriptions_of(const KeyValueView& view, keys::EntityHash entity);
/// The keys of an article's mentions, in the order of its text: from the index.
[[nodiscard]] Result<std::vector<keys::MentionKey>> mention_keys_in(const KeyValueView& view, keys::ArticleHash article);
[[nodiscard]] Result<std::vector<std::pair<keys::MentionKey, EventMention>>> mentions_of(const KeyValueView& view, EventId event);

/// The mentions of an article, in the order of its text.
[[nodiscard]] Result<std::vector<EventMention>> mentions_in(const KeyValueView& view, const ArticleId& id);

/// Does any key lie in the range?
[[nodiscard]] Result<bool> any_in(const KeyValueView& view, const keys::Range& range);

/// The error of an index entry whose record is missing.
[[nodiscard]] tl::unexpected<Error> dangling(std::string_view index_key);

}  // namespace rawi::records
