// Every byte of every key. A key is one tag byte, then fixed-width big-endian parts, strings last: keys sort as plain
// bytes in the order in which they are asked for, and no comparator is needed. FORMAT.md beside this file shows the
// whole layout on one page; a change here is a new kFormatVersion.
//
// Records hold facts (A, E, H, M, S) or what is worked out from them (V); indexes (m, p, t, x) have empty values and can
// be rebuilt from the records.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/date.hpp"
#include "core/base/ids.hpp"
#include "core/facts/fact_reader.hpp"

namespace rawi::keys {

/// Of the whole store: keys and records together.
inline constexpr std::uint32_t kFormatVersion = 3;
/// A store of this format is one of today's without edits: it is read as it is, and the first edit makes it one of today's.
inline constexpr std::uint32_t kFormatVersionWithoutEdits = 2;

enum class Tag : char {
  kArticle = 'A',         // article                      -> the article and what it supports
  kDescription = 'E',     // entity, description          -> an entity as some articles describe it
  kEdit = 'H',            // number                       -> what somebody decided by hand
  kMention = 'M',         // event, article, sequence     -> one report of an event
  kMeta = 'S',            // name                         -> about the store itself
  kEvent = 'V',           // event                        -> what its mentions say together
  kArticleMention = 'm',  // article, sequence, event     index: what an article reports, in the order of its text
  kParticipation = 'p',   // entity, day, event           index: the timeline of an entity
  kTimeline = 't',        // day, event                   index: the timeline of all
  kSupport = 'x',         // entity, description, article index: the articles that describe an entity so
};

/// stable_hash of an id; the record holds the id itself, so that a collision is seen.
enum class ArticleHash : std::uint64_t {};
enum class EntityHash : std::uint64_t {};
/// stable_hash of an encoded description.
enum class DescriptionHash : std::uint64_t {};

[[nodiscard]] ArticleHash hash_of(const ArticleId& id);
[[nodiscard]] EntityHash hash_of(const EntityId& id);
[[nodiscard]] DescriptionHash hash_of_description(std::string_view encoded);

struct DescriptionKey {
  EntityHash entity{};
  DescriptionHash description{};
  friend auto operator<=>(const DescriptionKey&, const DescriptionKey&) = default;
};

/// `sequence` counts the mentions of an article in the order of its text, from 0.
struct MentionKey {
  EventId event;
  ArticleHash article{};
  std::uint32_t sequence = 0;
  friend auto operator<=>(const MentionKey&, const MentionKey&) = default;
};

struct TimelineKey {
  std::optional<Day> day;  // empty sorts last
  EventId event;
};

struct ParticipationKey {
  EntityHash entity{};
  std::optional<Day> day;
  EventId event;
};

struct SupportKey {
  DescriptionKey description;
  ArticleHash article{};
};

[[nodiscard]] std::string article(ArticleHash article);
[[nodiscard]] std::string description(const DescriptionKey& key);
[[nodiscard]] std::string edit(std::uint32_t number);
[[nodiscard]] std::string mention(const MentionKey& key);
[[nodiscard]] std::string meta(std::string_view name);
[[nodiscard]] std::string event(EventId event);
[[nodiscard]] std::string article_mention(const MentionKey& key);
[[nodiscard]] std::string participation(const ParticipationKey& key);
[[nodiscard]] std::string timeline(const TimelineKey& key);
[[nodiscard]] std::string support(const SupportKey& key);

/// Nothing for a key of another tag or length.
[[nodiscard]] std::optional<ArticleHash> parse_article(std::string_view key);
[[nodiscard]] std::optional<DescriptionKey> parse_description(std::string_view key);
[[nodiscard]] std::optional<std::uint32_t> parse_edit(std::string_view key);
[[nodiscard]] std::optional<MentionKey> parse_mention(std::string_view key);
[[nodiscard]] std::optional<EventId> parse_event(std::string_view key);
[[nodiscard]] std::optional<MentionKey> parse_article_mention(std::string_view key);
[[nodiscard]] std::optional<ParticipationKey> parse_participation(std::string_view key);
[[nodiscard]] std::optional<TimelineKey> parse_timeline(std::string_view key);
[[nodiscard]] std::optional<SupportKey> parse_support(std::string_view key);

/// Keys [first, end); an empty end is no bound.
struct Range {
  std::string first;
  std::string end;
};

[[nodiscard]] Range all();
[[nodiscard]] Range all(Tag tag);
[[nodiscard]] Range descriptions_of(EntityHash entity);
[[nodiscard]] Range mentions_of(EventId event);
[[nodiscard]] Range mentions_in(ArticleHash article);
[[nodiscard]] Range supporters_of(const DescriptionKey& key);
/// What FactReader::each_event asks for: undated events only in a range that is open at its end.
[[nodiscard]] Range timeline(const DayRange& days);
[[nodiscard]] Range participations_of(EntityHash entity, const DayRange& days);
/// The timeline without the undated events.
[[nodiscard]] Range dated_timeline();

/// A key in words, for messages: "mention of evt:00…2a by article 00…07, number 3".
[[nodiscard]] std::string describe(std::string_view key);

}  // namespace rawi::keys
