#include "extractors/pipeline.hpp"

#include <string>

namespace rawi {

namespace {

constexpr Layer kAllLayers[] = {Layer::kSentences, Layer::kWords,      Layer::kMorphology, Layer::kTree,   Layer::kNames,
                                Layer::kTimes,     Layer::kQuotations, Layer::kActors,     Layer::kEvents, Layer::kIdentity};

}  // namespace

Result<Pipeline> Pipeline::build(std::vector<std::shared_ptr<const Annotator>> annotators) {
  Layers there;
  for (const auto& annotator : annotators) {
    for (const Layer layer : kAllLayers) {
      if (annotator->needs().has(layer) && !there.has(layer))
        return fail(ErrorCode::kInvalidInput, "annotator " + std::string(annotator->name()),
                    "it needs the layer " + std::string(to_string(layer)) + ", which no annotator before it adds",
                    "change the order");
      if (annotator->adds().has(layer) && there.has(layer))
        return fail(ErrorCode::kInvalidInput, "annotator " + std::string(annotator->name()),
                    "the layer " + std::string(to_string(layer)) + " is already there", "leave one of the two out");
    }
    there.add(annotator->adds());
  }
  Pipeline pipeline;
  pipeline.annotators_ = std::move(annotators);
  return pipeline;
}

Result<Extraction> Pipeline::run(Article article) const {
  const std::string id = article.id.text();
  auto document = Document::make(std::move(article));
  if (!document) return fail(std::move(document.error()));
  Extraction extraction{std::move(*document), {}, {}};
  for (const auto& annotator : annotators_) {
    if (auto done = annotator->annotate(extraction); !done) {
      done.error().subject = "article " + id + ": " + done.error().subject;
      return fail(std::move(done.error()));
    }
    extraction.document.layers.add(annotator->adds());
  }
  return extraction;
}

}  // namespace rawi
