// The annotators in a row.
#pragma once

#include <memory>
#include <vector>

#include "extractors/annotator.hpp"

namespace rawi {

/// Const after building and shared by threads; each run works on an Extraction of its own.
class Pipeline {
 public:
  /// Refuses (kInvalidInput, naming the annotator and the layer) an order in which a step needs a layer that none before it adds,
  /// and a layer that is added twice.
  [[nodiscard]] static Result<Pipeline> build(std::vector<std::shared_ptr<const Annotator>> annotators);

  /// Fails when the article is too large or an annotator fails; the error names the article.
  [[nodiscard]] Result<Extraction> run(Article article) const;

 private:
  std::vector<std::shared_ptr<const Annotator>> annotators_;  // several pipelines may share one
};

}  // namespace rawi
