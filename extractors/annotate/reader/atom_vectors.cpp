#include "extractors/annotate/reader/atom_vectors.hpp"

#include <algorithm>
#include <cstring>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>

#include "extractors/annotate/reader/vector_math.hpp"

namespace rawi {

namespace {

constexpr std::string_view kSpaceSign = "\u2581";  // stands for white space in the pieces
constexpr std::size_t kRemembered = 16384;         // atoms of one generation; there are two
constexpr std::size_t kKeyBytesMax = 64;           // longer atoms are not worth it
constexpr std::size_t kAtomsAtOnce = 64;
constexpr std::size_t kQuadBlock = 32, kQuadBlockBytes = 18;
constexpr int kQuadZero = 8;

float from_half(std::uint16_t half) {
  const std::uint32_t sign = static_cast<std::uint32_t>(half & 0x8000U) << 16, exponent = (half >> 10) & 0x1FU, mantissa = half & 0x3FFU;
  if (exponent == 0) {  // zero and the numbers next to it
    const float value = static_cast<float>(mantissa) * 0x1p-24F;
    return sign != 0 ? -value : value;
  }
  constexpr std::uint32_t kBiasDifference = 127 - 15;
  const std::uint32_t wide_exponent = exponent == 0x1F ? 0xFFU : exponent + kBiasDifference;
  const std::uint32_t bits = sign | (wide_exponent << 23) | (mantissa << 13);
  float value = 0;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

}  // namespace

/// Two generations: what is asked for again moves into the young one; when that is full it becomes the old one, and what nobody
/// asked for since is forgotten.
class AtomVectors::Memory {
 public:
  explicit Memory(std::size_t dim) : dim_(dim) {}

  /// Copies what is known into the rows; the rest is listed in `missing`, what only the old generation has in `aging`.
  void find(std::span<const std::string> keys, float* rows, std::vector<std::size_t>& missing, std::vector<std::size_t>& aging) const {
    const std::shared_lock lock(mutex_);
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const float* found = young_.find(keys[i]);
      if (found == nullptr) {
        found = old_.find(keys[i]);
        (found == nullptr ? missing : aging).push_back(i);
      }
      if (found != nullptr) std::memcpy(rows + i * dim_, found, dim_ * sizeof(float));
    }
  }

  void keep(std::span<const std::string> keys, const float* rows, std::span<const std::size_t> which) {
    if (which.empty()) return;
    const std::unique_lock lock(mutex_);
    for (const std::size_t i : which) {
      if (keys[i].size() > kKeyBytesMax || young_.find(keys[i]) != nullptr) continue;
      if (young_.index.size() == kRemembered) {
        std::swap(young_, old_);
        young_.index.clear();
        young_.vectors.clear();
      }
      young_.index.emplace(keys[i], young_.vectors.size());
      young_.vectors.insert(young_.vectors.end(), rows + i * dim_, rows + (i + 1) * dim_);
    }
  }

 private:
  struct Generation {
    std::unordered_map<std::string, std::size_t> index;  // key -> where its vector begins
    std::vector<float> vectors;

    [[nodiscard]] const float* find(const std::string& key) const {
      const auto found = index.find(key);
      return found == index.end() ? nullptr : vectors.data() + found->second;
    }
  };

