// rawi stats: how much is in a graph.
#include <nlohmann/json.hpp>
#include <ostream>

#include "tools/commands.hpp"
#include "tools/question_options.hpp"

namespace rawi {

namespace {

class StatsCommand final : public Command {
 public:
  std::string name() const override { return "stats"; }
  std::string summary() const override { return "how much is in the graph"; }
  void set_up(CLI::App& app) override { store_.add_to(app); }

  Result<ExitCode> run(Console& console) override {
    auto opened = open_for_questions(store_);
    if (!opened) return fail(std::move(opened.error()));
    const auto stats = opened->store->stats();
    if (!stats) return fail(stats.error());
    const auto day = [](const std::optional<Day>& d) { return d ? format_day(*d) : std::string(); };
    if (store_.json) {
      nlohmann::ordered_json j = {
          {"articles", stats->article_count}, {"actors", stats->entity_count}, {"events", stats->event_count},
          {"reports", stats->mention_count},  {"first_day", nullptr},          {"last_day", nullptr}};
      if (stats->first_day) j["first_day"] = day(stats->first_day);
      if (stats->last_day) j["last_day"] = day(stats->last_day);
      console.out << j.dump() << '\n';
      return ExitCode::kOk;
    }
    console.out << "articles  " << stats->article_count << "\nactors    " << stats->entity_count << "\nevents    "
                << stats->event_count << "\nreports   " << stats->mention_count << '\n';
    if (stats->first_day) console.out << "from      " << day(stats->first_day) << "\nto        " << day(stats->last_day) << '\n';
    return ExitCode::kOk;
  }

 private:
  StoreOptions store_;
};

}  // namespace

std::unique_ptr<Command> make_stats_command() { return std::make_unique<StatsCommand>(); }

}  // namespace rawi
