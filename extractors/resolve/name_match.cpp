#include "extractors/resolve/name_match.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "core/base/utf8.hpp"
#include "extractors/fold.hpp"
#include "extractors/resolve/name_sounds.hpp"
#include "extractors/resolve/spelling_key.hpp"

namespace rawi {

namespace {

constexpr double kInitial = 0.8;          // what an initial is worth that fits
constexpr double kMissingWord = 0.10;     // a further given name on one side
constexpr double kMissingSurname = 0.18;  // the last word of the longer name is not among those found
constexpr double kOrder = 0.02;           // other order of words
constexpr double kOneWordOfMany = 0.45;   // one word alone never names somebody whom two words name
constexpr double kJoined = 0.03;          // compared without its spaces
constexpr double kWorstCounts = 0.6;      // how much of the score the least alike pair decides
constexpr double kInPlace = 0.1;          // the head start of two words that stand in the same place
constexpr double kPairMin = 0.4;          // less alike than this is no pair
constexpr std::size_t kWordsMax = 8;

/// Words that a name may have on one side only: articles, words for son, daughter, father and house, prepositions. In sounds, so
/// that one list serves every script.
constexpr std::string_view kParticles =
    " al el ul as aS ad an at ar az ed en es eS ez bin ben ibn bn uld WId de da di du del der fon von van la le oglu bint ";
constexpr std::array<std::string_view, 4> kWithArticle = {"abdel", "abdul", "abdal", "abdil"};
constexpr std::size_t kBareBytes = 3;
constexpr std::array<std::string_view, 12> kPatronymics = {"ovich", "evich", "ovitsch", "ewitsch", "ович", "евич",
                                                           "овна",  "евна",  "ович",    "йович",   "івна", "ївна"};

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

struct NameWord {
  std::string folded;
  NameSounds sounds;
  bool particle = false;
  bool initial = false;
  bool patronymic = false;
};

std::vector<NameWord> read_name(std::string_view name) {
  std::vector<NameWord> out;
  std::string piece;
  const auto finish = [&](bool stop) {
    for (const std::string& folded : name_words(fold(piece))) {
      NameWord word;
      word.folded = std::string(without_article(folded));
      word.sounds = sounds_of(word.folded == folded ? std::string_view(piece) : std::string_view(word.folded));
      if (name_words(fold(piece)).size() > 1) word.sounds = sounds_of(word.folded);
      if (word.sounds.sounds.empty()) continue;
      // "Abdel Fattah" and "Abd al-Fattah": an article that is written onto the word in front of it.
      for (const std::string_view servant : kWithArticle)
        if (word.sounds.sounds == servant) word.sounds.sounds.resize(kBareBytes);
      word.particle = kParticles.find(" " + word.sounds.sounds + " ") != std::string_view::npos;
      const bool letter = decode_utf8(word.folded, 0).size_bytes == word.folded.size();
      word.initial = letter && (stop || !is_vowel(word.sounds.sounds.front()));  // without its stop a vowel may be a whole name
      word.patronymic = std::any_of(kPatronymics.begin(), kPatronymics.end(),
                                    [&](std::string_view ending) { return word.folded.ends_with(ending); });
      out.push_back(std::move(word));
    }
    piece.clear();
  };
  for (const char c : name) {
    if (c == ' ' || c == '-' || c == ',' || c == '.')
      finish(c == '.');
    else
      piece += c;
  }
  finish(false);
  if (out.size() > kWordsMax) out.resize(kWordsMax);
  // A name needs two words of its own, or one where there are no two: in "Wang Yi" and "bin Laden" none is a mere particle.
  if (std::count_if(out.begin(), out.end(), [](const NameWord& w) { return !w.particle; }) < 2)
    for (NameWord& word : out) word.particle = false;
  return out;
}

struct Pair {
  std::size_t left = 0, right = 0;
  double score = 0;
  bool in_place = false;  // the same place from the front or from the back
};

bool fits_initial(const NameWord& initial, const NameWord& word) {
  return likeness({initial.sounds.sounds.substr(0, 1), false}, {word.sounds.sounds.substr(0, 1), false}) >= kPairMin;
}

double pair_score(const NameWord& a, const NameWord& b) {
  if (a.initial != b.initial) return fits_initial(a.initial ? a : b, a.initial ? b : a) ? kInitial : 0;
  if (a.folded == b.folded) return 1;
  return likeness(a.sounds, b.sounds);
}

/// Pairs words greedily, the most alike first.
std::vector<Pair> pair_up(const std::vector<NameWord>& a, const std::vector<NameWord>& b) {
  std::vector<Pair> all;
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < b.size(); ++j)
      if (const double score = pair_score(a[i], b[j]); score >= kPairMin)
        all.push_back({i, j, score, i == j || a.size() - i == b.size() - j});
  std::stable_sort(all.begin(), all.end(), [](const Pair& x, const Pair& y) {
    return x.score + (x.in_place ? kInPlace : 0) > y.score + (y.in_place ? kInPlace : 0);
  });
  std::vector<bool> used_left(a.size()), used_right(b.size());
  std::vector<Pair> out;
  for (const Pair& pair : all) {
    if (used_left[pair.left] || used_right[pair.right]) continue;
    used_left[pair.left] = used_right[pair.right] = true;
    out.push_back(pair);
  }
  std::sort(out.begin(), out.end(), [](const Pair& x, const Pair& y) { return x.left < y.left; });
  return out;
}

NameSounds joined(const std::vector<NameWord>& name) {
  NameSounds out;
  for (const NameWord& word : name) {
    if (word.initial) return {};
    if (!word.patronymic) out.sounds += word.sounds.sounds;
    out.unvowelled = out.unvowelled || word.sounds.unvowelled;
  }
  return out;
}

std::size_t weighty(const std::vector<NameWord>& name) {
  return static_cast<std::size_t>(
      std::count_if(name.begin(), name.end(), [](const NameWord& w) { return !w.particle && !w.patronymic; }));
}

std::string why(const NameWord& a, const NameWord& b) {
  if (a.folded == b.folded) return "same spelling";
  return a.initial != b.initial ? "initial" : "sound";
}

std::string why_missing(const NameWord& word) {
  return word.particle ? "particle" : word.patronymic ? "patronymic" : "only in one";
}

/// What the words that found no pair cost.
double cost_of_missing(const std::vector<NameWord>& name, const std::vector<bool>& found, bool is_left, NameLikeness& out) {
  double cost = 0;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (found[i]) continue;
    WordLikeness missing;
    (is_left ? missing.word : missing.other) = name[i].folded;
    missing.why = why_missing(name[i]);
    out.words.push_back(std::move(missing));
    if (!name[i].particle && !name[i].patronymic) cost += i + 1 == name.size() ? kMissingSurname : kMissingWord;
  }
  return cost;
}

}  // namespace

