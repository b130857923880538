#include "storage/article_change.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_set>

#include "core/facts/identity_key.hpp"
#include "storage/entity_merge.hpp"
#include "storage/records.hpp"

namespace rawi {

namespace {

tl::unexpected<Error> invalid(const ArticleId& id, std::string problem) {
  return fail(ErrorCode::kInvalidInput, "article " + id.text(), std::move(problem));
}

tl::unexpected<Error> collision(std::string_view what, const std::string& id, const std::string& other) {
  return fail(ErrorCode::kInvalidInput, std::string(what) + " " + id, "its key is already that of " + other,
              "give it another id");
}

/// What is wrong with a mention, or an empty text.
std::string fault_of(const EventMention& m, const ArticleId& article, const std::unordered_set<EntityId>& described) {
  const std::string who = "the mention \"" + m.trigger.text + "\" ";
  if (m.article != article) return who + "belongs to another article: " + m.article.text();
  if (m.event.empty()) return who + "has no event: the identity step is missing";
  if (m.kind.empty()) return who + "has no kind";
  if (m.time && m.time->interval.last < m.time->interval.first) return who + "has a time that ends before it begins";
  for (const Participant& p : m.participants)
    if (!described.contains(p.entity)) return who + "names an entity that is not described: " + p.entity.text();
  for (const Attribution& a : m.attributed_to)
    if (!described.contains(a.entity)) return who + "is attributed to an entity that is not described: " + a.entity.text();
  return {};
}

std::vector<PreparedArticle::Description> prepare_descriptions(std::vector<Entity> entities) {
  std::sort(entities.begin(), entities.end(),
            [](const Entity& a, const Entity& b) { return a.id != b.id ? a.id < b.id : encode(a) < encode(b); });
  std::vector<PreparedArticle::Description> prepared;
  std::vector<Entity> same;
  for (std::size_t i = 0; i < entities.size(); ++i) {
    const EntityId id = entities[i].id;
    same.push_back(std::move(entities[i]));
    if (i + 1 < entities.size() && entities[i + 1].id == id) continue;
    std::string bytes = encode(same.size() == 1 ? same.front() : merge_descriptions(same));
    same.clear();
    const keys::DescriptionKey key{keys::hash_of(id), keys::hash_of_description(bytes)};
    prepared.push_back({key, id, std::move(bytes)});
  }
  return prepared;
}

/// What the store holds of an article now.
struct Present {
  StoredArticle record;
  std::vector<keys::MentionKey> mentions;
};

Result<std::optional<Present>> read_present(const KeyValueView& view, const ArticleId& id) {
  const keys::ArticleHash hash = keys::hash_of(id);
  auto record = records::article(view, hash);
  if (!record) return fail(std::move(record.error()));
  if (!*record) return std::nullopt;
  if ((*record)->article.id != id) return collision("article", id.text(), (*record)->article.id.text());
  auto mentions = records::mention_keys_in(view, hash);
  if (!mentions) return fail(std::move(mentions.error()));
  return Present{std::move(**record), std::move(*mentions)};
}

/// Byte by byte: the same article with the same facts. Descriptions are compared by their hash, which the record holds.
Result<bool> is_unchanged(const KeyValueView& view, const Present& present, const PreparedArticle& next) {
  if (present.mentions.size() != next.mentions.size() || encode(present.record) != encode(next.record)) return false;
  for (std::size_t i = 0; i < next.mentions.size(); ++i) {
    if (present.mentions[i] != next.mentions[i].key) return false;
    auto bytes = view.get(keys::mention(next.mentions[i].key));
    if (!bytes) return fail(std::move(bytes.error()));
    if (*bytes != next.mentions[i].bytes) return false;
  }
  return true;
}

void replace_keys(WriteBatch& batch, const std::set<std::string>& old_keys, const std::set<std::string>& new_keys) {
  for (const std::string& key : old_keys)
    if (!new_keys.contains(key)) batch.erase(key);
  for (const std::string& key : new_keys)
    if (!old_keys.contains(key)) batch.put(key);
}

/// The entities, as they stood before, of ids that stand for another one after.
std::set<EntityId> entities_standing_for_others(const Edits& before, const Edits& after) {
  std::set<EntityId> found;
  for (const Edits* edits : {&before, &after})
    for (const auto& [whole, members] : edits->merged())
      for (const EntityId& id : members)
        if (before.canonical(id) != after.canonical(id)) found.insert(before.canonical(id));
  return found;
}

/// Plans the change from `present` to `next`, either of which may be nothing.
class Change {
 public:
  Change(const KeyValueView& view, const Edits& edits, const Present* present, const PreparedArticle* next,
         const std::vector<EventMove>& moves)
      : view_(view),
        edits_(edits),
        present_(present),
        next_(next),
        moves_(moves),
        article_(keys::hash_of(next != nullptr ? next->record.article.id : present->record.article.id)) {}

