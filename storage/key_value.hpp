// The seam under the store: an ordered map from bytes to bytes. Everything that rawi knows about facts stands above it
// and exists once (storage/kv_fact_store.hpp); below it are two twins, RocksDB and a std::map.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "storage/keys.hpp"
#include "storage/sorted_run.hpp"

namespace rawi {

/// Changes that are made together or not at all. Of several to one key the last counts.
class WriteBatch {
 public:
  struct Operation {
    std::string key;
    std::optional<std::string> value;  // nothing: the key goes
  };

  void put(std::string key, std::string value = {}) { operations_.push_back({std::move(key), std::move(value)}); }
  void erase(std::string key) { operations_.push_back({std::move(key), std::nullopt}); }
  void clear() { operations_.clear(); }
  [[nodiscard]] const std::vector<Operation>& operations() const { return operations_; }

 private:
  std::vector<Operation> operations_;
};

/// Both views die with the call. False stops the scan; an error stops it and becomes the scan's.
using RecordVisitor = std::function<Result<bool>(std::string_view key, std::string_view value)>;

/// The records as they stood at one moment. Const, and any number of threads may read through one or several.
/// Functions fail with kIo or kCorrupt.
class KeyValueView {
 public:
  virtual ~KeyValueView() = default;

  [[nodiscard]] virtual Result<std::optional<std::string>> get(std::string_view key) const = 0;
  /// In the order of the keys.
  [[nodiscard]] virtual Result<void> scan(const keys::Range& range, const RecordVisitor& visit) const = 0;
  [[nodiscard]] virtual Result<std::optional<std::string>> last_key(const keys::Range& range) const = 0;
};

class KeyValue {
 public:
  virtual ~KeyValue() = default;

  /// What the directory or the twin is called in messages.
  [[nodiscard]] virtual std::string name() const = 0;
  [[nodiscard]] virtual bool writable() const = 0;

  /// Any thread. The view must not outlive this object.
  [[nodiscard]] virtual std::unique_ptr<KeyValueView> snapshot() const = 0;
  /// One writer at a time: the caller sees to it. Fails with kIo, kFull or kCorrupt, and then nothing was changed.
  [[nodiscard]] virtual Result<void> write(const WriteBatch& batch) = 0;
  /// Puts all records of sorted runs, or none, and returns once they are on disk: for more than a batch can hold. Every key of a
  /// run comes before every key of the next, and each run holds some. Under the same conditions as write().
  [[nodiscard]] virtual Result<void> write_runs(const std::vector<const SortedRun*>& runs) = 0;
  /// Returns once everything written before is on disk.
  [[nodiscard]] virtual Result<void> sync() = 0;
};

}  // namespace rawi
