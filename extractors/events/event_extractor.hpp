// From trees, names and times to event mentions: triggers of the pack's lexicon, their frames' roles, status, time and
// attribution. One engine for every language.
#pragma once

#include <memory>
#include <string>

#include "extractors/annotate/language_pack.hpp"
#include "extractors/annotator.hpp"
#include "extractors/resolve/actor_catalogue.hpp"

namespace rawi {

/// Needs the tree, names, times, quotations and actors; adds events. `extractor` names the program and its version in every
/// mention's provenance. Keeps references to packs, ontology and catalogue, which must outlive it.
[[nodiscard]] std::unique_ptr<Annotator> make_event_extractor(const LanguagePacks& packs, const Ontology& ontology,
                                                              const ActorCatalogue& catalogue, std::string extractor);

}  // namespace rawi
