// Written tokens by the classes of their characters, then the syntactic words inside them by the pack's tables.
#include <algorithm>
#include <map>

#include "core/base/utf8.hpp"
#include "extractors/annotate/characters.hpp"
#include "extractors/annotate/form_reader.hpp"
#include "extractors/annotate/shallow.hpp"
#include "extractors/fold.hpp"

namespace rawi {

namespace {

constexpr int kPrefixesMax = 3;  // «وسيلقون»: a conjunction, a future marker and a verb is as long as it gets

/// Marks and tatweel, which folding drops: they belong to the letter before them.
bool is_mark(char32_t c) { return c >= 0x300 && (c < 0x370 || (c >= 0x64B && c <= 0x65F) || c == 0x640 || c == 0x670); }

/// Finds written tokens: letters and digits with what joins them, and every other sign by itself.
class Tokenizer {
 public:
  Tokenizer(std::string_view text, Span range) : text_(text), at_(range.begin), end_(range.end) {}

  /// The next token, or an empty span at the end.
  Span next() {
    while (at_ < end_) {
      const std::uint32_t begin = at_;
      const Decoded c = step();
      switch (character_class(c.character)) {
        case CharacterClass::kSpace:
        case CharacterClass::kLineEnd:
        case CharacterClass::kInvisible:
          continue;
        case CharacterClass::kLetter:
        case CharacterClass::kDigit:
          return {begin, end_of_word(c.character)};
        case CharacterClass::kFullStop:
        case CharacterClass::kJoiner:
          while (at_ < end_ && text_[at_] == text_[begin] && text_[begin] == '.') ++at_;  // "..." is one
          return {begin, at_};
        default:
          return {begin, at_};
      }
    }
    return {};
  }

 private:
  Decoded step() {
    const Decoded c = decode_utf8(text_, at_);
    at_ += static_cast<std::uint32_t>(c.size_bytes);
    return c;
  }

  std::uint32_t end_of_word(char32_t first) {
    char32_t last = first;
    while (at_ < end_) {
      const Decoded c = decode_utf8(text_, at_);
      CharacterClass kind = character_class(c.character);
      if (kind == CharacterClass::kLetter || kind == CharacterClass::kDigit) {
        const bool both_letters = kind == CharacterClass::kLetter && character_class(last) == CharacterClass::kLetter;
        if (both_letters && is_latin_letter(c.character) != is_latin_letter(last) && !is_mark(c.character)) return at_;
      } else if (kind == CharacterClass::kInvisible) {
        // a joiner or a directional mark inside a word
      } else if (!joins(c, kind, last)) {
        return at_;
      }
      at_ += static_cast<std::uint32_t>(c.size_bytes);
      if (kind == CharacterClass::kLetter || kind == CharacterClass::kDigit) last = c.character;
    }
    return at_;
  }

  /// "full-scale", "l'Iran", "1,000.5", "10/11", "U.S." when what follows goes on as a word.
  bool joins(const Decoded& c, CharacterClass kind, char32_t last) const {
    const std::uint32_t next = at_ + static_cast<std::uint32_t>(c.size_bytes);
    const CharacterClass before = character_class(last);
    const CharacterClass after = next < end_ ? character_class(decode_utf8(text_, next).character) : CharacterClass::kSpace;
    if (kind == CharacterClass::kJoiner) {  // scripts without capitals have no hyphenated words
      const bool letters = after == CharacterClass::kLetter && is_cased(decode_utf8(text_, next).character) &&
                           (is_cased(last) || before == CharacterClass::kDigit);
      return letters || (after == CharacterClass::kDigit && (before == CharacterClass::kDigit || is_cased(last)));
    }
    const bool digits = before == CharacterClass::kDigit && after == CharacterClass::kDigit;
    if (kind == CharacterClass::kFullStop) {
      if (digits) return true;
      if (after == CharacterClass::kLetter) return is_latin_letter(decode_utf8(text_, next).character) && is_latin_letter(last);
      return is_initialism(next);
    }
    return digits &&
           (c.character == ',' || c.character == '/' || c.character == ':' || c.character == U'٫' || c.character == U'٬');
  }

  /// The full stop that ends at `next` closes "U.S.": single letters with stops between them.
  bool is_initialism(std::uint32_t next) const {
    return next >= 4 && text_[next - 3] == '.' && is_upper(static_cast<unsigned char>(text_[next - 2]));
  }

