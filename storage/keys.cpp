#include "storage/keys.hpp"

#include <algorithm>
#include <limits>

namespace rawi::keys {

namespace {

constexpr std::uint32_t kDaySign = 0x80000000U;  // turned over, so that negative days sort before positive ones
constexpr std::uint32_t kUndated = 0xFFFFFFFFU;

std::string begin_key(Tag tag) { return std::string(1, static_cast<char>(tag)); }

template <class Unsigned>
void append(std::string& key, Unsigned value) {
  for (int shift = static_cast<int>(sizeof(Unsigned)) * 8 - 8; shift >= 0; shift -= 8)
    key += static_cast<char>(static_cast<unsigned char>(value >> shift));
}

void append(std::string& key, EventId id) { append(key, id.value); }
void append(std::string& key, ArticleHash hash) { append(key, static_cast<std::uint64_t>(hash)); }
void append(std::string& key, EntityHash hash) { append(key, static_cast<std::uint64_t>(hash)); }
void append(std::string& key, DescriptionHash hash) { append(key, static_cast<std::uint64_t>(hash)); }

/// A day outside of 32 bits is moved to the nearest that fits; the last one of all stands for "undated".
std::uint32_t day_bits(std::optional<Day> day) {
  if (!day) return kUndated;
  const std::int64_t count = std::clamp<std::int64_t>(day->time_since_epoch().count(), std::numeric_limits<std::int32_t>::min(),
                                                      std::numeric_limits<std::int32_t>::max() - 1);
  return static_cast<std::uint32_t>(static_cast<std::int32_t>(count)) ^ kDaySign;
}

/// Reads the parts of a key off its front; any shortage is remembered and makes the whole key unreadable.
class Parts {
 public:
  Parts(std::string_view key, Tag tag) : rest_(key) {
    good_ = !key.empty() && key.front() == static_cast<char>(tag);
    if (good_) rest_.remove_prefix(1);
  }

  template <class Unsigned>
  Unsigned take() {
    Unsigned value = 0;
    if (rest_.size() < sizeof(Unsigned)) good_ = false;
    if (!good_) return value;
    for (std::size_t i = 0; i < sizeof(Unsigned); ++i)
      value = static_cast<Unsigned>(value << 8) | static_cast<unsigned char>(rest_[i]);
    rest_.remove_prefix(sizeof(Unsigned));
    return value;
  }
  EventId take_event() { return EventId{take<std::uint64_t>()}; }
  template <class Hash>
  Hash take_hash() {
    return Hash{take<std::uint64_t>()};
  }
  std::optional<Day> take_day() {
    const auto bits = take<std::uint32_t>();
    if (bits == kUndated) return std::nullopt;
    return Day(std::chrono::days(static_cast<std::int32_t>(bits ^ kDaySign)));
  }

  /// The key, if all of it was read.
  template <class Key>
  [[nodiscard]] std::optional<Key> finish(const Key& key) const {
    if (!good_ || !rest_.empty()) return std::nullopt;
    return key;
  }

