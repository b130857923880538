// rawi check: reads every record of a store and compares every index with the facts.
#include <nlohmann/json.hpp>
#include <ostream>

#include "storage/rocks_store.hpp"
#include "tools/commands.hpp"
#include "tools/question_options.hpp"

namespace rawi {

namespace {

class CheckCommand final : public Command {
 public:
  std::string name() const override { return "check"; }
  std::string summary() const override { return "verify a graph; rebuild its indexes with --repair"; }

  void set_up(CLI::App& app) override {
    app.add_option("--db", db_, "directory of the graph")->required();
    app.add_flag("--json", json_, "answer as JSON Lines");
    app.add_flag("--repair", repair_, "rebuild indexes and events from the reports");
  }

  Result<ExitCode> run(Console& console) override {
    auto readable = open_rocks_store(db_, OpenMode::kRead);  // a store to be written would be created: it must be there already
    if (!readable) return fail(std::move(readable.error()));
    auto store = std::move(*readable);
    if (repair_) {
      store.reset();
      auto writable = open_rocks_store(db_, OpenMode::kWrite);
      if (!writable) return fail(std::move(writable.error()));
      store = std::move(*writable);
    }
    const auto report = store->check(repair_);
    if (!report) return fail(report.error());
    const bool clean = report->problems.empty();
    if (json_) {
      console.out << nlohmann::ordered_json{{"records", report->record_count},
                                            {"problems", report->problems},
                                            {"repaired", repair_ && !clean}}
                         .dump()
                  << '\n';
    } else {
      for (const std::string& problem : report->problems) console.out << problem << '\n';
      console.out << report->record_count << " records, " << report->problems.size() << " problems"
                  << (repair_ && !clean ? ", repaired" : "") << '\n';
    }
    if (!clean && !repair_ && !json_)
      console.err << "rawi check: the graph is damaged; 'rawi check --repair' rebuilds what can be rebuilt\n";
    return clean || repair_ ? ExitCode::kOk : ExitCode::kFailed;
  }

 private:
  std::string db_;
  bool json_ = false, repair_ = false;
};

}  // namespace

std::unique_ptr<Command> make_check_command() { return std::make_unique<CheckCommand>(); }

}  // namespace rawi
