#include "extractors/annotate/reader/linear_layer.hpp"

#include <omp.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <cstring>
#include <dnnl.hpp>
#include <new>
#include <unordered_map>

#include "extractors/annotate/reader/vector_math.hpp"

namespace rawi {

namespace {

using dnnl::memory;

// Rows are multiplied in blocks of these sizes, the last one filled up: a primitive of oneDNN is made for one size. Larger blocks
// multiply no faster, and what they give would leave the processor's cache before it is used.
constexpr std::array<std::size_t, 2> kBlockRows = {64, 16};

const dnnl::engine& engine() {
  static const dnnl::engine made(dnnl::engine::kind::cpu, 0);
  return made;
}

/// Memory that grows and is aligned as oneDNN likes it.
class Buffer {
 public:
  void* get(std::size_t size_bytes) {
    if (size_bytes > size_bytes_) {
      memory_.reset(static_cast<std::byte*>(::operator new(size_bytes, kAlignment)));
      size_bytes_ = size_bytes;
    }
    return memory_.get();
  }

 private:
  static constexpr std::align_val_t kAlignment{64};
  struct Free {
    void operator()(std::byte* at) const { ::operator delete(at, kAlignment); }
  };
  std::unique_ptr<std::byte, Free> memory_;
  std::size_t size_bytes_ = 0;
};

/// What one primitive is called with. Making these objects takes longer than a small product does.
struct Call {
  void* inputs = nullptr;  // where they were when the objects were made
  void* sums = nullptr;
  void* scratch = nullptr;
  std::unordered_map<int, memory> arguments;
};

/// What a thread needs to multiply.
struct Workbench {
  Workbench() : stream(engine()) { omp_set_num_threads(1); }
  dnnl::stream stream;
  Buffer inputs, sums, scratch;
  std::vector<float> steps;
  std::unordered_map<std::uint64_t, Call> calls;  // by the block's number
};

Workbench& workbench() {
  thread_local Workbench made;
  return made;
}

/// Weights side by side that are multiplied alike, with the primitives for them.
struct Product {
  bool rounds = false;  // x is rounded to steps
  bool bytes = false;   // … and multiplied as bytes
  std::size_t in = 0, out = 0, at = 0;
  Floats bias, scales;
  std::vector<std::int32_t, LineAllocator<std::int32_t>> offsets;  // what the zero of the rounded rows adds to each sum

  struct Block {
    std::uint64_t number = 0;  // no two blocks of a process have the same
    dnnl::matmul primitive;
    memory weights;
    std::size_t scratch_bytes = 0;
    memory::desc input, sums, scratch;
  };
  std::array<Block, kBlockRows.size()> blocks;

  /// `weights`: [in, out], whole numbers where `rounds`.
  void prepare(const std::vector<float>& weights);
  void apply(const float* x, std::size_t stride, std::size_t rows, float* y, std::size_t y_stride) const;

