#include "tools/article_intake.hpp"

#include <algorithm>
#include <optional>

namespace rawi {

namespace {

/// Only actors that take part in something, or vouch for it, become nodes.
void keep_used(ArticleFacts& facts) {
  const auto used = [&](const Entity& e) {
    return std::any_of(facts.events.begin(), facts.events.end(), [&](const EventMention& m) {
      return std::any_of(m.participants.begin(), m.participants.end(), [&](const Participant& p) { return p.entity == e.id; }) ||
             std::any_of(m.attributed_to.begin(), m.attributed_to.end(), [&](const Attribution& a) { return a.entity == e.id; });
    });
  };
  std::erase_if(facts.entities, [&](const Entity& e) { return !used(e); });
}

/// Gives each mention the event of its stored twin. False, and nothing said of the events, when the two lists differ.
bool take_events_over(std::vector<EventMention>& mentions, std::vector<EventMention> stored) {
  if (mentions.size() != stored.size()) return false;
  for (EventMention& m : mentions) {
    const auto twin = std::find_if(stored.begin(), stored.end(), [&](const EventMention& s) {
      m.event = s.event;
      return m == s;
    });
    if (twin == stored.end()) return false;
    stored.erase(twin);
  }
  return true;
}

/// Joins the mentions with the store's events and puts the article, of which the store has no reports.
Result<PutOutcome> join_and_put(const EventIdentity& identity, FactStore& store, const Edits& edits, Extraction&& extraction) {
  std::vector<EventMention> as_told = extraction.events;
  for (EventMention& m : extraction.events) edits.apply(m);
  const auto moves = identity.assign(extraction, store, edits);
  if (!moves) return fail(moves.error());
  for (std::size_t i = 0; i < as_told.size(); ++i) as_told[i].event = extraction.events[i].event;
  ArticleFacts facts{extraction.document.article(), std::move(extraction.actors), std::move(as_told)};
  keep_used(facts);
  return store.put(facts, *moves);
}

/// The article is there with the same reports: they stay where they are.
Result<std::optional<PutOutcome>> put_where_it_was(FactStore& store, const Edits& edits, const Extraction& extraction,
                                                   std::vector<EventMention> stored) {
  std::vector<EventMention> mentions = extraction.events;
  for (EventMention& m : mentions) edits.apply(m);
  if (!take_events_over(mentions, std::move(stored))) return std::nullopt;
  ArticleFacts facts{extraction.document.article(), extraction.actors, extraction.events};
  for (std::size_t i = 0; i < mentions.size(); ++i) facts.events[i].event = mentions[i].event;
  keep_used(facts);
  const auto outcome = store.put(facts);
  if (!outcome) return fail(outcome.error());
  return *outcome;
}

}  // namespace

Result<PutOutcome> take_in(const EventIdentity& identity, FactStore& store, Extraction&& extraction) {
  const auto edits = store.edits();
  if (!edits) return fail(edits.error());
  const auto present = store.article(extraction.document.article().id);
  if (!present) return fail(present.error());
  if (!*present) return join_and_put(identity, store, **edits, std::move(extraction));
  auto stored = store.mentions_in((*present)->id);
  if (!stored) return fail(std::move(stored.error()));
  const bool bare = stored->empty();
  auto settled = put_where_it_was(store, **edits, extraction, std::move(*stored));
  if (!settled) return fail(std::move(settled.error()));
  if (*settled) return **settled;
  if (bare) return join_and_put(identity, store, **edits, std::move(extraction));
  std::optional<PutOutcome> outcome;
  const auto changed = store.change_at_once([&](FactStore& draft) -> Result<void> {
    if (auto out = take_reports_out(identity, draft, **present); !out) return out;
    auto put = join_and_put(identity, draft, **edits, std::move(extraction));
    if (!put) return fail(std::move(put.error()));
    outcome = *put;
    return {};
  });
  if (!changed) return fail(changed.error());
  return *outcome;
}

Result<bool> take_out(const EventIdentity& identity, FactStore& store, const ArticleId& article) {
  const auto edits = store.edits();
  if (!edits) return fail(edits.error());
  const auto moves = identity.retract(article, store, **edits);
  if (!moves) return fail(moves.error());
  return store.remove(article, *moves);
}

Result<void> take_reports_out(const EventIdentity& identity, FactStore& store, const Article& article) {
  const auto edits = store.edits();
  if (!edits) return fail(edits.error());
  const auto moves = identity.retract(article.id, store, **edits);
  if (!moves) return fail(moves.error());
  if (const auto bare = store.put(ArticleFacts{article, {}, {}}, *moves); !bare) return fail(bare.error());
  return {};
}

}  // namespace rawi
