#include "tools/article_intake.hpp"

#include <algorithm>

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

}  // namespace

Result<PutOutcome> take_in(const EventIdentity& identity, FactStore& store, Extraction&& extraction) {
  const Article& article = extraction.document.article();
  const auto present = store.article(article.id);
  if (!present) return fail(present.error());
  std::vector<EventMove> moves;
  bool settled = false;
  if (*present) {
    auto stored = store.mentions_in(article.id);
    if (!stored) return fail(std::move(stored.error()));
    settled = take_events_over(extraction.events, *stored);
    if (!settled && !stored->empty()) {
      auto without = identity.retract(article.id, store);
      if (!without) return fail(std::move(without.error()));
      if (auto bare = store.put(ArticleFacts{**present, {}, {}}, *without); !bare) return bare;
    }
  }
  if (!settled) {
    auto joined = identity.assign(extraction, store);
    if (!joined) return fail(std::move(joined.error()));
    moves = std::move(*joined);
  }
  ArticleFacts facts{article, std::move(extraction.actors), std::move(extraction.events)};
  keep_used(facts);
  return store.put(facts, moves);
}

Result<bool> take_out(const EventIdentity& identity, FactStore& store, const ArticleId& article) {
  const auto moves = identity.retract(article, store);
  if (!moves) return fail(moves.error());
  return store.remove(article, *moves);
}

}  // namespace rawi
