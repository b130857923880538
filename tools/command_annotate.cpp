// rawi annotate: what the annotators see in an article, as CoNLL-U or as the mentions of actors.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "extractors/extractor.hpp"
#include "tools/commands.hpp"
#include "tools/conllu_writer.hpp"
#include "tools/data_directory.hpp"
#include "tools/input_options.hpp"
#include "tools/version.hpp"

namespace rawi {

namespace {

using json = nlohmann::ordered_json;

/// The mention of an actor that shares words with a name, if there is one.
const Mention* mention_over(const Document& document, WordRange words) {
  for (const Mention& m : document.mentions)
    if (m.words.begin < words.end && words.begin < m.words.end && m.form == Mention::Form::kName) return &m;
  return nullptr;
}

/// A person or place that the catalogue knows and the reader did not see. Organizations are common words too often.
bool is_missed_name(const Document& document, const Mention& mention) {
  if (document.upos(mention.head) != Upos::kPropn || mention.type == EntityType::kOrganization) return false;
  return std::none_of(document.name_spans.begin(), document.name_spans.end(), [&](const NameSpan& name) {
    return name.words.begin < mention.words.end && mention.words.begin < name.words.end;
  });
}

json mention_json(const Extraction& extraction, Span span, EntityType type, const Mention* mention) {
  const Document& document = extraction.document;
  const Span at = document.within_part(span);
  const Entity* actor = mention == nullptr ? nullptr : extraction.actor(mention->entity);
  return {{"start", at.begin},
          {"end", at.end},
          {"type", to_string(type)},
          {"text", document.text(span)},
          {"entity", actor == nullptr ? json(nullptr) : json(actor->id.text())}};
}

/// What the catalogue says of an actor that it knows by just this name; else what the reader took it for.
EntityType type_of(const Extraction& extraction, const NameSpan& name) {
  const Mention* mention = mention_over(extraction.document, name.words);
  const Entity* actor = mention == nullptr || !name.words.contains(mention->head) ? nullptr : extraction.actor(mention->entity);
  return actor == nullptr || !actor->known ? name.type : actor->type;
}

/// {"article", "mentions": [{"start", "end", "type", "text", "entity"}]}: the names in the body, with offsets into it. A trained
/// reader says where a name begins and ends, without titles and clitics; where none has read the article, the mentions of actors
/// by name serve.
std::string mentions_json(const Extraction& extraction, bool has_reader) {
  const Document& document = extraction.document;
  json j;
  j["article"] = document.article().id.text();
  j["mentions"] = json::array();
  for (const NameSpan& name : document.name_spans)
    if (const Span span = document.span_of(name.words); document.part_of(span) == Part::kBody)
      j["mentions"].push_back(mention_json(extraction, span, type_of(extraction, name), mention_over(document, name.words)));
  for (const Mention& m : document.mentions)
    if (m.form == Mention::Form::kName && document.part_of(m.span) == Part::kBody && (!has_reader || is_missed_name(document, m)))
      j["mentions"].push_back(mention_json(extraction, m.span, m.type, &m));
  return j.dump();
}

class AnnotateCommand final : public Command {
 public:
  std::string name() const override { return "annotate"; }
  std::string summary() const override { return "articles to CoNLL-U, or to mentions of actors as JSON Lines"; }

  void set_up(CLI::App& app) override {
    input_.add_to(app);
    app.add_option("--format", format_, "conllu: words and trees; jsonl: mentions of actors")
        ->check(CLI::IsMember({"conllu", "jsonl"}))
        ->capture_default_str();
  }

  Result<ExitCode> run(Console& console) override {
    auto data = find_data_directory(input_.data);
    if (!data) return fail(std::move(data.error()));
    auto extractor = Extractor::load(*data, std::string(version()));
    if (!extractor) return fail(std::move(extractor.error()));
    auto counts = read_input(input_, console, name(), [&](Article&& article) -> Result<void> {
      auto extraction = format_ == "jsonl" ? extractor->annotate(std::move(article)) : extractor->read(std::move(article));
      if (!extraction) return fail(std::move(extraction.error()));
      if (format_ == "jsonl")
        console.out << mentions_json(*extraction, extractor->has_reader(extraction->document.article().language)) << '\n';
      else
        write_conllu(extraction->document, console.out);
      return {};
    });
    if (!counts) return fail(std::move(counts.error()));
    report_unread_languages(console, name(), *counts, extractor->packs());
    return counts->skipped_count == 0 ? ExitCode::kOk : ExitCode::kFailed;
  }

 private:
  InputOptions input_;
  std::string format_ = "conllu";
};

}  // namespace

std::unique_ptr<Command> make_annotate_command() { return std::make_unique<AnnotateCommand>(); }

}  // namespace rawi
