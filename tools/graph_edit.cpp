#include "tools/graph_edit.hpp"

#include <algorithm>
#include <set>

#include "core/text/document.hpp"
#include "tools/article_intake.hpp"

namespace rawi {

namespace {

/// The ids that stand for another entity after the edit.
std::set<EntityId> changed_ids(const Edits& before, const Edits& after) {
  std::set<EntityId> changed;
  for (const Edits* edits : {&before, &after})
    for (const auto& [whole, members] : edits->merged())
      for (const EntityId& id : members)
        if (before.canonical(id) != after.canonical(id)) changed.insert(id);
  return changed;
}

/// The articles with mentions that are parted before and not after, or the other way round.
std::set<ArticleId> repartitioned(const Edits& before, const Edits& after) {
  std::set<ArticleId> found;
  for (const Edit& edit : after.all()) {
    if (edit.kind != EditKind::kPart) continue;
    const bool was = before.find(edit.number) != nullptr && before.undone_by(edit.number) == 0;
    if (was == (after.undone_by(edit.number) == 0)) continue;
    for (const PartedMention& m : edit.mentions) found.insert(m.article);
  }
  return found;
}

bool speaks_of(const ArticleFacts& facts, const std::set<EntityId>& ids) {
  return std::any_of(facts.events.begin(), facts.events.end(), [&](const EventMention& m) {
    return std::any_of(m.participants.begin(), m.participants.end(),
                       [&](const Participant& p) { return ids.contains(p.entity); });
  });
}

/// Coded events come with their identity, and no article was read for them.
bool was_read(const ArticleFacts& facts) { return !facts.article.language.empty(); }

/// The articles in whose reports the edit makes a difference, with what they said.
Result<std::vector<ArticleFacts>> concerned(const FactStore& store, const Edits& before, const Edits& after) {
  const std::set<ArticleId> parted = repartitioned(before, after);
  const std::set<EntityId> ids = changed_ids(before, after);
  std::set<ArticleId> candidates = parted;
  std::set<EventId> events;
  for (const EntityId& id : ids) {
    const auto done = store.each_event_of(id, {}, [&](const Event& e) { return events.insert(e.id), true; });
    if (!done) return fail(done.error());
  }
  for (const EventId event : events) {
    const auto mentions = store.mentions_of(event);
    if (!mentions) return fail(mentions.error());
    for (const EventMention& m : *mentions) candidates.insert(m.article);
  }
  std::vector<ArticleFacts> found;
  for (const ArticleId& id : candidates) {
    auto facts = store.facts_of(id);
    if (!facts) return fail(std::move(facts.error()));
    if (*facts && was_read(**facts) && !(*facts)->events.empty() && (parted.contains(id) || speaks_of(**facts, ids)))
      found.push_back(std::move(**facts));
  }
  return found;
}

Result<void> put_back(const EventIdentity& identity, FactStore& store, ArticleFacts&& facts) {
  auto document = Document::make(std::move(facts.article));
  if (!document) return fail(std::move(document.error()));
  const auto put = take_in(identity, store, {std::move(*document), std::move(facts.entities), std::move(facts.events)});
  if (!put) return fail(put.error());
  return {};
}

}  // namespace

Result<std::uint32_t> make_edit(const EventIdentity& identity, FactStore& store, Edit edit) {
  std::uint32_t number = 0;
  const auto made = store.change_at_once([&](FactStore& draft) -> Result<void> {
    const auto before = draft.edits();
    if (!before) return fail(before.error());
    edit.number = (*before)->next_number();
    auto articles = concerned(draft, **before, (*before)->with(edit));
    if (!articles) return fail(std::move(articles.error()));
    // Out under the old edits, in under the new ones: then it is as if they had come last, and when an article comes does not
    // matter.
    for (const ArticleFacts& facts : *articles)
      if (auto out = take_reports_out(identity, draft, facts.article); !out) return out;
    const auto added = draft.add_edit(edit);
    if (!added) return fail(added.error());
    number = *added;
    for (ArticleFacts& facts : *articles)
      if (auto in = put_back(identity, draft, std::move(facts)); !in) return in;
    return {};
  });
  if (!made) return fail(made.error());
  return number;
}

Result<std::vector<EventId>> events_of(const std::vector<PartedMention>& mentions, const FactReader& facts) {
  std::set<EventId> found;
  std::set<ArticleId> articles;
  for (const PartedMention& m : mentions) articles.insert(m.article);
  for (const ArticleId& id : articles) {
    const auto told = facts.mentions_in(id);
    if (!told) return fail(told.error());
    for (const EventMention& t : *told)
      if (std::any_of(mentions.begin(), mentions.end(), [&](const PartedMention& m) { return m.is_at(t); }))
        found.insert(t.event);
  }
  return std::vector(found.begin(), found.end());
}

}  // namespace rawi
