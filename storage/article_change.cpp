#include "storage/article_change.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <tuple>

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
std::string fault_of(const EventMention& m, const ArticleId& article, const std::set<EntityId>& described) {
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

std::vector<PreparedArticle::Description> prepare_descriptions(const std::vector<Entity>& entities) {
  std::map<EntityId, std::vector<Entity>> by_id;
  for (const Entity& e : entities) by_id[e.id].push_back(e);
  std::vector<PreparedArticle::Description> prepared;
  for (auto& [id, same] : by_id) {
    if (same.size() > 1)
      std::sort(same.begin(), same.end(), [](const Entity& a, const Entity& b) { return encode(a) < encode(b); });
    std::string bytes = encode(merge_descriptions(same));
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

/// Plans the change from `present` to `next`, either of which may be nothing.
class Change {
 public:
  Change(const KeyValueView& view, const Present* present, const PreparedArticle* next)
      : view_(view),
        present_(present),
        next_(next),
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

  Result<void> plan_events() {
    std::map<EventId, std::vector<EventMention>> touched;
    if (present_ != nullptr)
      for (const keys::MentionKey& key : present_->mentions) touched[key.event];
    if (next_ != nullptr)
      for (const PreparedArticle::Mention& m : next_->mentions) touched[m.key.event].push_back(m.facts);
    for (auto& [id, mentions] : touched)
      if (auto done = plan_event(id, mentions); !done) return done;
    return {};
  }

  /// `mentions` are this article's; those of the others are added to them.
  Result<void> plan_event(EventId id, std::vector<EventMention>& mentions) {
    auto before = records::event(view_, id);
    if (!before) return fail(std::move(before.error()));
    if (*before) {  // an event without a record has no mentions yet: nothing to look for
      auto others = records::mentions_of(view_, id);
      if (!others) return fail(std::move(others.error()));
      for (auto& [key, mention] : *others)
        if (key.article != article_) mentions.push_back(std::move(mention));
    }
    std::set<std::string> old_keys, new_keys;
    if (*before) old_keys = index_keys_of(**before);
    if (mentions.empty()) {
      batch_.erase(keys::event(id));
    } else {
      const Event after = aggregate(id, mentions);
      batch_.put(keys::event(id), encode(after));
      new_keys = index_keys_of(after);
    }
    for (const std::string& key : old_keys)
      if (!new_keys.contains(key)) batch_.erase(key);
    for (const std::string& key : new_keys)
      if (!old_keys.contains(key)) batch_.put(key);
    counts_.events += mentions.empty() ? 0 : 1;
    counts_.events -= *before ? 1 : 0;
    return {};
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
  const Present* present_;
  const PreparedArticle* next_;
  keys::ArticleHash article_;
  StoredCounts counts_;
  WriteBatch batch_;
};

}  // namespace

std::set<std::string> index_keys_of(const Event& event) {
  std::set<std::string> found = {keys::timeline({event.sort_day(), event.id})};
  for (const EventParticipant& p : event.participants)
    found.insert(keys::participation({keys::hash_of(p.entity), event.sort_day(), event.id}));
  return found;
}

Result<PreparedArticle> prepare(const ArticleFacts& facts) {
  const ArticleId& id = facts.article.id;
  if (id.empty()) return invalid(id, "the article has no id");
  std::set<EntityId> described;
  for (const Entity& e : facts.entities) {
    if (e.id.empty()) return invalid(id, "the entity \"" + e.name + "\" has no id");
    described.insert(e.id);
  }
  for (const EventMention& m : facts.events)
    if (std::string fault = fault_of(m, id, described); !fault.empty()) return invalid(id, std::move(fault));
  if (facts.events.size() > std::numeric_limits<std::uint32_t>::max()) return invalid(id, "it has too many mentions");

  PreparedArticle prepared;
  prepared.descriptions = prepare_descriptions(facts.entities);
  for (const EventMention& m : facts.events) prepared.mentions.push_back({{m.event, keys::hash_of(id), 0}, m, encode(m)});
  // The text's order first; the rest only makes the order one that does not depend on how the mentions came.
  std::sort(prepared.mentions.begin(), prepared.mentions.end(), [](const auto& a, const auto& b) {
    const auto place = [](const auto& m) {
      return std::tie(m.facts.part, m.facts.sentence.span.begin, m.facts.trigger.span.begin, m.facts.trigger.span.end,
                      m.facts.event, m.bytes);
    };
    return place(a) < place(b);
  });
  for (std::size_t i = 0; i < prepared.mentions.size(); ++i) prepared.mentions[i].key.sequence = static_cast<std::uint32_t>(i);

  prepared.record.article = facts.article;
  prepared.record.mention_count = static_cast<std::uint32_t>(prepared.mentions.size());
  for (const PreparedArticle::Description& d : prepared.descriptions)
    prepared.record.entities.push_back({d.entity, d.key.description});
  return prepared;
}

Result<PlannedPut> plan_put(const KeyValueView& view, const PreparedArticle& article) {
  auto present = read_present(view, article.record.article.id);
  if (!present) return fail(std::move(present.error()));
  PlannedPut planned;
  if (*present) {
    auto unchanged = is_unchanged(view, **present, article);
    if (!unchanged) return fail(std::move(unchanged.error()));
    if (*unchanged) return planned;
  }
  planned.outcome = *present ? PutOutcome::kReplaced : PutOutcome::kAdded;
  auto batch = Change(view, *present ? &**present : nullptr, &article).plan();
  if (!batch) return fail(std::move(batch.error()));
  planned.batch = std::move(*batch);
  return planned;
}

Result<WriteBatch> plan_remove(const KeyValueView& view, const ArticleId& id) {
  auto present = read_present(view, id);
  if (!present) return fail(std::move(present.error()));
  if (!*present) return WriteBatch{};
  return Change(view, &**present, nullptr).plan();
}

}  // namespace rawi
