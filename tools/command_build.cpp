// rawi build: articles in, graph out. Articles are extracted in batches by all threads and taken in one by one in the order of
// the input, so that the graph does not depend on how many threads there were.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <iomanip>
#include <optional>
#include <ostream>
#include <thread>

#include "extractors/extractor.hpp"
#include "extractors/identity/event_identity.hpp"
#include "storage/rocks_store.hpp"
#include "tools/article_intake.hpp"
#include "tools/commands.hpp"
#include "tools/data_directory.hpp"
#include "tools/input_options.hpp"
#include "tools/intake_counts.hpp"
#include "tools/person_joiner.hpp"
#include "tools/stored_graph.hpp"
#include "tools/version.hpp"

namespace rawi {

namespace {

constexpr std::size_t kBatchArticles = 64;
constexpr std::chrono::seconds kProgressEvery{2};

/// Takes articles in, a batch at a time.
class Builder {
 public:
  Builder(const Extractor& extractor, FactStore& store, PersonJoiner people, unsigned threads, bool again)
      : extractor_(extractor),
        identity_(extractor.ontology()),
        store_(store),
        people_(std::move(people)),
        threads_(threads),
        again_(again) {}

  Result<void> take(Article&& article) {
    auto known = is_known(article);
    if (!known) return fail(std::move(known.error()));
    if (*known) {
      ++counts_.unchanged;
      return {};
    }
    batch_.push_back(std::move(article));
    return batch_.size() < kBatchArticles ? Result<void>() : finish_batch();
  }

  /// Extracts and stores what is waiting.
  Result<void> finish_batch() {
    std::vector<std::optional<Result<Extraction>>> done(batch_.size());
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
      for (std::size_t i = next++; i < batch_.size(); i = next++) done[i].emplace(extractor_.extract(std::move(batch_[i])));
    };
    {
      std::vector<std::jthread> helpers;
      for (unsigned t = 1; t < threads_ && t < batch_.size(); ++t) helpers.emplace_back(work);
      work();
    }
    batch_.clear();
    for (auto& extraction : done) {
      if (!*extraction) return fail(std::move(extraction->error()));
      if (auto stored = store(std::move(**extraction)); !stored) return stored;
    }
    return {};
  }

  [[nodiscard]] const IntakeCounts& counts() const { return counts_; }

 private:
  /// Is the very same article there, as this rawi would read it?
  Result<bool> is_known(const Article& article) const {
    if (again_) return false;
    auto stored = store_.article(article.id);
    if (!stored) return fail(std::move(stored.error()));
    if (!*stored) return false;
    const Article& s = **stored;
    const bool same = s.text == article.text && s.title == article.title && s.published == article.published &&
                      s.language == article.language && s.url == article.url && s.source == article.source;
    if (!same) return false;
    auto mentions = store_.mentions_in(article.id);
    if (!mentions) return fail(std::move(mentions.error()));
    return !mentions->empty() && mentions->front().extractor == "rawi/" + std::string(version());
  }

  Result<void> store(Extraction&& extraction) {
    counts_.reports += extraction.events.size();
    people_.join(extraction);
    const auto outcome = take_in(identity_, store_, std::move(extraction));
    if (!outcome) return fail(outcome.error());
    counts_.add(*outcome);
    return {};
  }

  const Extractor& extractor_;
  EventIdentity identity_;
  FactStore& store_;
  PersonJoiner people_;
  unsigned threads_;
  bool again_;
  std::vector<Article> batch_;
  IntakeCounts counts_;
};

class BuildCommand final : public Command {
 public:
  std::string name() const override { return "build"; }
  std::string summary() const override { return "articles to a graph; again changes nothing"; }

  void set_up(CLI::App& app) override {
    input_.add_to(app);
    app.add_option("--db", db_, "directory of the graph; made when there is none")->required();
    app.add_option("--threads", threads_, "how many threads extract (default: one a core)")->check(CLI::Range(1U, 256U));
    app.add_flag("--again", again_,
                 "extract articles that are there already once more: after names, rules or tables were changed");
    app.add_flag("--json", json_, "give the summary as JSON");
    app.add_flag("--progress", progress_, "print progress on standard error even when it is no terminal");
  }

  Result<ExitCode> run(Console& console) override {
    auto data = find_data_directory(input_.data);
    if (!data) return fail(std::move(data.error()));
    auto extractor = Extractor::load(*data, std::string(version()));
    if (!extractor) return fail(std::move(extractor.error()));
    auto store = open_rocks_store(db_, OpenMode::kWrite);
    if (!store) return fail(std::move(store.error()));
    auto people = PersonJoiner::over(**store);
    if (!people) return fail(std::move(people.error()));
    Builder builder(*extractor, **store, std::move(*people), threads_, again_);
    const auto start = std::chrono::steady_clock::now();
    auto shown = start;
    auto read = read_input(input_, console, name(), [&](Article&& article) -> Result<void> {
      auto taken = builder.take(std::move(article));
      const auto now = std::chrono::steady_clock::now();
      if (now - shown >= kProgressEvery && (progress_ || isatty(STDERR_FILENO) != 0)) {
        shown = now;
        show_progress(console, builder.counts(), now - start);
      }
      return taken;
    });
    if (read) {
      auto last = builder.finish_batch();
      if (!last) read = fail(std::move(last.error()));
    }
    // Whatever stopped the run, what came before is kept.
    auto flushed = (*store)->flush();
    if (!read) return fail(std::move(read.error()));
    if (!flushed) return fail(std::move(flushed.error()));
    if (auto refreshed = StoredGraph(**store, db_).refresh(); !refreshed) return fail(std::move(refreshed.error()));
    report_unread_languages(console, name(), *read, extractor->packs());
    summarize(console, builder.counts(), read->skipped_count);
    if (progress_) show_progress(console, builder.counts(), std::chrono::steady_clock::now() - start);
    return read->skipped_count == 0 ? ExitCode::kOk : ExitCode::kFailed;
  }

 private:
  static void show_progress(Console& console, const IntakeCounts& counts, std::chrono::steady_clock::duration elapsed) {
    const double seconds = std::chrono::duration<double>(elapsed).count();
    console.err << "rawi build: " << counts.total() << " articles, " << std::fixed << std::setprecision(0)
                << static_cast<double>(counts.total()) / std::max(seconds, 1e-3) << " a second\n";
  }

  void summarize(Console& console, const IntakeCounts& counts, std::uint64_t skipped) const {
    if (json_) {
      write_json(counts, skipped, console.out);
      return;
    }
    console.out << counts.total() << " articles: " << counts.added << " added, " << counts.replaced << " replaced, "
                << counts.unchanged << " unchanged, " << skipped << " skipped; " << counts.reports
                << " reports of events taken in\n";
  }

  InputOptions input_;
  std::string db_;
  unsigned threads_ = std::max(1U, std::thread::hardware_concurrency());
  bool again_ = false, json_ = false, progress_ = false;
};

}  // namespace

std::unique_ptr<Command> make_build_command() { return std::make_unique<BuildCommand>(); }

}  // namespace rawi
