// Everything that extraction needs, loaded from a data directory once: the ontology, the language packs, the known
// actors, and the pipeline over them.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "core/facts/ontology.hpp"
#include "extractors/annotate/language_pack.hpp"
#include "extractors/pipeline.hpp"
#include "extractors/resolve/actor_catalogue.hpp"

namespace rawi {

/// Immutable after loading; threads may share it.
class Extractor {
 public:
  /// Reads `data`/schemas/ontology, `data`/extractors/languages and `data`/extractors/actors. `version` becomes part of the
  /// provenance of every mention. Fails with the first broken file, named.
  [[nodiscard]] static Result<Extractor> load(const std::filesystem::path& data, const std::string& version);

  /// Runs every annotator up to the events; identity is the caller's, because it needs the facts that are there already.
  [[nodiscard]] Result<Extraction> extract(Article article) const { return pipeline_.run(std::move(article)); }

  [[nodiscard]] const Ontology& ontology() const { return parts_->ontology; }
  [[nodiscard]] const ActorCatalogue& catalogue() const { return parts_->catalogue; }
  [[nodiscard]] const LanguagePacks& packs() const { return parts_->packs; }

 private:
  struct Parts {  // at a fixed address: the annotators refer to them
    Ontology ontology;
    LanguagePacks packs;
    ActorCatalogue catalogue;
  };
  Extractor(std::unique_ptr<Parts> parts, Pipeline pipeline) : parts_(std::move(parts)), pipeline_(std::move(pipeline)) {}

  std::unique_ptr<Parts> parts_;
  Pipeline pipeline_;
};

}  // namespace rawi
