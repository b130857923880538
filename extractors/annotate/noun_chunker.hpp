// Noun chunks: a head with what hangs on it without a verb or an adposition between. Written over parts of speech; what
// differs between languages (where adjectives stand, whether nouns follow each other as genitives) is told by the pack.
#pragma once

#include <optional>

#include "core/text/document.hpp"
#include "extractors/annotate/language_pack.hpp"

namespace rawi {

struct NounChunk {
  WordRange words;
  WordIndex head = kNoWord;  // the edges of all other words of the chunk are set, the head's is not
};

class NounChunker {
 public:
  NounChunker(Document& document, const LanguagePack& pack, WordRange sentence)
      : document_(document), pack_(pack), sentence_(sentence) {}

  /// The chunk that begins at `begin`, or nothing when no chunk does.
  [[nodiscard]] std::optional<NounChunk> chunk_at(WordIndex begin);

 private:
  [[nodiscard]] std::optional<NounChunk> modifiers_first(WordIndex begin);
  std::optional<NounChunk> between_modifiers_and_genitives(WordIndex begin);
  [[nodiscard]] std::optional<NounChunk> head_first(WordIndex begin);
  [[nodiscard]] NounChunk with_genitive(NounChunk possessor);
  void hang_modifiers(WordRange range, WordIndex head);

  [[nodiscard]] bool is(WordIndex word, Upos upos) const { return word < sentence_.end && document_.upos(word) == upos; }
  [[nodiscard]] bool is_nounlike(WordIndex word) const { return is(word, Upos::kNoun) || is(word, Upos::kPropn); }
  [[nodiscard]] bool is_possessive(WordIndex word) const;
  [[nodiscard]] bool is_suffix_pronoun(WordIndex word) const;
  [[nodiscard]] bool is_definite(WordIndex word) const;
  [[nodiscard]] bool is_person_noun(WordIndex word) const;
  void link(WordIndex word, WordIndex head, std::string_view relation);

  Document& document_;
  const LanguagePack& pack_;
  WordRange sentence_;
};

}  // namespace rawi
