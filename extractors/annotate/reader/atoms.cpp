#include "extractors/annotate/reader/atoms.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include "core/base/utf8.hpp"

namespace rawi {

namespace {

enum class AtomClass : std::uint8_t { kSpace, kInvisible, kLetter, kDigit, kOther };

/// How one character is read: its class, and whether it may simply be copied into the normalised text.
struct CharacterKind {
  AtomClass atom_class = AtomClass::kOther;
  bool dropped = false;
  bool plain = false;  // is its own NFKC form whatever stands around it
};

constexpr char32_t kSoftHyphen = 0xAD, kTatweel = 0x640, kByteOrderMark = 0xFEFF;

bool is_invisible(char32_t c) {
  return c == kSoftHyphen || c == kTatweel || c == kByteOrderMark || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2069);
}

bool is_vowel_sign(char32_t c) { return (c >= 0x64B && c <= 0x652) || c == 0x670; }

CharacterKind classify(char32_t character) {
  const auto c = static_cast<UChar32>(character);
  CharacterKind kind;
  kind.dropped = is_invisible(character) || is_vowel_sign(character);
  kind.plain = u_getIntPropertyValue(c, UCHAR_NFKC_QUICK_CHECK) == UNORM_YES && u_getCombiningClass(c) == 0;
  const std::uint32_t category = U_GET_GC_MASK(c);
  if (is_invisible(character))
    kind.atom_class = AtomClass::kInvisible;
  else if (u_isUWhiteSpace(c) || (category & (U_GC_Z_MASK | U_GC_CC_MASK)) != 0)
    kind.atom_class = AtomClass::kSpace;
  else if ((category & (U_GC_L_MASK | U_GC_M_MASK)) != 0)
    kind.atom_class = AtomClass::kLetter;
  else if ((category & U_GC_N_MASK) != 0)
    kind.atom_class = AtomClass::kDigit;
  return kind;
}

CharacterKind kind_of(char32_t character) {
  constexpr char32_t kBasicPlaneEnd = 0x10000;
  static const std::vector<CharacterKind> table = [] {
    std::vector<CharacterKind> t(kBasicPlaneEnd);
    for (char32_t c = 0; c < kBasicPlaneEnd; ++c) t[c] = classify(c);
    return t;
  }();
  return character < kBasicPlaneEnd ? table[character] : classify(character);
}

const icu::Normalizer2& nfkc() {
  UErrorCode error = U_ZERO_ERROR;  // an instance that ICU's own data always has
  static const icu::Normalizer2* const instance = icu::Normalizer2::getNFKCInstance(error);
  return *instance;
}

std::string to_nfkc(const std::string& text) {
  UErrorCode error = U_ZERO_ERROR;
  std::string out;
  nfkc().normalize(icu::UnicodeString::fromUTF8(text), error).toUTF8String(out);
  return out;
}

template <class Map>
std::string map_characters(std::string_view text, Map map) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Decoded c = decode_utf8(text, at);
    append_utf8(out, static_cast<char32_t>(map(static_cast<UChar32>(c.character))));
    at += c.size_bytes;
  }
  return out;
}

}  // namespace

std::string plain_text(std::string_view written) {
  std::string kept;
  kept.reserve(written.size());
  bool plain = true;
  for (std::size_t at = 0; at < written.size();) {
    const Decoded c = decode_utf8(written, at);
    at += c.size_bytes;
    const CharacterKind kind = kind_of(c.character);
    if (kind.dropped) continue;
    plain = plain && kind.plain;
    append_utf8(kept, c.character);
  }
  return plain ? kept : to_nfkc(kept);
}

void cut_atoms(std::string_view text, Span range, std::vector<Atom>& atoms) {
  bool space = true;
  for (std::uint32_t at = range.begin; at < range.end;) {
    Decoded c = decode_utf8(text, at);
    const AtomClass first = kind_of(c.character).atom_class;
    const std::uint32_t begin = at;
    at += static_cast<std::uint32_t>(c.size_bytes);
    if (first == AtomClass::kSpace || first == AtomClass::kInvisible) {
      space = space || first == AtomClass::kSpace;
      continue;
    }
    std::uint32_t end = at;  // of what is read; invisible signs behind belong to the atom but tell nothing
    while (at < range.end) {
      c = decode_utf8(text, at);
      const AtomClass next = kind_of(c.character).atom_class;
      if (next != AtomClass::kInvisible && (next != first || first == AtomClass::kOther)) break;
      at += static_cast<std::uint32_t>(c.size_bytes);
      if (next == first) end = at;
    }
    atoms.push_back({{begin, at}, space, plain_text(text.substr(begin, end - begin))});
    space = false;
  }
}

std::optional<std::uint32_t> byte_behind(std::string_view text, const Atom& atom, std::size_t letters) {
  std::size_t counted = 0;
  std::string chunk;  // characters that are normalised together
  std::uint32_t at = atom.span.begin;
  for (; at < atom.span.end;) {
    const Decoded c = decode_utf8(text, at);
    const CharacterKind kind = kind_of(c.character);
    if (!kind.dropped) {
      if (!chunk.empty() && nfkc().hasBoundaryBefore(static_cast<UChar32>(c.character))) {
        counted += character_count(to_nfkc(chunk));
        chunk.clear();
        if (counted >= letters) break;
      }
      append_utf8(chunk, c.character);
    }
    at += static_cast<std::uint32_t>(c.size_bytes);
  }
  if (!chunk.empty()) counted += character_count(to_nfkc(chunk));
  if (counted != letters) return std::nullopt;
  return at;
}

std::string lower_case(std::string_view text) { return map_characters(text, u_tolower); }
std::string upper_case(std::string_view text) { return map_characters(text, u_toupper); }

std::size_t character_count(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
  return count;
}

}  // namespace rawi