  std::size_t dim_;
  mutable std::shared_mutex mutex_;
  Generation young_, old_;
};

AtomVectors::AtomVectors(const ModelFile& model, PieceEncoder pieces, Tables tables)
    : model_(model), pieces_(std::move(pieces)), tables_(std::move(tables)), memory_(std::make_unique<Memory>(model.config().dim)) {}
AtomVectors::~AtomVectors() = default;

Result<std::unique_ptr<AtomVectors>> AtomVectors::load(const ModelFile& model) {
  const ReaderConfig& config = model.config();
  const auto serialized = model.tensor("pieces");
  if (!serialized) return fail(serialized.error());
  auto pieces = PieceEncoder::make(serialized->text());
  if (!pieces) return fail(model.broken(pieces.error().problem));
  if (config.unk < 0 || static_cast<std::size_t>(config.unk) >= pieces->piece_count()) return fail(model.broken("its unknown piece is none"));
  Tables tables;
  const auto words = model.tensor("emb.word", TensorType::kQuad, {pieces->piece_count(), config.dim});
  if (!words) return fail(words.error());
  tables.words = *words;
  const auto positions = model.tensor("emb.pos");
  if (!positions) return fail(positions.error());
  if (positions->type != TensorType::kFloat || positions->shape.size() != 2 || positions->shape[0] < config.max_pieces + 1 ||
      positions->shape[1] != config.dim)
    return fail(model.broken("the tensor emb.pos has another type or shape than expected"));
  tables.positions = *positions;
  tables.type.assign(config.dim, 0);
  if (model.has("emb.type")) {  // only its first row is ever used; a model may have added it to the positions
    const auto type = model.tensor("emb.type");
    if (type->type != TensorType::kFloat || type->size_bytes < config.dim * sizeof(float))
      return fail(model.broken("the tensor emb.type has another type or shape than expected"));
    std::copy_n(type->floats(), config.dim, tables.type.begin());
  }
  auto norm = Norm::load(model, "emb.ln");
  if (!norm) return fail(std::move(norm.error()));
  tables.norm = std::move(*norm);
  for (std::size_t i = 0; i < config.word_layers; ++i) {
    auto layer = EncoderLayer::load(model, "w" + std::to_string(i), config.ffn_word, false);
    if (!layer) return fail(std::move(layer.error()));
    tables.layers.push_back(std::move(*layer));
  }
  return std::unique_ptr<AtomVectors>(new AtomVectors(model, std::move(*pieces), std::move(tables)));
}

std::vector<int> AtomVectors::pieces_of(const std::string& text, bool space) const {
  const ReaderConfig& config = model_.config();
  std::vector<int> ids = pieces_.encode((space ? std::string(kSpaceSign) : std::string()) + text, config.max_pieces);
  if (ids.empty()) ids.push_back(config.unk);
  return ids;
}

void AtomVectors::add_piece(int piece, std::size_t position, float* row) const {
  const std::size_t dim = model_.config().dim;
  const float* at_position = tables_.positions.floats() + (position + 1) * dim;
  for (std::size_t i = 0; i < dim; ++i) row[i] = at_position[i] + tables_.type[i];
  const std::size_t blocks = dim / kQuadBlock;
  const std::byte* block = tables_.words.data + static_cast<std::size_t>(piece) * blocks * kQuadBlockBytes;
  for (std::size_t b = 0; b < blocks; ++b, block += kQuadBlockBytes) {
    const float scale = from_half(
        static_cast<std::uint16_t>(std::to_integer<std::uint32_t>(block[0]) | (std::to_integer<std::uint32_t>(block[1]) << 8)));
    float* to = row + b * kQuadBlock;
    for (std::size_t j = 0; j < kQuadBlock / 2; ++j) {
      const auto pair = std::to_integer<std::uint32_t>(block[2 + j]);
      to[j] += scale * static_cast<float>(static_cast<int>(pair & 0xFU) - kQuadZero);
      to[j + kQuadBlock / 2] += scale * static_cast<float>(static_cast<int>(pair >> 4) - kQuadZero);
    }
  }
}

/// A key is the atom's text, behind the sign of white space where that stands before it: just what is cut into pieces.
void AtomVectors::compute(std::span<const std::string* const> keys, float* rows, EncoderBuffers& buffers) const {
  const std::size_t dim = model_.config().dim;
  std::vector<RowRange> sequences;
  Floats x;
  for (const std::string* key : keys) {
    const std::vector<int> ids = pieces_of(*key, false);
    const std::size_t begin = x.size() / dim;
    x.resize(x.size() + ids.size() * dim);
    for (std::size_t j = 0; j < ids.size(); ++j) add_piece(ids[j], j, x.data() + (begin + j) * dim);
    sequences.push_back({begin, begin + ids.size()});
  }
  const std::size_t count = x.size() / dim;
  tables_.norm.apply(x.data(), count);
  for (const EncoderLayer& layer : tables_.layers) layer.apply(x.data(), count, sequences, buffers);
  for (std::size_t i = 0; i < sequences.size(); ++i) {
    float* row = rows + i * dim;
    std::fill_n(row, dim, 0.0F);
    const float share = 1.0F / static_cast<float>(sequences[i].end - sequences[i].begin);
    for (std::size_t j = sequences[i].begin; j < sequences[i].end; ++j) add_scaled_row(x.data() + j * dim, share, dim, row);
  }
}

void AtomVectors::write(std::span<const Atom> atoms, float* rows, EncoderBuffers& buffers) const {
  const std::size_t dim = model_.config().dim;
  std::vector<std::string> keys;
  std::vector<std::size_t> key_of(atoms.size());
  std::unordered_map<std::string_view, std::size_t> seen;
  keys.reserve(atoms.size());  // `seen` points into it
  for (std::size_t i = 0; i < atoms.size(); ++i) {
    std::string key = atoms[i].space ? std::string(kSpaceSign) + atoms[i].text : atoms[i].text;
    if (const auto found = seen.find(key); found != seen.end()) {
      key_of[i] = found->second;
      continue;
    }
    key_of[i] = keys.size();
    keys.push_back(std::move(key));
    seen.emplace(keys.back(), key_of[i]);
  }
  Floats vectors(keys.size() * dim), made(kAtomsAtOnce * dim);
  std::vector<std::size_t> missing, kept;
  memory_->find(keys, vectors.data(), missing, kept);
  for (std::size_t first = 0; first < missing.size(); first += kAtomsAtOnce) {
    const std::size_t count = std::min(kAtomsAtOnce, missing.size() - first);
    std::vector<const std::string*> wanted;
    for (std::size_t i = 0; i < count; ++i) wanted.push_back(&keys[missing[first + i]]);
    compute(wanted, made.data(), buffers);
    for (std::size_t i = 0; i < count; ++i)
      std::memcpy(vectors.data() + missing[first + i] * dim, made.data() + i * dim, dim * sizeof(float));
  }
  kept.insert(kept.end(), missing.begin(), missing.end());
  memory_->keep(keys, vectors.data(), kept);
  for (std::size_t i = 0; i < atoms.size(); ++i) std::memcpy(rows + i * dim, vectors.data() + key_of[i] * dim, dim * sizeof(float));
}

}  // namespace rawi
