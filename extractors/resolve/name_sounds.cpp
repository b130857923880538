#include "extractors/resolve/name_sounds.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "core/base/utf8.hpp"
#include "extractors/fold.hpp"
#include "extractors/resolve/spelling_key.hpp"

namespace rawi {

namespace {

struct Rule {
  std::string_view written;
  std::string_view sounds;
};

// Letters by script, not by language: one table serves every language of a script. The longest match comes first.
constexpr std::array kLatinRules = {
    Rule{"tsch", "C"}, Rule{"dsch", "J"}, Rule{"shch", "SC"}, Rule{"schtsch", "SC"}, Rule{"tch", "C"}, Rule{"dzh", "J"},
    Rule{"sch", "S"},  Rule{"sh", "S"},   Rule{"ch", "X"},    Rule{"kh", "h"},       Rule{"gh", "g"},  Rule{"zh", "J"},
    Rule{"dj", "J"},   Rule{"ph", "f"},   Rule{"th", "t"},    Rule{"dh", "d"},       Rule{"tz", "ts"}, Rule{"cz", "C"},
    Rule{"sz", "S"},   Rule{"ck", "k"},   Rule{"ou", "u"},    Rule{"oo", "u"},       Rule{"ee", "i"},  Rule{"ij", "i"},
    Rule{"iy", "i"},   Rule{"yi", "i"},   Rule{"eu", "oi"},   Rule{"qu", "k"},       Rule{"ce", "Ze"}, Rule{"ci", "Zi"},
    Rule{"cy", "Zi"},  Rule{"eau", "o"},  Rule{"au", "ou"},   Rule{"ei", "ei"},      Rule{"x", "ks"},  Rule{"c", "c"},
    Rule{"q", "k"},    Rule{"y", "i"},    Rule{"j", "Y"},     Rule{"ß", "s"},        Rule{"ł", "l"},   Rule{"ø", "o"},
    Rule{"æ", "e"},    Rule{"đ", "d"},    Rule{"ð", "d"},     Rule{"þ", "t"},        Rule{"ı", "i"},   Rule{"ə", "e"},
};
// With their accents these letters tell more than without.
constexpr std::array kAccentedRules = {
    Rule{"š", "S"}, Rule{"ş", "S"}, Rule{"ș", "S"}, Rule{"ś", "S"},  Rule{"ž", "J"},  Rule{"ż", "J"},  Rule{"ź", "z"},
    Rule{"č", "C"}, Rule{"ć", "C"}, Rule{"ç", "Z"}, Rule{"ñ", "ni"}, Rule{"ț", "ts"}, Rule{"ţ", "ts"},
};
constexpr std::array kCyrillicRules = {
    Rule{"дж", "J"}, Rule{"цз", "J"}, Rule{"чж", "J"}, Rule{"а", "a"},  Rule{"б", "b"},  Rule{"в", "v"},  Rule{"г", "g"},
    Rule{"ґ", "g"},  Rule{"д", "d"},  Rule{"е", "e"},  Rule{"є", "e"},  Rule{"ж", "J"},  Rule{"з", "z"},  Rule{"и", "i"},
    Rule{"і", "i"},  Rule{"ї", "i"},  Rule{"й", "i"},  Rule{"к", "k"},  Rule{"л", "l"},  Rule{"м", "m"},  Rule{"н", "n"},
    Rule{"о", "o"},  Rule{"п", "p"},  Rule{"р", "r"},  Rule{"с", "s"},  Rule{"т", "t"},  Rule{"у", "u"},  Rule{"ў", "u"},
    Rule{"ф", "f"},  Rule{"х", "h"},  Rule{"ц", "ts"}, Rule{"ч", "C"},  Rule{"ш", "S"},  Rule{"щ", "SC"}, Rule{"ъ", ""},
    Rule{"ы", "i"},  Rule{"ь", ""},   Rule{"э", "e"},  Rule{"ю", "iu"}, Rule{"я", "ia"}, Rule{"ђ", "J"},  Rule{"ј", "i"},
    Rule{"љ", "l"},  Rule{"њ", "n"},  Rule{"ћ", "C"},  Rule{"џ", "J"},  Rule{"қ", "k"},  Rule{"ғ", "g"},  Rule{"ң", "n"},
    Rule{"ә", "a"},  Rule{"ө", "o"},  Rule{"ү", "u"},  Rule{"ұ", "u"},  Rule{"һ", "h"},
};
constexpr std::array kArabicRules = {
    Rule{"تش", "C"}, Rule{"دج", "J"}, Rule{"ا", "a"}, Rule{"ب", "b"}, Rule{"پ", "p"}, Rule{"ت", "t"}, Rule{"ث", "t"},
    Rule{"ج", "J"},  Rule{"چ", "C"},  Rule{"ح", "h"}, Rule{"خ", "h"}, Rule{"د", "d"}, Rule{"ذ", "d"}, Rule{"ر", "r"},
    Rule{"ز", "z"},  Rule{"ژ", "J"},  Rule{"س", "s"}, Rule{"ش", "S"}, Rule{"ص", "s"}, Rule{"ض", "d"}, Rule{"ط", "t"},
    Rule{"ظ", "z"},  Rule{"ع", "A"},  Rule{"غ", "g"}, Rule{"ف", "f"}, Rule{"ڤ", "v"}, Rule{"ق", "k"}, Rule{"ك", "k"},
    Rule{"ک", "k"},  Rule{"گ", "g"},  Rule{"ل", "l"}, Rule{"م", "m"}, Rule{"ن", "n"}, Rule{"ه", "h"}, Rule{"و", "W"},
    Rule{"ي", "I"},  Rule{"ی", "I"},  Rule{"ء", ""},
};

template <class Rules>
bool apply(const Rules& rules, std::string_view text, std::size_t& at, std::string& out) {
  const Rule* best = nullptr;
  for (const Rule& rule : rules)
    if (text.substr(at).starts_with(rule.written) && (best == nullptr || rule.written.size() > best->written.size()))
      best = &rule;
  if (best == nullptr) return false;
  out += best->sounds;
  at += best->written.size();
  return true;
}

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }
/// A letter that is a vowel or a half of one.
bool is_soft(char c) { return is_vowel(c) || c == 'W' || c == 'I' || c == 'A' || c == 'w'; }

bool any_of_pair(char a, char b, std::string_view pairs) {
  for (std::size_t i = 0; i + 1 < pairs.size(); i += 3)
    if ((pairs[i] == a && pairs[i + 1] == b) || (pairs[i] == b && pairs[i + 1] == a)) return true;
  return false;
}

constexpr double kSameSound = 0.05;  // another letter for one sound
constexpr double kNearSound = 0.2;   // sounds that scripts and ears confuse
constexpr double kOtherVowel = 0.3;
constexpr double kUnsureVowel = 0.15;  // where one side writes long vowels only

double replace_cost(char a, char b, bool unvowelled) {
  if (a == b) return 0;
  if (any_of_pair(a, b, "XC XS Xh Xk gh YJ Yi Yh YI Zs ZC Zt Zk cC ck cs ct wv wW WV vW wu Wu Wo II Ii Ie Ia Aa Ae Ai Ao"))
    return kSameSound;
  if (any_of_pair(a, b,
                  "gk bp fv gJ dz ts sz sS CS JC tT dt kh vu Jz Ju Ji au ie ou ae wu bv fb hk ei Wv AW AI Wa JY CY SY zs Zz"))
    return unvowelled && any_of_pair(a, b, "bp fv gJ gk kh wv") ? kSameSound : kNearSound;
  if (is_soft(a) && is_soft(b)) return unvowelled ? kUnsureVowel : kOtherVowel;
  return 1;
}

double drop_cost(char c, bool other_unvowelled, bool at_end) {
  if (c == 'A') return 0.05;
  if (is_vowel(c)) return other_unvowelled ? (c == 'a' || c == 'e' ? 0.06 : 0.14) : 0.25;
  if (c == 'W' || c == 'I') return 0.25;
  if (c == 'w') return 0.35;
  if (c == 'h') return at_end ? 0.1 : 0.45;
  return 1;
}

std::string lower_case(char32_t letter) {
  std::string out;
  append_utf8(out, static_cast<char32_t>(u_tolower(static_cast<UChar32>(letter))));
  return out;
}

bool is_covered(std::string_view word) {
  const std::string script = script_of_text(word);
  return script.empty() || script == "Latn" || script == "Cyrl" || script == "Arab";
}

}  // namespace

