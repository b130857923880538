#include "storage/kv_fact_store.hpp"

#include <algorithm>
#include <set>

#include "storage/article_change.hpp"
#include "storage/bulk_change.hpp"
#include "storage/consistency.hpp"
#include "storage/draft_map.hpp"
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
    if (*version == keys::kFormatVersion || *version == keys::kFormatVersionWithoutEdits) return {};
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

/// As the articles tell of it, or nothing.
Result<std::optional<Entity>> entity_as_told(const KeyValueView& view, const EntityId& id) {
  auto found = records::descriptions_of(view, keys::hash_of(id));
  if (!found) return fail(std::move(found.error()));
  if (found->empty() || found->front().entity.id != id) return std::nullopt;
  return merge(std::move(*found));
}

/// With all that was merged into it; `whole` is a canonical id.
Result<std::optional<Entity>> whole_entity(const KeyValueView& view, const Edits& edits, const EntityId& whole) {
  std::vector<Entity> parts;
  for (const EntityId& id : edits.members(whole)) {
    auto part = entity_as_told(view, id);
    if (!part) return part;
    if (*part) parts.push_back(std::move(**part));
  }
  if (parts.empty()) return std::nullopt;
  return join_entities(whole, std::move(parts));
}

Result<void> visit_entities(const KeyValueView& view, const EntityVisitor& visit) {
  std::vector<records::Description> group;  // the descriptions of one entity stand side by side
  bool stopped = false;
  auto done = view.scan(keys::all(keys::Tag::kDescription), [&](std::string_view key, std::string_view value) -> Result<bool> {
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

/// What is wrong with an edit that is to be added, or an empty text.
std::string fault_of(const Edit& edit, const Edits& edits) {
  switch (edit.kind) {
    case EditKind::kMerge:
      if (edit.kept.empty() || edit.other.empty()) return "a merge needs two entities";
      return edit.kept == edit.other ? edit.kept.text() + " is one with itself" : "";
    case EditKind::kPart:
      return edit.mentions.empty() ? "there is nothing to part" : "";
    case EditKind::kUndo:
      if (edits.find(edit.undone) == nullptr) return "there is no such edit to undo";
      if (const std::uint32_t by = edits.undone_by(edit.undone); by != 0) return "it was undone by edit " + std::to_string(by);
      return "";
  }
  return "";
}

}  // namespace

Result<std::unique_ptr<FactStore>> KvFactStore::open(std::unique_ptr<KeyValue> map) {
  if (auto checked = check_format(*map); !checked) return fail(std::move(checked.error()));
  std::unique_ptr<KvFactStore> store(new KvFactStore(std::move(map)));
  store->read_edits();
  return std::unique_ptr<FactStore>(std::move(store));
}

/// Edits that cannot be read keep the store from being opened no more than any damaged record: what needs them fails, and check()
/// says what is wrong.
void KvFactStore::read_edits() {
  auto read = records::edits(*map_->snapshot());
  const std::lock_guard lock(reading_edits_);
  if (read)
    edits_ = std::make_shared<const Edits>(std::move(*read));
  else
    edits_ = fail(std::move(read.error()));
}

Result<KvFactStore::Moment> KvFactStore::now() const {
  const std::lock_guard lock(reading_edits_);
  if (!edits_) return fail(edits_.error());
  return Moment{*edits_, map_->snapshot()};
}

Result<std::optional<Entity>> KvFactStore::entity(const EntityId& id) const {
  const auto moment = now();
  if (!moment) return fail(moment.error());
  return whole_entity(*moment->view, *moment->edits, moment->edits->canonical(id));
}

Result<std::optional<Event>> KvFactStore::event(EventId id) const {
  const auto moment = now();
  if (!moment) return fail(moment.error());
  return records::event(*moment->view, id);
}

Result<std::optional<Article>> KvFactStore::article(const ArticleId& id) const {
  auto found = records::article(*map_->snapshot(), keys::hash_of(id));
  if (!found) return fail(std::move(found.error()));
  if (!*found || (*found)->article.id != id) return std::nullopt;
  return std::move((*found)->article);
}

Result<std::optional<ArticleFacts>> KvFactStore::facts_of(const ArticleId& id) const {
  const auto view = map_->snapshot();
  auto stored = records::article(*view, keys::hash_of(id));
  if (!stored) return fail(std::move(stored.error()));
  if (!*stored || (*stored)->article.id != id) return std::nullopt;
  ArticleFacts facts;
  for (const SupportedEntity& e : (*stored)->entities) {
    const std::string key = keys::description({keys::hash_of(e.entity), e.description});
    auto bytes = view->get(key);
    if (!bytes) return fail(std::move(bytes.error()));
    if (!*bytes) return records::dangling(key);
    auto entity = decode_entity(key, **bytes);
    if (!entity) return fail(std::move(entity.error()));
    facts.entities.push_back(std::move(*entity));
  }
  facts.article = std::move((*stored)->article);
  auto mentions = records::mentions_in(*view, id);
  if (!mentions) return fail(std::move(mentions.error()));
  facts.events = std::move(*mentions);
  return facts;
}

Result<std::vector<EventMention>> KvFactStore::mentions_of(EventId id) const {
  const auto moment = now();
  if (!moment) return fail(moment.error());
  auto found = records::mentions_of(*moment->view, id);
  if (!found) return fail(std::move(found.error()));
  std::vector<EventMention> mentions;
  for (auto& [key, mention] : *found) mentions.push_back(moment->edits->applied(std::move(mention)));
  // Keys sort by the hash of the article and then by place: stable keeps the second.
  std::stable_sort(mentions.begin(), mentions.end(), [](const auto& a, const auto& b) { return a.article < b.article; });
  return mentions;
}

Result<std::vector<EventMention>> KvFactStore::mentions_in(const ArticleId& id) const {
  const auto moment = now();
  if (!moment) return fail(moment.error());
  auto mentions = records::mentions_in(*moment->view, id);
  if (!mentions) return mentions;
  for (EventMention& m : *mentions) moment->edits->apply(m);
  return mentions;
}

Result<void> KvFactStore::each_entity_as_told(const EntityVisitor& visit) const {
  return visit_entities(*map_->snapshot(), visit);
}

/// A merged one comes where the first of its members does.
Result<void> KvFactStore::each_entity(const EntityVisitor& visit) const {
  const auto moment = now();
  if (!moment) return fail(moment.error());
  const Edits& edits = *moment->edits;
  std::set<EntityId> seen;
  Result<void> failed;
  auto done = visit_entities(*moment->view, [&](const Entity& entity) {
    const EntityId& whole = edits.canonical(entity.id);
    if (!edits.merged().contains(whole)) return visit(entity);
    if (!seen.insert(whole).second) return true;
    auto joined = whole_entity(*moment->view, edits, whole);
    if (!joined) failed = fail(std::move(joined.error()));
    return joined && visit(**joined);
  });
  return failed ? done : failed;
}

Result<void> KvFactStore::each_event(const DayRange& days, const EventVisitor& visit) const {
  const auto event_of = [](std::string_view key) -> std::optional<EventId> {
    const auto parts = keys::parse_timeline(key);
    return parts ? std::optional(parts->event) : std::nullopt;
  };
  const auto moment = now();
  if (!moment) return fail(moment.error());
  return visit_events(*moment->view, keys::timeline(days), event_of, visit);
}

Result<void> KvFactStore::each_event_of(const EntityId& id, const DayRange& days, const EventVisitor& visit) const {
  const auto event_of = [](std::string_view key) -> std::optional<EventId> {
    const auto parts = keys::parse_participation(key);
    return parts ? std::optional(parts->event) : std::nullopt;
  };
  const auto moment = now();
  if (!moment) return fail(moment.error());
  const keys::EntityHash entity = keys::hash_of(moment->edits->canonical(id));
  return visit_events(*moment->view, keys::participations_of(entity, days), event_of, visit);
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
  auto moment = now();
  if (!moment) return fail(std::move(moment.error()));
  auto planned = plan_put(*moment->view, *moment->edits, *prepared, moves);
  moment->view.reset();  // before the write, or the in-memory twin would have to keep what it shows
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
    auto moment = now();
    if (!moment) return fail(std::move(moment.error()));
    auto planned = plan_bulk(*moment->view, *moment->edits, articles);
    moment->view.reset();
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
  auto moment = now();
  if (!moment) return fail(std::move(moment.error()));
  auto batch = plan_remove(*moment->view, *moment->edits, id, moves);
  moment->view.reset();
  if (!batch) return fail(std::move(batch.error()));
  if (batch->operations().empty()) return false;
  if (auto written = write_stamped(*batch); !written) return fail(std::move(written.error()));
  return true;
}

Result<std::shared_ptr<const Edits>> KvFactStore::edits() const {
  const std::lock_guard lock(reading_edits_);
  return edits_;
}

Result<std::uint32_t> KvFactStore::add_edit(Edit edit) {
  if (auto writable = require_writable(); !writable) return fail(std::move(writable.error()));
  const std::lock_guard lock(writing_);
  auto moment = now();
  if (!moment) return fail(std::move(moment.error()));
  edit.number = moment->edits->next_number();
  if (std::string fault = fault_of(edit, *moment->edits); !fault.empty())
    return fail(ErrorCode::kInvalidInput, "edit " + std::to_string(edit.kind == EditKind::kUndo ? edit.undone : edit.number),
                std::move(fault), "see what there is with 'rawi edits'");
  const auto after = std::make_shared<const Edits>(moment->edits->with(edit));
  auto batch = plan_edit(*moment->view, edit, *moment->edits, *after);
  moment->view.reset();
  if (!batch) return fail(std::move(batch.error()));
  const std::lock_guard no_reader_between(reading_edits_);
  if (auto written = write_stamped(*batch); !written) return fail(std::move(written.error()));
  edits_ = after;
  return edit.number;
}

Result<void> KvFactStore::change_at_once(const Work& work) {
  if (auto writable = require_writable(); !writable) return fail(std::move(writable.error()));
  const std::lock_guard lock(writing_);
  auto draft_map = std::make_unique<DraftMap>(*map_);
  DraftMap& changes = *draft_map;
  KvFactStore draft(std::move(draft_map));
  draft.edits_ = edits_;
  if (auto done = work(draft); !done) return done;
  const WriteBatch batch = changes.take();
  if (batch.operations().empty()) return {};
  const std::lock_guard no_reader_between(reading_edits_);
  if (auto written = map_->write(batch); !written) return written;  // the stamp is the draft's last one
  edits_ = draft.edits_;
  return {};
}

Result<void> KvFactStore::flush() {
  if (!map_->writable()) return {};
  return map_->sync();
}

Result<StoreStats> KvFactStore::stats() const {
  const auto moment = now();
  if (!moment) return fail(moment.error());
  const auto& view = moment->view;
  auto counts = records::counts(*view);
  if (!counts) return fail(std::move(counts.error()));
  StoreStats stats;
  stats.article_count = counts->articles;
  stats.entity_count = counts->entities;  // as told: those that are one with another one are taken off
  for (const auto& [whole, members] : moment->edits->merged()) {
    std::uint64_t there = 0;
    for (const EntityId& id : members) {
      auto told = records::any_in(*view, keys::descriptions_of(keys::hash_of(id)));
      if (!told) return fail(std::move(told.error()));
      there += *told ? 1 : 0;
    }
    stats.entity_count -= there > 0 ? there - 1 : 0;
  }
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
  auto report = check_consistency(*map_->snapshot(), map_.get());
  read_edits();
  return report;
}

}  // namespace rawi
