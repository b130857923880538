// The element-wise arithmetic of the reader's network, compiled once for each generation of processors. Every function handles
// one row (or one sequence) by itself, in a fixed order, so that results do not depend on what stands beside it in a batch.
//
// Widths of rows are padded to multiples of kLanes floats; pads are zeros. No function allocates; all are safe for threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <new>
#include <vector>

namespace rawi {

/// Floats that are handled at once.
inline constexpr std::size_t kLanes = 16;
/// Where zero lies in a quantized row.
inline constexpr std::int32_t kQuantizedZero = 128;

/// Memory that begins where a processor's cache line does: vectors that lie across two lines take twice as long.
template <class T>
struct LineAllocator {
  using value_type = T;
  LineAllocator() = default;
  template <class U>
  explicit LineAllocator(const LineAllocator<U>&) {}
  [[nodiscard]] T* allocate(std::size_t count) { return static_cast<T*>(::operator new(count * sizeof(T), std::align_val_t{64})); }
  void deallocate(T* at, std::size_t) { ::operator delete(at, std::align_val_t{64}); }
  friend bool operator==(const LineAllocator&, const LineAllocator&) { return true; }
};
using Floats = std::vector<float, LineAllocator<float>>;

[[nodiscard]] constexpr std::size_t padded(std::size_t width) { return (width + kLanes - 1) / kLanes * kLanes; }

/// Rounds a row to the 255 steps of max|x|/127, the zero step written as kQuantizedZero. Returns the size of a step.
[[nodiscard]] float quantize_row(const float* x, std::size_t width, std::uint8_t* out);

/// The same steps as floats, around zero.
[[nodiscard]] float quantize_row(const float* x, std::size_t width, float* out);

/// y = (sums - offsets) * step * scales + bias, for rows of sums one behind the other and rows of y `stride` apart, each with its
/// own step.
void scale_rows(const std::int32_t* sums, const std::int32_t* offsets, const float* steps, const float* scales, const float* bias,
                std::size_t rows, std::size_t width, float* y, std::size_t stride);
/// y = sums * step * scales + bias.
void scale_row(const float* sums, float step, const float* scales, const float* bias, std::size_t width, float* y);

/// y = x + bias.
void add_row(const float* x, const float* bias, std::size_t width, float* y);
/// y += factor * x.
void add_scaled_row(const float* x, float factor, std::size_t width, float* y);

/// x := 0.5 x (1 + tanh(0.79788 (x + 0.044715 x^3))).
void gelu_row(float* x, std::size_t width);

/// x := layer normalization of x + y. `width` is a multiple of kLanes.
void add_norm_row(float* x, const float* y, const float* weight, const float* bias, float eps, std::size_t width);
/// x := layer normalization of x.
void norm_row(float* x, const float* weight, const float* bias, float eps, std::size_t width);

[[nodiscard]] float dot(const float* a, const float* b, std::size_t width);

/// out = bias + left[count] + the sum of by[j] * left[j] over j < count, where left[j] is the j-th row of `width` floats.
void weigh_rows(const float* left, const float* by, std::size_t count, const float* bias, std::size_t width, float* out);

/// How a layer's heads of attention read and write.
struct AttentionShape {
  std::size_t heads = 0;
  std::size_t head_width = 0;  // a multiple of kLanes
  std::size_t stride = 0;      // from row to row of queries, keys and values
  std::size_t out_stride = 0;
  std::size_t reach = 0;             // distances -reach to reach are told apart
  const float* distances = nullptr;  // head by head a matrix [head_width, padded(2 reach + 1)]; nullptr when there is none
};

/// Floats that attend() wants as scratch for a sequence of `count` rows.
[[nodiscard]] std::size_t attention_scratch(std::size_t count, const AttentionShape& shape);

/// softmax((q k^T + q d^T) / sqrt(head width)) v for each head, over one sequence of `count` rows, where d is what the head has for
/// the distance from the query's row to the key's.
void attend(const float* queries, const float* keys, const float* values, std::size_t count, const AttentionShape& shape, float* scratch,
            float* out);

}  // namespace rawi