NameSounds sounds_of(std::string_view word) {
  NameSounds out;
  const std::string latin = is_covered(word) ? std::string() : latin_name(word);
  if (!latin.empty()) word = latin;
  // Case goes, accents stay for the moment: fold() would take them with it.
  std::string text;
  for (std::size_t at = 0; at < word.size();) {
    const Decoded next = decode_utf8(word, at);
    const std::string_view letter = word.substr(at, next.size_bytes);
    std::size_t inside = 0;
    const std::string lower = lower_case(next.character);
    std::string sounds;
    if (apply(kAccentedRules, lower, inside, sounds))
      text += "\x01" + sounds + "\x02";
    else
      text += fold(letter);
    at += next.size_bytes;
  }
  out.unvowelled = is_arabic_script(text);
  std::string sounds;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '\x01') {
      for (++at; at < text.size() && text[at] != '\x02'; ++at) sounds += text[at];
      ++at;
    } else if (text[at] == 'x' && at == 0) {
      sounds += 'S';
      ++at;
    } else if (!apply(kCyrillicRules, text, at, sounds) && !apply(kArabicRules, text, at, sounds) &&
               !apply(kLatinRules, text, at, sounds)) {
      const Decoded next = decode_utf8(text, at);
      if (next.size_bytes == 1 && ((text[at] >= 'a' && text[at] <= 'z') || (text[at] >= '0' && text[at] <= '9')))
        sounds += text[at];
      at += next.size_bytes;
    }
  }
  // "ng" at the end is one sound, which other scripts write n.
  for (const std::string_view nasal : {"ng", "ngg"})
    if (sounds.size() > nasal.size() && sounds.ends_with(nasal)) sounds.resize(sounds.size() - nasal.size() + 1);
  for (const char c : sounds)
    if (out.sounds.empty() || out.sounds.back() != c) out.sounds += c;
  return out;
}

