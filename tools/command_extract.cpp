// rawi extract: articles in, event mentions out, no store.
#include <nlohmann/json.hpp>
#include <ostream>

#include "extractors/extractor.hpp"
#include "extractors/identity/event_identity.hpp"
#include "tools/answer_json.hpp"
#include "tools/commands.hpp"
#include "tools/data_directory.hpp"
#include "tools/input_options.hpp"
#include "tools/version.hpp"

namespace rawi {

namespace {

class ExtractCommand final : public Command {
 public:
  std::string name() const override { return "extract"; }
  std::string summary() const override { return "articles to event mentions, as JSON Lines"; }

  void set_up(CLI::App& app) override { input_.add_to(app); }

  Result<ExitCode> run(Console& console) override {
    auto data = find_data_directory(input_.data);
    if (!data) return fail(std::move(data.error()));
    auto extractor = Extractor::load(*data, std::string(version()));
    if (!extractor) return fail(std::move(extractor.error()));
    const EventIdentity identity(extractor->ontology());
    auto counts = read_input(input_, console, name(), [&](Article&& article) -> Result<void> {
      auto extraction = extractor->extract(std::move(article));
      if (!extraction) return fail(std::move(extraction.error()));
      identity.assign_within(*extraction);
      const auto actor = [&](const EntityId& id) { return extraction->actor(id); };
      for (const EventMention& mention : extraction->events)
        console.out << json_line(mention_answer(mention, extractor->ontology().find(mention.kind), actor)) << '\n';
      return {};
    });
    if (!counts) return fail(std::move(counts.error()));
    report_unread_languages(console, name(), *counts, extractor->packs());
    return counts->skipped_count == 0 ? ExitCode::kOk : ExitCode::kFailed;
  }

 private:
  InputOptions input_;
};

}  // namespace

std::unique_ptr<Command> make_extract_command() { return std::make_unique<ExtractCommand>(); }

}  // namespace rawi
