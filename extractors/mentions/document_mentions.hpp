// The phrases of a whole document: what one sentence introduces in full, another may call by the surname alone.
#pragma once

#include <vector>

#include "extractors/mentions/mention_finder.hpp"

namespace rawi {

/// Keeps references to the document, the reader and the catalogue. Deterministic: who asks twice gets the same phrases.
class DocumentMentions {
 public:
  DocumentMentions(const Document& document, const FormReader& reader, const ActorCatalogue& catalogue);

  /// One entry a sentence of the document, in its order.
  [[nodiscard]] const std::vector<MentionWords>& sentences() const { return sentences_; }
  [[nodiscard]] const std::vector<std::vector<MentionPhrase>>& phrases() const { return phrases_; }

 private:
  [[nodiscard]] std::vector<std::string> surnames() const;

  std::vector<MentionWords> sentences_;
  std::vector<std::vector<MentionPhrase>> phrases_;
};

}  // namespace rawi
