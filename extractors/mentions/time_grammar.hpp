// The temporal grammar of one language, compiled from its `times.tsv` (words of a class) and `time_patterns.tsv` (patterns over
// words and classes). The two tables and the value language are described in extractors/languages/README.md.
//
// Both tables end up in the same structure: each class is a small trie whose edges are words or other classes, so that matching
// costs a few steps a word however many patterns there are. Classes may not contain themselves, which
// bounds the work at every position and keeps the tagger linear in the length of the text.
#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/result.hpp"
#include "extractors/mentions/time_atoms.hpp"
#include "extractors/mentions/time_value.hpp"

namespace rawi {

/// A set of classes; there are at most 64 of them.
using TimeClasses = std::uint64_t;

/// An atom as the grammar sees it.
struct TimeToken {
  static constexpr std::int32_t kNoWord = -1;

  std::int32_t word = kNoWord;   // folded
  std::int32_t exact = kNoWord;  // as written: for forms that count only in one spelling ("May")
  std::int32_t number = -1;      // of digits; -1 for everything else
  std::uint8_t digit_count = 0;
  bool is_clock = false;   // part of a time of day
  TimeClasses starts = 0;  // the classes that may begin here
};

/// Immutable after loading and shared by threads.
class TimeGrammar {
 public:
  /// The class whose matches are temporal expressions of their own.
  static constexpr std::uint32_t kTimeClass = 0;
  static constexpr std::uint32_t kNothing = UINT32_MAX;

  /// One way to read one pattern: every optional element decided.
  struct Variant {
    const TimeExpression* value = nullptr;
    std::uint32_t row = 0;             // of equally long matches the one that stands first in the tables wins
    std::uint16_t context_before = 0;  // elements in brackets, which are needed but belong to no mention
    std::uint16_t context_after = 0;
    std::uint16_t size = 0;  // elements
  };

  struct Edge {
    std::int32_t key = 0;  // a word, or a class
    std::uint32_t node = 0;
  };

  struct Node {
    std::vector<Edge> words;  // by key
    std::vector<Edge> classes;
    std::uint32_t variant = kNothing;
  };

  /// Fails on the first broken line of either table with its file and line. A grammar without patterns finds nothing.
  [[nodiscard]] static Result<TimeGrammar> load(const std::filesystem::path& words_table,
                                                const std::filesystem::path& patterns_table);

  [[nodiscard]] TimeToken token(const TextAtom& atom) const;
  /// Does this run of letters stand in the tables?
  [[nodiscard]] bool knows(std::string_view letters) const { return words_.contains(atom_key(AtomKind::kLetters, letters)); }

  [[nodiscard]] const Node& node(std::uint32_t index) const { return nodes_[index]; }
  [[nodiscard]] const Variant& variant(std::uint32_t index) const { return variants_[index]; }
  [[nodiscard]] std::uint32_t root(std::uint32_t time_class) const { return roots_[time_class]; }
  [[nodiscard]] bool is_digit_class(std::uint32_t time_class) const;
  /// What a digit token is worth as this digit class, or nothing when it is none of it.
  [[nodiscard]] std::optional<std::int32_t> digit_value(std::uint32_t time_class, const TimeToken& token) const;

 private:
  friend class TimeGrammarBuilder;

  struct KeyHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
  };
  using Words = std::unordered_map<std::string, std::int32_t, KeyHash, std::equal_to<>>;

  Words words_;                       // folded keys
  Words exact_;                       // spellings, "=May"
  std::vector<TimeClasses> starts_;   // by word
  TimeClasses digit_starts_[8] = {};  // by digit class: the classes that may begin with it
  std::vector<std::uint32_t> roots_;  // by class; digit classes have none
  std::vector<Node> nodes_;
  std::vector<Variant> variants_;
  std::deque<TimeExpression> expressions_;  // a deque: variants point into it
};

/// The classes that digits belong to by their shape alone; every table may use them.
[[nodiscard]] std::span<const std::string_view> digit_class_names();

}  // namespace rawi
