// Takes one article's facts into a store, or out of it, together with what that changes in the events of others: where identity,
// which decides, and the store, which keeps, meet.
#pragma once

#include "core/facts/extraction.hpp"
#include "extractors/identity/event_identity.hpp"
#include "storage/fact_store.hpp"

namespace rawi {

/// Joins the extraction's mentions with the store's events and puts the article. One that is there with the same reports keeps
/// its events; one with others is first retracted. If a crash comes between these two steps the article stands there without
/// reports, and is taken for new when it comes again. One caller at a time. Fails when the store does.
[[nodiscard]] Result<PutOutcome> take_in(const EventIdentity& identity, FactStore& store, Extraction&& extraction);

/// Retracts an article; the reports of others are joined anew. False when there is no such article.
[[nodiscard]] Result<bool> take_out(const EventIdentity& identity, FactStore& store, const ArticleId& article);

}  // namespace rawi
