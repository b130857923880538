#include "extractors/mentions/time_atoms.hpp"

#include <algorithm>

#include "core/base/utf8.hpp"
#include "extractors/fold.hpp"

namespace rawi {

namespace {

bool is_ascii_letter(unsigned char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_digit(char32_t c) { return (c >= U'0' && c <= U'9') || (c >= 0x0660 && c <= 0x0669) || (c >= 0x06F0 && c <= 0x06F9); }
bool is_space(char32_t c) {
  return c <= U' ' || c == 0x00A0 || (c >= 0x2000 && c <= 0x200B) || c == 0x202F || c == 0x3000 || c == 0xFEFF;
}
bool is_dash(char32_t c) { return c == U'-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212; }
bool is_apostrophe(char32_t c) { return c == U'\'' || c == 0x2018 || c == 0x2019 || c == 0x02BC; }
bool is_comma(char32_t c) { return c == U',' || c == 0x060C; }

/// Letters are whatever is not known as something else: a script that nobody thought of here still makes words.
bool is_mark(char32_t c) {
  if (c < 0x80) return !is_ascii_letter(static_cast<unsigned char>(c)) && !is_digit(c);
  return is_dash(c) || is_apostrophe(c) || is_comma(c) || (c >= 0x00A1 && c <= 0x00BF && c != 0x00AA && c != 0x00BA) ||
         c == 0x061B || c == 0x061F || (c >= 0x066A && c <= 0x066D) || c == 0x06D4 || (c >= 0x2010 && c <= 0x206F) ||
         (c >= 0x3001 && c <= 0x3011);
}

AtomKind kind_of(char32_t c) { return is_digit(c) ? AtomKind::kDigits : is_mark(c) ? AtomKind::kMark : AtomKind::kLetters; }

/// Directional and joining marks stand inside words and belong to none.
bool is_invisible(char32_t c) {
  return (c >= 0x200C && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069);
}

bool joins_digits(std::string_view raw) {
  return raw == "." || raw == "," || raw == ":" || raw == "\u066B" || raw == "\u066C" || raw == "\u060C";
}

bool touch(const TextAtom& a, const TextAtom& b) { return a.span.end == b.span.begin; }

/// "26.03.2025": the one shape in which dots do not make a decimal.
bool is_dotted_date(const std::vector<TextAtom>& atoms, std::size_t first, std::size_t last) {
  return last - first == 4 && atoms[first + 1].raw == "." && atoms[first + 3].raw == "." && atoms[first].raw.size() <= 4 &&
         atoms[first + 2].raw.size() <= 4 && atoms[last].raw.size() >= 2;
}

/// "16:30", "18.00", «16,00».
bool is_clock(const std::vector<TextAtom>& atoms, std::size_t first, std::size_t last) {
  if (last - first != 2 || atoms[first].raw.size() > 4 || atoms[last].raw.size() > 4) return false;
  const std::string hour = atom_key(AtomKind::kDigits, atoms[first].raw);
  const std::string minute = atom_key(AtomKind::kDigits, atoms[last].raw);
  return hour.size() <= 2 && minute.size() == 2 && (hour.size() == 1 || hour <= "24") && minute <= "59";
}

/// Marks the atoms of every run of digits that is joined by points, commas or colons without a space.
void mark_partial_numbers(std::vector<TextAtom>& atoms) {
  for (std::size_t i = 0; i < atoms.size(); ++i) {
    if (atoms[i].kind != AtomKind::kDigits) continue;
    std::size_t last = i;
    while (last + 2 < atoms.size() && joins_digits(atoms[last + 1].raw) && atoms[last + 2].kind == AtomKind::kDigits &&
           touch(atoms[last], atoms[last + 1]) && touch(atoms[last + 1], atoms[last + 2]))
      last += 2;
    const bool percent = last + 1 < atoms.size() && (atoms[last + 1].raw == "%" || atoms[last + 1].raw == "\u066A");
    if (!percent && is_clock(atoms, i, last)) atoms[i].is_clock = atoms[last].is_clock = true;
    if (percent || (last > i && !is_dotted_date(atoms, i, last)))
      for (std::size_t k = i; k <= last; ++k) atoms[k].is_partial_number = true;
    i = last;
  }
}

/// The end of the longest run of pieces of one written token from `word` on that is a known word, or `word` + 1.
WordIndex end_of_known(const Document& document, WordIndex word, WordIndex sentence_end, const KnowsWord& knows) {
  const Span token = document.words[word].token;
  WordIndex end = word + 1;
  while (end < sentence_end && document.words[end].token == token &&
         document.words[end - 1].span.end == document.words[end].span.begin)
    ++end;
  for (; end > word + 1; --end)
    if (knows(document.text({document.words[word].span.begin, document.words[end - 1].span.end}))) return end;
  return end;
}

}  // namespace

void cut_into_atoms(std::string_view text, std::vector<AtomPiece>& pieces) {
  std::size_t at = 0;
  bool open = false;  // may the last piece grow?
  while (at < text.size()) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const Decoded c = byte < 0x80 ? Decoded{byte, 1} : decode_utf8(text, at);
    const auto begin = static_cast<std::uint32_t>(at);
    at += c.size_bytes;
    const auto end = static_cast<std::uint32_t>(at);
    if (is_space(c.character)) {
      open = false;
      continue;
    }
    if (is_invisible(c.character)) {
      if (open && pieces.back().end == begin) pieces.back().end = end;
      continue;
    }
    const AtomKind kind = kind_of(c.character);
    if (open && kind != AtomKind::kMark && pieces.back().kind == kind)
      pieces.back().end = end;
    else
      pieces.push_back({kind, begin, end});
    open = kind != AtomKind::kMark;
  }
}

std::string atom_key(AtomKind kind, std::string_view raw) {
  if (kind != AtomKind::kMark) return fold(raw);
  if (raw.size() == 1) return std::string(raw);
  const char32_t c = decode_utf8(raw, 0).character;
  if (is_dash(c)) return "-";
  if (is_apostrophe(c)) return "'";
  if (is_comma(c)) return ",";
  return std::string(raw);
}

void atoms_of(const Document& document, const Sentence& sentence, const KnowsWord& knows, std::vector<TextAtom>& atoms) {
  atoms.clear();
  std::vector<AtomPiece> pieces;
  for (WordIndex word = sentence.words.begin; word < sentence.words.end;) {
    WordIndex next = word + 1;
    while (next < sentence.words.end && document.words[next].span == document.words[word].span) ++next;
    if (next == word + 1) next = end_of_known(document, word, sentence.words.end, knows);
    const Span span{document.words[word].span.begin, document.words[next - 1].span.end};
    // A rewritten form stands for its word only where the word has a piece of the text to itself.
    const bool is_rewritten = next == word + 1 && document.words[word].form != Symbol::kEmpty;
    const std::string_view raw = is_rewritten ? document.form(word) : document.text(span);
    pieces.clear();
    cut_into_atoms(raw, pieces);
    for (const AtomPiece& piece : pieces)
      atoms.push_back({piece.kind,
                       false,
                       false,
                       raw.substr(piece.begin, piece.end - piece.begin),
                       is_rewritten ? span : Span{span.begin + piece.begin, span.begin + piece.end},
                       {word, next}});
    word = next;
  }
  mark_partial_numbers(atoms);
}

}  // namespace rawi