double likeness(const NameSounds& a, const NameSounds& b) {
  const std::string& left = a.sounds;
  const std::string& right = b.sounds;
  if (left.empty() || right.empty()) return 0;
  std::vector<double> row(right.size() + 1), next(right.size() + 1);
  for (std::size_t j = 1; j <= right.size(); ++j) row[j] = row[j - 1] + drop_cost(right[j - 1], a.unvowelled, j == right.size());
  for (std::size_t i = 1; i <= left.size(); ++i) {
    next[0] = row[0] + drop_cost(left[i - 1], b.unvowelled, i == left.size());
    for (std::size_t j = 1; j <= right.size(); ++j)
      next[j] = std::min({row[j] + drop_cost(left[i - 1], b.unvowelled, i == left.size()),
                          next[j - 1] + drop_cost(right[j - 1], a.unvowelled, j == right.size()),
                          row[j - 1] + replace_cost(left[i - 1], right[j - 1], a.unvowelled || b.unvowelled)});
    std::swap(row, next);
  }
  const auto weight = [](const std::string& sounds) {
    double sum = 0;
    for (const char c : sounds) sum += is_soft(c) ? 0.4 : 1;
    return sum;
  };
  const double size = std::max(1.0, (weight(left) + weight(right)) / 2);
  return std::max(0.0, 1 - row.back() / size);
}

}  // namespace rawi
