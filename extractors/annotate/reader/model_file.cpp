#include "extractors/annotate/reader/model_file.hpp"

#include <zlib.h>

#include <cstring>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>

namespace rawi {

namespace {

using json = nlohmann::json;

constexpr std::string_view kMagic = "RAWIREAD";
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kAlignment = 64;
constexpr std::size_t kPreambleBytes = 16;
constexpr std::size_t kChecksumBytes = 4;
constexpr std::size_t kQuadBlock = 32, kQuadBlockBytes = 18;
constexpr const char* kAdvice = "install rawi's data again";

std::uint32_t read_u32(const std::byte* at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value |= std::to_integer<std::uint32_t>(at[i]) << (8 * i);
  return value;
}

std::uint32_t checksum(const std::vector<std::byte>& bytes, std::size_t count) {
  return static_cast<std::uint32_t>(crc32_z(crc32(0, nullptr, 0), reinterpret_cast<const Bytef*>(bytes.data()), count));
}

/// Bytes of a tensor, or nothing when the shape fits the type badly or overflows.
bool size_of(TensorType type, const std::vector<std::size_t>& shape, std::size_t& size_bytes) {
  constexpr std::size_t kElementsMax = std::size_t{1} << 32;
  std::size_t count = 1;
  for (const std::size_t n : shape) {
    if (n != 0 && count > kElementsMax / n) return false;
    count *= n;
  }
  size_bytes = type == TensorType::kFloat ? count * sizeof(float) : count;
  if (type != TensorType::kQuad) return !shape.empty();
  if (shape.size() != 2 || shape[1] % kQuadBlock != 0) return false;
  size_bytes = count / kQuadBlock * kQuadBlockBytes;
  return true;
}

std::vector<std::string> strings(const json& labels, const char* key) { return labels.at(key).get<std::vector<std::string>>(); }

ReaderConfig config_from(const json& j) {
  ReaderConfig c;
  c.dim = j.at("dim").get<std::size_t>();
  c.heads = j.at("heads").get<std::size_t>();
  c.eps = j.at("eps").get<float>();
  c.max_pieces = j.at("max_pieces").get<std::size_t>();
  c.max_atoms = j.at("max_atoms").get<std::size_t>();
  c.ffn_word = j.at("ffn_word").get<std::size_t>();
  c.ffn = j.at("ffn").get<std::size_t>();
  c.word_layers = j.at("word_layers").get<std::size_t>();
  c.context_layers = j.at("context_layers").get<std::size_t>();
  c.tree_layers = j.at("tree_layers").get<std::size_t>();
  c.arc_dim = j.at("arc_dim").get<std::size_t>();
  c.rel_dim = j.at("rel_dim").get<std::size_t>();
  c.reach = j.at("reach").get<std::size_t>();
  c.arc_reach = j.at("arc_reach").get<std::size_t>();
  c.unk = j.at("unk").get<int>();
  c.treebank_of = j.at("treebank_of").get<std::map<std::string, int>>();
  return c;
}

ReaderLabels labels_from(const json& j) {
  ReaderLabels l;
  l.prefixes = strings(j, "prefixes");
  l.suffixes = strings(j, "suffixes");
  l.slots = strings(j, "slots");
  l.upos = strings(j, "upos");
  l.relations = strings(j, "relations");
  l.entities = strings(j, "entities");
  for (const json& feature : j.at("features"))
    l.features.emplace_back(feature.at(0).get<std::string>(), feature.at(1).get<std::vector<std::string>>());
  for (const auto& [language, table] : j.at("contractions").items())
    for (const auto& [token, words] : table.items())
      l.contractions[language].emplace(token, words.get<std::vector<std::string>>());
  return l;
}

/// What is wrong with the sizes; empty when nothing is.
std::string fault_of(const ReaderConfig& c) {
  constexpr std::size_t kLimit = 1 << 16;
  for (const std::size_t n :
       {c.dim, c.heads, c.max_pieces, c.max_atoms, c.ffn_word, c.ffn, c.word_layers, c.context_layers, c.tree_layers, c.arc_dim, c.rel_dim})
    if (n == 0 || n > kLimit) return "one of its sizes is zero or absurd";
  if (c.reach > kLimit || c.arc_reach > kLimit) return "one of its reaches is absurd";
  if (c.dim % c.heads != 0 || c.dim / c.heads % 16 != 0) return "its heads are no multiple of 16 wide";
  if (c.dim % kQuadBlock != 0) return "its dimension is no multiple of 32";
  return {};
}

std::string fault_of(const ReaderLabels& l) {
  if (l.upos.empty() || l.relations.empty() || l.entities.empty() || l.prefixes.empty() || l.suffixes.empty() || l.slots.empty())
    return "a list of labels is empty";
  for (const auto& [name, values] : l.features)
    if (values.empty() || !values.front().empty()) return "the values of the feature " + name + " do not begin with absence";
  return {};
}

}  // namespace

Error ModelFile::broken(std::string problem) const {
  return {ErrorCode::kCorrupt, file_.string(), "the reader's model is damaged: " + std::move(problem), kAdvice};
}

Result<void> ModelFile::read_header(std::string_view header, std::size_t data_begin, std::size_t data_end) {
  static const std::map<std::string, TensorType> kTypes = {
      {"f32", TensorType::kFloat}, {"i8", TensorType::kInt8}, {"q4", TensorType::kQuad}, {"bytes", TensorType::kBytes}};
  try {
    const json j = json::parse(header);
    config_ = config_from(j.at("config"));
    labels_ = labels_from(j.at("labels"));
    for (const auto& [name, entry] : j.at("tensors").items()) {
      const auto type = kTypes.find(entry.at("dtype").get<std::string>());
      if (type == kTypes.end()) return fail(broken("the tensor " + name + " has a type that is none"));
      Tensor tensor{type->second, entry.at("shape").get<std::vector<std::size_t>>(), nullptr, 0};
      const auto offset = entry.at("offset").get<std::size_t>();
      const bool sized = size_of(tensor.type, tensor.shape, tensor.size_bytes);
      const std::size_t room = data_end - data_begin;
      if (!sized || offset % kAlignment != 0 || offset > room || tensor.size_bytes > room - offset)
        return fail(broken("the tensor " + name + " does not lie inside of it"));
      tensor.data = bytes_.data() + data_begin + offset;
      tensors_.emplace(name, std::move(tensor));
    }
  } catch (const json::exception& e) {
    return fail(broken("its header cannot be read (" + std::string(e.what()) + ")"));
  }
  if (std::string fault = fault_of(config_); !fault.empty()) return fail(broken(std::move(fault)));
  if (std::string fault = fault_of(labels_); !fault.empty()) return fail(broken(std::move(fault)));
  return {};
}

Result<ModelFile> ModelFile::load(const std::filesystem::path& file) {
  ModelFile model;
  model.file_ = file;
  std::ifstream in(file, std::ios::binary | std::ios::ate);
  if (!in) return fail(ErrorCode::kNotFound, file.string(), "the reader's model cannot be opened", kAdvice);
  model.bytes_.resize(static_cast<std::size_t>(in.tellg()));
  in.seekg(0);
  in.read(reinterpret_cast<char*>(model.bytes_.data()), static_cast<std::streamsize>(model.bytes_.size()));
  if (!in) return fail(ErrorCode::kIo, file.string(), "the reader's model cannot be read", "check the disk");

  const std::vector<std::byte>& bytes = model.bytes_;
  if (bytes.size() < kPreambleBytes + kChecksumBytes) return fail(model.broken("it is cut off"));
  if (std::memcmp(bytes.data(), kMagic.data(), kMagic.size()) != 0) return fail(model.broken("it is no such model at all"));
  if (const std::uint32_t version = read_u32(bytes.data() + kMagic.size()); version != kVersion)
    return fail(ErrorCode::kUnsupported, file.string(),
                "the reader's model is of format " + std::to_string(version) + ", and this rawi reads format " + std::to_string(kVersion),
                "install the data that came with this rawi");
  const std::size_t end = bytes.size() - kChecksumBytes;
  if (read_u32(bytes.data() + end) != checksum(bytes, end)) return fail(model.broken("its checksum is wrong, it was cut off or altered"));
  const std::size_t header_bytes = read_u32(bytes.data() + 12);
  const std::size_t data_begin = (kPreambleBytes + header_bytes + kAlignment - 1) / kAlignment * kAlignment;
  if (data_begin > end) return fail(model.broken("its header is longer than the file"));
  const std::string_view header(reinterpret_cast<const char*>(bytes.data()) + kPreambleBytes, header_bytes);
  if (auto read = model.read_header(header, data_begin, end); !read) return fail(std::move(read.error()));
  return model;
}

Result<Tensor> ModelFile::tensor(const std::string& name) const {
  const auto found = tensors_.find(name);
  if (found == tensors_.end()) return fail(broken("the tensor " + name + " is missing"));
  return found->second;
}

Result<Tensor> ModelFile::tensor(const std::string& name, TensorType type, const std::vector<std::size_t>& shape) const {
  auto found = tensor(name);
  if (!found) return found;
  if (found->type != type || found->shape != shape) return fail(broken("the tensor " + name + " has another type or shape than expected"));
  return found;
}

}  // namespace rawi
