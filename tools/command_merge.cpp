// rawi merge: two entities of a graph are one. Articles keep what they said, so that the merge can be undone.
#include <nlohmann/json.hpp>
#include <ostream>

#include "tools/actor_lookup.hpp"
#include "tools/answer_json.hpp"
#include "tools/commands.hpp"
#include "tools/edit_options.hpp"

namespace rawi {

namespace {

class MergeCommand final : public Command {
 public:
  std::string name() const override { return "merge"; }
  std::string summary() const override { return "two actors are one; rawi split undoes it"; }

  void set_up(CLI::App& app) override {
    app.add_option("KEPT", kept_, "the actor whose id and name both have from now on, by id or name")->required();
    app.add_option("OTHER", other_, "the actor that is the same one, by id or name")->required();
    options_.add_to(app);
  }

  Result<ExitCode> run(Console& console) override {
    Edit wanted;
    wanted.kind = EditKind::kMerge;
    auto edit = options_.signed_edit(std::move(wanted));
    if (!edit) return fail(std::move(edit.error()));
    auto graph = EditedGraph::open(options_);
    if (!graph) return fail(std::move(graph.error()));
    for (const auto& [given, id] : {std::pair(&kept_, &edit->kept), std::pair(&other_, &edit->other)}) {
      auto found = find_named_id(*given, *graph->store, graph->data);
      if (!found) return fail(std::move(found.error()));
      *id = std::move(*found);
    }
    const auto edits = graph->store->edits();
    if (!edits) return fail(edits.error());
    if ((*edits)->canonical(edit->kept) == (*edits)->canonical(edit->other))
      return fail(ErrorCode::kInvalidInput, other_, "this is " + kept_ + " already: " + (*edits)->canonical(edit->kept).text(),
                  "see what was merged with 'rawi edits'");
    const auto made = graph->make(std::move(*edit));
    if (!made) return fail(made.error());
    return tell(*made, *graph->store, console);
  }

 private:
  [[nodiscard]] Result<ExitCode> tell(const Edit& made, const FactStore& store, Console& console) const {
    if (options_.json) {
      const auto edits = store.edits();
      if (!edits) return fail(edits.error());
      console.out << json_line(edit_answer(made, **edits)) << '\n';
      return ExitCode::kOk;
    }
    const auto whole = store.entity(made.kept);
    if (!whole) return fail(whole.error());
    std::uint64_t events = 0;
    const auto counted = store.each_event_of(made.kept, {}, [&](const Event&) { return ++events, true; });
    if (!counted) return fail(counted.error());
    console.out << "edit " << made.number << ": " << made.other.text() << " is " << made.kept.text();
    if (*whole) console.out << ", " << (*whole)->name;
    console.out << ", who takes part in " << events << (events == 1 ? " event\n" : " events\n");
    return ExitCode::kOk;
  }

  EditOptions options_;
  std::string kept_, other_;
};

}  // namespace

std::unique_ptr<Command> make_merge_command() { return std::make_unique<MergeCommand>(); }

}  // namespace rawi
