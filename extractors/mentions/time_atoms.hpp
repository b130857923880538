// The smallest pieces that temporal patterns speak of: runs of letters, runs of digits, single marks. Words are too
// coarse for that ("mid-March", «ال21», "26/03/2025", "1990s") and tokenizers differ in how they cut such words, so tables and
// texts are both cut into atoms by the functions here, and a pattern meets the same atoms however the words were made.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/document.hpp"

namespace rawi {

enum class AtomKind : std::uint8_t { kLetters, kDigits, kMark };

/// A piece of some text, in bytes.
struct AtomPiece {
  AtomKind kind = AtomKind::kLetters;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// Cuts a text; spaces separate and are left out. Appends to `pieces`.
void cut_into_atoms(std::string_view text, std::vector<AtomPiece>& pieces);

/// The key under which a piece is compared: letters folded, dashes as "-", apostrophes as "'", commas as ",".
[[nodiscard]] std::string atom_key(AtomKind kind, std::string_view raw);

/// An atom of a document.
struct TextAtom {
  AtomKind kind = AtomKind::kLetters;
  /// A number that is only a part of one ("1,500", "4.5", "16:30"): no year and no day.
  bool is_partial_number = false;
  /// Hour or minutes of a time of day ("16:30", "18.00", «16,00»); or of a number that looks like one.
  bool is_clock = false;
  std::string_view raw;  // into the document's text or its pool
  Span span;
  WordRange words;
};

/// Does a piece of letters, as written, stand in the tables?
using KnowsWord = std::function<bool(std::string_view)>;

/// The atoms of a sentence, in order, put in place of what `atoms` held. Words that share one span ("du" is de + le) give the
/// atoms of the written token once. Neighbouring pieces of one token that make a known word together are put together again: a
/// splitter that does not know the month «فيفري» takes its first letter for a conjunction. Needs the layers sentences and
/// words; `atoms` is valid while the document is unchanged.
void atoms_of(const Document& document, const Sentence& sentence, const KnowsWord& knows, std::vector<TextAtom>& atoms);

}  // namespace rawi
