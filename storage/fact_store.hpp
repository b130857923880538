// Where facts are kept: a FactReader that can also be written to. Two implementations with one contract, tested by one
// suite: RocksDB on disk (storage/rocks_store.hpp) and the in-memory twin (storage/memory_store.hpp).
#pragma once

#include <string>
#include <vector>

#include "core/facts/extraction.hpp"
#include "core/facts/fact_reader.hpp"

namespace rawi {

enum class PutOutcome { kAdded, kReplaced, kUnchanged };

struct StoreStats {
  std::uint64_t article_count = 0;
  std::uint64_t entity_count = 0;
  std::uint64_t event_count = 0;
  std::uint64_t mention_count = 0;
  std::optional<Day> first_day;  // of the dated events' sort days
  std::optional<Day> last_day;
};

/// What `rawi check` found: each line names the record and what is wrong with it.
struct CheckReport {
  std::uint64_t record_count = 0;
  std::vector<std::string> problems;
};

/// One writer at a time (a second caller of put or remove waits); readers need no lock and see whole articles only.
class FactStore : public FactReader {
 public:
  /// Takes in an article with all its facts, whole or not at all. An article that is already there with the same content
  /// and the same facts is left alone (kUnchanged); one with other content replaces it, and what only the old one supported
  /// goes. Events that the mentions point to are created or brought up to date.
  [[nodiscard]] virtual Result<PutOutcome> put(const ArticleFacts& facts) = 0;

  /// Retracts an article and exactly what only it supported. False when there is no such article.
  [[nodiscard]] virtual Result<bool> remove(const ArticleId& id) = 0;

  /// Returns once everything put before is on disk.
  [[nodiscard]] virtual Result<void> flush() = 0;

  [[nodiscard]] virtual Result<StoreStats> stats() const = 0;

  /// Reads every record, compares every index with the facts. With `repair`, rebuilds the indexes and derived events from them.
  [[nodiscard]] virtual Result<CheckReport> check(bool repair) = 0;
};

}  // namespace rawi
