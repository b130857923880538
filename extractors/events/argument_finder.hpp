// Who stands where around a trigger: the surface tree brought to the shape that frames are written in. Passives,
// coordination, relative clauses, participles, shared subjects and light verbs are undone here, once for all languages.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/document.hpp"
#include "extractors/annotate/language_pack.hpp"

namespace rawi {

/// The children of every word: the tree turned round. Valid as long as the document's tree is not changed.
class ChildIndex {
 public:
  explicit ChildIndex(const Document& document);
  [[nodiscard]] std::span<const WordIndex> children(WordIndex word) const {
    return {children_.data() + begin_[word], children_.data() + begin_[word + 1]};
  }

 private:
  std::vector<std::uint32_t> begin_;
  std::vector<WordIndex> children_;
};

/// One dependent as a frame sees it: relation without voice, lemma of its adposition, and the word.
struct Filler {
  std::string_view relation;    // "nsubj", "obj", "obl", "nmod", "nmod:poss", "amod", "compound", "ccomp", …
  std::string_view adposition;  // empty when there is none
  WordIndex word = kNoWord;
};

/// References must outlive it; safe for threads.
class ArgumentFinder {
 public:
  ArgumentFinder(const Document& document, const LanguagePack& pack, const ChildIndex& children)
      : document_(document), pack_(pack), children_(children) {}

  /// The fillers around a trigger word, coordinated ones each by itself. For a noun carried by a light verb, that verb's subject
  /// comes as "nsubj" and its obliques as the noun's own.
  [[nodiscard]] std::vector<Filler> fillers_of(WordIndex trigger) const;

  /// The light verb or adjective that carries this noun, or kNoWord.
  [[nodiscard]] WordIndex light_verb_of(WordIndex noun) const;

  [[nodiscard]] bool is_passive(WordIndex verb) const;
  /// The lemma of the adposition in front of a word, a fixed expression's whole lemma; empty when none.
  [[nodiscard]] std::string_view adposition_of(WordIndex word) const;

 private:
  [[nodiscard]] std::vector<Filler> fillers_of_verb(WordIndex verb) const;
  [[nodiscard]] std::vector<Filler> fillers_of_noun(WordIndex noun) const;
  /// The adposition in front of a noun's dependent, or what its bare case stands for.
  [[nodiscard]] std::string_view marker_of(WordIndex dependent) const;
  /// The words in subject position, its own or one it shares with the clause around it; `depth` bounds the climb.
  [[nodiscard]] std::vector<WordIndex> subjects(WordIndex verb, int depth) const;
  [[nodiscard]] std::vector<WordIndex> objects(WordIndex verb) const;
  /// The verb's own subjects in the tree, the nearest first.
  [[nodiscard]] std::vector<WordIndex> own_subjects(WordIndex verb) const;
  [[nodiscard]] bool is_second_subject(WordIndex verb, WordIndex child) const;
  [[nodiscard]] bool is_infinitive(WordIndex verb) const;
  [[nodiscard]] bool is_agent(WordIndex oblique) const;
  [[nodiscard]] WordIndex outermost_noun(WordIndex noun) const;
  [[nodiscard]] WordIndex antecedent(WordIndex filler, WordIndex verb) const;
  void add_below(std::vector<Filler>& out, WordIndex noun, std::string_view relation) const;
  void add_with_conjuncts(std::vector<Filler>& out, Filler filler) const;

  const Document& document_;
  const LanguagePack& pack_;
  const ChildIndex& children_;
};

}  // namespace rawi
