#include "storage/draft_map.hpp"

namespace rawi {

class DraftMap::View final : public KeyValueView {
 public:
  View(const KeyValueView& base, const Changes& changes) : base_(base), changes_(changes) {}

  Result<std::optional<std::string>> get(std::string_view key) const override {
    const auto changed = changes_.find(key);
    return changed == changes_.end() ? base_.get(key) : Result<std::optional<std::string>>(changed->second);
  }

  /// Two sorted lists side by side; where both have a key the change is what counts.
  Result<void> scan(const keys::Range& range, const RecordVisitor& visit) const override {
    auto next = changes_.lower_bound(range.first);
    const auto end = end_of(range);
    bool stopped = false;
    const auto visit_change = [&]() -> Result<bool> {
      const auto& [key, value] = *next++;
      return value ? visit(key, *value) : Result<bool>(true);
    };
    auto done = base_.scan(range, [&](std::string_view key, std::string_view value) -> Result<bool> {
      while (next != end && next->first < key) {
        auto go_on = visit_change();
        if (!go_on || !*go_on) return stopped = true, go_on;
      }
      auto go_on = next != end && next->first == key ? visit_change() : visit(key, value);
      if (!go_on || !*go_on) stopped = true;
      return go_on;
    });
    while (done && !stopped && next != end) {
      auto go_on = visit_change();
      if (!go_on) return fail(std::move(go_on.error()));
      stopped = !*go_on;
    }
    return done;
  }

  Result<std::optional<std::string>> last_key(const keys::Range& range) const override {
    keys::Range rest = range;
    while (true) {
      auto last = base_.last_key(rest);
      if (!last) return last;
      for (auto change = end_of(rest); change != changes_.begin();) {
        --change;
        if (change->first < rest.first || (*last && change->first < **last)) break;
        if (change->second) return change->first;
      }
      if (!*last) return last;
      const auto changed = changes_.find(**last);
      if (changed == changes_.end() || changed->second) return last;
      rest.end = std::move(**last);
    }
  }

 private:
  [[nodiscard]] Changes::const_iterator end_of(const keys::Range& range) const {
    return range.end.empty() ? changes_.end() : changes_.lower_bound(range.end);
  }

  const KeyValueView& base_;
  const Changes& changes_;
};

std::unique_ptr<KeyValueView> DraftMap::snapshot() const { return std::make_unique<View>(*base_, changes_); }

Result<void> DraftMap::write(const WriteBatch& batch) {
  for (const WriteBatch::Operation& operation : batch.operations()) changes_.insert_or_assign(operation.key, operation.value);
  return {};
}

Result<void> DraftMap::write_runs(const std::vector<const SortedRun*>& runs) {
  for (const SortedRun* run : runs)
    for (std::size_t i = 0; i < run->record_count(); ++i)
      changes_.insert_or_assign(std::string(run->key(i)), std::string(run->value(i)));
  return {};
}

WriteBatch DraftMap::take() {
  WriteBatch batch;
  for (auto& [key, value] : changes_) {
    if (value)
      batch.put(key, std::move(*value));
    else
      batch.erase(key);
  }
  changes_.clear();
  base_.reset();
  return batch;
}

}  // namespace rawi
