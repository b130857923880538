// Pieces of words, the rows of the reader's table of vectors: SentencePiece behind a narrow door.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"

namespace sentencepiece {
class SentencePieceProcessor;
}

namespace rawi {

/// Immutable after making; threads may share it.
class PieceEncoder {
 public:
  /// From a serialized SentencePiece model. kCorrupt when it is none or the library refuses it.
  [[nodiscard]] static Result<PieceEncoder> make(std::string_view model);
  PieceEncoder(PieceEncoder&&) noexcept;
  PieceEncoder& operator=(PieceEncoder&&) noexcept;
  ~PieceEncoder();

  /// Ids of the first pieces of UTF-8 text, at most `pieces_max`; none for what has none. Looks only at the beginning of a text
  /// that is longer than any word, so that the time stays bounded.
  [[nodiscard]] std::vector<int> encode(std::string_view text, std::size_t pieces_max) const;
  [[nodiscard]] std::size_t piece_count() const;

 private:
  explicit PieceEncoder(std::unique_ptr<sentencepiece::SentencePieceProcessor> processor);

  std::unique_ptr<sentencepiece::SentencePieceProcessor> processor_;
};

}  // namespace rawi