  /// Multiplies what lies in bench.inputs, into bench.sums.
  void multiply(const Block& block, Workbench& bench) const;
};

void Product::prepare(const std::vector<float>& weights) {
  const auto number = bytes ? memory::data_type::s8 : memory::data_type::f32;
  const auto rows = static_cast<memory::dim>(in), columns = static_cast<memory::dim>(out);
  memory plain({{rows, columns}, number, memory::format_tag::ab}, engine());
  if (bytes) {
    auto* to = static_cast<std::int8_t*>(plain.get_data_handle());
    std::transform(weights.begin(), weights.end(), to, [](float w) { return static_cast<std::int8_t>(w); });
    offsets.assign(out, 0);
    for (std::size_t i = 0; i < weights.size(); ++i) offsets[i % out] += kQuantizedZero * static_cast<std::int32_t>(weights[i]);
  } else {
    std::memcpy(plain.get_data_handle(), weights.data(), weights.size() * sizeof(float));
  }
  for (std::size_t b = 0; b < kBlockRows.size(); ++b) {
    const auto block_rows = static_cast<memory::dim>(kBlockRows[b]);
    const memory::desc x({block_rows, rows}, bytes ? memory::data_type::u8 : memory::data_type::f32, memory::format_tag::ab);
    const memory::desc w({rows, columns}, number, memory::format_tag::any);
    const memory::desc y({block_rows, columns}, bytes ? memory::data_type::s32 : memory::data_type::f32, memory::format_tag::ab);
    dnnl::primitive_attr attributes;
    attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
    const dnnl::matmul::primitive_desc description(dnnl::matmul::desc(x, w, y), attributes, engine());
    Block& block = blocks[b];
    static std::atomic<std::uint64_t> blocks_made{0};
    block.number = ++blocks_made;
    block.primitive = dnnl::matmul(description);
    block.input = x;
    block.sums = y;
    block.scratch = description.scratchpad_desc();
    if (b > 0 && description.weights_desc() == blocks[0].weights.get_desc()) {
      block.weights = blocks[0].weights;
    } else {
      block.weights = memory(description.weights_desc(), engine());
      dnnl::reorder(plain, block.weights).execute(workbench().stream, plain, block.weights);
    }
    workbench().stream.wait();
    // Once for nothing: whatever the library may object to, it objects now and not in the middle of an article.
    std::memset(workbench().inputs.get(x.get_size()), 0, x.get_size());
    multiply(block, workbench());
  }
}

void Product::multiply(const Block& block, Workbench& bench) const {
  void* const inputs = bench.inputs.get(block.input.get_size());
  void* const sums = bench.sums.get(block.sums.get_size());
  void* const scratch = bench.scratch.get(block.scratch.get_size());
  Call& call = bench.calls[block.number];
  if (call.inputs != inputs || call.sums != sums || call.scratch != scratch)
    call = {inputs, sums, scratch,
            {{DNNL_ARG_SRC, memory(block.input, engine(), inputs)},
             {DNNL_ARG_WEIGHTS, block.weights},
             {DNNL_ARG_DST, memory(block.sums, engine(), sums)},
             {DNNL_ARG_SCRATCHPAD, memory(block.scratch, engine(), scratch)}}};
  block.primitive.execute(bench.stream, call.arguments);
  bench.stream.wait();
}

void Product::apply(const float* x, std::size_t stride, std::size_t rows, float* y, std::size_t y_stride) const {
  Workbench& bench = workbench();
  for (std::size_t row = 0; row < rows;) {
    const std::size_t b = rows - row >= kBlockRows[0] ? 0 : 1;
    const std::size_t count = std::min(kBlockRows[b], rows - row);
    bench.steps.resize(kBlockRows[0]);
    void* const inputs = bench.inputs.get(kBlockRows[b] * in * (bytes ? 1 : sizeof(float)));
    for (std::size_t i = 0; i < count; ++i) {
      const float* from = x + (row + i) * stride;
      float* to = static_cast<float*>(inputs) + i * in;
      if (bytes)
        bench.steps[i] = quantize_row(from, in, static_cast<std::uint8_t*>(inputs) + i * in);
      else if (rounds)
        bench.steps[i] = quantize_row(from, in, to);
      else
        std::memcpy(to, from, in * sizeof(float));
    }
    // Rows that fill the block up are whatever was there before; nobody reads what becomes of them.
    multiply(blocks[b], bench);
    const void* const sums = bench.sums.get(0);
    if (bytes)
      scale_rows(static_cast<const std::int32_t*>(sums), offsets.data(), bench.steps.data(), scales.data(), bias.data(), count, out,
                 y + row * y_stride + at, y_stride);
    for (std::size_t i = 0; !bytes && i < count; ++i) {
      float* to = y + (row + i) * y_stride + at;
      const float* from = static_cast<const float*>(sums) + i * out;
      if (rounds)
        scale_row(from, bench.steps[i], scales.data(), bias.data(), out, to);
      else
        add_row(from, bias.data(), out, to);
    }
    row += count;
  }
}

/// On processors without instructions for it oneDNN's products of bytes may overflow on the way; the same whole numbers are then
/// multiplied as floats. Tried out with the largest numbers there are.
bool multiplies_bytes_exactly() {
  static const bool exact = [] {
    constexpr std::size_t kWidth = 64;
    constexpr std::int32_t kWeight = 127, kInput = 255;
    Product product;
    product.rounds = product.bytes = true;
    product.in = product.out = kWidth;
    product.prepare(std::vector<float>(kWidth * kWidth, kWeight));
    Workbench& bench = workbench();
    std::memset(bench.inputs.get(kBlockRows[0] * kWidth), kInput, kBlockRows[0] * kWidth);
    product.multiply(product.blocks[0], bench);
    const auto* sums = static_cast<const std::int32_t*>(bench.sums.get(0));
    return std::all_of(sums, sums + kBlockRows[0] * kWidth,
                       [](std::int32_t sum) { return sum == static_cast<std::int32_t>(kWidth) * kWeight * kInput; });
  }();
  return exact;
}

}  // namespace

/// One matrix as it is read, to be joined with its neighbours of the same kind.
struct LinearLayer::Matrix {
  bool rounds = false;
  std::size_t width = 0;                     // padded
  std::vector<float> columns, scales, bias;  // columns: [padded in, width]
};

Result<LinearLayer::Matrix> LinearLayer::read_matrix(const ModelFile& model, std::size_t in, const Part& part) {
  const auto weights = model.tensor(part.name + ".w");
  if (!weights) return fail(weights.error());
  if (weights->shape != std::vector<std::size_t>{part.width, in} ||
      (weights->type != TensorType::kFloat && weights->type != TensorType::kInt8))
    return fail(model.broken("the tensor " + part.name + ".w has another type or shape than expected"));
  const auto bias = model.tensor(part.name + ".b", TensorType::kFloat, {part.width});
  if (!bias) return fail(bias.error());
  Matrix m;
  m.rounds = weights->type == TensorType::kInt8;
  m.width = padded(part.width);
  m.columns.assign(padded(in) * m.width, 0);
  for (std::size_t o = 0; o < part.width; ++o)
    for (std::size_t i = 0; i < in; ++i)
      m.columns[i * m.width + o] = m.rounds ? static_cast<float>(weights->bytes()[o * in + i]) : weights->floats()[o * in + i];
  m.bias.assign(bias->floats(), bias->floats() + part.width);
  m.bias.resize(m.width, 0);
  m.scales.assign(m.width, 0);
  if (!m.rounds) return m;
  const auto scales = model.tensor(part.name + ".w.scale", TensorType::kFloat, {part.width});
  if (!scales) return fail(scales.error());
  std::copy_n(scales->floats(), part.width, m.scales.begin());
  return m;
}

struct LinearLayer::Implementation {
  std::vector<Product> products;
  std::vector<std::size_t> offsets;
  std::size_t out = 0;

