// rawi show: one actor, event or article with all its evidence.
#include <nlohmann/json.hpp>
#include <set>

#include "extractors/identity/event_identity.hpp"
#include "tools/actor_lookup.hpp"
#include "tools/answer_json.hpp"
#include "tools/commands.hpp"
#include "tools/edit_options.hpp"
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
    app.add_flag("--explain", explain_,
                 "of an event: why its reports are taken to tell of one occurrence; of an actor: who was merged into it");
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
    const auto edits = opened.store->edits();
    if (!edits) return fail(edits.error());
    const EventId event = EventId::parse(id_);
    if (event.empty()) return explain_actor(opened, **edits, console);
    const auto links = EventIdentity(opened.ontology).explain(event, *opened.store, **edits);
    if (!links) return fail(links.error());
    if (links->empty()) return fail(ErrorCode::kNotFound, id_, "no such event");
    std::set<std::uint32_t> at_work;
    for (const IdentityLink& link : *links) {
      std::set<std::uint32_t> numbers = edits_behind(link, **edits);
      for (const Edit& edit : (*edits)->all())  // what was taken out of it is no more behind any of its reports
        if (edit.event == event && (*edits)->undone_by(edit.number) == 0) numbers.insert(edit.number);
      at_work.insert(numbers.begin(), numbers.end());
      const EventMention& told = link.mentions.front();
      if (store_.json) {
        nlohmann::ordered_json json;
        json["event"] = event.text();
        json["article"] = link.article.text();
        json["sentence"] = told.sentence.text;
        json["joined_to"] = link.joined_to ? nlohmann::ordered_json(link.joined_to->text()) : nlohmann::ordered_json();
        json["reason"] = link.joined_to ? nlohmann::ordered_json(link.verdict.reason) : nlohmann::ordered_json();
        json["score"] = link.joined_to ? nlohmann::ordered_json(link.verdict.score) : nlohmann::ordered_json();
        json["edits"] = numbers;
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
    if (!store_.json)
      for (const std::uint32_t number : at_work) write_edit(*(*edits)->find(number), **edits, console.out);
    return ExitCode::kOk;
  }

  /// What people decided that has a part in what the report was joined to.
  static std::set<std::uint32_t> edits_behind(const IdentityLink& link, const Edits& edits) {
    std::set<std::uint32_t> numbers(link.parting.begin(), link.parting.end());
    for (const EventMention& m : link.mentions)
      for (const Participant& p : m.participants)
        for (const Edit* merge : edits.merges_of(p.entity)) numbers.insert(merge->number);
    return numbers;
  }

  /// One merge a line.
  Result<ExitCode> explain_actor(const OpenedStore& opened, const Edits& edits, Console& console) const {
    const auto actor = find_actor(id_, *opened.store, opened.data);
    if (!actor) return fail(actor.error());
    const std::vector<const Edit*> merges = edits.merges_of(*actor);
    if (merges.empty() && !store_.json)
      return fail(ErrorCode::kNotFound, actor->text(), "nobody was merged into it",
                  "ask for an event (evt:…) to see what joins its reports");
    for (const Edit* merge : merges) {
      if (store_.json)
        console.out << json_line(edit_answer(*merge, edits)) << '\n';
      else
        write_edit(*merge, edits, console.out);
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
