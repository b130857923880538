#include "storage/memory_store.hpp"

#include <map>
#include <mutex>

#include "storage/kv_fact_store.hpp"

namespace rawi {

namespace {

using Map = std::map<std::string, std::string, std::less<>>;

/// The current map and the lock that guards the pointer to it. A map that a view shows is never changed: a write that
/// meets one works on a copy.
struct State {
  std::mutex lock;
  std::shared_ptr<Map> map = std::make_shared<Map>();
};

class MemoryView final : public KeyValueView {
 public:
  explicit MemoryView(std::shared_ptr<State> state) : state_(std::move(state)) {
    const std::lock_guard lock(state_->lock);
    map_ = state_->map;
  }
  MemoryView(const MemoryView&) = delete;
  MemoryView& operator=(const MemoryView&) = delete;
  ~MemoryView() override {
    const std::lock_guard lock(state_->lock);  // so that a writer who counts the views sees all that this one has read
    map_.reset();
  }

  Result<std::optional<std::string>> get(std::string_view key) const override {
    const auto found = map_->find(key);
    if (found == map_->end()) return std::nullopt;
    return found->second;
  }

  Result<void> scan(const keys::Range& range, const RecordVisitor& visit) const override {
    for (auto it = map_->lower_bound(range.first); it != map_->end() && (range.end.empty() || it->first < range.end); ++it) {
      auto go_on = visit(it->first, it->second);
      if (!go_on) return fail(std::move(go_on.error()));
      if (!*go_on) break;
    }
    return {};
  }

  Result<std::optional<std::string>> last_key(const keys::Range& range) const override {
    const auto end = range.end.empty() ? map_->end() : map_->lower_bound(range.end);
    if (end == map_->begin()) return std::nullopt;
    const auto last = std::prev(end);
    if (last->first < range.first) return std::nullopt;
    return last->first;
  }

 private:
  std::shared_ptr<State> state_;
  std::shared_ptr<const Map> map_;
};

class MemoryKeyValue final : public KeyValue {
 public:
  std::string name() const override { return "the store in memory"; }
  bool writable() const override { return true; }
  std::unique_ptr<KeyValueView> snapshot() const override { return std::make_unique<MemoryView>(state_); }

  Result<void> write(const WriteBatch& batch) override {
    const std::lock_guard lock(state_->lock);
    if (state_->map.use_count() > 1) state_->map = std::make_shared<Map>(*state_->map);
    for (const WriteBatch::Operation& op : batch.operations()) {
      if (op.value)
        state_->map->insert_or_assign(op.key, *op.value);
      else
        state_->map->erase(op.key);
    }
    return {};
  }

  Result<void> write_runs(const std::vector<const SortedRun*>& runs) override {
    WriteBatch batch;
    for (const SortedRun* run : runs)
      for (std::size_t i = 0; i < run->record_count(); ++i) batch.put(std::string(run->key(i)), std::string(run->value(i)));
    return write(batch);
  }

  Result<void> sync() override { return {}; }

 private:
  std::shared_ptr<State> state_ = std::make_shared<State>();
};

}  // namespace

std::unique_ptr<KeyValue> make_memory_key_value() { return std::make_unique<MemoryKeyValue>(); }

std::unique_ptr<FactStore> make_memory_store() {
  return std::move(*KvFactStore::open(make_memory_key_value()));  // an empty map in memory opens always
}

}  // namespace rawi
