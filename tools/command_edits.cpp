// rawi edits: what people changed in a graph by hand, and the taking back of it.
#include <nlohmann/json.hpp>
#include <ostream>

#include "storage/rocks_store.hpp"
#include "tools/answer_json.hpp"
#include "tools/commands.hpp"
#include "tools/edit_options.hpp"

namespace rawi {

namespace {

class EditsCommand final : public Command {
 public:
  std::string name() const override { return "edits"; }
  std::string summary() const override { return "what was merged and split by hand, by whom and why; undo it"; }

  void set_up(CLI::App& app) override {
    options_.add_to(app);
    app.add_option("--undo", undo_, "make an edit that takes the one of this number back")->check(CLI::PositiveNumber);
  }

  Result<ExitCode> run(Console& console) override { return undo_ == 0 ? list(console) : undo(console); }

 private:
  [[nodiscard]] Result<ExitCode> list(Console& console) const {
    const auto store = open_rocks_store(options_.db, OpenMode::kRead);
    if (!store) return fail(store.error());
    const auto edits = (*store)->edits();
    if (!edits) return fail(edits.error());
    for (const Edit& edit : (*edits)->all()) {
      if (options_.json)
        console.out << json_line(edit_answer(edit, **edits)) << '\n';
      else
        write_edit(edit, **edits, console.out);
    }
    if ((*edits)->all().empty() && !options_.json) console.err << "rawi edits: nobody has edited this graph\n";
    return ExitCode::kOk;
  }

  Result<ExitCode> undo(Console& console) {
    Edit wanted;
    wanted.kind = EditKind::kUndo;
    wanted.undone = undo_;
    auto edit = options_.signed_edit(std::move(wanted));
    if (!edit) return fail(std::move(edit.error()));
    auto graph = EditedGraph::open(options_);
    if (!graph) return fail(std::move(graph.error()));
    const auto made = graph->make(std::move(*edit));
    if (!made) return fail(made.error());
    const auto edits = graph->store->edits();
    if (!edits) return fail(edits.error());
    if (options_.json)
      console.out << json_line(edit_answer(*made, **edits)) << '\n';
    else
      console.out << "edit " << made->number << ": undoes edit " << made->undone << '\n';
    return ExitCode::kOk;
  }

  EditOptions options_;
  std::uint32_t undo_ = 0;
};

}  // namespace

std::unique_ptr<Command> make_edits_command() { return std::make_unique<EditsCommand>(); }

}  // namespace rawi
