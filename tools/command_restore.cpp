// rawi restore: makes a graph out of a backup, and reads it once from end to end.
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
#include <ostream>

#include "storage/rocks_store.hpp"
#include "tools/commands.hpp"

namespace rawi {

namespace {

class RestoreCommand final : public Command {
 public:
  std::string name() const override { return "restore"; }
  std::string summary() const override { return "make a graph out of a backup"; }

  void set_up(CLI::App& app) override {
    app.add_option("--from", from_, "directory of the backups")->required();
    app.add_option("--db", db_, "directory of the graph to make: empty or not there yet")->required();
    app.add_option("--number", number_, "which backup (default: the latest)")->check(CLI::PositiveNumber);
    app.add_flag("--json", json_, "answer as JSON");
  }

  Result<ExitCode> run(Console& console) override {
    const auto report = restore_rocks_store(from_, db_, number_ == 0 ? std::nullopt : std::optional(number_));
    if (!report) return fail(report.error());
    auto store = open_rocks_store(db_, OpenMode::kRead);
    if (!store) return fail(std::move(store.error()));
    const auto checked = (*store)->check(false);
    if (!checked) return fail(checked.error());
    if (json_)
      console.out << nlohmann::ordered_json{{"backup", report->number},
                                            {"records", checked->record_count},
                                            {"problems", checked->problems}}
                         .dump()
                  << '\n';
    else
      console.out << "backup " << report->number << " restored: " << checked->record_count << " records, "
                  << checked->problems.size() << " problems\n";
    return checked->problems.empty() ? ExitCode::kOk : ExitCode::kFailed;
  }

 private:
  std::string from_, db_;
  std::uint32_t number_ = 0;
  bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> make_restore_command() { return std::make_unique<RestoreCommand>(); }

}  // namespace rawi
