// Where facts are kept: a FactReader that can also be written to. Two implementations with one contract, tested by one
// suite: RocksDB on disk (storage/rocks_store.hpp) and the in-memory twin (storage/memory_store.hpp).
//
// Reading shows the graph as edited: an entity that was merged into another is that other one wherever it is named. What articles
// said is kept as they said it, so that an edit that is undone leaves nothing behind.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/facts/edit.hpp"
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

  /// Never nullptr.
  [[nodiscard]] virtual Result<std::shared_ptr<const Edits>> edits() const = 0;

  /// Keeps an edit under the next number, which it returns, and brings everything derived up to date but for one thing: which
  /// mentions report which event is decided above the store, so its caller moves them (tools/graph_edit.hpp). kInvalidInput for a
  /// merge of an id with itself, a parting of no mention, an undo of nothing or of what was undone before.
  [[nodiscard]] virtual Result<std::uint32_t> add_edit(Edit edit) = 0;

  /// All that `work` does to the store it is given is done at once, or not at all when it or the writing fails. Work that reads
  /// sees what it wrote. Everything it changes is in memory until it ends; other writers wait for it. It must not call this
  /// store.
  using Work = std::function<Result<void>(FactStore& draft)>;
  [[nodiscard]] virtual Result<void> change_at_once(const Work& work) = 0;

  /// The article with what it said, without edits: what put() was given. Nothing when there is none.
  [[nodiscard]] virtual Result<std::optional<ArticleFacts>> facts_of(const ArticleId& id) const = 0;

  /// Every entity that articles speak of, without edits, in the order of the store's keys.
  [[nodiscard]] virtual Result<void> each_entity_as_told(const EntityVisitor& visit) const = 0;

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
