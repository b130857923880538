// The file of the trained reader: what it was built like, its labels, and its tensors by name.
//
//   bytes 0-7   "RAWIREAD"
//   u32         format version (little-endian, like every number here)
//   u32         length of the header
//   header      JSON: {"config", "labels", "tensors": {name: {"dtype", "shape", "offset"}}}, then zeros up to a multiple of 64
//   tensors     each at a multiple of 64 from the end of the header
//   u32         CRC-32 (zlib's) of everything before it
//
// dtypes: "f32"; "i8", rows of a weight matrix with one scale each in the tensor NAME.scale; "q4", blocks of 32 weights in 18
// bytes (a 16-bit float and 32 nibbles); "bytes".
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.hpp"

namespace rawi {

/// Sizes of the network.
struct ReaderConfig {
  std::size_t dim = 0;  // of the vectors of atoms and words
  std::size_t heads = 0;
  float eps = 0;               // of layer normalization
  std::size_t max_pieces = 0;  // of an atom; the rest is left out
  std::size_t max_atoms = 0;   // of a window of the context
  std::size_t ffn_word = 0, ffn = 0;
  std::size_t word_layers = 0, context_layers = 0, tree_layers = 0;
  std::size_t arc_dim = 0, rel_dim = 0;
  std::size_t reach = 0, arc_reach = 0;    // distances of words that attention and edges tell apart
  int unk = 0;                             // the piece that stands for anything unknown
  std::map<std::string, int> treebank_of;  // language code -> row of the tensor "treebank"
};

/// What the outputs of the network stand for, in their order.
struct ReaderLabels {
  std::vector<std::string> prefixes, suffixes, slots, upos, relations, entities;
  std::vector<std::pair<std::string, std::vector<std::string>>> features;  // name and values; the first value is "absent"
  std::map<std::string, std::map<std::string, std::vector<std::string>>> contractions;  // by language and lower-cased token
};

enum class TensorType { kFloat, kInt8, kQuad, kBytes };

/// Points into the ModelFile that it came from.
struct Tensor {
  TensorType type = TensorType::kFloat;
  std::vector<std::size_t> shape;
  const std::byte* data = nullptr;
  std::size_t size_bytes = 0;

  [[nodiscard]] const float* floats() const { return reinterpret_cast<const float*>(data); }
  [[nodiscard]] const std::int8_t* bytes() const { return reinterpret_cast<const std::int8_t*>(data); }
  [[nodiscard]] std::string_view text() const { return {reinterpret_cast<const char*>(data), size_bytes}; }
};

/// The whole file in memory, checked. Movable; its tensors stay where they are. Immutable, threads may share it.
class ModelFile {
 public:
  /// Refuses, naming the file, what is missing or unreadable (kNotFound, kIo), cut off or altered (kCorrupt), or of another
  /// version (kUnsupported).
  [[nodiscard]] static Result<ModelFile> load(const std::filesystem::path& file);

  [[nodiscard]] const ReaderConfig& config() const { return config_; }
  [[nodiscard]] const ReaderLabels& labels() const { return labels_; }

  [[nodiscard]] bool has(const std::string& name) const { return tensors_.contains(name); }
  /// A tensor of that type and shape; kCorrupt when it is missing or another.
  [[nodiscard]] Result<Tensor> tensor(const std::string& name, TensorType type, const std::vector<std::size_t>& shape) const;
  /// A tensor of whatever type and shape it has; kCorrupt when it is missing.
  [[nodiscard]] Result<Tensor> tensor(const std::string& name) const;
  /// An error about this file.
  [[nodiscard]] Error broken(std::string problem) const;

 private:
  [[nodiscard]] Result<void> read_header(std::string_view header, std::size_t data_begin, std::size_t data_end);

  std::filesystem::path file_;
  std::vector<std::byte> bytes_;
  ReaderConfig config_;
  ReaderLabels labels_;
  std::map<std::string, Tensor> tensors_;
};

}  // namespace rawi
