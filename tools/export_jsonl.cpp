#include "tools/export_jsonl.hpp"

#include <nlohmann/json.hpp>
#include <set>

#include "core/graph/graph_view.hpp"
#include "tools/answer_json.hpp"
#include "tools/edit_options.hpp"

namespace rawi {

namespace {

using Json = nlohmann::ordered_json;

class JsonlExport {
 public:
  JsonlExport(const FactReader& reader, const Ontology& ontology, const Filter& filter, const GraphView& view, std::ostream& out,
              const Edits& edits)
      : facts_(reader, ontology, filter.as_of), view_(view), out_(out), edits_(edits) {}

  Result<void> write() {
    for (std::uint32_t i = 0; i < view_.actor_count() && out_; ++i) {
      const Result<const Entity*> entity = facts_.entity(view_.actor_id(view_.actor_at(i)));
      if (!entity) return fail(entity.error());
      line("actor", entity_answer(**entity));
      for (const Edit* merge : edits_.merges_of((*entity)->id)) at_work_.insert(merge->number);
    }
    for (std::uint32_t i = 0; i < view_.event_count() && out_; ++i)
      if (Result<void> written = event(view_.event_id(view_.event_at(i))); !written) return written;
    for (const ArticleId& id : articles_) {
      const Result<std::optional<Article>> article = facts_.reader().article(id);
      if (!article) return fail(article.error());
      if (*article) line("article", article_answer(**article));
    }
    for (const std::uint32_t number : at_work_) line("edit", edit_answer(*edits_.find(number), edits_));
    if (!out_.flush()) return fail(ErrorCode::kIo, "JSON Lines", "the output cannot be written", "is there room on the device?");
    return {};
  }

 private:
  Result<void> event(EventId id) {
    const Result<std::optional<Event>> event = facts_.event(id);
    if (!event) return fail(event.error());
    if (!*event) return {};  // retracted since the view was built
    Result<Json> answer = event_answer(facts_, **event);
    if (!answer) return fail(std::move(answer.error()));
    answer->erase("reports");  // they follow as records of their own, with everything that is known of them
    (*answer)["report_count"] = (*event)->report_count;
    line("event", *answer);

    const Result<std::vector<EventMention>> reports = facts_.reports(id);
    if (!reports) return fail(reports.error());
    for (const EventMention& mention : *reports) {
      articles_.insert(mention.article);
      for (const std::uint32_t number : edits_.parting(mention)) at_work_.insert(number);
      Result<Json> report = mention_answer(facts_, mention);
      if (!report) return fail(std::move(report.error()));
      (*report)["sentence"]["text"] = mention.sentence.text;
      (*report)["published"] = mention.published ? Json(format_day(*mention.published)) : Json();
      (*report)["extractor"] = mention.extractor;
      line("report", *report);
    }
    return {};
  }

  void line(const char* record, const Json& fields) {
    Json json = {{"record", record}};
    json.update(fields);
    out_ << json_line(json) << '\n';
  }

  AnswerFacts facts_;
  const GraphView& view_;
  std::ostream& out_;
  std::set<ArticleId> articles_;
  const Edits& edits_;
  std::set<std::uint32_t> at_work_;  // numbers of edits
};

}  // namespace

Result<void> export_jsonl(const FactReader& reader, const Ontology& ontology, const Filter& filter, std::ostream& out,
                          const Edits& edits) {
  const Result<GraphView> view = GraphView::build(reader, filter);
  if (!view) return fail(view.error());
  return JsonlExport(reader, ontology, filter, *view, out, edits).write();
}

}  // namespace rawi