  Result<WriteBatch> plan() {
    auto counts = records::counts(view_);
    if (!counts) return fail(std::move(counts.error()));
    counts_ = *counts;
    plan_article_and_mentions();
    if (auto done = plan_events(); !done) return fail(std::move(done.error()));
    if (auto done = plan_descriptions(); !done) return fail(std::move(done.error()));
    batch_.put(keys::meta(records::kCountsName), encode(counts_));
    return std::move(batch_);
  }

 private:
  void plan_article_and_mentions() {
    if (present_ != nullptr) {
      if (next_ == nullptr) batch_.erase(keys::article(article_));
      for (const keys::MentionKey& key : present_->mentions) {
        batch_.erase(keys::mention(key));
        batch_.erase(keys::article_mention(key));
      }
      counts_.articles -= 1;
      counts_.mentions -= present_->mentions.size();
    }
    if (next_ == nullptr) return;
    batch_.put(keys::article(article_), encode(next_->record));
    for (const PreparedArticle::Mention& m : next_->mentions) {
      batch_.put(keys::mention(m.key), m.bytes);
      batch_.put(keys::article_mention(m.key));
    }
    counts_.articles += 1;
    counts_.mentions += next_->mentions.size();
  }

  /// An event's mentions as they are and as they are to be, the edits applied to both.
  struct Touched {
    std::vector<EventMention> before, after;
  };

  Result<void> plan_events() {
    std::map<EventId, Touched> touched;
    if (present_ != nullptr)
      for (const keys::MentionKey& key : present_->mentions) touched[key.event];
    if (next_ != nullptr)
      for (const PreparedArticle::Mention& m : next_->mentions) touched[m.key.event].after.push_back(edits_.applied(m.facts));
    for (const EventMove& move : moves_) touched[move.from], touched[move.to];
    std::size_t moved_count = 0;
    for (auto& [id, event] : touched) {
      auto stored = records::mentions_of(view_, id);
      if (!stored) return fail(std::move(stored.error()));
      for (auto& [key, mention] : *stored) {
        event.before.push_back(edits_.applied(mention));
        if (key.article == article_) continue;  // its new ones are there already
        const EventId to = destination_of(mention);
        if (to != id) plan_move(key, mention, to), ++moved_count;
        edits_.apply(mention);
        touched.at(to).after.push_back(std::move(mention));
      }
    }
    if (moved_count < moves_.size())
      return fail(ErrorCode::kInvalidInput, "the moves of an article", "a mention that is to move is not in the store",
                  "work them out again from the store as it is");
    for (const auto& [id, event] : touched) plan_event(id, event);
    return {};
  }

  EventId destination_of(const EventMention& mention) const {
    for (const EventMove& move : moves_)
      if (move.moves(mention)) return move.to;
    return mention.event;
  }

  void plan_move(keys::MentionKey key, EventMention& mention, EventId to) {
    batch_.erase(keys::mention(key));
    batch_.erase(keys::article_mention(key));
    key.event = mention.event = to;
    batch_.put(keys::mention(key), encode(mention));
    batch_.put(keys::article_mention(key));
  }

  void plan_event(EventId id, const Touched& event) {
    std::set<std::string> old_keys, new_keys;
    if (!event.before.empty()) old_keys = index_keys_of(aggregate(id, event.before), event.before);
    if (event.after.empty()) {
      batch_.erase(keys::event(id));
    } else {
      const Event after = aggregate(id, event.after);
      batch_.put(keys::event(id), encode(after));
      new_keys = index_keys_of(after, event.after);
    }
    replace_keys(batch_, old_keys, new_keys);
    counts_.events += event.after.empty() ? 0 : 1;
    counts_.events -= event.before.empty() ? 0 : 1;
  }

