// What a language pack knows of words whose parts of speech and tree a trained reader has given: the lemmas that rules are written
// in, features with a meaning of their own for them, and fixed expressions.
#pragma once

#include <memory>

#include "extractors/annotate/language_pack.hpp"
#include "extractors/annotator.hpp"
#include "extractors/resolve/actor_catalogue.hpp"

namespace rawi {

/// Needs words, morphology and the tree; changes morphology and tree in place and adds no layer. A document in a language without a
/// pack stays as it is. Keeps references to packs and catalogue, which must outlive it.
///
/// - A word that the pack can read gets the pack's lemma, and those features of the pack that it has no value for yet.
/// - A fixed expression becomes what the pack says it is: its first word carries lemma and part of speech, the others hang on it
///   as `fixed`, and what the expression introduces takes its place in the tree ("according to X": X, with `case`).
[[nodiscard]] std::unique_ptr<Annotator> make_lexicon_tagger(const LanguagePacks& packs, const ActorCatalogue& catalogue);

}  // namespace rawi
