// Everything that extraction needs, loaded from a data directory once: the ontology, the language packs, the known
// actors, and the pipelines over them.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/facts/ontology.hpp"
#include "extractors/annotate/language_pack.hpp"
#include "extractors/annotate/reader/neural_reader.hpp"
#include "extractors/pipeline.hpp"
#include "extractors/resolve/actor_catalogue.hpp"

namespace rawi {

/// Immutable after loading; threads may share it.
class Extractor {
 public:
  /// Reads `data`/schemas/ontology, `data`/extractors/languages and `data`/extractors/actors. `version` becomes part of the
  /// provenance of every mention. Articles in a language of the trained reader are read by it where its model is among the data;
  /// all others by the shallow annotators. Fails with the first broken file, named.
  [[nodiscard]] static Result<Extractor> load(const std::filesystem::path& data, const std::string& version);

  /// Runs every annotator up to the events; identity is the caller's, because it needs the facts that are there already. A pack
  /// may keep its tables for this ("reads_with_tables") as long as they find more events than the trained reader.
  [[nodiscard]] Result<Extraction> extract(Article article) const {
    const auto pack = packs().find(article.language);
    const bool tables = pack != packs().end() && pack->second.reads_with_tables;
    return (tables ? shallow_ : steps_for(article.language)).all.run(std::move(article));
  }

  /// As extract, but by the trained reader wherever there is one: for the names it sees.
  [[nodiscard]] Result<Extraction> annotate(Article article) const { return steps_for(article.language).all.run(std::move(article)); }

  /// Runs the annotators up to the tree only, which is then as treebanks have it: what the rules of a language pack make of
  /// expressions comes later.
  [[nodiscard]] Result<Extraction> read(Article article) const { return steps_for(article.language).reading.run(std::move(article)); }

  /// Is the trained reader there, and was it trained on this language?
  [[nodiscard]] bool has_reader(std::string_view language) const { return reader_ != nullptr && reader_->reads(language); }

  [[nodiscard]] const Ontology& ontology() const { return parts_->ontology; }
  [[nodiscard]] const ActorCatalogue& catalogue() const { return parts_->catalogue; }
  [[nodiscard]] const LanguagePacks& packs() const { return parts_->packs; }

 private:
  struct Parts {  // at a fixed address: the annotators refer to them
    Ontology ontology;
    LanguagePacks packs;
    ActorCatalogue catalogue;
  };
  struct Steps {
    Pipeline reading, all;
  };
  Extractor(std::unique_ptr<Parts> parts, Steps shallow) : parts_(std::move(parts)), shallow_(std::move(shallow)) {}

  [[nodiscard]] static Result<Steps> steps(std::vector<std::shared_ptr<const Annotator>> reading,
                                           const std::vector<std::shared_ptr<const Annotator>>& rest);
  [[nodiscard]] Result<void> add_reader(const std::filesystem::path& languages, const std::shared_ptr<const Annotator>& sentences,
                                        const std::vector<std::shared_ptr<const Annotator>>& rest);
  [[nodiscard]] const Steps& steps_for(std::string_view language) const {
    return has_reader(language) ? *trained_ : shallow_;
  }

  std::unique_ptr<Parts> parts_;
  Steps shallow_;
  std::shared_ptr<const NeuralReader> reader_;  // nullptr without its model
  std::optional<Steps> trained_;
};

}  // namespace rawi