  Result<void> plan_descriptions() {
    struct Step {
      std::set<keys::DescriptionKey> gone;
      const PreparedArticle::Description* added = nullptr;
    };
    std::map<EntityId, Step> steps;
    if (present_ != nullptr)
      for (const SupportedEntity& e : present_->record.entities)
        steps[e.entity].gone.insert({keys::hash_of(e.entity), e.description});
    if (next_ != nullptr)
      for (const PreparedArticle::Description& d : next_->descriptions) {
        Step& step = steps[d.entity];
        if (step.gone.erase(d.key) == 0) step.added = &d;  // else it supports the same as before
      }
    for (const auto& [id, step] : steps)
      if (auto done = plan_entity(id, step.gone, step.added); !done) return done;
    return {};
  }

  Result<void> plan_entity(const EntityId& id, const std::set<keys::DescriptionKey>& gone,
                           const PreparedArticle::Description* added) {
    if (added != nullptr) {
      batch_.put(keys::support({added->key, article_}));
      auto bytes = view_.get(keys::description(added->key));
      if (!bytes) return fail(std::move(bytes.error()));
      if (*bytes && **bytes != added->bytes) return collision("entity", id.text(), "another description");
      if (*bytes) added = nullptr;  // described so already: only the support is new
    }
    if (gone.empty() && added == nullptr) return {};

    auto descriptions = records::descriptions_of(view_, keys::hash_of(id));
    if (!descriptions) return fail(std::move(descriptions.error()));
    for (const records::Description& d : *descriptions)
      if (d.entity.id != id) return collision("entity", id.text(), d.entity.id.text());
    std::size_t left = descriptions->size();
    for (const keys::DescriptionKey& key : gone) {
      batch_.erase(keys::support({key, article_}));
      auto supported = supported_by_others(key);
      if (!supported) return fail(std::move(supported.error()));
      if (*supported) continue;
      batch_.erase(keys::description(key));
      left -= left > 0 ? 1 : 0;
    }
    if (added != nullptr) {
      batch_.put(keys::description(added->key), added->bytes);
      ++left;
    }
    if (descriptions->empty() && left > 0) counts_.entities += 1;
    if (!descriptions->empty() && left == 0) counts_.entities -= 1;
    return {};
  }

  Result<bool> supported_by_others(const keys::DescriptionKey& description) {
    bool others = false;
    auto done = view_.scan(keys::supporters_of(description), [&](std::string_view key, std::string_view) -> Result<bool> {
      const auto parts = keys::parse_support(key);
      others = parts && parts->article != article_;
      return !others;
    });
    if (!done) return fail(std::move(done.error()));
    return others;
  }

