// rawi timeline: events in order of time.
#include "tools/actor_lookup.hpp"
#include "tools/commands.hpp"
#include "tools/question_options.hpp"
#include "tools/timeline_answer.hpp"

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
    app.add_option("--place", place_, "only events at this place; of a state, also at places that lie in it");
    app.add_option("--word", words_, "only events with this word in a sentence that reports them; repeated, with all of them")
        ->allow_extra_args(false);
    app.add_option("--group", group_, "by day, week or month, the most reported first")
        ->check(CLI::IsMember({"day", "week", "month"}));
    app.add_option("--summary", summary_, "only the so many days (or weeks, months) most reported, with one sentence each")
        ->check(CLI::Range(1, 1000000));
    app.add_option("--format", format_, "text, jsonl, timelinejs or ical")
        ->check(CLI::IsMember({"text", "jsonl", "timelinejs", "ical"}));
    app.add_option("--limit", limit_, "the first so many");
  }

  Result<ExitCode> run(Console& console) override {
    auto opened = open_for_questions(store_);
    if (!opened) return fail(std::move(opened.error()));
    auto filter = filter_.filter(opened->ontology);
    if (!filter) return fail(std::move(filter.error()));
    auto request = request_of(*opened);
    if (!request) return fail(std::move(request.error()));
    request->query.filter = std::move(*filter);
    const bool json = request->form == TimelineForm::kJsonLines;
    const auto count = answer_timeline(opened->asker(console, json), *request);
    if (!count) return fail(count.error());
    return finish_question(console, name(), *count, request->form != TimelineForm::kText);
  }

 private:
  Result<TimelineRequest> request_of(const OpenedStore& opened) const {
    TimelineRequest request;
    for (const std::string& actor : actors_) {
      auto id = find_actor(actor, *opened.store, opened.data);
      if (!id) return fail(std::move(id.error()));
      request.query.actors.push_back(std::move(*id));
    }
    if (!place_.empty()) {
      auto id = find_actor(place_, *opened.store, opened.data);
      if (!id) return fail(std::move(id.error()));
      request.place = std::move(*id);
    }
    request.query.limit = limit_;
    request.words = words_;
    request.group = parse_timeline_grain(group_);
    if (summary_ > 0) request.summary = summary_;
    request.form = store_.json ? TimelineForm::kJsonLines : parse_timeline_form(format_).value_or(TimelineForm::kText);
    return request;
  }

  StoreOptions store_;
  FilterOptions filter_;
  std::vector<std::string> actors_, words_;
  std::string place_, group_, format_ = "text";
  std::size_t summary_ = 0;
  std::uint64_t limit_ = UINT64_MAX;
};

}  // namespace

std::unique_ptr<Command> make_timeline_command() { return std::make_unique<TimelineCommand>(); }

}  // namespace rawi
