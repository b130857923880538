#include "tools/edit_options.hpp"

#include <chrono>
#include <nlohmann/json.hpp>

#include "storage/rocks_store.hpp"
#include "tools/data_directory.hpp"
#include "tools/graph_edit.hpp"
#include "tools/question_options.hpp"
#include "tools/stored_graph.hpp"

namespace rawi {

namespace {

using Json = nlohmann::ordered_json;

Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json place_json(const PartedMention& m) {
  Json json = {{"article", m.article.text()}};
  if (m.part == Part::kTitle) json["part"] = "title";
  json["start"] = m.trigger.begin;
  json["end"] = m.trigger.end;
  json["kind"] = m.kind.text();
  json["sentence"] = m.sentence;
  return json;
}

std::string what_it_says(const Edit& edit) {
  switch (edit.kind) {
    case EditKind::kMerge:
      return edit.other.text() + " is " + edit.kept.text();
    case EditKind::kPart:
      return "not of " + edit.event.text();
    case EditKind::kUndo:
      return "undoes edit " + std::to_string(edit.undone);
  }
  return "";
}

}  // namespace

Result<std::unique_ptr<FactStore>> open_for_changes(const std::string& db) {
  if (auto there = open_rocks_store(db, OpenMode::kRead); !there) return there;
  return open_rocks_store(db, OpenMode::kWrite);
}

void EditOptions::add_to(CLI::App& app) {
  app.add_option("--db", db, "directory of the graph")->required();
  app.add_option("--data", data, "directory with schemas/ and extractors/ (default: the installed one)");
  app.add_flag("--json", json, "answer as JSON Lines");
  app.add_option("--by", author_, "who makes the edit; kept with it");
  app.add_option("--note", note_, "why; kept with the edit");
  app.add_option("--date", date_, "the day that is kept with the edit (default: today)");
}

Result<Edit> EditOptions::signed_edit(Edit edit) const {
  const auto given = day_option("--date", date_, false);
  if (!given) return fail(given.error());
  edit.day = given->value_or(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
  edit.author = author_;
  edit.note = note_;
  return edit;
}

Result<EditedGraph> EditedGraph::open(const EditOptions& options) {
  auto data = find_data_directory(options.data);
  if (!data) return fail(std::move(data.error()));
  auto loaded = Ontology::load(*data / "schemas" / "ontology");
  if (!loaded) return fail(std::move(loaded.error()));
  auto store = open_for_changes(options.db);
  if (!store) return fail(std::move(store.error()));
  auto ontology = std::make_unique<Ontology>(std::move(*loaded));
  EventIdentity identity(*ontology);
  return EditedGraph{std::move(*data), std::move(ontology), std::move(identity), std::move(*store), options.db};
}

Result<Edit> EditedGraph::make(Edit edit) {
  const auto number = make_edit(identity, *store, std::move(edit));
  if (!number) return fail(number.error());
  if (auto flushed = store->flush(); !flushed) return fail(std::move(flushed.error()));
  if (auto refreshed = StoredGraph(*store, db).refresh(); !refreshed) return fail(std::move(refreshed.error()));
  const auto edits = store->edits();
  if (!edits) return fail(edits.error());
  return *(*edits)->find(*number);
}

Json edit_answer(const Edit& edit, const Edits& all) {
  const std::uint32_t undone_by = all.undone_by(edit.number);
  Json reports = Json::array();
  for (const PartedMention& m : edit.mentions) reports.push_back(place_json(m));
  return {{"edit", edit.number},
          {"kind", to_string(edit.kind)},
          {"date", format_day(edit.day)},
          {"by", text_or_null(edit.author)},
          {"note", text_or_null(edit.note)},
          {"undone_by", undone_by == 0 ? Json() : Json(undone_by)},
          {"kept", text_or_null(edit.kept.text())},
          {"other", text_or_null(edit.other.text())},
          {"event", edit.event.empty() ? Json() : Json(edit.event.text())},
          {"reports", std::move(reports)},
          {"undoes", edit.undone == 0 ? Json() : Json(edit.undone)}};
}

void write_edit(const Edit& edit, const Edits& all, std::ostream& out) {
  out << "edit " << edit.number << ", " << format_day(edit.day) << (edit.author.empty() ? "" : ", by ") << edit.author << ": "
      << what_it_says(edit);
  if (const std::uint32_t by = all.undone_by(edit.number); by != 0) out << "; undone by edit " << by;
  out << '\n';
  if (!edit.note.empty()) out << "  " << edit.note << '\n';
  for (const PartedMention& m : edit.mentions) out << "  «" << m.sentence << "» " << m.article.text() << '\n';
}

}  // namespace rawi
