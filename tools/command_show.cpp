// rawi show: one actor, event or article with all its evidence.
#include "tools/actor_lookup.hpp"
#include "tools/commands.hpp"
#include "tools/question_options.hpp"

namespace rawi {

namespace {

class ShowCommand final : public Command {
 public:
  std::string name() const override { return "show"; }
  std::string summary() const override { return "one actor, event or article, with all its evidence"; }

  void set_up(CLI::App& app) override {
    app.add_option("ID", id_, "an event (evt:…), an article's id, or an actor by id or name")->required();
    store_.add_to(app);
    app.add_option("--as-of", as_of_, "only what had been reported by this day");
    app.add_option("--limit", limit_, "of an actor's events the first so many");
  }

  Result<ExitCode> run(Console& console) override {
    auto opened = open_for_questions(store_);
    if (!opened) return fail(std::move(opened.error()));
    auto as_of = day_option("--as-of", as_of_, true);
    if (!as_of) return fail(std::move(as_of.error()));
    const Asker asker = opened->asker(console, store_.json);
    auto count = ask_show(asker, id_, *as_of, limit_);
    if (!count && count.error().code == ErrorCode::kNotFound && EventId::parse(id_).empty()) {
      auto actor = find_actor(id_, *opened->store, opened->data);
      if (!actor) return fail(std::move(actor.error()));
      count = ask_show(asker, actor->text(), *as_of, limit_);
    }
    if (!count) return fail(count.error());
    return ExitCode::kOk;
  }

 private:
  StoreOptions store_;
  std::string id_, as_of_;
  std::uint64_t limit_ = UINT64_MAX;
};

}  // namespace

std::unique_ptr<Command> make_show_command() { return std::make_unique<ShowCommand>(); }

}  // namespace rawi
