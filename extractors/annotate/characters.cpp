#include "extractors/annotate/characters.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <vector>

namespace rawi {

namespace {

constexpr char32_t kBasicPlaneEnd = 0x10000;

bool is_joiner(char32_t c) { return c == U'\'' || c == U'’' || c == U'-' || c == U'‐' || c == U'‑'; }

CharacterClass classify(char32_t character) {
  const auto c = static_cast<UChar32>(character);
  if (c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029) return CharacterClass::kLineEnd;
  if (u_isUWhiteSpace(c)) return CharacterClass::kSpace;
  if (is_joiner(character)) return CharacterClass::kJoiner;
  if (c == '.') return CharacterClass::kFullStop;
  if (u_hasBinaryProperty(c, UCHAR_S_TERM)) return CharacterClass::kTerminal;
  if (u_hasBinaryProperty(c, UCHAR_QUOTATION_MARK)) return CharacterClass::kQuote;
  switch (u_charType(c)) {
    case U_DECIMAL_DIGIT_NUMBER:
      return CharacterClass::kDigit;
    case U_START_PUNCTUATION:
      return CharacterClass::kOpen;
    case U_END_PUNCTUATION:
      return CharacterClass::kClose;
    case U_FORMAT_CHAR:
    case U_CONTROL_CHAR:
      return CharacterClass::kInvisible;
    case U_UPPERCASE_LETTER:
    case U_LOWERCASE_LETTER:
    case U_TITLECASE_LETTER:
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_COMBINING_SPACING_MARK:
    case U_LETTER_NUMBER:
      return CharacterClass::kLetter;
    default:
      return CharacterClass::kOther;
  }
}

const std::vector<CharacterClass>& basic_plane() {
  static const std::vector<CharacterClass> table = [] {
    std::vector<CharacterClass> t(kBasicPlaneEnd);
    for (char32_t c = 0; c < kBasicPlaneEnd; ++c) t[c] = classify(c);
    return t;
  }();
  return table;
}

}  // namespace

CharacterClass character_class(char32_t character) {
  return character < kBasicPlaneEnd ? basic_plane()[character] : classify(character);
}

bool is_latin_letter(char32_t character) {
  UErrorCode error = U_ZERO_ERROR;
  return character < 0x80 ? character_class(character) == CharacterClass::kLetter
                          : uscript_getScript(static_cast<UChar32>(character), &error) == USCRIPT_LATIN;
}

bool is_cased(char32_t character) { return u_hasBinaryProperty(static_cast<UChar32>(character), UCHAR_CASED) != 0; }

bool is_upper(char32_t character) {
  const auto c = static_cast<UChar32>(character);
  return u_isupper(c) || u_istitle(c);
}

}  // namespace rawi