  std::string_view text_;
  std::uint32_t at_;
  std::uint32_t end_;
};

/// Splits the tokens of one language into syntactic words.
class TokenSplitter {
 public:
  TokenSplitter(const LanguagePack& pack, const ActorCatalogue& catalogue) : pack_(pack), reader_(pack, catalogue) {}

  void split(Document& document, Span token) const {
    const std::string folded = fold(document.text(token));
    if (const auto parts = pack_.contractions.find(folded); parts != pack_.contractions.end()) {
      for (const std::string& part : parts->second) add(document, token, token, part);
      return;
    }
    if (split_apostrophes(document, token, folded)) return;
    if (!pack_.prefixes.empty() && is_written_in_script(document.text(token))) return split_clitics(document, token, folded);
    add(document, token, token);
  }

 private:
  static void add(Document& document, Span span, Span token, std::string_view form = {}) {
    document.words.push_back({span, form.empty() ? Symbol::kEmpty : document.pool.intern(form), token});
  }

  /// Clitics are written in letters outside ASCII: a Latin word in the text has none.
  static bool is_written_in_script(std::string_view token) {
    return static_cast<unsigned char>(token.front()) >= 0x80 && !is_latin_letter(decode_utf8(token, 0).character);
  }

  /// Pieces are found in the folded token and cut out of the original: folding keeps the number of letters, so letters are
  /// counted.
  bool split_apostrophes(Document& document, Span token, const std::string& folded) const {
    if (folded.find('\'') == std::string::npos && folded.find("n't") == std::string::npos) return false;
    for (const std::string& piece : pack_.elisions) {
      if (!folded.starts_with(piece) || folded.size() == piece.size()) continue;
      const std::uint32_t cut = token.begin + bytes_of_letters(document.text(token), letter_count(piece));
      add(document, {token.begin, cut}, {token.begin, cut});
      split(document, {cut, token.end});
      return true;
    }
    for (const std::string& piece : pack_.enclitics) {
      if (!folded.ends_with(piece) || folded.size() == piece.size()) continue;
      const std::string_view text = document.text(token);
      const std::uint32_t cut = token.begin + bytes_of_letters(text, letter_count(text) - letter_count(piece));
      add(document, {token.begin, cut}, {token.begin, cut});
      add(document, {cut, token.end}, {cut, token.end});
      return true;
    }
    return false;
  }

  static std::size_t letter_count(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size();) {
      const Decoded c = decode_utf8(text, at);
      if (!is_mark(c.character)) ++count;
      at += c.size_bytes;
    }
    return count;
  }

  /// Bytes of the first `count` letters with the marks on them.
  static std::uint32_t bytes_of_letters(std::string_view text, std::size_t count) {
    std::size_t at = 0;
    while (at < text.size()) {
      const Decoded c = decode_utf8(text, at);
      if (!is_mark(c.character) && count-- == 0) break;
      at += c.size_bytes;
    }
    return static_cast<std::uint32_t>(at);
  }

  /// How a token comes apart: the prefixes that were taken off, the stem, and at most one suffix.
  struct Analysis {
    std::vector<const Clitic*> prefixes;
    std::string stem;  // folded
    bool article_restored = false;
    const Clitic* suffix = nullptr;
    int score = 0;
  };

  void split_clitics(Document& document, Span token, const std::string& folded) const {
    Analysis best;
    best.stem = folded;
    best.score = score_of(best);
    Analysis start;
    start.stem = folded;
    explore(start, best, document.text(token));
    write(document, token, best);
  }

  /// A known stem beats an unknown one, fewer clitics beat more.
  int score_of(const Analysis& a) const {
    int score = reader_.knows(a.stem) ? 100 : 0;
    score -= static_cast<int>(a.prefixes.size()) * 10;
    if (a.suffix != nullptr) score -= 15;
    if (score < 50 && a.article_restored) return score + 15;  // hardly any word begins like a clitic with the article
    if (score < 50)
      for (const Clitic* p : a.prefixes)  // before an article a prefix shows even where the noun is unknown
        score += p->from_unknown || reader_.without_article(a.stem).size() != a.stem.size() ? 15 : -60;
    if (score < 50 && a.suffix != nullptr) score -= 60;
    return score;
  }

  void consider(const Analysis& a, Analysis& best) const {
    if (!a.prefixes.empty() && a.prefixes.back()->before_verb && !reader_.may_be_verb(a.stem)) return;
    Analysis scored = a;
    scored.score = score_of(a);
    if (scored.score > best.score) best = scored;
  }

