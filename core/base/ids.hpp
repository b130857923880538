// Strong id types: an actor's id cannot be handed over where an article's is wanted.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace rawi {

/// A name that identifies: opaque text, compared byte by byte. The tag makes each a type of its own.
template <class Tag>
class TextId {
 public:
  TextId() = default;
  explicit TextId(std::string text) : text_(std::move(text)) {}

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] bool empty() const { return text_.empty(); }
  friend auto operator<=>(const TextId&, const TextId&) = default;

 private:
  std::string text_;
};

/// "country:FRA", "person:emmanuel-macron", "place:paris": the type, a colon, an ISO code or a slug.
using EntityId = TextId<struct EntityIdTag>;
/// As the article gave it, else "art:" and a hash of its url or text.
using ArticleId = TextId<struct ArticleIdTag>;
/// The name of an event kind in schemas/ontology, e.g. "ceasefire".
using KindId = TextId<struct KindIdTag>;

/// One occurrence. Written "evt:" and 16 hexadecimal digits.
struct EventId {
  std::uint64_t value = 0;

  [[nodiscard]] bool empty() const { return value == 0; }
  [[nodiscard]] std::string text() const;
  /// Zero (empty) when `text` is no event id.
  [[nodiscard]] static EventId parse(std::string_view text);
  friend auto operator<=>(const EventId&, const EventId&) = default;
};

/// FNV-1a over the bytes, 64 bits (Fowler, Noll, Vo). Stable across runs and machines: keys and ids on disk depend on it.
[[nodiscard]] std::uint64_t stable_hash(std::string_view bytes, std::uint64_t seed = 14695981039346656037ULL);

}  // namespace rawi

template <class Tag>
struct std::hash<rawi::TextId<Tag>> {
  std::size_t operator()(const rawi::TextId<Tag>& id) const noexcept { return std::hash<std::string>{}(id.text()); }
};
template <>
struct std::hash<rawi::EventId> {
  std::size_t operator()(rawi::EventId id) const noexcept { return id.value; }
};
