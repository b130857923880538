// The annotator that finds mentions: names, common nouns for actors, adjectives of nationality and pronouns.
#pragma once

#include <memory>

#include "extractors/annotate/language_pack.hpp"
#include "extractors/annotator.hpp"
#include "extractors/resolve/actor_catalogue.hpp"

namespace rawi {

/// Annotator "names": needs sentences, words, morphology and the tree, adds the names (Document::mentions, their entities still
/// empty). Keeps references to packs and catalogue, which must outlive it. A document in a language without a pack gets
/// the names that a trained reader saw, and no other mentions.
[[nodiscard]] std::unique_ptr<Annotator> make_mention_tagger(const LanguagePacks& packs, const ActorCatalogue& catalogue);

}  // namespace rawi
