// The shallow annotators: sentences, words, morphology and a simple dependency tree from a pack's tables and the shape
// of words alone. They hold the place of trained models and keep their contract: what comes out is Universal
// Dependencies, so that nothing behind them knows the difference.
#pragma once

#include <memory>

#include "extractors/annotate/language_pack.hpp"
#include "extractors/annotator.hpp"
#include "extractors/resolve/actor_catalogue.hpp"

namespace rawi {

// Each keeps references to what it is given, which must outlive it. An article in a language without a pack is read with
// the shape of its characters alone: sentences and words are found, everything else stays X.

/// Splits at sentence-ending signs and line ends. Adds sentences (without words). Linear in the text.
[[nodiscard]] std::unique_ptr<Annotator> make_sentence_splitter(const LanguagePacks& packs);

/// Splits sentences into syntactic words, clitics and contractions apart. Needs sentences, adds words.
[[nodiscard]] std::unique_ptr<Annotator> make_word_splitter(const LanguagePacks& packs, const ActorCatalogue& catalogue);

/// Gives each word lemma, part of speech and features, by table, affix, shape and neighbours. Needs words, adds morphology.
[[nodiscard]] std::unique_ptr<Annotator> make_morphology_tagger(const LanguagePacks& packs, const ActorCatalogue& catalogue);

/// Hangs every word on another: noun chunks first, then clauses around their verbs. Needs morphology and times, adds the tree.
[[nodiscard]] std::unique_ptr<Annotator> make_shallow_parser(const LanguagePacks& packs);

/// The pack of the document's language, or nullptr.
[[nodiscard]] inline const LanguagePack* pack_of(const LanguagePacks& packs, const Document& document) {
  const auto found = packs.find(document.article().language);
  return found == packs.end() ? nullptr : &found->second;
}

}  // namespace rawi
