// The one FactStore, over any KeyValue. What a fact is in keys and records is decided by keys, codec and
// article_change; this file binds them to the contract of storage/fact_store.hpp.
#pragma once

#include <memory>
#include <mutex>

#include "storage/fact_store.hpp"
#include "storage/key_value.hpp"

namespace rawi {

/// Readers each look at a snapshot, so that they see whole articles only and never wait; writers take turns.
class KvFactStore final : public FactStore {
 public:
  /// Takes the map over. A new, empty map is marked as a store of this format. Fails with kUnsupported for another format,
  /// with kCorrupt for records without one, and with what reading and writing fail with.
  [[nodiscard]] static Result<std::unique_ptr<FactStore>> open(std::unique_ptr<KeyValue> map);

  [[nodiscard]] Result<std::optional<Entity>> entity(const EntityId& id) const override;
  [[nodiscard]] Result<std::optional<Event>> event(EventId id) const override;
  [[nodiscard]] Result<std::optional<Article>> article(const ArticleId& id) const override;
  [[nodiscard]] Result<std::vector<EventMention>> mentions_of(EventId id) const override;
  [[nodiscard]] Result<std::vector<EventMention>> mentions_in(const ArticleId& id) const override;
  [[nodiscard]] Result<void> each_entity(const EntityVisitor& visit) const override;
  [[nodiscard]] Result<void> each_event(const DayRange& days, const EventVisitor& visit) const override;
  [[nodiscard]] Result<void> each_event_of(const EntityId& id, const DayRange& days, const EventVisitor& visit) const override;

  [[nodiscard]] Result<PutOutcome> put(const ArticleFacts& facts, const std::vector<EventMove>& moves) override;
  [[nodiscard]] Result<std::vector<PutOutcome>> put_all(std::vector<ArticleFacts> articles) override;
  [[nodiscard]] Result<bool> remove(const ArticleId& id, const std::vector<EventMove>& moves) override;
  [[nodiscard]] Result<std::shared_ptr<const Edits>> edits() const override;
  [[nodiscard]] Result<std::uint32_t> add_edit(Edit edit) override;
  [[nodiscard]] Result<void> change_at_once(const Work& work) override;
  [[nodiscard]] Result<std::optional<ArticleFacts>> facts_of(const ArticleId& id) const override;
  [[nodiscard]] Result<void> each_entity_as_told(const EntityVisitor& visit) const override;
  [[nodiscard]] Result<void> flush() override;
  [[nodiscard]] Result<StoreStats> stats() const override;
  [[nodiscard]] Result<std::uint64_t> stamp() const override;
  [[nodiscard]] Result<CheckReport> check(bool repair) override;

 private:
  /// The records as they stand, and the edits among them, decoded.
  struct Moment {
    std::shared_ptr<const Edits> edits;
    std::unique_ptr<KeyValueView> view;
  };

  explicit KvFactStore(std::unique_ptr<KeyValue> map) : map_(std::move(map)) {}

  [[nodiscard]] Result<void> require_writable() const;
  /// Fails with what reading the edits failed with.
  [[nodiscard]] Result<Moment> now() const;
  void read_edits();
  /// Writes the batch with the next stamp. Under writing_.
  [[nodiscard]] Result<void> write_stamped(WriteBatch& batch);

  std::unique_ptr<KeyValue> map_;
  mutable std::mutex reading_edits_;  // held where edits_ and the records that it was read from must not come apart
  Result<std::shared_ptr<const Edits>> edits_;
  std::mutex writing_;  // held from the reading that a write depends on to the write itself
};

}  // namespace rawi
