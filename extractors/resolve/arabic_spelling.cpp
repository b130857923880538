#include "extractors/resolve/arabic_spelling.hpp"

#include <array>
#include <vector>

#include "core/base/utf8.hpp"

namespace rawi {

namespace {

struct Letter {
  char32_t written;
  std::string_view latin;
};

constexpr std::array kConsonants = {
    Letter{U'ب', "b"},  Letter{U'پ', "p"}, Letter{U'ت', "t"}, Letter{U'ث', "th"}, Letter{U'ج', "j"}, Letter{U'چ', "ch"},
    Letter{U'ح', "h"},  Letter{U'خ', "kh"}, Letter{U'د', "d"}, Letter{U'ذ', "dh"}, Letter{U'ر', "r"}, Letter{U'ز', "z"},
    Letter{U'ژ', "zh"}, Letter{U'س', "s"}, Letter{U'ش', "sh"}, Letter{U'ص', "s"}, Letter{U'ض', "d"}, Letter{U'ط', "t"},
    Letter{U'ظ', "z"},  Letter{U'غ', "gh"}, Letter{U'ف', "f"}, Letter{U'ڤ', "v"}, Letter{U'ق', "q"}, Letter{U'ك', "k"},
    Letter{U'ک', "k"},  Letter{U'گ', "g"}, Letter{U'ل', "l"}, Letter{U'م', "m"}, Letter{U'ن', "n"}, Letter{U'ه', "h"},
};

/// A sound of the word: a consonant, a vowel, or one of the two letters that may be either.
struct Sound {
  enum class Kind { kConsonant, kVowel, kHalfVowel };
  Kind kind = Kind::kConsonant;
  std::string consonant;  // also of a half vowel
  std::string vowel;
};

std::vector<Sound> sounds_in(std::string_view word) {
  std::vector<Sound> out;
  for (std::size_t at = 0; at < word.size();) {
    const Decoded next = decode_utf8(word, at);
    at += next.size_bytes;
    const char32_t c = next.character;
    if (c == U'ا' || c == U'ع' || c == U'آ') {
      // A throat sound is written like the vowel beside it.
      if (out.empty() || out.back().kind != Sound::Kind::kVowel) out.push_back({Sound::Kind::kVowel, {}, "a"});
    } else if (c == U'و') {
      out.push_back({Sound::Kind::kHalfVowel, "w", "u"});
    } else if (c == U'ي' || c == U'ی') {
      out.push_back({Sound::Kind::kHalfVowel, "y", "i"});
    } else {
      for (const Letter& letter : kConsonants)
        if (letter.written == c) out.push_back({Sound::Kind::kConsonant, std::string(letter.latin), {}});
    }
  }
  // «تش» is one sound.
  for (std::size_t i = 0; i + 1 < out.size(); ++i)
    if (out[i].consonant == "t" && out[i + 1].consonant == "sh") {
      out[i].consonant = "ch";
      out.erase(out.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    }
  return out;
}

/// A half vowel is a consonant at the beginning and beside a vowel, else a vowel.
void settle_half_vowels(std::vector<Sound>& sounds) {
  for (std::size_t i = 0; i < sounds.size(); ++i) {
    if (sounds[i].kind != Sound::Kind::kHalfVowel) continue;
    const bool after_vowel = i > 0 && sounds[i - 1].kind == Sound::Kind::kVowel;
    const bool before_vowel = i + 1 < sounds.size() && sounds[i + 1].kind == Sound::Kind::kVowel;
    sounds[i].kind = i == 0 || after_vowel || before_vowel ? Sound::Kind::kConsonant : Sound::Kind::kVowel;
  }
}

}  // namespace

std::string arabic_spelling(std::string_view folded) {
  std::vector<Sound> sounds = sounds_in(folded);
  settle_half_vowels(sounds);
  const auto consonant = [&](std::size_t i) { return i < sounds.size() && sounds[i].kind == Sound::Kind::kConsonant; };
  std::string out;
  bool filled = false;  // an "a" stands in front of this sound
  for (std::size_t i = 0; i < sounds.size(); ++i) {
    // A final «ه» behind a consonant stands for the ending -a.
    const bool ending = i > 1 && i + 1 == sounds.size() && sounds[i].consonant == "h" && consonant(i - 1);
    if (ending) {
      out += 'a';
      break;
    }
    out += consonant(i) ? sounds[i].consonant : sounds[i].vowel;
    // An "a" where two consonants open the word, and in the middle of three.
    const bool pair = consonant(i) && consonant(i + 1);
    const bool crowd = i > 0 && consonant(i - 1) && !filled;
    filled = pair && (i == 0 || crowd);
    if (filled) out += 'a';
  }
  if (!out.empty() && out.front() >= 'a' && out.front() <= 'z') out.front() = static_cast<char>(out.front() - ('a' - 'A'));
  return out;
}

}  // namespace rawi