 private:
  std::string_view rest_;
  bool good_ = false;
};

/// The first key after all that begin with `prefix`; empty when there is none.
std::string after_prefix(std::string prefix) {
  while (!prefix.empty() && static_cast<unsigned char>(prefix.back()) == 0xFF) prefix.pop_back();
  if (!prefix.empty()) prefix.back() = static_cast<char>(static_cast<unsigned char>(prefix.back()) + 1);
  return prefix;
}

Range with_prefix(std::string prefix) {
  Range range;
  range.end = after_prefix(prefix);
  range.first = std::move(prefix);
  return range;
}

/// Keys that begin with `prefix` and go on with a day of the range.
Range days_after(const std::string& prefix, const DayRange& days) {
  Range range = with_prefix(prefix);
  if (days.first) append(range.first, day_bits(days.first));
  if (days.last) {
    range.end = prefix;
    append(range.end, day_bits(days.last) + 1);  // the largest dated day is one below kUndated: no overflow
  }
  return range;
}

std::string hex(std::uint64_t value) { return EventId{value}.text().substr(4); }
template <class Hash>
std::string hex_of(Hash hash) {
  return hex(static_cast<std::uint64_t>(hash));
}
std::string day_text(std::optional<Day> day) { return day ? format_day(*day) : "undated"; }

}  // namespace

ArticleHash hash_of(const ArticleId& id) { return ArticleHash{stable_hash(id.text())}; }
EntityHash hash_of(const EntityId& id) { return EntityHash{stable_hash(id.text())}; }
DescriptionHash hash_of_description(std::string_view encoded) { return DescriptionHash{stable_hash(encoded)}; }

std::string article(ArticleHash hash) {
  std::string key = begin_key(Tag::kArticle);
  append(key, hash);
  return key;
}

std::string description(const DescriptionKey& parts) {
  std::string key = begin_key(Tag::kDescription);
  append(key, parts.entity);
  append(key, parts.description);
  return key;
}

std::string edit(std::uint32_t number) {
  std::string key = begin_key(Tag::kEdit);
  append(key, number);
  return key;
}

std::string mention(const MentionKey& parts) {
  std::string key = begin_key(Tag::kMention);
  append(key, parts.event);
  append(key, parts.article);
  append(key, parts.sequence);
  return key;
}

std::string meta(std::string_view name) { return begin_key(Tag::kMeta).append(name); }

std::string event(EventId id) {
  std::string key = begin_key(Tag::kEvent);
  append(key, id);
  return key;
}

std::string article_mention(const MentionKey& parts) {
  std::string key = begin_key(Tag::kArticleMention);
  append(key, parts.article);
  append(key, parts.sequence);
  append(key, parts.event);
  return key;
}

std::string participation(const ParticipationKey& parts) {
  std::string key = begin_key(Tag::kParticipation);
  append(key, parts.entity);
  append(key, day_bits(parts.day));
  append(key, parts.event);
  return key;
}

std::string timeline(const TimelineKey& parts) {
  std::string key = begin_key(Tag::kTimeline);
  append(key, day_bits(parts.day));
  append(key, parts.event);
  return key;
}

std::string support(const SupportKey& parts) {
  std::string key = begin_key(Tag::kSupport);
  append(key, parts.description.entity);
  append(key, parts.description.description);
  append(key, parts.article);
  return key;
}

std::optional<ArticleHash> parse_article(std::string_view key) {
  Parts parts(key, Tag::kArticle);
  const auto hash = parts.take_hash<ArticleHash>();
  return parts.finish(hash);
}

std::optional<DescriptionKey> parse_description(std::string_view key) {
  Parts parts(key, Tag::kDescription);
  DescriptionKey out;
  out.entity = parts.take_hash<EntityHash>();
  out.description = parts.take_hash<DescriptionHash>();
  return parts.finish(out);
}

std::optional<std::uint32_t> parse_edit(std::string_view key) {
  Parts parts(key, Tag::kEdit);
  const auto number = parts.take<std::uint32_t>();
  return parts.finish(number);
}

std::optional<MentionKey> parse_mention(std::string_view key) {
  Parts parts(key, Tag::kMention);
  MentionKey out;
  out.event = parts.take_event();
  out.article = parts.take_hash<ArticleHash>();
  out.sequence = parts.take<std::uint32_t>();
  return parts.finish(out);
}

std::optional<EventId> parse_event(std::string_view key) {
  Parts parts(key, Tag::kEvent);
  const EventId id = parts.take_event();
  return parts.finish(id);
}

std::optional<MentionKey> parse_article_mention(std::string_view key) {
  Parts parts(key, Tag::kArticleMention);
  MentionKey out;
  out.article = parts.take_hash<ArticleHash>();
  out.sequence = parts.take<std::uint32_t>();
  out.event = parts.take_event();
  return parts.finish(out);
}

std::optional<ParticipationKey> parse_participation(std::string_view key) {
  Parts parts(key, Tag::kParticipation);
  ParticipationKey out;
  out.entity = parts.take_hash<EntityHash>();
  out.day = parts.take_day();
  out.event = parts.take_event();
  return parts.finish(out);
}

std::optional<TimelineKey> parse_timeline(std::string_view key) {
  Parts parts(key, Tag::kTimeline);
  TimelineKey out;
  out.day = parts.take_day();
  out.event = parts.take_event();
  return parts.finish(out);
}

std::optional<SupportKey> parse_support(std::string_view key) {
  Parts parts(key, Tag::kSupport);
  SupportKey out;
  out.description.entity = parts.take_hash<EntityHash>();
  out.description.description = parts.take_hash<DescriptionHash>();
  out.article = parts.take_hash<ArticleHash>();
  return parts.finish(out);
}

Range all() { return {}; }
Range all(Tag tag) { return with_prefix(begin_key(tag)); }

Range descriptions_of(EntityHash entity) {
  std::string prefix = begin_key(Tag::kDescription);
  append(prefix, entity);
  return with_prefix(std::move(prefix));
}

Range mentions_of(EventId event) {
  std::string prefix = begin_key(Tag::kMention);
  append(prefix, event);
  return with_prefix(std::move(prefix));
}

Range mentions_in(ArticleHash article) {
  std::string prefix = begin_key(Tag::kArticleMention);
  append(prefix, article);
  return with_prefix(std::move(prefix));
}

Range supporters_of(const DescriptionKey& key) {
  std::string prefix = begin_key(Tag::kSupport);
  append(prefix, key.entity);
  append(prefix, key.description);
  return with_prefix(std::move(prefix));
}

Range timeline(const DayRange& days) { return days_after(begin_key(Tag::kTimeline), days); }

Range participations_of(EntityHash entity, const DayRange& days) {
  std::string prefix = begin_key(Tag::kParticipation);
  append(prefix, entity);
  return days_after(prefix, days);
}

Range dated_timeline() {
  Range range = all(Tag::kTimeline);
  range.end = begin_key(Tag::kTimeline);
  append(range.end, kUndated);
  return range;
}

std::string describe(std::string_view key) {
  if (const auto k = parse_article(key)) return "article " + hex_of(*k);
  if (const auto k = parse_description(key)) return "description " + hex_of(k->description) + " of entity " + hex_of(k->entity);
  if (const auto k = parse_edit(key)) return "edit " + std::to_string(*k);
  if (const auto k = parse_mention(key))
    return "mention of " + k->event.text() + " by article " + hex_of(k->article) + ", number " + std::to_string(k->sequence);
  if (const auto k = parse_event(key)) return "event " + k->text();
  if (const auto k = parse_article_mention(key))
    return "index of articles: article " + hex_of(k->article) + ", number " + std::to_string(k->sequence) + ", " +
           k->event.text();
  if (const auto k = parse_participation(key))
    return "index of participations: entity " + hex_of(k->entity) + ", " + day_text(k->day) + ", " + k->event.text();
  if (const auto k = parse_timeline(key)) return "index of days: " + day_text(k->day) + ", " + k->event.text();
  if (const auto k = parse_support(key))
    return "index of support: entity " + hex_of(k->description.entity) + ", description " + hex_of(k->description.description) +
           ", article " + hex_of(k->article);
  if (!key.empty() && key.front() == static_cast<char>(Tag::kMeta)) return "store record \"" + std::string(key.substr(1)) + "\"";
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text = "unknown key ";
  for (const char c : key.substr(0, 64)) {
    text += kDigits[static_cast<unsigned char>(c) >> 4];
    text += kDigits[static_cast<unsigned char>(c) & 15];
  }
  return text;
}

}  // namespace rawi::keys
