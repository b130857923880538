// The trained reader: words, parts of speech, features, lemmas, dependency trees and names of every language that its model was
// trained on, by one network (tools/train makes it).
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>

#include "extractors/annotator.hpp"

namespace rawi {

/// Needs sentences; adds words, morphology and the tree, and fills Document::name_spans.
class NeuralReader : public Annotator {
 public:
  /// Was the model trained on this language (ISO 639-1)? An article in another one is read as well, but hardly right.
  [[nodiscard]] virtual bool reads(std::string_view language) const = 0;
};

/// Loads `languages`/model/reader.rawi; the lemma tables `languages`/<code>/lemmas.tsv are read when the first article in that
/// language comes. Fails, naming the file, when the model is missing, damaged or of another version. The reader runs on the
/// thread that calls it and starts no others; the same text gives the same annotation, whatever else is read beside it.
[[nodiscard]] Result<std::unique_ptr<NeuralReader>> make_neural_reader(const std::filesystem::path& languages);

/// Where make_neural_reader looks for the model.
[[nodiscard]] std::filesystem::path reader_model_file(const std::filesystem::path& languages);

}  // namespace rawi
