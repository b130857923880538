// Where facts are kept: a FactReader that can also be written to. Two implementations with one contract, tested by one
// suite: RocksDB on disk (storage/rocks_store.hpp) and the in-memory twin (storage/memory_store.hpp).
#pragma once

#include <string>
#include <vector>

#include "core/facts/event_move.hpp"
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
  /// goes. Events that the mentions point to are created or brought up to date. In the same write the mentions of other
  /// articles that `moves` names go over to other events; kInvalidInput when one of them is not there.
  [[nodiscard]] virtual Result<PutOutcome> put(const ArticleFacts& facts, const std::vector<EventMove>& moves) = 0;
  [[nodiscard]] Result<PutOutcome> put(const ArticleFacts& facts) { return put(facts, {}); }

  /// Takes in many articles, in the order given, each whole or not at all, and returns once all are on disk. For loads of tens of
  /// thousands of reports: new articles go into one sorted file. Facts that put() refuses are refused before anything is written.
  /// The outcomes are in the order of the articles.
  [[nodiscard]] virtual Result<std::vector<PutOutcome>> put_all(std::vector<ArticleFacts> articles) = 0;

  /// Retracts an article and exactly what only it supported, and moves mentions as put() does. False when there is no such
  /// article.
  [[nodiscard]] virtual Result<bool> remove(const ArticleId& id, const std::vector<EventMove>& moves) = 0;
  [[nodiscard]] Result<bool> remove(const ArticleId& id) { return remove(id, {}); }

  /// Returns once everything put before is on disk.
  [[nodiscard]] virtual Result<void> flush() = 0;

  [[nodiscard]] virtual Result<StoreStats> stats() const = 0;

  /// A number that every change changes: what was worked out at another stamp is out of date. The same articles in the same order
  /// give the same stamp.
  [[nodiscard]] virtual Result<std::uint64_t> stamp() const = 0;

  /// Reads every record, compares every index with the facts. With `repair`, rebuilds the indexes and derived events from them.
  [[nodiscard]] virtual Result<CheckReport> check(bool repair) = 0;
};

}  // namespace rawi
