// One layer of the encoder (BERT's, post-norm): attention within each sequence, then two linear layers row by row.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "extractors/annotate/reader/linear_layer.hpp"
#include "extractors/annotate/reader/model_file.hpp"
#include "extractors/annotate/reader/vector_math.hpp"

namespace rawi {

/// Layer normalization's weights, copied out of the file.
struct Norm {
  Floats weight, bias;
  float eps = 0;

  /// The tensors NAME.w and NAME.b.
  [[nodiscard]] static Result<Norm> load(const ModelFile& model, const std::string& name);
  void apply(float* x, std::size_t rows) const;
  /// x := normalized x + y, row by row.
  void apply_to_sum(float* x, const float* y, std::size_t rows) const;
};

/// Rows [begin, end) of a matrix: one sentence, or the pieces of one atom.
struct RowRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Memory that layers work in; a thread keeps it from call to call.
struct EncoderBuffers {
  Floats projected, attended, mixed, inner, scratch;
};

/// Immutable after loading; threads may share it, each with its own buffers.
class EncoderLayer {
 public:
  /// The tensors NAME.q.w and so on; with `distances` NAME.distance, too: what attention makes of how far words are apart.
  [[nodiscard]] static Result<EncoderLayer> load(const ModelFile& model, const std::string& name, std::size_t inner_width, bool distances);

  /// `x`: `rows` rows of the model's dimension, read and written; `sequences` cover them.
  void apply(float* x, std::size_t rows, std::span<const RowRange> sequences, EncoderBuffers& buffers) const;

 private:
  EncoderLayer(LinearLayer projections, LinearLayer mix, LinearLayer widen, LinearLayer narrow, Norm after_attention, Norm after_inner,
               const ReaderConfig& config);
  [[nodiscard]] Result<void> load_distances(const ModelFile& model, const std::string& name);

  LinearLayer projections_, mix_, widen_, narrow_;
  Norm after_attention_, after_inner_;
  std::size_t dim_, heads_;
  std::size_t reach_ = 0;
  Floats distances_;  // head by head, a column a distance
};

}  // namespace rawi
