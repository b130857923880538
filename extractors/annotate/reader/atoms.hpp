// The units that the trained reader reads: runs of letters, runs of digits, and every other sign by itself. Each has a normalised
// text, and its letters can be counted back to bytes of the document.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/document.hpp"

namespace rawi {

struct Atom {
  Span span;           // with the invisible characters inside of it and right behind it
  bool space = false;  // white space, or nothing, stands before it
  std::string text;    // without invisible characters, tatweel and Arabic vowel signs; NFKC. May be empty.
};

/// Appends the atoms of text[range] to `atoms`, by ascending spans. Ill-formed bytes are read as U+FFFD, one a byte. Pure.
void cut_atoms(std::string_view text, Span range, std::vector<Atom>& atoms);

/// The byte of `text` behind the first `letters` characters of the atom's normalised text, what is written onto the last of them
/// included. Nothing when that place lies inside of a character of the text (a ligature) or the atom has fewer.
[[nodiscard]] std::optional<std::uint32_t> byte_behind(std::string_view text, const Atom& atom, std::size_t letters);

/// The normalised text of a piece of writing, as an atom has it. Pure.
[[nodiscard]] std::string plain_text(std::string_view written);

/// Each character of UTF-8 text by its simple lower-case form, so that the number of characters stays.
[[nodiscard]] std::string lower_case(std::string_view text);

/// The other way round.
[[nodiscard]] std::string upper_case(std::string_view text);

/// Characters (code points) of UTF-8 text.
[[nodiscard]] std::size_t character_count(std::string_view text);

}  // namespace rawi