  /// Joins matrices of one kind that stand side by side.
  void build(const std::vector<Matrix>& matrices, std::size_t in) {
    for (std::size_t first = 0; first < matrices.size();) {
      std::size_t last = first, width = 0;
      for (; last < matrices.size() && matrices[last].rounds == matrices[first].rounds; ++last) {
        offsets.push_back(out + width);
        width += matrices[last].width;
      }
      Product product;
      product.rounds = matrices[first].rounds;
      product.bytes = product.rounds && multiplies_bytes_exactly();
      product.in = padded(in);
      product.out = width;
      product.at = out;
      std::vector<float> weights(product.in * width);
      std::size_t column = 0;
      for (; first < last; ++first) {
        const Matrix& m = matrices[first];
        for (std::size_t i = 0; i < product.in; ++i)
          std::copy_n(m.columns.begin() + static_cast<std::ptrdiff_t>(i * m.width), m.width,
                      weights.begin() + static_cast<std::ptrdiff_t>(i * width + column));
        product.bias.insert(product.bias.end(), m.bias.begin(), m.bias.end());
        product.scales.insert(product.scales.end(), m.scales.begin(), m.scales.end());
        column += m.width;
      }
      product.prepare(weights);
      products.push_back(std::move(product));
      out += width;
    }
  }
};

LinearLayer::LinearLayer(std::unique_ptr<Implementation> implementation) : implementation_(std::move(implementation)) {}
LinearLayer::LinearLayer(LinearLayer&&) noexcept = default;
LinearLayer& LinearLayer::operator=(LinearLayer&&) noexcept = default;
LinearLayer::~LinearLayer() = default;

Result<LinearLayer> LinearLayer::build(const std::vector<Matrix>& matrices, std::size_t in, const std::string& name) {
  auto implementation = std::make_unique<Implementation>();
  try {
    implementation->build(matrices, in);
  } catch (const dnnl::error& e) {
    return fail(ErrorCode::kUnsupported, name, "oneDNN cannot multiply by it (" + std::string(e.what()) + ")",
                "install the oneDNN of Debian 12");
  }
  return LinearLayer(std::move(implementation));
}

Result<LinearLayer> LinearLayer::load(const ModelFile& model, std::size_t in, const std::vector<Part>& parts) {
  std::vector<Matrix> matrices;
  for (const Part& part : parts) {
    auto matrix = read_matrix(model, in, part);
    if (!matrix) return fail(std::move(matrix.error()));
    matrices.push_back(std::move(*matrix));
  }
  return build(matrices, in, parts.front().name);
}

Result<LinearLayer> LinearLayer::make(const std::vector<float>& weights, std::size_t in, std::size_t width, Precision precision) {
  constexpr float kSteps = 127;
  Matrix m;
  m.rounds = precision == Precision::kInt8;
  m.width = padded(width);
  m.columns.assign(padded(in) * m.width, 0);
  m.bias.assign(m.width, 0);
  m.scales.assign(m.width, 0);
  for (std::size_t o = 0; o < width; ++o) {
    const float* const row = weights.data() + o * in;
    float largest = 0;
    for (std::size_t i = 0; i < in; ++i) largest = std::max(largest, std::abs(row[i]));
    m.scales[o] = largest / kSteps;
    const float inverse = largest > 0 ? kSteps / largest : 0;
    for (std::size_t i = 0; i < in; ++i) m.columns[i * m.width + o] = m.rounds ? std::nearbyint(row[i] * inverse) : row[i];
  }
  return build({m}, in, "a matrix");
}

void LinearLayer::apply(const float* x, std::size_t stride, std::size_t rows, float* y) const {
  for (const Product& product : implementation_->products) product.apply(x, stride, rows, y, implementation_->out);
}

std::size_t LinearLayer::out() const { return implementation_->out; }
std::size_t LinearLayer::offset(std::size_t part) const { return implementation_->offsets[part]; }

}  // namespace rawi
