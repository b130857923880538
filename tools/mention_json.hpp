// The extraction contract: one event mention as one line of JSON.
#pragma once

#include <string>

#include "core/facts/extraction.hpp"
#include "core/facts/ontology.hpp"

namespace rawi {

/// One line without a line end, keys in the order of the contract. Actors are looked up in the extraction; the event id is null
/// where identity was not asked.
[[nodiscard]] std::string mention_json(const EventMention& mention, const Extraction& extraction, const Ontology& ontology);

}  // namespace rawi
