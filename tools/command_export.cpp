// rawi export: the graph, or the part that the filters leave, for other programs.
#include <cerrno>
#include <cstring>
#include <fstream>
#include <ostream>

#include "tools/commands.hpp"
#include "tools/export_graphml.hpp"
#include "tools/export_jsonl.hpp"
#include "tools/question_options.hpp"

namespace rawi {

namespace {

class ExportCommand final : public Command {
 public:
  std::string name() const override { return "export"; }
  std::string summary() const override { return "the graph as GraphML or JSON Lines"; }

  void set_up(CLI::App& app) override {
    store_.add_to(app, false);
    filter_.add_to(app);
    app.add_option("--format", format_, "graphml or jsonl")->required()->check(CLI::IsMember({"graphml", "jsonl"}));
    app.add_option("-o,--output", output_, "write to this file instead of standard output");
  }

  Result<ExitCode> run(Console& console) override {
    auto opened = open_for_questions(store_);
    if (!opened) return fail(std::move(opened.error()));
    auto filter = filter_.filter(opened->ontology);
    if (!filter) return fail(std::move(filter.error()));
    std::ofstream file;
    if (!output_.empty()) {
      file.open(output_, std::ios::binary | std::ios::trunc);
      if (!file)
        return fail(ErrorCode::kIo, output_, std::string("it cannot be written: ") + std::strerror(errno), "choose another file");
    }
    std::ostream& out = output_.empty() ? console.out : file;
    const auto edits = opened->store->edits();
    if (!edits) return fail(edits.error());
    auto done = format_ == "graphml" ? export_graphml(*opened->store, opened->ontology, *filter, out, **edits)
                                     : export_jsonl(*opened->store, opened->ontology, *filter, out, **edits);
    if (!done) return fail(std::move(done.error()));
    out.flush();
    if (!out)
      return fail(ErrorCode::kFull, output_.empty() ? "standard output" : output_, "not all of it could be written",
                  "see that there is room on the disk");
    return ExitCode::kOk;
  }

 private:
  StoreOptions store_;
  FilterOptions filter_;
  std::string format_, output_;
};

}  // namespace

std::unique_ptr<Command> make_export_command() { return std::make_unique<ExportCommand>(); }

}  // namespace rawi
