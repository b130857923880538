// rawi neighbors: who stands around an actor.
#include "tools/actor_lookup.hpp"
#include "tools/commands.hpp"
#include "tools/question_options.hpp"

namespace rawi {

namespace {

class NeighborsCommand final : public Command {
 public:
  std::string name() const override { return "neighbors"; }
  std::string summary() const override { return "the actors around A, by how many events they share"; }

  void set_up(CLI::App& app) override {
    app.add_option("A", actor_, "an actor: id, ISO code or any name")->required();
    store_.add_to(app);
    filter_.add_to(app);
    app.add_option("--hops", options_.hops_max, "how far to go; a hop leads through one event")
        ->capture_default_str()
        ->check(CLI::Range(1U, 16U));
    app.add_flag("--through-places", options_.through_places, "let the way go through the place of an event");
    app.add_option("--limit", limit_, "the first so many");
  }

  Result<ExitCode> run(Console& console) override {
    auto opened = open_for_questions(store_);
    if (!opened) return fail(std::move(opened.error()));
    auto filter = filter_.filter(opened->ontology);
    if (!filter) return fail(std::move(filter.error()));
    auto actor = find_actor(actor_, *opened->store, opened->data);
    if (!actor) return fail(std::move(actor.error()));
    const auto count =
        ask_neighbors(opened->asker(console, store_.json), {std::move(*actor), std::move(*filter), options_, limit_});
    if (!count) return fail(count.error());
    return finish_question(console, name(), *count, store_.json);
  }

 private:
  StoreOptions store_;
  FilterOptions filter_;
  NeighborOptions options_;
  std::string actor_;
  std::size_t limit_ = SIZE_MAX;
};

}  // namespace

std::unique_ptr<Command> make_neighbors_command() { return std::make_unique<NeighborsCommand>(); }

}  // namespace rawi
