// rawi import: events that others have coded, into the graph. One thread reads rows and makes facts of them while another takes
// the facts of before into the store, in large loads.
#include <CLI/CLI.hpp>
#include <future>
#include <ostream>

#include "storage/rocks_store.hpp"
#include "tools/coded_facts.hpp"
#include "tools/commands.hpp"
#include "tools/data_directory.hpp"
#include "tools/intake_counts.hpp"
#include "tools/stored_graph.hpp"
#include "tools/version.hpp"

namespace rawi {

namespace {

constexpr std::size_t kLoadReports = 100'000;  // some 150 MB while a load is worked out

/// Hands loads over to a second thread, one at a time.
class Loader {
 public:
  explicit Loader(FactStore& store) : store_(store) {}

  Result<void> take(ArticleFacts&& facts) {
    waiting_reports_ += facts.events.size();
    waiting_.push_back(std::move(facts));
    return waiting_reports_ < kLoadReports ? Result<void>() : start();
  }

  /// Waits until all is in the store.
  Result<void> finish() {
    if (auto started = start(); !started) return started;
    return join();
  }

  [[nodiscard]] const IntakeCounts& counts() const { return counts_; }

 private:
  Result<void> start() {
    if (auto joined = join(); !joined) return joined;
    counts_.reports += std::exchange(waiting_reports_, 0);
    running_ = std::async(std::launch::async,
                          [this, load = std::exchange(waiting_, {})]() mutable { return store_.put_all(std::move(load)); });
    return {};
  }

  Result<void> join() {
    if (!running_.valid()) return {};
    const auto outcomes = running_.get();
    if (!outcomes) return fail(outcomes.error());
    for (const PutOutcome outcome : *outcomes)
      counts_.add(outcome);
    return {};
  }

  FactStore& store_;
  std::vector<ArticleFacts> waiting_;
  std::uint64_t waiting_reports_ = 0;
  IntakeCounts counts_;
  std::future<Result<std::vector<PutOutcome>>> running_;
};

class ImportCommand final : public Command {
 public:
  std::string name() const override { return "import"; }
  std::string summary() const override { return "events that were coded elsewhere to a graph; again changes nothing"; }

  void set_up(CLI::App& app) override {
    app.add_option("FILE", files_, "tables of events, each also .gz, .zst or .xz; - is standard input")->required();
    app.add_option("--db", db_, "directory of the graph; made when there is none")->required();
    app.add_option("--format", format_, "icews: date, source, relation and target with tabs between them")
        ->required()
        ->check(CLI::IsMember({"icews"}));
    app.add_option("--data", data_, "directory with schemas/ and extractors/ (default: the installed one)");
    app.add_flag("--json", json_, "give the summary as JSON");
  }

  Result<ExitCode> run(Console& console) override {
    auto data = find_data_directory(data_);
    if (!data) return fail(std::move(data.error()));
    auto ontology = Ontology::load(*data / "schemas" / "ontology");
    if (!ontology) return fail(std::move(ontology.error()));
    auto relations = RelationTable::load(*data / "schemas" / "crosswalk" / "cameo.tsv", *ontology);
    if (!relations) return fail(std::move(relations.error()));
    auto catalogue = ActorCatalogue::load(*data / "extractors" / "actors", {std::string(kGraphLanguage)});
    if (!catalogue) return fail(std::move(catalogue.error()));
    auto store = open_rocks_store(db_, OpenMode::kWrite);
    if (!store) return fail(std::move(store.error()));

    CodedFacts facts(*relations, *catalogue, format_, "rawi/" + std::string(version()));
    Loader loader(**store);
    std::uint64_t skipped = 0;
    for (const std::string& file : files_) {
      auto read = import_file(file, facts, loader, console, skipped);
      if (!read) return fail(std::move(read.error()));
    }
    if (auto done = loader.finish(); !done) return fail(std::move(done.error()));
    if (auto refreshed = StoredGraph(**store, db_).refresh(); !refreshed) return fail(std::move(refreshed.error()));
    summarize(console, loader.counts(), skipped);
    return skipped == 0 ? ExitCode::kOk : ExitCode::kFailed;
  }

 private:
  Result<void> import_file(const std::string& file, CodedFacts& facts, Loader& loader, Console& console, std::uint64_t& skipped) {
    const auto complain = [&](const Error& error) {
      ++skipped;
      console.err << "rawi import: " << error.message() << '\n';
    };
    Result<void> stored;
    facts.begin_file(std::filesystem::path(file).filename().string());
    const auto read = read_coded_events(
        file,
        [&](const CodedEvent& row) -> Result<void> {
          if (!facts.add(row))
            complain(Error{ErrorCode::kInvalidInput, file + ":" + std::to_string(row.line_number),
                           "the relation \"" + std::string(row.relation) + "\" has no kind",
                           "add it to schemas/crosswalk/cameo.tsv in the data directory"});
          if (facts.block_is_full()) stored = loader.take(facts.take_block());
          return stored;
        },
        complain);
    if (!stored) return stored;
    if (!facts.block_is_empty())
      if (auto taken = loader.take(facts.take_block()); !taken) return taken;
    if (!read) complain(read.error());
    return {};
  }

  void summarize(Console& console, const IntakeCounts& counts, std::uint64_t skipped) const {
    if (json_) {
      write_json(counts, skipped, console.out);
      return;
    }
    console.out << counts.reports << " reports of events in " << counts.total()
                << " blocks of lines: " << counts.added << " added, " << counts.replaced << " replaced, " << counts.unchanged
                << " unchanged; " << skipped << " lines skipped\n";
  }

  std::vector<std::string> files_;
  std::string db_, format_, data_;
  bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> make_import_command() { return std::make_unique<ImportCommand>(); }

}  // namespace rawi
