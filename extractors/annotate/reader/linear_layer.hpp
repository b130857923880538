// y = x W^T + b, many rows at a time: oneDNN behind a narrow door.
//
// Weights of 8 bits are multiplied as whole numbers: each row of x is rounded to 255 steps of its own, the sums of products are
// exact, and so a row's result depends on nothing but the row. oneDNN would share the work among threads; here it never does,
// because the caller's threads each have an article of their own.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "extractors/annotate/reader/model_file.hpp"

namespace rawi {

/// Several matrices with the same input, applied together. Immutable after making; threads may share it.
class LinearLayer {
 public:
  /// The tensors NAME.w [width, in] (floats or 8 bits with NAME.w.scale) and NAME.b [width] of every part.
  struct Part {
    std::string name;
    std::size_t width = 0;
  };
  [[nodiscard]] static Result<LinearLayer> load(const ModelFile& model, std::size_t in, const std::vector<Part>& parts);
  /// A matrix [width, in] of floats in row-major order, without a bias; as floats or rounded to 8 bits here, a scale for each row.
  enum class Precision { kFloat, kInt8 };
  [[nodiscard]] static Result<LinearLayer> make(const std::vector<float>& weights, std::size_t in, std::size_t width, Precision precision);
  LinearLayer(LinearLayer&&) noexcept;
  LinearLayer& operator=(LinearLayer&&) noexcept;
  ~LinearLayer();

  /// `x`: rows of padded(in) floats, `stride` floats apart. `y`: rows of out() floats, one behind the other; may not overlap `x`.
  void apply(const float* x, std::size_t stride, std::size_t rows, float* y) const;

  /// Floats of a row of y: the parts one behind the other, each padded with zeros to a multiple of kLanes.
  [[nodiscard]] std::size_t out() const;
  /// Where a part begins in a row of y.
  [[nodiscard]] std::size_t offset(std::size_t part) const;

 private:
  struct Implementation;
  struct Matrix;
  [[nodiscard]] static Result<Matrix> read_matrix(const ModelFile& model, std::size_t in, const Part& part);
  [[nodiscard]] static Result<LinearLayer> build(const std::vector<Matrix>& matrices, std::size_t in, const std::string& name);
  explicit LinearLayer(std::unique_ptr<Implementation> implementation);

  std::unique_ptr<Implementation> implementation_;
};

}  // namespace rawi
