#include "extractors/resolve/spelling_key.hpp"

#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <memory>

#include "core/base/utf8.hpp"
#include "extractors/fold.hpp"

namespace rawi {

namespace {

constexpr std::string_view kArabicArticle = "ال";
constexpr std::size_t kArabicLetterBytes = 2;
constexpr std::size_t kArticleRestLettersMin = 3;
constexpr std::size_t kKeyConsonantsMin = 3;
constexpr std::size_t kLatinKeyLettersMin = 6;

bool is_long_vowel(char32_t c) { return c == U'ا' || c == U'و' || c == U'ي' || c == U'ء'; }

/// Letters that Arabic writers use in turn for one sound of another language.
char32_t same_sound(char32_t c) {
  switch (c) {
    case U'غ':
    case U'گ':
      return U'ج';
    case U'چ':
      return U'ج';
    case U'ڤ':
    case U'ۋ':
      return U'ف';
    case U'پ':
      return U'ب';
    default:
      return c;
  }
}

bool is_ascii_letter(char c) { return c >= 'a' && c <= 'z'; }

/// Any script to plain ASCII. ICU's transliterator is not safe for threads, so each thread has its own.
std::string to_ascii(std::string_view text) {
  thread_local const std::unique_ptr<icu::Transliterator> transliterator = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> made(
        icu::Transliterator::createInstance("Any-Latin; Latin-ASCII", UTRANS_FORWARD, status));
    if (U_FAILURE(status)) made.reset();
    return made;
  }();
  if (!transliterator) return std::string(text);
  icu::UnicodeString wide = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
  transliterator->transliterate(wide);
  std::string out;
  wide.toUTF8String(out);
  return out;
}

bool is_latin(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Decoded next = decode_utf8(text, at);
    if (next.character >= 0x370 && next.character < 0x1E00) return false;
    at += next.size_bytes;
  }
  return true;
}

}  // namespace

std::vector<std::string> name_words(std::string_view folded_name) {
  std::vector<std::string> words;
  std::string word;
  const auto finish = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (const char c : folded_name) {
    if (c == ' ' || c == '\'')
      finish();
    else if (static_cast<unsigned char>(c) >= 0x80 || is_ascii_letter(c) || (c >= '0' && c <= '9') || c == '&')
      word += c;
    else if (c != '.')
      finish();
  }
  finish();
  return words;
}

bool is_arabic_script(std::string_view folded_word) {
  if (folded_word.empty()) return false;
  const char32_t c = decode_utf8(folded_word, 0).character;
  return c >= 0x600 && c < 0x780;
}

std::string_view without_article(std::string_view folded_word) {
  if (folded_word.size() < kArabicArticle.size() + kArticleRestLettersMin * kArabicLetterBytes) return folded_word;
  return folded_word.starts_with(kArabicArticle) ? folded_word.substr(kArabicArticle.size()) : folded_word;
}

std::string consonant_key(std::string_view folded_word) {
  if (!is_arabic_script(folded_word)) return {};
  const std::string_view word = without_article(folded_word);
  std::string key;
  std::size_t consonants = 0;
  char32_t last = 0;
  for (std::size_t at = 0; at < word.size();) {
    const Decoded next = decode_utf8(word, at);
    at += next.size_bytes;
    const char32_t c = same_sound(next.character);
    if ((last != 0 && is_long_vowel(c)) || c == last) continue;
    append_utf8(key, c);
    last = c;
    ++consonants;
  }
  return consonants < kKeyConsonantsMin ? std::string() : key;
}

std::string latin_key(std::string_view folded_word) {
  if (folded_word.size() < kLatinKeyLettersMin || !std::all_of(folded_word.begin(), folded_word.end(), is_ascii_letter))
    return {};
  const auto is_ending = [](char c) { return c == 'i' || c == 'y' || c == 'j'; };
  if (!is_ending(folded_word.back())) return {};
  std::string key(folded_word);
  while (!key.empty() && is_ending(key.back())) key.pop_back();
  return key.size() + 1 < kLatinKeyLettersMin ? std::string() : key + "y";
}

std::string spelling_key(std::string_view folded_word) {
  return is_arabic_script(folded_word) ? consonant_key(folded_word) : latin_key(folded_word);
}

std::string slug(std::string_view name) {
  std::string folded = fold(name);
  if (std::any_of(folded.begin(), folded.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
    folded = fold(to_ascii(folded));
  std::string out;
  for (const char c : folded) {
    if (is_ascii_letter(c) || (c >= '0' && c <= '9'))
      out += c;
    else if (c == ' ' && !out.empty() && out.back() != '-')
      out += '-';
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out;
}

std::string latin_name(std::string_view name) {
  if (is_latin(name)) return std::string(name);
  std::string out = to_ascii(fold(name));
  bool at_start = true;
  // Half rings and apostrophes for letters that Latin lacks.
  std::string plain;
  for (std::size_t at = 0; at < out.size();) {
    const Decoded next = decode_utf8(out, at);
    if (next.character != U'\'' && next.character != U'`' && (next.character < 0x2B0 || next.character > 0x2FF))
      plain.append(out, at, next.size_bytes);
    at += next.size_bytes;
  }
  out = std::move(plain);
  for (char& c : out) {
    if (at_start && is_ascii_letter(c)) c = static_cast<char>(c - ('a' - 'A'));
    at_start = c == ' ' || c == '-';
  }
  return out;
}

std::string script_of_text(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Decoded next = decode_utf8(text, at);
    at += next.size_bytes;
    const auto c = static_cast<UChar32>(next.character);
    if (!u_isalpha(c)) continue;
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(c, &status);
    if (U_SUCCESS(status)) return uscript_getShortName(script);
  }
  return {};
}

bool is_acronym(std::string_view name) {
  std::size_t capitals = 0;
  for (std::size_t at = 0; at < name.size();) {
    const Decoded next = decode_utf8(name, at);
    at += next.size_bytes;
    const auto c = static_cast<UChar32>(next.character);
    if (u_islower(c) || c == ' ') return false;
    if (u_isupper(c)) ++capitals;
  }
  return capitals >= 2;
}

}  // namespace rawi
