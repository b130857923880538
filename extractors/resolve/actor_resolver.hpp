// The annotator that says who the mentions are: known actors by name, office and context, new actors for the rest, pronouns by
// what went before.
#pragma once

#include <memory>

#include "extractors/annotate/language_pack.hpp"
#include "extractors/annotator.hpp"
#include "extractors/resolve/actor_catalogue.hpp"

namespace rawi {

/// Annotator "actors": needs names (and what they need), adds actors: sets Mention::entity where it can tell who is meant and
/// fills Extraction::actors with those entities, each once. Keeps references to packs and catalogue, which must outlive it.
[[nodiscard]] std::unique_ptr<Annotator> make_actor_resolver(const LanguagePacks& packs, const ActorCatalogue& catalogue);

}  // namespace rawi
