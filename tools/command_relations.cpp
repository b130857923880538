// rawi relations: what one actor did to and with another, or with everybody.
#include "tools/actor_lookup.hpp"
#include "tools/commands.hpp"
#include "tools/question_options.hpp"

namespace rawi {

namespace {

class RelationsCommand final : public Command {
 public:
  std::string name() const override { return "relations"; }
  std::string summary() const override { return "what A and B did to and with each other, by kind and time"; }

  void set_up(CLI::App& app) override {
    app.add_option("A", actor_, "an actor: id, ISO code or any name")->required();
    app.add_option("B", other_, "the other one; everybody when left out");
    store_.add_to(app);
    filter_.add_to(app);
    app.add_flag("--with-places", with_places_, "count places among the others");
  }

  Result<ExitCode> run(Console& console) override {
    auto opened = open_for_questions(store_);
    if (!opened) return fail(std::move(opened.error()));
    RelationQuery query;
    auto filter = filter_.filter(opened->ontology);
    if (!filter) return fail(std::move(filter.error()));
    query.filter = std::move(*filter);
    query.with_places = with_places_;
    auto actor = find_actor(actor_, *opened->store, opened->data);
    if (!actor) return fail(std::move(actor.error()));
    query.actor = std::move(*actor);
    if (!other_.empty()) {
      auto other = find_actor(other_, *opened->store, opened->data);
      if (!other) return fail(std::move(other.error()));
      query.other = std::move(*other);
    }
    const auto count = ask_relations(opened->asker(console, store_.json), query);
    if (!count) return fail(count.error());
    return finish_question(console, name(), *count, store_.json);
  }

 private:
  StoreOptions store_;
  FilterOptions filter_;
  std::string actor_, other_;
  bool with_places_ = false;
};

}  // namespace

std::unique_ptr<Command> make_relations_command() { return std::make_unique<RelationsCommand>(); }

}  // namespace rawi
