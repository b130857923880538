// The vector of an atom: its pieces' vectors through the layers that look at one atom alone. Words repeat, so what was made is
// remembered, within bounds.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "extractors/annotate/reader/atoms.hpp"
#include "extractors/annotate/reader/encoder_layer.hpp"
#include "extractors/annotate/reader/piece_encoder.hpp"

namespace rawi {

/// Safe for threads: what is remembered is shared, behind a lock. A vector depends on the atom alone, never on who asked first.
class AtomVectors {
 public:
  /// Keeps a reference to `model`, which must outlive it.
  [[nodiscard]] static Result<std::unique_ptr<AtomVectors>> load(const ModelFile& model);
  ~AtomVectors();

  /// Writes one row of the model's dimension for each atom.
  void write(std::span<const Atom> atoms, float* rows, EncoderBuffers& buffers) const;

  /// The pieces that an atom is read as, one at least.
  [[nodiscard]] std::vector<int> pieces_of(const std::string& text, bool space) const;

 private:
  class Memory;
  struct Tables {
    Tensor words, positions;
    Floats type;
    Norm norm;
    std::vector<EncoderLayer> layers;
  };
  AtomVectors(const ModelFile& model, PieceEncoder pieces, Tables tables);
  void compute(std::span<const std::string* const> keys, float* rows, EncoderBuffers& buffers) const;
  void add_piece(int piece, std::size_t position, float* row) const;

  const ModelFile& model_;
  PieceEncoder pieces_;
  Tables tables_;
  std::unique_ptr<Memory> memory_;
};

}  // namespace rawi
