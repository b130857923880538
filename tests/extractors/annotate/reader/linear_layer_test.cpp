// Products by oneDNN against plain loops, and the arithmetic between them.
#include "extractors/annotate/reader/linear_layer.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "extractors/annotate/reader/neural_reader.hpp"
#include "extractors/annotate/reader/vector_math.hpp"
#include "tests/extractors/annotate/reader/tiny_model.hpp"
#include "tests/support/temporary_directory.hpp"

namespace rawi::test {

namespace {

Floats numbers(std::size_t count, float factor = 1) {
  Floats out(count);
  std::uint64_t state = 3;
  for (float& f : out) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    f = factor * static_cast<float>(static_cast<std::int32_t>(state >> 32)) / 2147483648.0F;
  }
  return out;
}

ModelFile tiny_model() {
  const TemporaryDirectory directory("model");
  TinyModel::write(directory.path(), TinyModel().bytes());
  auto model = ModelFile::load(reader_model_file(directory.path()));
  REQUIRE(model);
  return std::move(*model);
}

}  // namespace

TEST_CASE("weights of 8 bits multiply as the whole numbers that they are") {
  const ModelFile model = tiny_model();
  const auto layer = LinearLayer::load(model, 32, {{"c0.q", 32}, {"upos", 5}});
  REQUIRE(layer);
  REQUIRE(layer->offset(1) == 32);
  constexpr std::size_t kRows = 53;
  const Floats x = numbers(kRows * 32, 3);
  Floats y(kRows * layer->out());
  layer->apply(x.data(), 32, kRows, y.data());
  const Tensor w = *model.tensor("upos.w"), b = *model.tensor("upos.b");
  for (std::size_t r = 0; r < kRows; ++r) {
    float largest = 0;
    for (std::size_t i = 0; i < 32; ++i) largest = std::max(largest, std::abs(x[r * 32 + i]));
    for (std::size_t o = 0; o < 5; ++o) {
      int sum = 0;
      for (std::size_t i = 0; i < 32; ++i) sum += w.bytes()[o * 32 + i] * static_cast<int>(std::lrint(x[r * 32 + i] * (127 / largest)));
      CHECK(y[r * layer->out() + 32 + o] == Approx(static_cast<float>(sum) * largest / 127 * 0.004F + b.floats()[o]).margin(1e-5));
    }
  }
}

TEST_CASE("a row's product does not depend on the rows beside it") {
  const Floats weights = numbers(std::size_t{40} * 24);
  const std::vector<float> matrix(weights.begin(), weights.end());
  for (const auto precision : {LinearLayer::Precision::kFloat, LinearLayer::Precision::kInt8}) {
    const auto layer = LinearLayer::make(matrix, 24, 40, precision);
    REQUIRE(layer);
    constexpr std::size_t kRows = 101, kStride = 32;
    const Floats x = numbers(kRows * kStride);
    Floats all(kRows * layer->out()), one(layer->out());
    layer->apply(x.data(), kStride, kRows, all.data());
    for (std::size_t r = 0; r < kRows; ++r) {
      layer->apply(x.data() + r * kStride, kStride, 1, one.data());
      CHECK(std::equal(one.begin(), one.end(), all.begin() + static_cast<std::ptrdiff_t>(r * layer->out())));
    }
  }
}

TEST_CASE("a float matrix multiplies as written down, whatever its width") {
  const Floats weights = numbers(7 * 24);
  const auto layer = LinearLayer::make({weights.begin(), weights.end()}, 24, 7, LinearLayer::Precision::kFloat);
  REQUIRE(layer);
  const Floats x = numbers(3 * 32);  // beyond 24 lies what must not count
  Floats y(3 * layer->out());
  layer->apply(x.data(), 32, 3, y.data());
  for (std::size_t r = 0; r < 3; ++r)
    for (std::size_t o = 0; o < layer->out(); ++o) {
      double sum = 0;
      for (std::size_t i = 0; o < 7 && i < 24; ++i) sum += weights[o * 24 + i] * x[r * 32 + i];
      CHECK(y[r * layer->out() + o] == Approx(sum).margin(1e-5));
    }
}

TEST_CASE("gelu and layer normalization are what their formulas say") {
  Floats x = numbers(64, 9);
  const Floats before = x;
  gelu_row(x.data(), x.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double v = before[i];
    CHECK(x[i] == Approx(0.5 * v * (1 + std::tanh(0.7978845608 * (v + 0.044715 * v * v * v)))).margin(2e-6));
  }
  Floats far = {-1e30F, 1e30F, -100, 100, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
  gelu_row(far.data(), far.size());
  CHECK(far[2] == Approx(0).margin(1e-6));
  CHECK(far[3] == Approx(100));

  Floats row = before;
  const Floats ones(64, 1), zeros(64, 0), more = numbers(64);
  add_norm_row(row.data(), more.data(), ones.data(), zeros.data(), 1e-12F, 64);
  double sum = 0, squares = 0;
  for (const float f : row) sum += f, squares += f * f;
  CHECK(sum == Approx(0).margin(1e-4));
  CHECK(squares / 64 == Approx(1).margin(1e-4));
}

TEST_CASE("attention is what its formula says, with distances near and far") {
  for (const std::size_t reach : {std::size_t{2}, std::size_t{20}})
    for (const std::size_t count : {std::size_t{1}, std::size_t{5}, std::size_t{16}, std::size_t{45}}) {
      constexpr std::size_t kHeads = 2, kWidth = 16, kStride = 3 * kHeads * kWidth;
      const std::size_t known = 2 * reach + 1;
      const Floats x = numbers(count * kStride, 2), d = numbers(kHeads * kWidth * padded(known));
      const AttentionShape shape{kHeads, kWidth, kStride, kHeads * kWidth, reach, d.data()};
      Floats scratch(attention_scratch(count, shape)), out(count * kHeads * kWidth);
      attend(x.data(), x.data() + 32, x.data() + 64, count, shape, scratch.data(), out.data());
      for (std::size_t h = 0; h < kHeads; ++h)
        for (std::size_t i = 0; i < count; ++i) {
          std::vector<double> weights(count);
          double sum = 0;
          for (std::size_t j = 0; j < count; ++j) {
            const auto far = static_cast<std::ptrdiff_t>(reach);
            const std::ptrdiff_t apart = std::clamp(static_cast<std::ptrdiff_t>(j) - static_cast<std::ptrdiff_t>(i), -far, far);
            double score = 0;
            for (std::size_t k = 0; k < kWidth; ++k) {
              const double q = x[i * kStride + h * kWidth + k];
              score += q * x[j * kStride + 32 + h * kWidth + k];
              score += q * d[(h * kWidth + k) * padded(known) + static_cast<std::size_t>(apart + far)];
            }
            sum += weights[j] = std::exp(score / 4);
          }
          double expected = 0;
          for (std::size_t j = 0; j < count; ++j) expected += weights[j] / sum * x[j * kStride + 64 + h * kWidth];
          CHECK(out[i * kHeads * kWidth + h * kWidth] == Approx(expected).margin(1e-5));
        }
    }
}

}  // namespace rawi::test
