// Takes one article's facts into a store, or out of it, together with what that changes in the events of others: where identity,
// which decides, and the store, which keeps, meet.
#pragma once

#include "core/facts/extraction.hpp"
#include "extractors/identity/event_identity.hpp"
#include "storage/fact_store.hpp"

namespace rawi {

/// Joins the extraction's mentions with the store's events, under the store's edits, and puts the article. One that is there with
/// the same reports keeps its events; one with others is first retracted, in the same write. One caller at a time. Fails when the
/// store does.
[[nodiscard]] Result<PutOutcome> take_in(const EventIdentity& identity, FactStore& store, Extraction&& extraction);

/// Retracts an article; the reports of others are joined anew. False when there is no such article.
[[nodiscard]] Result<bool> take_out(const EventIdentity& identity, FactStore& store, const ArticleId& article);

/// Leaves nothing of an article but itself: it reports nothing until it is taken in again. One caller at a time.
[[nodiscard]] Result<void> take_reports_out(const EventIdentity& identity, FactStore& store, const Article& article);

}  // namespace rawi
