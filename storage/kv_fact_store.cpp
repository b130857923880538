#include "storage/kv_fact_store.hpp"

#include <algorithm>

#include "storage/article_change.hpp"
#include "storage/bulk_change.hpp"
#include "storage/consistency.hpp"
#include "storage/entity_merge.hpp"
#include "storage/records.hpp"

namespace rawi {

namespace {

Result<void> check_format(KeyValue& map) {
  const auto view = map.snapshot();
  const std::string key = keys::meta(records::kFormatName);
  auto bytes = view->get(key);
  if (!bytes) return fail(std::move(bytes.error()));
  if (*bytes) {
    auto version = decode_format_version(key, **bytes);
    if (!version) return fail(std::move(version.error()));
    if (*version == keys::kFormatVersion) return {};
    const bool newer = *version > keys::kFormatVersion;
    return fail(
        ErrorCode::kUnsupported, map.name(),
        "the store has format " + std::to_string(*version) + ", this rawi reads format " + std::to_string(keys::kFormatVersion),
        newer ? "use a newer rawi" : "build the store again with this rawi");
  }
  auto any = records::any_in(*view, keys::all());
  if (!any) return fail(std::move(any.error()));
  if (*any) return fail(ErrorCode::kCorrupt, map.name(), "the store has records but does not say its format", "build it again");
  if (!map.writable()) return {};
  WriteBatch batch;
  batch.put(key, encode_format_version(keys::kFormatVersion));
  return map.write(batch);
}

/// The events that a range of an index names. `event_of` reads the event's id out of a key.
template <class EventOf>
Result<void> visit_events(const KeyValueView& view, const keys::Range& range, const EventOf& event_of,
                          const EventVisitor& visit) {
  return view.scan(range, [&](std::string_view key, std::string_view) -> Result<bool> {
    const auto id = event_of(key);
    if (!id) return records::dangling(key);
    auto found = records::event(view, *id);
    if (!found) return fail(std::move(found.error()));
    if (!*found) return records::dangling(key);
    return visit(**found);
  });
}

Entity merge(std::vector<records::Description> descriptions) {
  std::vector<Entity> entities;
  for (records::Description& d : descriptions) entities.push_back(std::move(d.entity));
  return merge_descriptions(entities);
}

}  // namespace

Result<std::unique_ptr<FactStore>> KvFactStore::open(std::unique_ptr<KeyValue> map) {
  if (auto checked = check_format(*map); !checked) return fail(std::move(checked.error()));
  return std::unique_ptr<FactStore>(new KvFactStore(std::move(map)));
}

Result<std::optional<Entity>> KvFactStore::entity(const EntityId& id) const {
  auto found = records::descriptions_of(*map_->snapshot(), keys::hash_of(id));
  if (!found) return fail(std::move(found.error()));
  if (found->empty() || found->front().entity.id != id) return std::nullopt;
  return merge(std::move(*found));
}

Result<std::optional<Event>> KvFactStore::event(EventId id) const { return records::event(*map_->snapshot(), id); }

Result<std::optional<Article>> KvFactStore::article(const ArticleId& id) const {
  auto found = records::article(*map_->snapshot(), keys::hash_of(id));
  if (!found) return fail(std::move(found.error()));
  if (!*found || (*found)->article.id != id) return std::nullopt;
  return std::move((*found)->article);
}

Result<std::vector<EventMention>> KvFactStore::mentions_of(EventId id) const {
  auto found = records::mentions_of(*map_->snapshot(), id);
  if (!found) return fail(std::move(found.error()));
  std::vector<EventMention> mentions;
  for (auto& [key, mention] : *found) mentions.push_back(std::move(mention));
  // Keys sort by the hash of the article and then by place: stable keeps the second.
  std::stable_sort(mentions.begin(), mentions.end(), [](const auto& a, const auto& b) { return a.article < b.article; });
  return mentions;
}

Result<std::vector<EventMention>> KvFactStore::mentions_in(const ArticleId& id) const {
  const auto view = map_->snapshot();
  auto found = records::mention_keys_in(*view, keys::hash_of(id));
  if (!found) return fail(std::move(found.error()));
  std::vector<EventMention> mentions;
  for (const keys::MentionKey& key : *found) {
    auto mention = records::mention(*view, key);
    if (!mention) return fail(std::move(mention.error()));
    if (!*mention) return records::dangling(keys::article_mention(key));
    if ((*mention)->article == id) mentions.push_back(std::move(**mention));
  }
  return mentions;
}

Result<void> KvFactStore::each_entity(const EntityVisitor& visit) const {
  const auto view = map_->snapshot();
  std::vector<records::Description> group;  // the descriptions of one entity stand side by side
  bool stopped = false;
  auto done = view->scan(keys::all(keys::Tag::kDescription), [&](std::string_view key, std::string_view value) -> Result<bool> {
    auto entity = decode_entity(key, value);
    if (!entity) return fail(std::move(entity.error()));
    const keys::DescriptionKey parts = *keys::parse_description(key);
    if (!group.empty() && group.front().key.entity != parts.entity) {
      stopped = !visit(merge(std::move(group)));
      group.clear();
    }
    group.push_back({parts, std::move(*entity)});
    return !stopped;
  });
  if (done && !stopped && !group.empty()) visit(merge(std::move(group)));
  return done;
}

Result<void> KvFactStore::each_event(const DayRange& days, const EventVisitor& visit) const {
  const auto event_of = [](std::string_view key) -> std::optional<EventId> {
    const auto parts = keys::parse_timeline(key);
    return parts ? std::optional(parts->event) : std::nullopt;
  };
  return visit_events(*map_->snapshot(), keys::timeline(days), event_of, visit);
}

Result<void> KvFactStore::each_event_of(const EntityId& id, const DayRange& days, const EventVisitor& visit) const {
  const auto event_of = [](std::string_view key) -> std::optional<EventId> {
    const auto parts = keys::parse_participation(key);
    return parts ? std::optional(parts->event) : std::nullopt;
  };
  return visit_events(*map_->snapshot(), keys::participations_of(keys::hash_of(id), days), event_of, visit);
}

Result<void> KvFactStore::require_writable() const {
  if (map_->writable()) return {};
  return fail(ErrorCode::kInvalidInput, map_->name(), "the store is open for reading only", "open it for writing");
}

Result<void> KvFactStore::write_stamped(WriteBatch& batch) {
  const auto before = records::stamp(*map_->snapshot());
  if (!before) return fail(before.error());
  static_cast<void>(records::put_stamp(batch, *before));
  return map_->write(batch);
}

Result<std::uint64_t> KvFactStore::stamp() const { return records::stamp(*map_->snapshot()); }

Result<PutOutcome> KvFactStore::put(const ArticleFacts& facts, const std::vector<EventMove>& moves) {
  if (auto writable = require_writable(); !writable) return fail(std::move(writable.error()));
  auto prepared = prepare(facts);
  if (!prepared) return fail(std::move(prepared.error()));
  const std::lock_guard lock(writing_);
  // The snapshot ends before the write, or the in-memory twin would have to keep what it shows.
  auto planned = plan_put(*map_->snapshot(), *prepared, moves);
  if (!planned) return fail(std::move(planned.error()));
  if (planned->outcome == PutOutcome::kUnchanged) return PutOutcome::kUnchanged;
  if (auto written = write_stamped(planned->batch); !written) return fail(std::move(written.error()));
  return planned->outcome;
}

Result<std::vector<PutOutcome>> KvFactStore::put_all(std::vector<ArticleFacts> articles) {
  if (auto writable = require_writable(); !writable) return fail(std::move(writable.error()));
  std::vector<PutOutcome> outcomes(articles.size(), PutOutcome::kAdded);
  std::vector<std::size_t> others;
  {
    const std::lock_guard lock(writing_);
    auto planned = plan_bulk(*map_->snapshot(), articles);
    if (!planned) return fail(std::move(planned.error()));
    std::vector<const SortedRun*> runs;
    for (const SortedRun* run : {&planned->facts, &planned->derived})
      if (run->record_count() > 0) runs.push_back(run);
    if (!runs.empty())
      if (auto written = map_->write_runs(runs); !written) return fail(std::move(written.error()));
    others = std::move(planned->others);
  }
  for (const std::size_t i : others) {
    auto outcome = put(articles[i], {});
    if (!outcome) return fail(std::move(outcome.error()));
    outcomes[i] = *outcome;
  }
  if (!others.empty())
    if (auto flushed = flush(); !flushed) return fail(std::move(flushed.error()));
  return outcomes;
}

Result<bool> KvFactStore::remove(const ArticleId& id, const std::vector<EventMove>& moves) {
  if (auto writable = require_writable(); !writable) return fail(std::move(writable.error()));
  const std::lock_guard lock(writing_);
  auto batch = plan_remove(*map_->snapshot(), id, moves);
  if (!batch) return fail(std::move(batch.error()));
  if (batch->operations().empty()) return false;
  if (auto written = write_stamped(*batch); !written) return fail(std::move(written.error()));
  return true;
}

Result<void> KvFactStore::flush() {
  if (!map_->writable()) return {};
  return map_->sync();
}

Result<StoreStats> KvFactStore::stats() const {
  const auto view = map_->snapshot();
  auto counts = records::counts(*view);
  if (!counts) return fail(std::move(counts.error()));
  StoreStats stats;
  stats.article_count = counts->articles;
  stats.entity_count = counts->entities;
  stats.event_count = counts->events;
  stats.mention_count = counts->mentions;
  const keys::Range dated = keys::dated_timeline();
  auto last = view->last_key(dated);
  if (!last) return fail(std::move(last.error()));
  if (!*last) return stats;
  if (const auto parts = keys::parse_timeline(**last)) stats.last_day = parts->day;
  auto done = view->scan(dated, [&](std::string_view key, std::string_view) -> Result<bool> {
    if (const auto parts = keys::parse_timeline(key)) stats.first_day = parts->day;
    return false;
  });
  if (!done) return fail(std::move(done.error()));
  return stats;
}

Result<CheckReport> KvFactStore::check(bool repair) {
  if (!repair) return check_consistency(*map_->snapshot(), nullptr);
  if (auto writable = require_writable(); !writable) return fail(std::move(writable.error()));
  const std::lock_guard lock(writing_);
  return check_consistency(*map_->snapshot(), map_.get());
}

}  // namespace rawi
