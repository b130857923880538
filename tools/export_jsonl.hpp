// The graph, or the part that a filter leaves, as JSON Lines: everything that is known, one record a line.
#pragma once

#include <ostream>

#include "core/facts/edit.hpp"
#include "core/facts/ontology.hpp"
#include "core/graph/filter.hpp"

namespace rawi {

/// Each line begins with "record": "actor" (an entity answer), "event" (an event answer without its reports), "report" (the
/// extraction contract; its key "event" names the event), "article" (as `rawi build` reads it) or "edit" (one of `edits`, which
/// are those of the reader, that is at work in what was written). Actors come first, by id; then the events in order of time,
/// each followed by its reports; then the articles of those reports, by id; then the edits, by number. Memory: a GraphView and
/// the ids of the articles. kIo when the stream fails.
[[nodiscard]] Result<void> export_jsonl(const FactReader& reader, const Ontology& ontology, const Filter& filter,
                                        std::ostream& out, const Edits& edits = no_edits());

}  // namespace rawi