  const KeyValueView& view_;
  const Edits& edits_;
  const Present* present_;
  const PreparedArticle* next_;
  const std::vector<EventMove>& moves_;
  keys::ArticleHash article_;
  StoredCounts counts_;
  WriteBatch batch_;
};

}  // namespace

std::set<std::string> index_keys_of(const Event& event, const std::vector<EventMention>& mentions) {
  std::set<std::string> found = {keys::timeline({event.sort_day(), event.id})};
  for (const EventParticipant& p : event.participants)
    found.insert(keys::participation({keys::hash_of(p.entity), event.sort_day(), event.id}));
  for (const EventMention& m : mentions)
    for (const IdentityKey& key : identity_keys(m))
      found.insert(keys::participation({keys::hash_of(key.index), key.day, event.id}));
  return found;
}

Result<void> check_facts(const ArticleFacts& facts) {
  const ArticleId& id = facts.article.id;
  if (id.empty()) return invalid(id, "the article has no id");
  std::unordered_set<EntityId> described;
  for (const Entity& e : facts.entities) {
    if (e.id.empty()) return invalid(id, "the entity \"" + e.name + "\" has no id");
    described.insert(e.id);
  }
  for (const EventMention& m : facts.events)
    if (std::string fault = fault_of(m, id, described); !fault.empty()) return invalid(id, std::move(fault));
  if (facts.events.size() > std::numeric_limits<std::uint32_t>::max()) return invalid(id, "it has too many mentions");
  return {};
}

Result<PreparedArticle> prepare(ArticleFacts facts) {
  if (auto valid = check_facts(facts); !valid) return fail(std::move(valid.error()));
  PreparedArticle prepared;
  prepared.descriptions = prepare_descriptions(std::move(facts.entities));
  const keys::ArticleHash article = keys::hash_of(facts.article.id);
  prepared.mentions.reserve(facts.events.size());
  for (EventMention& m : facts.events) {
    std::string bytes = encode(m);
    prepared.mentions.push_back({{m.event, article, 0}, std::move(m), std::move(bytes)});
  }
  // The text's order first; the rest only makes the order one that does not depend on how the mentions came. The event comes
  // last: a mention that goes over to another one keeps its number.
  const auto in_order = [](const auto& a, const auto& b) {
    const auto place = [](const auto& m) {
      return std::tie(m.facts.part, m.facts.sentence.span.begin, m.facts.trigger.span.begin, m.facts.trigger.span.end, m.bytes,
                      m.facts.event);
    };
    return place(a) < place(b);
  };
  if (!std::is_sorted(prepared.mentions.begin(), prepared.mentions.end(), in_order))
    std::sort(prepared.mentions.begin(), prepared.mentions.end(), in_order);
  for (std::size_t i = 0; i < prepared.mentions.size(); ++i) prepared.mentions[i].key.sequence = static_cast<std::uint32_t>(i);

  prepared.record.article = std::move(facts.article);
  prepared.record.mention_count = static_cast<std::uint32_t>(prepared.mentions.size());
  for (const PreparedArticle::Description& d : prepared.descriptions)
    prepared.record.entities.push_back({d.entity, d.key.description});
  return prepared;
}

Result<PlannedPut> plan_put(const KeyValueView& view, const Edits& edits, const PreparedArticle& article,
                            const std::vector<EventMove>& moves) {
  auto present = read_present(view, article.record.article.id);
  if (!present) return fail(std::move(present.error()));
  PlannedPut planned;
  if (*present) {
    auto unchanged = is_unchanged(view, **present, article);
    if (!unchanged) return fail(std::move(unchanged.error()));
    if (*unchanged && moves.empty()) return planned;
  }
  planned.outcome = *present ? PutOutcome::kReplaced : PutOutcome::kAdded;
  auto batch = Change(view, edits, *present ? &**present : nullptr, &article, moves).plan();
  if (!batch) return fail(std::move(batch.error()));
  planned.batch = std::move(*batch);
  return planned;
}

Result<WriteBatch> plan_remove(const KeyValueView& view, const Edits& edits, const ArticleId& id,
                               const std::vector<EventMove>& moves) {
  auto present = read_present(view, id);
  if (!present) return fail(std::move(present.error()));
  if (!*present) return WriteBatch{};
  return Change(view, edits, &**present, nullptr, moves).plan();
}

Result<WriteBatch> plan_edit(const KeyValueView& view, const Edit& edit, const Edits& before, const Edits& after) {
  WriteBatch batch;
  batch.put(keys::edit(edit.number), encode(edit));
  batch.put(keys::meta(records::kFormatName), encode_format_version(keys::kFormatVersion));
  std::set<EventId> events;
  for (const EntityId& whole : entities_standing_for_others(before, after)) {
    auto done = view.scan(keys::participations_of(keys::hash_of(whole), {}), [&](std::string_view key, std::string_view) {
      if (const auto parts = keys::parse_participation(key)) events.insert(parts->event);
      return Result<bool>(true);
    });
    if (!done) return fail(std::move(done.error()));
  }
  for (const EventId id : events) {
    auto stored = records::mentions_of(view, id);
    if (!stored) return fail(std::move(stored.error()));
    std::vector<EventMention> as_before, as_after;
    for (auto& [key, mention] : *stored) {
      as_before.push_back(before.applied(mention));
      as_after.push_back(after.applied(std::move(mention)));
    }
    if (as_after.empty()) continue;  // an index entry that points to nothing: rawi check sees to it
    const Event event = aggregate(id, as_after);
    batch.put(keys::event(id), encode(event));
    replace_keys(batch, index_keys_of(aggregate(id, as_before), as_before), index_keys_of(event, as_after));
  }
  return batch;
}

}  // namespace rawi
