// What kind of character it is, as far as finding words and sentences needs to know.
#pragma once

#include <cstdint>

namespace rawi {

enum class CharacterClass : std::uint8_t {
  kSpace,    // white space except line ends
  kLineEnd,  // ends a sentence, always
  kLetter,   // and the marks that belong to it
  kDigit,
  kJoiner,     // apostrophes and hyphens: inside a word they belong to it
  kFullStop,   // "." may end a sentence, an abbreviation or stand in a number
  kTerminal,   // ends a sentence: ! ? … and their kin in other scripts
  kQuote,      // any quotation mark
  kOpen,       // an opening bracket
  kClose,      // a closing bracket
  kInvisible,  // zero-width and directional marks, tatweel apart: no word of their own
  kOther,      // every other sign: a word by itself
};

/// From ICU's properties (Unicode 15); a table answers for the basic plane. Safe for threads.
[[nodiscard]] CharacterClass character_class(char32_t character);

/// Letters of the script that the basic Latin alphabet belongs to; a change between it and another script parts two words.
[[nodiscard]] bool is_latin_letter(char32_t character);

/// A letter of a script that has capitals.
[[nodiscard]] bool is_cased(char32_t character);

/// An upper-case or title-case letter.
[[nodiscard]] bool is_upper(char32_t character);

}  // namespace rawi
