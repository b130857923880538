// Makes an edit in a store: keeps it, and works out anew which reports are one event wherever the edit makes a difference.
#pragma once

#include <memory>
#include <vector>

#include "core/facts/edit.hpp"
#include "extractors/identity/event_identity.hpp"
#include "storage/fact_store.hpp"

namespace rawi {

/// Returns the edit's number. The graph is then the one that the same articles and the same edits give in any order; all of it is
/// written at once. Articles in which the edit makes a difference are in memory meanwhile. One caller at a time. Fails when the
/// store does, and as FactStore::add_edit does.
[[nodiscard]] Result<std::uint32_t> make_edit(const EventIdentity& identity, FactStore& store, Edit edit);

/// The events that the mentions of a parting are of by now, sorted; fewer than there were if their articles are gone.
[[nodiscard]] Result<std::vector<EventId>> events_of(const std::vector<PartedMention>& mentions, const FactReader& facts);

}  // namespace rawi
