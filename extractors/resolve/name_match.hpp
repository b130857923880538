// Are two names, in whatever scripts, spellings of one? By sound, word by word, whether anybody knows the names or not.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rawi {

/// Scores of at least this much are the same name: chosen on tests/extractors/resolve/name_pairs_tuning.tsv (docs/accuracy.md).
inline constexpr double kSameName = 0.74;

/// Two words that stand for each other, or a word that the other name lacks (`other` is empty then).
struct WordLikeness {
  std::string word, other;
  double score = 0;
  std::string why;  // "same spelling", "sound", "initial", "particle", "patronymic", "only in one"
};

struct NameLikeness {
  double score = 0;  // 0 to 1
  std::vector<WordLikeness> words;

  [[nodiscard]] bool same() const { return score >= kSameName; }
};

/// Compares words by sound, in any order, and adds up: particles (al, bin, de, von …), initials and patronymics may be missing on
/// one side; every other word of the shorter name must be found in the longer one, and one word in common is never enough for a
/// name of several. Pure and safe for threads; a few microseconds.
[[nodiscard]] NameLikeness match_names(std::string_view a, std::string_view b);

}  // namespace rawi