NameLikeness match_names(std::string_view a, std::string_view b) {
  NameLikeness out;
  const std::vector<NameWord> left = read_name(a), right = read_name(b);
  if (left.empty() || right.empty()) return out;
  const std::vector<Pair> pairs = pair_up(left, right);
  std::vector<bool> found_left(left.size()), found_right(right.size());
  double sum = 0, size = 0, worst = 1;
  std::size_t counted = 0;
  bool ordered = true;
  for (std::size_t p = 0; p < pairs.size(); ++p) {
    const Pair& pair = pairs[p];
    found_left[pair.left] = found_right[pair.right] = true;
    out.words.push_back({left[pair.left].folded, right[pair.right].folded, pair.score, why(left[pair.left], right[pair.right])});
    ordered = ordered && (p == 0 || pairs[p - 1].right < pair.right);
    if (left[pair.left].particle && right[pair.right].particle) continue;
    const double weight =
        static_cast<double>(std::min(left[pair.left].sounds.sounds.size(), right[pair.right].sounds.sounds.size()));
    sum += weight * pair.score;
    size += weight;
    worst = std::min(worst, pair.score);
    ++counted;
  }
  const double missing = std::max(cost_of_missing(left, found_left, true, out), 0.0);
  const double missing_right = cost_of_missing(right, found_right, false, out);
  // A word that neither side finds in the other is a difference, not an omission.
  const bool both = missing > 0 && missing_right > 0;
  double score = counted == 0 ? 0 : (1 - kWorstCounts) * sum / size + kWorstCounts * worst;
  score -= (both ? 2 : 1) * (missing + missing_right) + (ordered ? 0 : kOrder);
  const std::size_t fewer = std::min(weighty(left), weighty(right)), more = std::max(weighty(left), weighty(right));
  const NameSounds all_left = joined(left), all_right = joined(right);
  const double whole =
      fewer == more || all_left.sounds.empty() || all_right.sounds.empty() ? 0 : likeness(all_left, all_right) - kJoined;
  if (counted <= 1 && fewer <= 1 && more > 1) score = std::min(score, kOneWordOfMany);
  out.score = std::clamp(std::max(score, whole), 0.0, 1.0);
  return out;
}

}  // namespace rawi
