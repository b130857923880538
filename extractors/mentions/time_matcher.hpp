// Finds where a temporal grammar matches in the tokens of one sentence.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "extractors/mentions/time_grammar.hpp"

namespace rawi {

/// Tokens [begin, end) are the expression itself; the match may lean on context around it.
struct FoundTime {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t match = 0;  // index into TimeMatcher::matches()
};

/// One matcher serves the sentences of one document, one after the other; not safe for threads. The grammar must outlive it.
class TimeMatcher {
 public:
  explicit TimeMatcher(const TimeGrammar& grammar) : grammar_(grammar) {}

  /// The longest expression whose match begins at the token; of equally long ones the first in the tables. Drops
  /// the matches of the call before. Takes time bounded by the grammar, not by the sentence.
  [[nodiscard]] std::optional<FoundTime> match_at(std::span<const TimeToken> tokens, std::uint32_t begin);

  /// The matches behind the last match_at: what evaluate_time reads.
  [[nodiscard]] std::span<const TimeMatch> matches() const { return matches_; }

 private:
  static constexpr std::size_t kDepthMax = 32;

  struct Best {
    std::uint32_t variant = TimeGrammar::kNothing;
    std::uint32_t core_begin = 0;
    std::uint32_t core_end = 0;
    std::uint32_t end = 0;
    std::vector<std::uint32_t> captures;
  };

  /// The path from the root of a class to the node at hand.
  struct Path {
    std::array<std::uint32_t, kDepthMax> token_after{};  // after each element
    std::vector<std::uint32_t> captures;
    std::uint32_t begin = 0;
    std::size_t size = 0;
  };

  struct Inner {
    std::uint32_t match = 0;
    std::uint32_t end = 0;
  };

  Best best_of(std::uint32_t time_class, std::uint32_t begin);
  std::optional<Inner> match_class(std::uint32_t time_class, std::uint32_t begin);
  void walk(std::uint32_t node, std::uint32_t at, Path& path, Best& best);

  const TimeGrammar& grammar_;
  std::span<const TimeToken> tokens_;
  std::vector<TimeMatch> matches_;
};

}  // namespace rawi
