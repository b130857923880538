// rawi timeline: events in order of time.
#include "tools/actor_lookup.hpp"
#include "tools/commands.hpp"
#include "tools/question_options.hpp"

namespace rawi {

namespace {

class TimelineCommand final : public Command {
 public:
  std::string name() const override { return "timeline"; }
  std::string summary() const override { return "events in order of time, each with its evidence"; }

  void set_up(CLI::App& app) override {
    store_.add_to(app);
    filter_.add_to(app);
    app.add_option("--actor", actors_, "only events in which this actor takes part; repeated, in which all of them do")
        ->allow_extra_args(false);
    app.add_option("--limit", limit_, "the first so many");
  }

  Result<ExitCode> run(Console& console) override {
    auto opened = open_for_questions(store_);
    if (!opened) return fail(std::move(opened.error()));
    TimelineQuery query;
    auto filter = filter_.filter(opened->ontology);
    if (!filter) return fail(std::move(filter.error()));
    query.filter = std::move(*filter);
    query.limit = limit_;
    for (const std::string& actor : actors_) {
      auto id = find_actor(actor, *opened->store, opened->data);
      if (!id) return fail(std::move(id.error()));
      query.actors.push_back(std::move(*id));
    }
    const auto count = ask_timeline(opened->asker(console, store_.json), query);
    if (!count) return fail(count.error());
    return finish_question(console, name(), *count, store_.json);
  }

 private:
  StoreOptions store_;
  FilterOptions filter_;
  std::vector<std::string> actors_;
  std::uint64_t limit_ = UINT64_MAX;
};

}  // namespace

std::unique_ptr<Command> make_timeline_command() { return std::make_unique<TimelineCommand>(); }

}  // namespace rawi
