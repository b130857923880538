// One article on its way through the annotators. It owns the text (title and body in one buffer) and the
// layers over it as parallel vectors; whatever an annotator finds is a byte span into that buffer, never a copy.
//
// The layers follow Universal Dependencies (universaldependencies.org, version 2). A *word* is a syntactic word: the
// Arabic token «وبالبيت» holds three of them (و, ب, البيت), the French "du" two (de, le).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/text/article.hpp"
#include "core/text/string_pool.hpp"

namespace rawi {

/// Bytes [begin, end) of Document::text().
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] std::uint32_t size_bytes() const { return end - begin; }
  [[nodiscard]] bool contains(const Span& other) const { return begin <= other.begin && other.end <= end; }
  [[nodiscard]] bool overlaps(const Span& other) const { return begin < other.end && other.begin < end; }
  friend auto operator<=>(const Span&, const Span&) = default;
};

/// Index into the document's word vectors.
using WordIndex = std::uint32_t;
inline constexpr WordIndex kNoWord = UINT32_MAX;

/// Words [begin, end).
struct WordRange {
  WordIndex begin = 0;
  WordIndex end = 0;

  [[nodiscard]] bool empty() const { return begin == end; }
  [[nodiscard]] bool contains(WordIndex word) const { return begin <= word && word < end; }
  friend auto operator<=>(const WordRange&, const WordRange&) = default;
};

enum class Part { kTitle, kBody };

struct Sentence {
  Span span;
  WordRange words;
  Part part = Part::kBody;
};

/// A word whose surface is part of a longer written token shares that token's span (French "du") or owns a piece
/// of it (Arabic clitics). `form` is empty when the word is written exactly as its span reads.
struct Word {
  Span span;
  Symbol form = Symbol::kEmpty;
  Span token;  // the written token that this word belongs to; equal to `span` for an ordinary word
};

/// The 17 universal parts of speech of UD.
enum class Upos : std::uint8_t {
  kAdj,
  kAdp,
  kAdv,
  kAux,
  kCconj,
  kDet,
  kIntj,
  kNoun,
  kNum,
  kPart,
  kPron,
  kPropn,
  kPunct,
  kSconj,
  kSym,
  kVerb,
  kX,
};
[[nodiscard]] std::string_view to_string(Upos upos);  // "ADJ"
[[nodiscard]] std::optional<Upos> parse_upos(std::string_view text);

struct Morphology {
  Symbol lemma = Symbol::kEmpty;
  Upos upos = Upos::kX;
  Symbol features = Symbol::kEmpty;  // UD FEATS, sorted: "Number=Plur|Tense=Past"; empty for none
};

/// The edge from a word to its head. A root's head is kNoWord and its relation "root".
struct Edge {
  WordIndex head = kNoWord;
  Symbol relation = Symbol::kEmpty;  // UD relation with subtype: "nsubj:pass"
};

enum class EntityType : std::uint8_t { kCountry, kPerson, kOrganization, kGroup, kPlace };
[[nodiscard]] std::string_view to_string(EntityType type);  // "country"
[[nodiscard]] std::optional<EntityType> parse_entity_type(std::string_view text);

/// Words that stand for an actor or a place.
struct Mention {
  enum class Form : std::uint8_t { kName, kNominal, kPronoun };
  WordRange words;
  WordIndex head = kNoWord;  // the word that carries the mention's relations in the tree
  Span span;
  Form form = Form::kName;
  EntityType type = EntityType::kOrganization;
  EntityId entity;  // empty until the resolve step; an actor of the same Extraction afterwards
};

/// Words that a trained reader takes for a name, whether or not a catalogue knows it: evidence, not yet a mention.
struct NameSpan {
  WordRange words;
  EntityType type = EntityType::kOrganization;
};

/// A temporal expression, resolved as far as the text alone allows (TIMEX3).
struct TimeMention {
  Span span;
  WordRange words;
  /// What it denotes when it is read as lying before, and as lying ahead of, the anchor. Both alike for an
  /// expression that does not depend on tense ("26 March 2025"), both empty when it cannot be worked out.
  std::optional<TimeInterval> past;
  std::optional<TimeInterval> future;
};