  void explore(const Analysis& a, Analysis& best, std::string_view written) const {
    if (!a.prefixes.empty()) consider(a, best);
    if (best.score >= 100) return;  // the whole token is known: nothing can beat it
    for (const Clitic& suffix : pack_.suffixes) {
      if (!written.ends_with(suffix.written)) continue;  // the folded form may end alike by chance: «ة» and «ه»
      if (!a.stem.ends_with(suffix.form) || letter_count(a.stem) < letter_count(suffix.form) + 2) continue;
      Analysis b = a;
      b.suffix = &suffix;
      b.stem.resize(b.stem.size() - suffix.form.size());
      if (reader_.without_article(b.stem).size() != b.stem.size()) continue;  // a word with an article takes no pronoun
      consider(b, best);
    }
    if (a.prefixes.size() == kPrefixesMax) return;
    for (const Clitic& prefix : pack_.prefixes) {
      if (!a.stem.starts_with(prefix.form) || letter_count(a.stem) < letter_count(prefix.form) + 2) continue;
      if (!a.prefixes.empty() && &prefix <= a.prefixes.back()) continue;  // outermost first
      Analysis b = a;
      b.prefixes.push_back(&prefix);
      b.stem.erase(0, prefix.form.size());
      explore(b, best, written);
      restore_article(prefix, b, best);
    }
  }

  /// Where a clitic and the article are written together, the article loses its first letter («لل» for «ل» and «ال»).
  void restore_article(const Clitic& prefix, Analysis b, Analysis& best) const {
    const std::string& article = pack_.definite_article;
    if (article.empty()) return;
    const std::string rest = article.substr(decode_utf8(article, 0).size_bytes);
    if (prefix.form != rest || !b.stem.starts_with(rest)) return;
    const std::string stem = b.stem;
    b.article_restored = true;
    b.stem = article + stem.substr(rest.size());
    consider(b, best);
    b.stem = article + stem;  // the noun itself begins with that letter: «للاجئين» for «ل» and «اللاجئين»
    consider(b, best);
  }

  void write(Document& document, Span token, const Analysis& a) const {
    std::uint32_t at = token.begin;
    std::size_t left = letter_count(document.text(token));
    for (const Clitic* p : a.prefixes) {
      const std::size_t n = letter_count(p->form);
      const std::uint32_t end = at + bytes_of_letters(document.text({at, token.end}), n);
      add(document, {at, end}, token);
      at = end;
      left -= n;
    }
    if (a.suffix == nullptr) {
      if (a.article_restored)
        add(document, {at, token.end}, token, a.stem);
      else
        add(document, {at, token.end}, a.prefixes.empty() ? Span{at, token.end} : token);
      return;
    }
    const std::uint32_t cut = at + bytes_of_letters(document.text({at, token.end}), left - letter_count(a.suffix->form));
    add(document, {at, cut}, token);
    add(document, {cut, token.end}, token);
  }

  const LanguagePack& pack_;
  FormReader reader_;
};

class WordSplitter final : public Annotator {
 public:
  WordSplitter(const LanguagePacks& packs, const ActorCatalogue& catalogue) {
    for (const auto& [code, pack] : packs) splitters_.emplace(code, TokenSplitter(pack, catalogue));
  }

  std::string_view name() const override { return "words"; }
  Layers needs() const override { return Layers(Layer::kSentences); }
  Layers adds() const override { return Layers(Layer::kWords); }

  Result<void> annotate(Extraction& extraction) const override {
    Document& document = extraction.document;
    const auto splitter = splitters_.find(document.article().language);
    for (Sentence& sentence : document.sentences) {
      sentence.words.begin = static_cast<WordIndex>(document.words.size());
      Tokenizer tokens(document.text(), sentence.span);
      for (Span token = tokens.next(); token.size_bytes() > 0; token = tokens.next()) {
        if (splitter == splitters_.end())
          document.words.push_back({token, Symbol::kEmpty, token});
        else
          splitter->second.split(document, token);
      }
      sentence.words.end = static_cast<WordIndex>(document.words.size());
    }
    return {};
  }

 private:
  std::map<std::string, TokenSplitter, std::less<>> splitters_;
};

}  // namespace

std::unique_ptr<Annotator> make_word_splitter(const LanguagePacks& packs, const ActorCatalogue& catalogue) {
  return std::make_unique<WordSplitter>(packs, catalogue);
}

}  // namespace rawi
