// rawi show: one actor, event or article with all its evidence.
#include <nlohmann/json.hpp>

#include "extractors/identity/event_identity.hpp"
#include "tools/actor_lookup.hpp"
#include "tools/answer_json.hpp"
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
    app.add_flag("--explain", explain_, "of an event: why its reports are taken to tell of one occurrence");
  }

  Result<ExitCode> run(Console& console) override {
    auto opened = open_for_questions(store_);
    if (!opened) return fail(std::move(opened.error()));
    auto as_of = day_option("--as-of", as_of_, true);
    if (!as_of) return fail(std::move(as_of.error()));
    if (explain_) return explain(*opened, console);
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
  /// One line (two in text) a report, those that others were joined to first.
  Result<ExitCode> explain(const OpenedStore& opened, Console& console) const {
    const EventId event = EventId::parse(id_);
    if (event.empty())
      return fail(ErrorCode::kInvalidInput, "--explain " + id_, "this is no event",
                  "give an id of the form evt:… from rawi timeline");
    const auto links = EventIdentity(opened.ontology).explain(event, *opened.store);
    if (!links) return fail(links.error());
    if (links->empty()) return fail(ErrorCode::kNotFound, id_, "no such event");
    for (const IdentityLink& link : *links) {
      const EventMention& told = link.mentions.front();
      if (store_.json) {
        nlohmann::ordered_json json;
        json["event"] = event.text();
        json["article"] = link.article.text();
        json["sentence"] = told.sentence.text;
        json["joined_to"] = link.joined_to ? nlohmann::ordered_json(link.joined_to->text()) : nlohmann::ordered_json();
        json["reason"] = link.joined_to ? nlohmann::ordered_json(link.verdict.reason) : nlohmann::ordered_json();
        json["score"] = link.joined_to ? nlohmann::ordered_json(link.verdict.score) : nlohmann::ordered_json();
        console.out << json_line(json) << '\n';
        continue;
      }
      console.out << link.article.text() << (told.published ? ", " + format_day(*told.published) : std::string()) << ": «"
                  << told.sentence.text << "»\n";
      if (link.joined_to)
        console.out << "  joined to " << link.joined_to->text() << ": " << link.verdict.reason << '\n';
      else
        console.out << "  others are joined to this one\n";
    }
    return ExitCode::kOk;
  }

  StoreOptions store_;
  std::string id_, as_of_;
  std::uint64_t limit_ = UINT64_MAX;
  bool explain_ = false;
};

}  // namespace

std::unique_ptr<Command> make_show_command() { return std::make_unique<ShowCommand>(); }

}  // namespace rawi