/// Quoted words, without their marks.
struct Quotation {
  Span span;
};

/// The layers, in the order in which they are usually added.
enum class Layer : std::uint8_t {
  kSentences,
  kWords,
  kMorphology,
  kTree,
  kNames,
  kTimes,
  kQuotations,
  kActors,
  kEvents,
  kIdentity
};
[[nodiscard]] std::string_view to_string(Layer layer);

/// A set of layers.
class Layers {
 public:
  constexpr Layers() = default;
  template <class... L>
  constexpr explicit Layers(Layer first, L... rest) : bits_((bit(first) | ... | bit(rest))) {}

  [[nodiscard]] constexpr bool has(Layer layer) const { return (bits_ & bit(layer)) != 0; }
  [[nodiscard]] constexpr Layers without(Layers other) const {
    Layers l;
    l.bits_ = bits_ & ~other.bits_;
    return l;
  }
  [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
  constexpr void add(Layers other) { bits_ |= other.bits_; }

 private:
  static constexpr std::uint32_t bit(Layer layer) { return 1U << static_cast<std::uint32_t>(layer); }
  std::uint32_t bits_ = 0;
};

/// Move-only. Annotators fill the public vectors; `words`, `morphology` and `tree` have one entry per word.
class Document {
 public:
  /// Takes the article over. Fails (kInvalidInput) when title and text together do not fit 32-bit offsets.
  [[nodiscard]] static Result<Document> make(Article article);

  [[nodiscard]] const Article& article() const { return article_; }
  /// Title (if any), a newline, and the body.
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] std::string_view text(Span span) const { return std::string_view(text_).substr(span.begin, span.size_bytes()); }
  [[nodiscard]] Span part_span(Part part) const;
  [[nodiscard]] Part part_of(Span span) const { return span.begin < body_begin_ ? Part::kTitle : Part::kBody; }
  /// The same span counted from the beginning of its part: what the extraction contract writes.
  [[nodiscard]] Span within_part(Span span) const;

  [[nodiscard]] std::size_t word_count() const { return words.size(); }
  [[nodiscard]] std::string_view form(WordIndex word) const;
  [[nodiscard]] std::string_view lemma(WordIndex word) const { return pool[morphology[word].lemma]; }
  [[nodiscard]] Upos upos(WordIndex word) const { return morphology[word].upos; }
  [[nodiscard]] std::string_view features(WordIndex word) const { return pool[morphology[word].features]; }
  /// Does FEATS hold exactly this "Name=Value"?
  [[nodiscard]] bool has_feature(WordIndex word, std::string_view name_and_value) const;
  [[nodiscard]] WordIndex head(WordIndex word) const { return tree[word].head; }
  [[nodiscard]] std::string_view relation(WordIndex word) const { return pool[tree[word].relation]; }
  /// Is it this relation, with or without a subtype? relation_is(w, "nsubj") holds for "nsubj:pass" too.
  [[nodiscard]] bool relation_is(WordIndex word, std::string_view universal_relation) const;
  /// The sentence that holds the word. Needs the word to lie in one.
  [[nodiscard]] const Sentence& sentence_of(WordIndex word) const;
  /// The span from the first word's first byte to the last word's last.
  [[nodiscard]] Span span_of(WordRange range) const;

  StringPool pool;
  std::vector<Sentence> sentences;
  std::vector<Word> words;
  std::vector<Morphology> morphology;
  std::vector<Edge> tree;
  std::vector<NameSpan> name_spans;  // by words, none overlapping another; a trained reader fills it along with the tree
  std::vector<Mention> mentions;  // by span, none overlapping another
  std::vector<TimeMention> times;
  std::vector<Quotation> quotations;
  Layers layers;  // what has been added so far; the pipeline keeps it

 private:
  Document() = default;

  Article article_;
  std::string text_;
  std::uint32_t body_begin_ = 0;
};

}  // namespace rawi
