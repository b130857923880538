// rawi annotate: what the annotators see in an article, as CoNLL-U or as the mentions of actors.
#include <CLI/CLI.hpp>
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

/// {"article", "mentions": [{"start", "end", "type", "text", "entity"}]}: offsets into the body, pronouns and titles left out.
std::string mentions_json(const Extraction& extraction) {
  using json = nlohmann::ordered_json;
  const Document& document = extraction.document;
  json j;
  j["article"] = document.article().id.text();
  j["mentions"] = json::array();
  for (const Mention& m : document.mentions) {
    if (m.form == Mention::Form::kPronoun || document.part_of(m.span) == Part::kTitle) continue;
    const Span at = document.within_part(m.span);
    const Entity* actor = extraction.actor(m.entity);
    j["mentions"].push_back({{"start", at.begin},
                             {"end", at.end},
                             {"type", to_string(actor == nullptr ? m.type : actor->type)},
                             {"text", document.text(m.span)},
                             {"entity", m.entity.empty() ? json(nullptr) : json(m.entity.text())}});
  }
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
      auto extraction = format_ == "jsonl" ? extractor->extract(std::move(article)) : extractor->read(std::move(article));
      if (!extraction) return fail(std::move(extraction.error()));
      if (format_ == "jsonl")
        console.out << mentions_json(*extraction) << '\n';
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
