// rawi split: two entities that were merged are two again, or what some articles report is not the event that it was taken for.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "tools/actor_lookup.hpp"
#include "tools/answer_json.hpp"
#include "tools/commands.hpp"
#include "tools/edit_options.hpp"
#include "tools/graph_edit.hpp"

namespace rawi {

namespace {

class SplitCommand final : public Command {
 public:
  std::string name() const override { return "split"; }
  std::string summary() const override { return "undo a merge of actors, or take reports out of an event"; }

  void set_up(CLI::App& app) override {
    app.add_option("ID", id_, "an actor that was merged, by id or name, or an event (evt:…)")->required();
    app.add_option("ARTICLE", articles_, "of an event: the articles, by id, that do not report it");
    app.add_option("--sentence", words_, "of these articles only the reports whose sentence has these words");
    options_.add_to(app);
  }

  Result<ExitCode> run(Console& console) override {
    auto graph = EditedGraph::open(options_);
    if (!graph) return fail(std::move(graph.error()));
    const EventId event = EventId::parse(id_);
    if (event.empty() && !(articles_.empty() && words_.empty()))
      return fail(ErrorCode::kInvalidInput, id_, "articles are taken out of events, and this is none",
                  "give an id of the form evt:… from rawi timeline");
    auto wanted = event.empty() ? undo_of_merge(*graph) : parting(event, *graph->store);
    if (!wanted) return fail(std::move(wanted.error()));
    auto edit = options_.signed_edit(std::move(*wanted));
    if (!edit) return fail(std::move(edit.error()));
    const auto made = graph->make(std::move(*edit));
    if (!made) return fail(made.error());
    const auto edits = graph->store->edits();
    if (!edits) return fail(edits.error());
    if (options_.json) {
      console.out << json_line(edit_answer(*made, **edits)) << '\n';
      return ExitCode::kOk;
    }
    return made->kind == EditKind::kUndo ? tell_merge(*made, **edits, console) : tell_parting(*made, *graph->store, console);
  }

 private:
  /// The one merge that made the actor one with another: that of this id into it, else that of another into it.
  [[nodiscard]] Result<Edit> undo_of_merge(const EditedGraph& graph) const {
    const auto id = find_named_id(id_, *graph.store, graph.data);
    if (!id) return fail(id.error());
    const auto edits = graph.store->edits();
    if (!edits) return fail(edits.error());
    std::vector<std::uint32_t> into_another, of_another;
    for (const Edit* merge : (*edits)->merges_of((*edits)->canonical(*id))) {
      if (merge->other == *id) into_another.push_back(merge->number);
      if (merge->kept == *id) of_another.push_back(merge->number);
    }
    const std::vector<std::uint32_t>& found = into_another.empty() ? of_another : into_another;
    if (found.empty())
      return fail(ErrorCode::kNotFound, id->text(), "it was never merged, or no more is", "see what was with 'rawi edits'");
    if (found.size() > 1) {
      std::string numbers;
      for (const std::uint32_t n : found) numbers += (numbers.empty() ? "" : ", ") + std::to_string(n);
      return fail(ErrorCode::kInvalidInput, id->text(), "several merges made it one with others: edits " + numbers,
                  "undo the one that is wrong with 'rawi edits --undo NUMBER'");
    }
    Edit edit;
    edit.kind = EditKind::kUndo;
    edit.undone = found.front();
    return edit;
  }

  [[nodiscard]] bool is_meant(const EventMention& m) const {
    return std::find(articles_.begin(), articles_.end(), m.article.text()) != articles_.end() &&
           m.sentence.text.find(words_) != std::string::npos;
  }

  [[nodiscard]] Result<Edit> parting(EventId event, const FactStore& store) const {
    if (articles_.empty())
      return fail(ErrorCode::kInvalidInput, id_, "an event is split by naming the articles that do not report it",
                  "give their ids behind it; 'rawi show " + id_ + "' names all");
    const auto mentions = store.mentions_of(event);
    if (!mentions) return fail(mentions.error());
    if (mentions->empty()) return fail(ErrorCode::kNotFound, id_, "no such event", "see 'rawi timeline'");
    Edit edit;
    edit.kind = EditKind::kPart;
    edit.event = event;
    for (const EventMention& m : *mentions) {
      const bool known = std::any_of(edit.mentions.begin(), edit.mentions.end(), [&](const auto& p) { return p.is_at(m); });
      if (is_meant(m) && !known) edit.mentions.push_back({m.article, m.part, m.trigger.span, m.kind, m.sentence.text});
    }
    if (edit.mentions.empty())
      return fail(ErrorCode::kNotFound, id_,
                  "none of these articles reports it" + std::string(words_.empty() ? "" : " in these words"),
                  "see its reports with 'rawi show " + id_ + "'");
    if (std::all_of(mentions->begin(), mentions->end(), [&](const EventMention& m) { return is_meant(m); }))
      return fail(ErrorCode::kInvalidInput, id_, "these are all of its reports", "name only those that are of another event");
    return edit;
  }

  static Result<ExitCode> tell_merge(const Edit& made, const Edits& edits, Console& console) {
    const Edit& merge = *edits.find(made.undone);
    console.out << "edit " << made.number << ": undoes edit " << merge.number << "; " << merge.other.text() << " is no more "
                << merge.kept.text() << '\n';
    return ExitCode::kOk;
  }

  static Result<ExitCode> tell_parting(const Edit& made, const FactStore& store, Console& console) {
    const auto now = events_of(made.mentions, store);
    if (!now) return fail(now.error());
    console.out << "edit " << made.number << ": " << made.mentions.size()
                << (made.mentions.size() == 1 ? " report is" : " reports are") << " taken out of " << made.event.text()
                << ", now";
    for (const EventId id : *now) console.out << ' ' << id.text();
    console.out << '\n';
    return ExitCode::kOk;
  }

  EditOptions options_;
  std::string id_, words_;
  std::vector<std::string> articles_;
};

}  // namespace

std::unique_ptr<Command> make_split_command() { return std::make_unique<SplitCommand>(); }

}  // namespace rawi
