// rawi path: how two actors hang together.
#include "tools/actor_lookup.hpp"
#include "tools/commands.hpp"
#include "tools/question_options.hpp"

namespace rawi {

namespace {

class PathCommand final : public Command {
 public:
  std::string name() const override { return "path"; }
  std::string summary() const override { return "the shortest way from A to B over events that they took part in"; }

  void set_up(CLI::App& app) override {
    app.add_option("A", from_, "an actor: id, ISO code or any name")->required();
    app.add_option("B", to_, "the actor to reach")->required();
    store_.add_to(app);
    filter_.add_to(app);
    app.add_flag("--through-places", options_.through_places, "let the way go through the place of an event");
    app.add_flag("--events-only", events_only_, "never let an actor stand for the state that it belongs to");
    app.add_option("--max-hops", options_.hops_max, "give up beyond so many hops");
    app.add_option("--paths", options_.paths_max, "how many of the shortest paths to give")->capture_default_str();
    app.add_option("--events", options_.events_per_hop_max, "how many events to show for each hop")->capture_default_str();
  }

  Result<ExitCode> run(Console& console) override {
    auto opened = open_for_questions(store_);
    if (!opened) return fail(std::move(opened.error()));
    auto filter = filter_.filter(opened->ontology);
    if (!filter) return fail(std::move(filter.error()));
    auto from = find_actor(from_, *opened->store, opened->data);
    if (!from) return fail(std::move(from.error()));
    auto to = find_actor(to_, *opened->store, opened->data);
    if (!to) return fail(std::move(to.error()));
    const auto count = ask_path(opened->asker(console, store_.json),
                                {std::move(*from), std::move(*to), std::move(*filter), options_, !events_only_});
    if (!count) return fail(count.error());
    return finish_question(console, name(), *count, store_.json);
  }

 private:
  StoreOptions store_;
  FilterOptions filter_;
  PathOptions options_;
  std::string from_, to_;
  bool events_only_ = false;
};

}  // namespace

std::unique_ptr<Command> make_path_command() { return std::make_unique<PathCommand>(); }

}  // namespace rawi
