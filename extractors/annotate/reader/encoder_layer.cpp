#include "extractors/annotate/reader/encoder_layer.hpp"

#include <algorithm>


namespace rawi {

namespace {

// So few rows at a time that what lies between two linear layers stays in the processor's cache.
constexpr std::size_t kRowsAtOnce = 64;

void grow(Floats& buffer, std::size_t size) {
  if (buffer.size() < size) buffer.resize(size);
}

}  // namespace

Result<Norm> Norm::load(const ModelFile& model, const std::string& name) {
  const std::size_t dim = model.config().dim;
  const auto weight = model.tensor(name + ".w", TensorType::kFloat, {dim});
  if (!weight) return fail(weight.error());
  const auto bias = model.tensor(name + ".b", TensorType::kFloat, {dim});
  if (!bias) return fail(bias.error());
  return Norm{{weight->floats(), weight->floats() + dim}, {bias->floats(), bias->floats() + dim}, model.config().eps};
}

void Norm::apply(float* x, std::size_t rows) const {
  for (std::size_t i = 0; i < rows; ++i) norm_row(x + i * weight.size(), weight.data(), bias.data(), eps, weight.size());
}

void Norm::apply_to_sum(float* x, const float* y, std::size_t rows) const {
  const std::size_t dim = weight.size();
  for (std::size_t i = 0; i < rows; ++i) add_norm_row(x + i * dim, y + i * dim, weight.data(), bias.data(), eps, dim);
}

EncoderLayer::EncoderLayer(LinearLayer projections, LinearLayer mix, LinearLayer widen, LinearLayer narrow, Norm after_attention,
                           Norm after_inner, const ReaderConfig& config)
    : projections_(std::move(projections)),
      mix_(std::move(mix)),
      widen_(std::move(widen)),
      narrow_(std::move(narrow)),
      after_attention_(std::move(after_attention)),
      after_inner_(std::move(after_inner)),
      dim_(config.dim),
      heads_(config.heads) {}

Result<EncoderLayer> EncoderLayer::load(const ModelFile& model, const std::string& name, std::size_t inner_width, bool distances) {
  const std::size_t dim = model.config().dim;
  auto projections = LinearLayer::load(model, dim, {{name + ".q", dim}, {name + ".k", dim}, {name + ".v", dim}});
  if (!projections) return fail(std::move(projections.error()));
  auto mix = LinearLayer::load(model, dim, {{name + ".o", dim}});
  if (!mix) return fail(std::move(mix.error()));
  auto widen = LinearLayer::load(model, dim, {{name + ".fi", inner_width}});
  if (!widen) return fail(std::move(widen.error()));
  auto narrow = LinearLayer::load(model, inner_width, {{name + ".fo", dim}});
  if (!narrow) return fail(std::move(narrow.error()));
  auto after_attention = Norm::load(model, name + ".ln1");
  if (!after_attention) return fail(std::move(after_attention.error()));
  auto after_inner = Norm::load(model, name + ".ln2");
  if (!after_inner) return fail(std::move(after_inner.error()));
  EncoderLayer layer(std::move(*projections), std::move(*mix), std::move(*widen), std::move(*narrow), std::move(*after_attention),
                     std::move(*after_inner), model.config());
  if (distances)
    if (auto loaded = layer.load_distances(model, name); !loaded) return fail(std::move(loaded.error()));
  return layer;
}

Result<void> EncoderLayer::load_distances(const ModelFile& model, const std::string& name) {
  const std::size_t width = dim_ / heads_, count = 2 * model.config().reach + 1;
  const auto found = model.tensor(name + ".distance", TensorType::kFloat, {heads_, count, width});
  if (!found) return fail(found.error());
  reach_ = model.config().reach;
  distances_.assign(heads_ * width * padded(count), 0);
  for (std::size_t h = 0; h < heads_; ++h)
    for (std::size_t k = 0; k < count; ++k)
      for (std::size_t d = 0; d < width; ++d) distances_[(h * width + d) * padded(count) + k] = found->floats()[(h * count + k) * width + d];
  return {};
}

void EncoderLayer::apply(float* x, std::size_t rows, std::span<const RowRange> sequences, EncoderBuffers& buffers) const {
  const std::size_t stride = projections_.out(), head_width = dim_ / heads_;
  grow(buffers.attended, rows * dim_);
  const AttentionShape shape{heads_, head_width, stride, dim_, reach_, distances_.empty() ? nullptr : distances_.data()};
  for (std::size_t first = 0; first < sequences.size();) {  // some whole sequences at a time
    const std::size_t begin = sequences[first].begin;
    std::size_t last = first, end = begin;
    while (last < sequences.size() && end - begin < kRowsAtOnce) end = sequences[last++].end;
    grow(buffers.projected, (end - begin) * stride);
    projections_.apply(x + begin * dim_, dim_, end - begin, buffers.projected.data());
    for (; first < last; ++first) {
      const RowRange& sequence = sequences[first];
      const std::size_t count = sequence.end - sequence.begin;
      grow(buffers.scratch, attention_scratch(count, shape));
      const float* from = buffers.projected.data() + (sequence.begin - begin) * stride;
      attend(from + projections_.offset(0), from + projections_.offset(1), from + projections_.offset(2), count, shape,
             buffers.scratch.data(), buffers.attended.data() + sequence.begin * dim_);
    }
  }
  grow(buffers.mixed, kRowsAtOnce * dim_);
  grow(buffers.inner, kRowsAtOnce * widen_.out());
  for (std::size_t row = 0; row < rows; row += kRowsAtOnce) {
    const std::size_t count = std::min(kRowsAtOnce, rows - row);
    float* at = x + row * dim_;
    mix_.apply(buffers.attended.data() + row * dim_, dim_, count, buffers.mixed.data());
    after_attention_.apply_to_sum(at, buffers.mixed.data(), count);
    widen_.apply(at, dim_, count, buffers.inner.data());
    for (std::size_t i = 0; i < count; ++i) gelu_row(buffers.inner.data() + i * widen_.out(), widen_.out());
    narrow_.apply(buffers.inner.data(), widen_.out(), count, buffers.mixed.data());
    after_inner_.apply_to_sum(at, buffers.mixed.data(), count);
  }
}

}  // namespace rawi
