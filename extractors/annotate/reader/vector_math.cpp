#include "extractors/annotate/reader/vector_math.hpp"

#include <array>
#include <cmath>
#include <cstring>


namespace rawi {

namespace {

// The compiler's own vectors: one source for every width of register. Where the processor has none so wide it splits them.
using Lanes [[gnu::vector_size(64)]] = float;
using Ints [[gnu::vector_size(64)]] = std::int32_t;
using Bytes [[gnu::vector_size(16)]] = std::uint8_t;

#define RAWI_INLINE [[gnu::always_inline]] inline
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define RAWI_CLONES [[gnu::target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")]]
#else
#define RAWI_CLONES  // one version: sanitizers run before the choice of a clone can be made
#endif

RAWI_INLINE Lanes load(const float* at) {
  Lanes v;
  std::memcpy(&v, at, sizeof v);
  return v;
}
RAWI_INLINE void store(float* at, Lanes v) { std::memcpy(at, &v, sizeof v); }
RAWI_INLINE Lanes all(float value) { return Lanes{} + value; }
RAWI_INLINE Lanes larger(Lanes a, Lanes b) { return a > b ? a : b; }
RAWI_INLINE Lanes magnitude(Lanes v) { return reinterpret_cast<Lanes>(reinterpret_cast<Ints>(v) & 0x7FFFFFFF); }

using HalfLanes [[gnu::vector_size(32)]] = float;
using QuarterLanes [[gnu::vector_size(16)]] = float;

/// The lanes folded upon each other, halves first: always in the same order.
template <class Fold>
RAWI_INLINE float folded(Lanes v, Fold fold) {
  const HalfLanes half = fold(__builtin_shufflevector(v, v, 0, 1, 2, 3, 4, 5, 6, 7), __builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15));
  const QuarterLanes quarter = fold(__builtin_shufflevector(half, half, 0, 1, 2, 3), __builtin_shufflevector(half, half, 4, 5, 6, 7));
  const QuarterLanes pair = fold(quarter, __builtin_shufflevector(quarter, quarter, 2, 3, 0, 1));
  const QuarterLanes one = fold(pair, __builtin_shufflevector(pair, pair, 1, 0, 3, 2));
  return one[0];
}

RAWI_INLINE float sum_of(Lanes v) {
  return folded(v, [](auto a, auto b) __attribute__((always_inline)) { return a + b; });
}
RAWI_INLINE float largest_of(Lanes v) {
  return folded(v, [](auto a, auto b) __attribute__((always_inline)) { return a > b ? a : b; });
}

/// Adding this to a float of moderate size leaves its nearest whole number in the low bits.
constexpr float kRounder = 12582912.0F;  // 1.5 * 2^23

/// e^x: 2 to the whole part by the exponent's bits, to the rest by a polynomial (Taylor; the error is below 2e-7).
RAWI_INLINE Lanes exponential(Lanes x) {
  constexpr float kLog2E = 1.44269504F;
  Lanes t = x * kLog2E;
  t = t > -126.0F ? t : all(-126.0F);
  t = t < 126.0F ? t : all(126.0F);
  const Lanes shifted = t + kRounder;
  const Lanes f = t - (shifted - kRounder);
  Lanes p = all(1.54035304e-4F);
  p = p * f + 1.33335581e-3F;
  p = p * f + 9.61812911e-3F;
  p = p * f + 5.55041087e-2F;
  p = p * f + 2.40226507e-1F;
  p = p * f + 6.93147181e-1F;
  p = p * f + 1.0F;
  const Ints whole = reinterpret_cast<Ints>(shifted) << 23;  // what kRounder adds is shifted out
  return reinterpret_cast<Lanes>(reinterpret_cast<Ints>(p) + whole);
}

RAWI_INLINE float largest_magnitude(const float* x, std::size_t width) {
  Lanes largest{};
  for (std::size_t i = 0; i < width; i += kLanes) largest = larger(magnitude(load(x + i)), largest);
  return largest_of(largest);
}

RAWI_INLINE void normalize(float* x, const float* weight, const float* bias, float eps, std::size_t width) {
  Lanes sum{};
  for (std::size_t i = 0; i < width; i += kLanes) sum += load(x + i);
  const float mean = sum_of(sum) / static_cast<float>(width);
  Lanes squares{};
  for (std::size_t i = 0; i < width; i += kLanes) {
    const Lanes d = load(x + i) - mean;
    squares += d * d;
  }
  const float factor = 1.0F / std::sqrt(sum_of(squares) / static_cast<float>(width) + eps);
  for (std::size_t i = 0; i < width; i += kLanes) store(x + i, (load(x + i) - mean) * factor * load(weight + i) + load(bias + i));
}

constexpr std::size_t kQueriesAtOnce = 4;
constexpr Ints kOrder = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

/// Turns 16 rows of 16 floats, `stride` apart, into columns, `out_stride` apart: swaps ever larger blocks of the matrix.
RAWI_INLINE void turn_block(const float* rows, std::size_t stride, float* out, std::size_t out_stride) {
  std::array<Lanes, kLanes> r;
#pragma GCC unroll 16
  for (std::size_t i = 0; i < kLanes; ++i) r[i] = load(rows + i * stride);
  constexpr Ints k1a = {0, 16, 2, 18, 4, 20, 6, 22, 8, 24, 10, 26, 12, 28, 14, 30};
  constexpr Ints k1b = {1, 17, 3, 19, 5, 21, 7, 23, 9, 25, 11, 27, 13, 29, 15, 31};
  constexpr Ints k2a = {0, 1, 16, 17, 4, 5, 20, 21, 8, 9, 24, 25, 12, 13, 28, 29};
  constexpr Ints k2b = {2, 3, 18, 19, 6, 7, 22, 23, 10, 11, 26, 27, 14, 15, 30, 31};
  constexpr Ints k4a = {0, 1, 2, 3, 16, 17, 18, 19, 8, 9, 10, 11, 24, 25, 26, 27};
  constexpr Ints k4b = {4, 5, 6, 7, 20, 21, 22, 23, 12, 13, 14, 15, 28, 29, 30, 31};
  constexpr Ints k8a = {0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23};
  constexpr Ints k8b = {8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31};
  const auto swap = [&](std::size_t i, std::size_t j, Ints first, Ints second) __attribute__((always_inline)) {
    const Lanes a = r[i], b = r[j];
    r[i] = __builtin_shuffle(a, b, first);
    r[j] = __builtin_shuffle(a, b, second);
  };
#pragma GCC unroll 8
  for (std::size_t i = 0; i < kLanes; i += 2) swap(i, i + 1, k1a, k1b);
#pragma GCC unroll 16
  for (std::size_t i = 0; i < kLanes; ++i)
    if ((i & 2U) == 0) swap(i, i + 2, k2a, k2b);
#pragma GCC unroll 16
  for (std::size_t i = 0; i < kLanes; ++i)
    if ((i & 4U) == 0) swap(i, i + 4, k4a, k4b);
#pragma GCC unroll 8
  for (std::size_t i = 0; i < kLanes / 2; ++i) swap(i, i + 8, k8a, k8b);
#pragma GCC unroll 16
  for (std::size_t i = 0; i < kLanes; ++i) store(out + i * out_stride, r[i]);
}

/// Rows of `width` floats as columns, filled up with zeros to a multiple of kLanes.
RAWI_INLINE void turn(const float* rows, std::size_t stride, std::size_t count, std::size_t width, float* out) {
  const std::size_t pad = padded(count), whole = count / kLanes * kLanes;
  for (std::size_t j = 0; j < whole; j += kLanes)
    for (std::size_t d = 0; d < width; d += kLanes) turn_block(rows + j * stride + d, stride, out + d * pad + j, pad);
  if (whole == pad) return;
  alignas(64) std::array<float, kLanes * kLanes> rest{};
  for (std::size_t d = 0; d < width; d += kLanes) {
    for (std::size_t j = whole; j < count; ++j) store(rest.data() + (j - whole) * kLanes, load(rows + j * stride + d));
    turn_block(rest.data(), kLanes, out + d * pad + whole, pad);
  }
}

/// Products of four queries with every column of a matrix [width, columns], a row of `columns` for each.
RAWI_INLINE void multiply_queries(const float* const* q, const float* matrix, std::size_t width, std::size_t columns, float* out) {
  std::size_t j = 0;
  for (; j + 2 * kLanes <= columns; j += 2 * kLanes) {
    Lanes a0{}, a1{}, a2{}, a3{}, b0{}, b1{}, b2{}, b3{};
    for (std::size_t d = 0; d < width; ++d) {
      const Lanes a = load(matrix + d * columns + j), b = load(matrix + d * columns + j + kLanes);
      a0 += q[0][d] * a, a1 += q[1][d] * a, a2 += q[2][d] * a, a3 += q[3][d] * a;
      b0 += q[0][d] * b, b1 += q[1][d] * b, b2 += q[2][d] * b, b3 += q[3][d] * b;
    }
    store(out + j, a0), store(out + columns + j, a1), store(out + 2 * columns + j, a2), store(out + 3 * columns + j, a3);
    float* const behind = out + j + kLanes;
    store(behind, b0), store(behind + columns, b1), store(behind + 2 * columns, b2), store(behind + 3 * columns, b3);
  }
  if (j == columns) return;
  Lanes s0{}, s1{}, s2{}, s3{};
  for (std::size_t d = 0; d < width; ++d) {
    const Lanes k = load(matrix + d * columns + j);
    s0 += q[0][d] * k, s1 += q[1][d] * k, s2 += q[2][d] * k, s3 += q[3][d] * k;
  }
  store(out + j, s0), store(out + columns + j, s1), store(out + 2 * columns + j, s2), store(out + 3 * columns + j, s3);
}

/// Adds to the scores of the query at `row` what belongs to each key's distance. `by_distance`: 2 reach + 1 numbers, padded.
RAWI_INLINE void add_distances(const float* by_distance, std::size_t reach, std::size_t row, std::size_t pad, float* scores) {
  const std::size_t known = padded(2 * reach + 1);
  const auto far = static_cast<std::int32_t>(2 * reach);
  Ints place = kOrder + (static_cast<std::int32_t>(reach) - static_cast<std::int32_t>(row));
  for (std::size_t j = 0; j < pad; j += kLanes, place += static_cast<std::int32_t>(kLanes)) {
    Ints at = place > 0 ? place : Ints{};
    at = at < far ? at : Ints{} + far;
    Lanes found;
    if (known <= 2 * kLanes) {  // all of them in two registers
      found = __builtin_shuffle(load(by_distance), load(by_distance + known - kLanes), known == kLanes ? at & 15 : at);
    } else {
      for (std::size_t i = 0; i < kLanes; ++i) found[i] = by_distance[at[i]];
    }
    store(scores + j, load(scores + j) + found);
  }
}

/// Scores made weights by softmax, not yet divided by their sum, which is returned.
RAWI_INLINE float weigh(float* scores, std::size_t count, float factor) {
  const std::size_t pad = padded(count);
  const std::size_t last = pad - kLanes;
  store(scores + last, kOrder + static_cast<std::int32_t>(last) < static_cast<std::int32_t>(count) ? load(scores + last) : all(-1e9F));
  Lanes largest = load(scores);
  for (std::size_t j = kLanes; j < pad; j += kLanes) largest = larger(largest, load(scores + j));
  const float top = largest_of(largest);
  Lanes sum{};
  for (std::size_t j = 0; j < pad; j += kLanes) {
    const Lanes e = exponential((load(scores + j) - top) * factor);
    store(scores + j, e);
    sum += e;
  }
  return sum_of(sum);
}

/// The weighted sums of the values for four queries: kLanes columns of them, or twice as many.
template <bool kTwice>
RAWI_INLINE void gather(const float* weights, const float* sums, const float* values, std::size_t stride, std::size_t count, std::size_t at,
                        float* const* out) {
  const std::size_t pad = padded(count);
  Lanes a0{}, a1{}, a2{}, a3{}, b0{}, b1{}, b2{}, b3{};
  for (std::size_t j = 0; j < count; ++j) {
    const float w0 = weights[j], w1 = weights[pad + j], w2 = weights[2 * pad + j], w3 = weights[3 * pad + j];
    const Lanes v = load(values + j * stride + at);
    a0 += w0 * v, a1 += w1 * v, a2 += w2 * v, a3 += w3 * v;
    if constexpr (kTwice) {
      const Lanes u = load(values + j * stride + at + kLanes);
      b0 += w0 * u, b1 += w1 * u, b2 += w2 * u, b3 += w3 * u;
    }
  }
  const float f0 = 1.0F / sums[0], f1 = 1.0F / sums[1], f2 = 1.0F / sums[2], f3 = 1.0F / sums[3];
  store(out[0] + at, a0 * f0), store(out[1] + at, a1 * f1), store(out[2] + at, a2 * f2), store(out[3] + at, a3 * f3);
  if constexpr (!kTwice) return;
  const std::size_t behind = at + kLanes;
  store(out[0] + behind, b0 * f0), store(out[1] + behind, b1 * f1), store(out[2] + behind, b2 * f2), store(out[3] + behind, b3 * f3);
}

/// One row of products put on scale, four rows for one reading of the tables.
template <std::size_t kRows>
RAWI_INLINE void scale(const std::int32_t* sums, const std::int32_t* offsets, const float* steps, const float* scales, const float* bias,
                       std::size_t width, float* y, std::size_t stride) {
  for (std::size_t i = 0; i < width; i += kLanes) {
    Ints o;
    std::memcpy(&o, offsets + i, sizeof o);
    const Lanes factor = load(scales + i), b = load(bias + i);
#pragma GCC unroll 4
    for (std::size_t r = 0; r < kRows; ++r) {
      Ints s;
      std::memcpy(&s, sums + r * width + i, sizeof s);
      store(y + r * stride + i, __builtin_convertvector(s - o, Lanes) * (steps[r] * factor) + b);
    }
  }
}

}  // namespace

RAWI_CLONES float quantize_row(const float* x, std::size_t width, std::uint8_t* out) {
  const float largest = largest_magnitude(x, width);
  const float inverse = largest > 0 ? 127.0F / largest : 0.0F;
  for (std::size_t i = 0; i < width; i += kLanes) {
    const Ints rounded = reinterpret_cast<Ints>(load(x + i) * inverse + kRounder) & 0xFFFF;
    const Bytes b = __builtin_convertvector((rounded + kQuantizedZero) & 0xFF, Bytes);
    std::memcpy(out + i, &b, sizeof b);
  }
  return largest / 127.0F;
}

RAWI_CLONES float quantize_row(const float* x, std::size_t width, float* out) {
  const float largest = largest_magnitude(x, width);
  const float inverse = largest > 0 ? 127.0F / largest : 0.0F;
  for (std::size_t i = 0; i < width; i += kLanes) store(out + i, (load(x + i) * inverse + kRounder) - kRounder);
  return largest / 127.0F;
}

RAWI_CLONES void scale_rows(const std::int32_t* sums, const std::int32_t* offsets, const float* steps, const float* scales, const float* bias,
                            std::size_t rows, std::size_t width, float* y, std::size_t stride) {
  std::size_t r = 0;
  for (; r + 4 <= rows; r += 4) scale<4>(sums + r * width, offsets, steps + r, scales, bias, width, y + r * stride, stride);
  for (; r < rows; ++r) scale<1>(sums + r * width, offsets, steps + r, scales, bias, width, y + r * stride, stride);
}

RAWI_CLONES void scale_row(const float* sums, float step, const float* scales, const float* bias, std::size_t width, float* y) {
  for (std::size_t i = 0; i < width; i += kLanes) store(y + i, load(sums + i) * (step * load(scales + i)) + load(bias + i));
}

RAWI_CLONES void add_row(const float* x, const float* bias, std::size_t width, float* y) {
  for (std::size_t i = 0; i < width; i += kLanes) store(y + i, load(x + i) + load(bias + i));
}

RAWI_CLONES void add_scaled_row(const float* x, float factor, std::size_t width, float* y) {
  for (std::size_t i = 0; i < width; i += kLanes) store(y + i, load(y + i) + factor * load(x + i));
}

RAWI_CLONES void gelu_row(float* x, std::size_t width) {
  constexpr float kTwiceRoot = 2 * 0.7978845608F, kCubic = 0.044715F;
  for (std::size_t i = 0; i < width; i += kLanes) {
    const Lanes v = load(x + i);
    const Lanes u = kTwiceRoot * (v + kCubic * v * v * v);
    store(x + i, v / (1.0F + exponential(-u)));  // (1 + tanh(u/2)) / 2 is the logistic of u
  }
}

RAWI_CLONES void add_norm_row(float* x, const float* y, const float* weight, const float* bias, float eps, std::size_t width) {
  for (std::size_t i = 0; i < width; i += kLanes) store(x + i, load(x + i) + load(y + i));
  normalize(x, weight, bias, eps, width);
}

RAWI_CLONES void norm_row(float* x, const float* weight, const float* bias, float eps, std::size_t width) {
  normalize(x, weight, bias, eps, width);
}

RAWI_CLONES float dot(const float* a, const float* b, std::size_t width) {
  Lanes sum{};
  for (std::size_t i = 0; i < width; i += kLanes) sum += load(a + i) * load(b + i);
  return sum_of(sum);
}

RAWI_CLONES void weigh_rows(const float* left, const float* by, std::size_t count, const float* bias, std::size_t width, float* out) {
  for (std::size_t i = 0; i < width; i += kLanes) {
    Lanes even = load(bias + i) + load(left + count * width + i), odd{};
    std::size_t j = 0;
    for (; j + 1 < count; j += 2) {
      even += by[j] * load(left + j * width + i);
      odd += by[j + 1] * load(left + (j + 1) * width + i);
    }
    if (j < count) even += by[j] * load(left + j * width + i);
    store(out + i, even + odd);
  }
}

std::size_t attention_scratch(std::size_t count, const AttentionShape& shape) {
  const std::size_t pad = padded(count), known = padded(2 * shape.reach + 1);
  return pad * shape.head_width + kQueriesAtOnce * (pad + known);
}

RAWI_CLONES void attend(const float* queries, const float* keys, const float* values, std::size_t count, const AttentionShape& shape,
                        float* scratch, float* out) {
  const std::size_t pad = padded(count), width = shape.head_width, known = padded(2 * shape.reach + 1);
  const float factor = 1.0F / std::sqrt(static_cast<float>(width));
  float* const turned = scratch;  // keys of one head, a column each
  float* const weights = turned + pad * width;
  float* const by_distance = weights + kQueriesAtOnce * pad;
  for (std::size_t head = 0; head < shape.heads; ++head) {
    const std::size_t at = head * width;
    turn(keys + at, shape.stride, count, width, turned);
    for (std::size_t i = 0; i < count; i += kQueriesAtOnce) {
      std::array<const float*, kQueriesAtOnce> q;
      std::array<float*, kQueriesAtOnce> to;
      std::array<float, kQueriesAtOnce> sums;
      std::array<std::size_t, kQueriesAtOnce> rows;
      for (std::size_t r = 0; r < kQueriesAtOnce; ++r) {  // behind the last row the last once more
        rows[r] = i + r < count ? i + r : count - 1;
        q[r] = queries + rows[r] * shape.stride + at;
        to[r] = out + rows[r] * shape.out_stride + at;
      }
      multiply_queries(q.data(), turned, width, pad, weights);
      if (shape.distances != nullptr) multiply_queries(q.data(), shape.distances + head * width * known, width, known, by_distance);
      for (std::size_t r = 0; r < kQueriesAtOnce; ++r) {
        if (shape.distances != nullptr) add_distances(by_distance + r * known, shape.reach, rows[r], pad, weights + r * pad);
        sums[r] = weigh(weights + r * pad, count, factor);
      }
      std::size_t d = 0;
      for (; d + 2 * kLanes <= width; d += 2 * kLanes) gather<true>(weights, sums.data(), values + at, shape.stride, count, d, to.data());
      if (d < width) gather<false>(weights, sums.data(), values + at, shape.stride, count, d, to.data());
    }
  }
}

}  // namespace rawi
