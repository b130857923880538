// Where sentences end: at terminal signs and line ends, but not at the full stops of abbreviations, initials and numbers.
#include <algorithm>

#include "core/base/utf8.hpp"
#include "extractors/annotate/characters.hpp"
#include "extractors/annotate/shallow.hpp"
#include "extractors/fold.hpp"

namespace rawi {

namespace {

/// A text without any sentence end (a table, noise) is cut here, so that work on a sentence stays bounded.
constexpr std::uint32_t kSentenceBytesMax = 4000;

class SentenceSplitter final : public Annotator {
 public:
  explicit SentenceSplitter(const LanguagePacks& packs) : packs_(packs) {}

  std::string_view name() const override { return "sentences"; }
  Layers needs() const override { return {}; }
  Layers adds() const override { return Layers(Layer::kSentences); }

  Result<void> annotate(Extraction& extraction) const override {
    Document& document = extraction.document;
    const LanguagePack* pack = pack_of(packs_, document);
    if (!document.article().title.empty()) split(document, pack, Part::kTitle);
    split(document, pack, Part::kBody);
    return {};
  }

 private:
  static CharacterClass class_at(std::string_view text, std::uint32_t at) {
    return character_class(decode_utf8(text, at).character);
  }

  static void split(Document& document, const LanguagePack* pack, Part part) {
    const Span whole = document.part_span(part);
    const std::string_view text = document.text().substr(0, whole.end);
    std::uint32_t begin = whole.begin, at = whole.begin;
    while (at < whole.end) {
      const Decoded c = decode_utf8(text, at);
      const std::uint32_t next = at + static_cast<std::uint32_t>(c.size_bytes);
      const CharacterClass kind = character_class(c.character);
      std::uint32_t end = 0;  // of the sentence, when it ends here
      if (kind == CharacterClass::kLineEnd) {
        end = next;
      } else if (kind == CharacterClass::kTerminal) {
        end = after_closing(text, next);
      } else if (kind == CharacterClass::kFullStop && full_stop_ends(text, pack, begin, at)) {
        end = after_closing(text, next);
      } else if (next - begin >= kSentenceBytesMax && kind == CharacterClass::kSpace) {
        end = next;
      }
      at = std::max(end, next);
      if (end == 0) continue;
      add(document, part, begin, end);
      begin = end;
    }
    add(document, part, begin, whole.end);
  }

  /// Further terminal signs, closing quotes and brackets belong to the sentence that they close.
  static std::uint32_t after_closing(std::string_view text, std::uint32_t at) {
    while (at < text.size()) {
      const Decoded c = decode_utf8(text, at);
      const CharacterClass kind = character_class(c.character);
      const bool closes = kind == CharacterClass::kTerminal || kind == CharacterClass::kFullStop ||
                          kind == CharacterClass::kClose ||
                          (kind == CharacterClass::kQuote && !opens_quote(text, at, c.size_bytes));
      if (!closes) break;
      at += static_cast<std::uint32_t>(c.size_bytes);
    }
    return at;
  }

  /// A quotation mark that a letter follows and a space precedes opens; the signs themselves do not tell ("").
  static bool opens_quote(std::string_view text, std::uint32_t at, std::size_t size_bytes) {
    const std::size_t next = at + size_bytes;
    if (next >= text.size()) return false;
    const CharacterClass after = class_at(text, static_cast<std::uint32_t>(next));
    return after == CharacterClass::kLetter || after == CharacterClass::kDigit;
  }

  static bool full_stop_ends(std::string_view text, const LanguagePack* pack, std::uint32_t begin, std::uint32_t at) {
    std::uint32_t next = at + 1;
    const bool ellipsis = (next < text.size() && text[next] == '.') || (at > begin && text[at - 1] == '.');
    while (next < text.size() && text[next] == '.') ++next;
    if (next >= text.size()) return true;
    const CharacterClass after = class_at(text, next);
    if (after == CharacterClass::kDigit || after == CharacterClass::kLetter || after == CharacterClass::kJoiner) {
      // "3.5", "U.S.-led", "site.org"; but Arabic and sloppy news often leave out the space behind the stop.
      const bool cased_continuation = after != CharacterClass::kLetter || is_latin_letter(decode_utf8(text, next).character);
      if (cased_continuation) return false;
    }
    std::uint32_t ahead = next;
    while (ahead < text.size() && class_at(text, ahead) == CharacterClass::kSpace) ++ahead;
    const bool at_end = ahead >= text.size() || class_at(text, ahead) == CharacterClass::kLineEnd;
    if (at_end) return true;
    const char32_t first = decode_utf8(text, ahead).character;
    const bool latin = is_latin_letter(first);
    if (latin && !is_upper(first)) return false;
    if (ellipsis && !latin) return false;
    return !is_abbreviation(text, pack, begin, at);
  }

  static bool is_abbreviation(std::string_view text, const LanguagePack* pack, std::uint32_t begin, std::uint32_t at) {
    std::uint32_t word = at;
    while (word > begin && text[word - 1] != ' ' && text[word - 1] != '(' && text[word - 1] != '\n') --word;
    const std::string_view form = text.substr(word, at - word);
    if (form.size() == 1 && is_upper(static_cast<unsigned char>(form[0]))) return true;  // an initial: "J. Smith"
    return pack != nullptr && std::binary_search(pack->abbreviations.begin(), pack->abbreviations.end(), fold(form) + ".");
  }

  static void add(Document& document, Part part, std::uint32_t begin, std::uint32_t end) {
    const std::string_view text = document.text();
    const auto blank = [&](std::uint32_t at) {
      const CharacterClass kind = class_at(text, at);
      return kind == CharacterClass::kSpace || kind == CharacterClass::kLineEnd || kind == CharacterClass::kInvisible;
    };
    while (begin < end && blank(begin)) begin += static_cast<std::uint32_t>(decode_utf8(text, begin).size_bytes);
    while (end > begin) {
      std::uint32_t last = end - 1;
      while (last > begin && (static_cast<unsigned char>(text[last]) & 0xC0) == 0x80) --last;
      if (!blank(last)) break;
      end = last;
    }
    if (begin < end) document.sentences.push_back({{begin, end}, {}, part});
  }

  const LanguagePacks& packs_;
};

}  // namespace

std::unique_ptr<Annotator> make_sentence_splitter(const LanguagePacks& packs) {
  return std::make_unique<SentenceSplitter>(packs);
}

}  // namespace rawi
