// rawi delete: takes articles out of a graph, with exactly what only they supported.
#include <nlohmann/json.hpp>
#include <ostream>

#include "tools/article_intake.hpp"
#include "tools/commands.hpp"
#include "tools/data_directory.hpp"
#include "tools/edit_options.hpp"
#include "tools/stored_graph.hpp"

namespace rawi {

namespace {

class DeleteCommand final : public Command {
 public:
  std::string name() const override { return "delete"; }
  std::string summary() const override { return "articles out of a graph, with what only they supported"; }

  void set_up(CLI::App& app) override {
    app.add_option("ARTICLE", articles_, "ids of articles")->required();
    app.add_option("--db", db_, "directory of the graph")->required();
    app.add_option("--data", data_, "directory with schemas/ and extractors/ (default: the installed one)");
    app.add_flag("--json", json_, "give the summary as JSON");
  }

  Result<ExitCode> run(Console& console) override {
    auto data = find_data_directory(data_);
    if (!data) return fail(std::move(data.error()));
    auto ontology = Ontology::load(*data / "schemas" / "ontology");
    if (!ontology) return fail(std::move(ontology.error()));
    auto store = open_for_changes(db_);
    if (!store) return fail(std::move(store.error()));
    const auto before = (*store)->stats();
    if (!before) return fail(before.error());
    const EventIdentity identity(*ontology);
    std::uint64_t deleted = 0, missing = 0;
    Result<void> stopped;
    for (const std::string& id : articles_) {
      const auto gone = take_out(identity, **store, ArticleId(id));
      if (!gone) {
        stopped = fail(gone.error());
        break;
      }
      ++(*gone ? deleted : missing);
      if (!*gone) console.err << "rawi delete: " << id << ": no such article; 'rawi show EVENT' names those of an event\n";
    }
    // Whatever stopped the run, what came before is kept.
    if (auto flushed = (*store)->flush(); !flushed) return fail(std::move(flushed.error()));
    if (!stopped) return fail(std::move(stopped.error()));
    if (auto refreshed = StoredGraph(**store, db_).refresh(); !refreshed) return fail(std::move(refreshed.error()));
    const auto after = (*store)->stats();
    if (!after) return fail(after.error());
    const std::uint64_t reports = before->mention_count - after->mention_count;
    if (json_)
      console.out << nlohmann::ordered_json{{"deleted", deleted}, {"missing", missing}, {"reports", reports}}.dump() << '\n';
    else
      console.out << deleted << (deleted == 1 ? " article" : " articles") << " deleted, with " << reports
                  << (reports == 1 ? " report" : " reports") << " of events\n";
    return missing == 0 ? ExitCode::kOk : ExitCode::kFailed;
  }

 private:
  std::vector<std::string> articles_;
  std::string db_, data_;
  bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> make_delete_command() { return std::make_unique<DeleteCommand>(); }

}  // namespace rawi
