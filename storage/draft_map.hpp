// A map to try changes out in: it shows another map as that stood, with what was written to the draft since, and writes nothing
// through. What came of it is taken as one batch, so that many steps, each of which reads what the one before wrote, are made
// together or not at all.
#pragma once

#include <map>
#include <memory>

#include "storage/key_value.hpp"

namespace rawi {

/// One thread at a time. Holds all changes in memory.
class DraftMap final : public KeyValue {
 public:
  /// `base` must outlive it.
  explicit DraftMap(const KeyValue& base) : name_(base.name()), base_(base.snapshot()) {}

  [[nodiscard]] std::string name() const override { return name_; }
  [[nodiscard]] bool writable() const override { return true; }
  /// Unlike other maps' views this one shows what is written later: use it up before the next write.
  [[nodiscard]] std::unique_ptr<KeyValueView> snapshot() const override;
  [[nodiscard]] Result<void> write(const WriteBatch& batch) override;
  [[nodiscard]] Result<void> write_runs(const std::vector<const SortedRun*>& runs) override;
  [[nodiscard]] Result<void> sync() override { return {}; }

  /// All changes, in the order of their keys. The draft ends with it.
  [[nodiscard]] WriteBatch take();

 private:
  using Changes = std::map<std::string, std::optional<std::string>, std::less<>>;
  class View;

  std::string name_;
  std::unique_ptr<KeyValueView> base_;
  Changes changes_;
};

}  // namespace rawi
