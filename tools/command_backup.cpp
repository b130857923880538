// rawi backup: adds a verified copy of a graph to a directory of backups.
#include <nlohmann/json.hpp>
#include <ostream>

#include "storage/rocks_store.hpp"
#include "tools/commands.hpp"

namespace rawi {

namespace {

class BackupCommand final : public Command {
 public:
  std::string name() const override { return "backup"; }
  std::string summary() const override { return "add a verified copy of a graph to a directory of backups"; }

  void set_up(CLI::App& app) override {
    app.add_option("--db", db_, "directory of the graph")->required();
    app.add_option("--to", to_, "directory of the backups; made when there is none")->required();
    app.add_flag("--json", json_, "answer as JSON");
  }

  Result<ExitCode> run(Console& console) override {
    const auto report = backup_rocks_store(db_, to_);
    if (!report) return fail(report.error());
    if (json_)
      console.out << nlohmann::ordered_json{{"backup", report->number},
                                            {"bytes", report->size_bytes},
                                            {"files", report->file_count},
                                            {"verified", true}}
                         .dump()
                  << '\n';
    else
      console.out << "backup " << report->number << ": written and verified\n";
    return ExitCode::kOk;
  }

 private:
  std::string db_, to_;
  bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> make_backup_command() { return std::make_unique<BackupCommand>(); }

}  // namespace rawi
