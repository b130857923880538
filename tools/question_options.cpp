#include "tools/question_options.hpp"

#include <ostream>

#include "storage/rocks_store.hpp"
#include "tools/data_directory.hpp"

namespace rawi {

void StoreOptions::add_to(CLI::App& app, bool with_json) {
  app.add_option("--db", db, "directory of the graph")->required();
  app.add_option("--data", data, "directory with schemas/ and extractors/ (default: the installed one)");
  if (with_json) app.add_flag("--json", json, "answer as JSON Lines");
}

void FilterOptions::add_to(CLI::App& app) {
  app.add_option("--kind", kinds, "only events of this kind, or a kind below it; may be repeated")->allow_extra_args(false);
  app.add_option("--status", statuses, "only happened, ongoing, planned, possible or negated events; may be repeated")
      ->allow_extra_args(false);
  app.add_option("--from", from, "only events on or after this day (YYYY-MM-DD, YYYY-MM or YYYY)");
  app.add_option("--to", to, "only events on or before this day");
  app.add_option("--as-of", as_of, "only what had been reported by this day");
  app.add_option("--min-confidence", confidence_min, "only events at least this sure, 0 to 1")->check(CLI::Range(0.0, 1.0));
}

Result<std::optional<Day>> day_option(const std::string& option, const std::string& text, bool last_day) {
  if (text.empty()) return std::optional<Day>();
  const auto interval = parse_interval(text);
  if (!interval)
    return fail(ErrorCode::kInvalidInput, option + " " + text, "this is no date", "write it as YYYY-MM-DD, YYYY-MM or YYYY");
  return std::optional<Day>(last_day ? interval->last : interval->first);
}

Result<Filter> FilterOptions::filter(const Ontology& ontology) const {
  Filter f;
  auto parsed_kinds = parse_kinds(ontology, kinds);
  if (!parsed_kinds) return fail(std::move(parsed_kinds.error()));
  auto parsed_statuses = parse_statuses(statuses);
  if (!parsed_statuses) return fail(std::move(parsed_statuses.error()));
  auto first = day_option("--from", from, false);
  if (!first) return fail(std::move(first.error()));
  auto last = day_option("--to", to, true);
  if (!last) return fail(std::move(last.error()));
  auto reported = day_option("--as-of", as_of, true);
  if (!reported) return fail(std::move(reported.error()));
  if (*first && *last && **first > **last)
    return fail(ErrorCode::kInvalidInput, "--from " + from, "it lies after --to " + to, "swap the two");
  f.kinds = std::move(*parsed_kinds);
  f.statuses = std::move(*parsed_statuses);
  f.days = {*first, *last};
  f.as_of = *reported;
  f.confidence_min = confidence_min;
  return f;
}

Asker OpenedStore::asker(Console& console, bool json) const {
  return {*store, ontology, console.out, json ? AnswerFormat::kJson : AnswerFormat::kText, &graph};
}

Result<OpenedStore> open_for_questions(const StoreOptions& options) {
  auto data = find_data_directory(options.data);
  if (!data) return fail(std::move(data.error()));
  auto ontology = Ontology::load(*data / "schemas" / "ontology");
  if (!ontology) return fail(std::move(ontology.error()));
  auto store = open_rocks_store(options.db, OpenMode::kRead);
  if (!store) return fail(std::move(store.error()));
  StoredGraph graph(**store, options.db);
  return OpenedStore{std::move(*data), std::move(*ontology), std::move(*store), std::move(graph)};
}

ExitCode finish_question(Console& console, const std::string& command, AnswerCount count, bool json) {
  if (count > 0 || json) return ExitCode::kOk;
  console.err << "rawi " << command << ": nothing in the graph answers this; loosen the filters\n";
  return ExitCode::kFailed;
}

}  // namespace rawi
