// Folding runs over every word of every article, so the scripts of the shipped packs are mapped by small tables, one
// character after the other; ICU is asked only for text that holds anything else.
#include "extractors/fold.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <array>

#include "core/base/utf8.hpp"

namespace rawi {

namespace {

// Base letters of U+00C0..U+00FF and U+0100..U+017F. '?' marks the few that need two letters or none.
constexpr std::string_view kLatin1 = "aaaaaa?ceeeeiiiidnooooo?ouuuuy??aaaaaa?ceeeeiiiidnooooo?ouuuuy?y";
constexpr std::string_view kLatinExtendedA =
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii??jjkkkllllllllllnnnnnnnnn"
    "oooooo??rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(kLatin1.size() == 0x100 - 0xC0 && kLatinExtendedA.size() == 0x180 - 0x100);

constexpr char32_t kReplacement = 0xFFFD;
constexpr char32_t kBreve = 0x306;
constexpr char32_t kCyrillicI = 0x438;

bool fold_latin(char32_t c, std::string& out) {
  switch (c) {
    case 0xC6:
    case 0xE6:
      out += "ae";
      return true;
    case 0xD7:
    case 0xF7:
      append_utf8(out, c);
      return true;
    case 0xDE:
    case 0xFE:
      out += "th";
      return true;
    case 0xDF:
      out += "ss";
      return true;
    case 0x132:
    case 0x133:
      out += "ij";
      return true;
    case 0x152:
    case 0x153:
      out += "oe";
      return true;
    default:
      out += c < 0x100 ? kLatin1[c - 0xC0] : kLatinExtendedA[c - 0x100];
      return true;
  }
}

/// U+0080..U+00BF: what needs a compatibility form is left to ICU.
bool fold_latin_signs(char32_t c, std::string& out) {
  switch (c) {
    case 0xA0:
      out += ' ';
      return true;
    case 0xAD:
      return true;  // soft hyphen: where a line may break, not what is written
    case 0xB4:
      out += '\'';
      return true;
    case 0xA7:
    case 0xA9:
    case 0xAB:
    case 0xAE:
    case 0xB0:
    case 0xB7:
    case 0xBB:
      append_utf8(out, c);
      return true;
    default:
      return false;
  }
}

/// Cyrillic й stays a letter of its own (мой, мои); only ё is written either way.
bool fold_cyrillic(char32_t c, std::string& out) {
  if (c >= 0x410 && c <= 0x42F)
    c += 0x20;
  else if (c >= 0x400 && c <= 0x40F)
    c += 0x50;
  if (c == 0x450 || c == 0x451) c = 0x435;
  if (c == 0x45D) c = kCyrillicI;
  if (c > 0x45F) {
    if (c != 0x490 && c != 0x491) return false;
    c = 0x491;
  }
  append_utf8(out, c);
  return true;
}

bool fold_arabic(char32_t c, std::string& out) {
  switch (c) {
    case 0x622:
    case 0x623:
    case 0x625:
    case 0x671:
      c = 0x627;
      break;
    case 0x624:
      c = 0x648;
      break;
    case 0x626:
    case 0x649:
    case 0x6CC:
    case 0x6D2:
      c = 0x64A;
      break;
    case 0x629:
    case 0x6C1:
    case 0x6C3:
    case 0x6D5:
      c = 0x647;
      break;
    case 0x6A9:
      c = 0x643;
      break;
    case 0x640:
    case 0x61C:
    case 0x670:
      return true;  // tatweel, letter mark, superscript alef
    default:
      break;
  }
  if ((c >= 0x610 && c <= 0x61A) || (c >= 0x64B && c <= 0x65F) || (c >= 0x6D6 && c <= 0x6DC) || (c >= 0x6DF && c <= 0x6E8))
    return true;
  if (c >= 0x660 && c <= 0x669)
    out += static_cast<char>('0' + (c - 0x660));
  else if (c >= 0x6F0 && c <= 0x6F9)
    out += static_cast<char>('0' + (c - 0x6F0));
  else if (c >= 0x675 && c <= 0x678)
    return false;  // compatibility digraphs
  else
    append_utf8(out, c);
  return true;
}

bool fold_punctuation(char32_t c, std::string& out) {
  if (c <= 0x200A || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F)
    out += ' ';
  else if (c <= 0x200F || (c >= 0x202A && c <= 0x202E) || c >= 0x2060)
    return true;  // zero-width and directional marks
  else if (c <= 0x2015)
    out += ' ';  // hyphens and dashes
  else if (c == 0x2018 || c == 0x2019 || c == 0x201B || c == 0x2032)
    out += '\'';
  else if (c == 0x2026)
    out += "...";
  else if (c == 0x201A || (c >= 0x201C && c <= 0x201F) || (c >= 0x2020 && c <= 0x2022) || c == 0x2030 || c == 0x2039 ||
           c == 0x203A)
    append_utf8(out, c);
  else
    return false;
  return true;
}

/// Appends the folded character, or says that only ICU knows it.
bool fold_character(char32_t c, std::string& out) {
  if (c >= 0xC0 && c < 0x180) return fold_latin(c, out);
  if (c < 0xC0) return fold_latin_signs(c, out);
  if (c >= 0x300 && c < 0x370) return true;  // combining marks
  if (c >= 0x2BB && c <= 0x2BF) return out += '\'', true;
  if (c >= 0x400 && c < 0x530) return fold_cyrillic(c, out);
  if (c >= 0x600 && c < 0x700) return fold_arabic(c, out);
  if (c >= 0x2000 && c < 0x2070) return fold_punctuation(c, out);
  if (c == 0x2212) return out += ' ', true;
  if (c == 0xFEFF) return true;
  if (c == kReplacement) return append_utf8(out, c), true;
  return false;
}

void fold_ascii(char c, std::string& out) {
  if (c >= 'A' && c <= 'Z')
    out += static_cast<char>(c + ('a' - 'A'));
  else if (c == '-')
    out += ' ';
  else if (c == '`')
    out += '\'';
  else
    out += c;
}

/// False when a character needs ICU; `out` is then unfinished.
bool fold_fast(std::string_view text, std::string& out) {
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      fold_ascii(text[at++], out);
      continue;
    }
    const Decoded next = decode_utf8(text, at);
    // A breve after и makes another letter of it, unlike every other mark.
    if (next.character == kBreve && out.ends_with("\u0438"))
      out.replace(out.size() - 2, 2, "\u0439");
    else if (!fold_character(next.character, out))
      return false;
    at += next.size_bytes;
  }
  return true;
}

/// NFKC_Casefold, decomposed, without marks; and then the same tables for what they know beyond that.
std::string fold_with_icu(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const icu::Normalizer2* decompose = icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status)) return std::string(text);
  icu::UnicodeString folded =
      casefold->normalize(icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())}), status);
  folded = decompose->normalize(folded, status);
  if (U_FAILURE(status)) return std::string(text);
  std::string out;
  for (std::int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
    const UChar32 c = folded.char32At(i);
    const auto character = static_cast<char32_t>(c);
    if (character < 0x80)
      fold_ascii(static_cast<char>(c), out);
    else if (character == kBreve && out.ends_with("\u0438"))
      out.replace(out.size() - 2, 2, "\u0439");
    else if (!fold_character(character, out) && u_charType(c) != U_NON_SPACING_MARK)
      append_utf8(out, character);
  }
  return out;
}

}  // namespace

std::string fold(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  if (fold_fast(text, out)) return out;
  return fold_with_icu(text);
}

}  // namespace rawi
