// One step of the way from an article to its events. A step declares which layers it reads and which it adds, so that
// a pipeline in a wrong order cannot be built (extractors/pipeline.hpp).
#pragma once

#include <string_view>

#include "core/base/result.hpp"
#include "core/facts/extraction.hpp"

namespace rawi {

/// Const after construction and shared by threads; everything that changes is in the Extraction.
class Annotator {
 public:
  virtual ~Annotator() = default;

  /// "words", "events": for messages.
  [[nodiscard]] virtual std::string_view name() const = 0;
  [[nodiscard]] virtual Layers needs() const = 0;
  [[nodiscard]] virtual Layers adds() const = 0;

  /// Fails only for a fault of its own (a broken model, say); odd text is never an error. On failure the extraction is
  /// left as it was or partly annotated, and must be thrown away.
  [[nodiscard]] virtual Result<void> annotate(Extraction& extraction) const = 0;
};

}  // namespace rawi
