// A reader's model small enough for a test, written in the format that extractors/annotate/reader/model_file.hpp describes. Its
// weights are made of a fixed sequence of numbers: what it reads is nonsense, but always the same.
#pragma once

#include <zlib.h>

#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace rawi::test {

class TinyModel {
 public:
  TinyModel() {
    config_ = {{"dim", 32},       {"heads", 2},          {"eps", 1e-12},     {"max_pieces", 4}, {"max_atoms", 16},
               {"ffn_word", 48},  {"ffn", 40},           {"word_layers", 1}, {"unk", 0},        {"context_layers", 1},
               {"tree_layers", 1}, {"reach", 2},         {"arc_dim", 24},    {"arc_reach", 3},  {"rel_dim", 16},
               {"treebank_of", {{"xx", 0}, {"yy", 1}}}};
    labels_ = {{"prefixes", {"", "=", "a|", "b+"}},
               {"suffixes", {"", "+z"}},
               {"slots", {"", "a", "b", "z"}},
               {"upos", {"NOUN", "VERB", "ADP", "PUNCT", "PROPN"}},
               {"features", nlohmann::json::parse(R"([["Case", ["", "Nom", "Gen"]], ["Number", ["", "Plur"]]])")},
               {"relations", {"case", "nsubj", "obj", "punct", "root"}},
               {"entities", {"O", "B-person", "I-person", "B-place", "I-place"}},
               {"contractions", {{"xx", {{"ab", {"aa", "bb"}}}}}}};
    add_tensors();
  }

  nlohmann::json& config() { return config_; }
  nlohmann::json& labels() { return labels_; }
  void remove(const std::string& tensor) { directory_.erase(tensor); }

  /// The bytes of the file.
  [[nodiscard]] std::string bytes(std::uint32_t version = 1) const {
    const std::string header = nlohmann::json{{"config", config_}, {"labels", labels_}, {"tensors", directory_}}.dump();
    std::string out = "RAWIREAD" + number(version) + number(static_cast<std::uint32_t>(header.size())) + header;
    out.resize((out.size() + 63) / 64 * 64, '\0');
    out += data_;
    return out + number(static_cast<std::uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(out.data()), static_cast<uInt>(out.size()))));
  }

  /// Writes `languages`/model/reader.rawi.
  static void write(const std::filesystem::path& languages, const std::string& bytes) {
    std::filesystem::create_directories(languages / "model");
    std::ofstream(languages / "model" / "reader.rawi", std::ios::binary) << bytes;
  }

 private:
  static constexpr std::size_t kPieces = 30;

  static std::string number(std::uint32_t value) {
    std::string out;
    for (int i = 0; i < 4; ++i) out += static_cast<char>((value >> (8 * i)) & 0xFFU);
    return out;
  }

  float next() {  // between -1 and 1
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<float>(static_cast<std::int32_t>(state_ >> 32)) / 2147483648.0F;
  }

  void add(const std::string& name, const char* type, const std::vector<std::size_t>& shape, const std::string& raw) {
    data_.resize((data_.size() + 63) / 64 * 64, '\0');
    directory_[name] = {{"dtype", type}, {"shape", shape}, {"offset", data_.size()}};
    data_ += raw;
  }
  void add_floats(const std::string& name, const std::vector<std::size_t>& shape, float middle = 0) {
    std::size_t count = 1;
    for (const std::size_t n : shape) count *= n;
    std::vector<float> values(count);
    for (float& v : values) v = middle + 0.4F * next();
    add(name, "f32", shape, std::string(reinterpret_cast<const char*>(values.data()), count * sizeof(float)));
  }
  void add_linear(const std::string& name, std::size_t out, std::size_t in, bool floats = false) {
    if (floats) {
      add_floats(name + ".w", {out, in});
    } else {
      std::string raw(out * in, '\0');
      for (char& c : raw) c = static_cast<char>(static_cast<int>(next() * 127));
      add(name + ".w", "i8", {out, in}, raw);
      std::vector<float> scales(out, 0.004F);
      add(name + ".w.scale", "f32", {out}, std::string(reinterpret_cast<const char*>(scales.data()), out * sizeof(float)));
    }
    add_floats(name + ".b", {out});
  }
  void add_norm(const std::string& name) {
    add_floats(name + ".w", {32}, 1);
    add_floats(name + ".b", {32});
  }
  void add_layer(const std::string& name, std::size_t inner, bool distances) {
    for (const char* part : {".q", ".k", ".v", ".o"}) add_linear(name + part, 32, 32);
    add_linear(name + ".fi", inner, 32);
    add_linear(name + ".fo", 32, inner);
    add_norm(name + ".ln1");
    add_norm(name + ".ln2");
    if (distances) add_floats(name + ".distance", {2, 5, 16});
  }

  static std::string field(int number, const std::string& bytes) {
    return std::string(1, static_cast<char>(number << 3 | 2)) + static_cast<char>(bytes.size()) + bytes;
  }
  /// A SentencePiece model: an unknown piece, the sign of white space, a few letters.
  static std::string pieces() {
    std::string model;
    for (std::size_t i = 0; i < kPieces; ++i) {
      const std::string text = i == 0 ? "<unk>" : i == 1 ? "\u2581" : i < 28 ? std::string(1, static_cast<char>('a' + i - 2)) : i == 28 ? "ab" : ".";
      const float score = -static_cast<float>(i);
      std::string piece = field(1, text) + '\x15' + std::string(reinterpret_cast<const char*>(&score), 4);
      if (i == 0) piece += "\x18\x02";  // type: unknown
      model += field(1, piece);
    }
    std::string none;  // -1: ten bytes of a varint
    for (int i = 0; i < 9; ++i) none += '\xFF';
    none += '\x01';
    std::string trainer = "\x18\x01";  // unigram
    trainer += std::string("\xC0\x02\x00", 3) + "\xC8\x02" + none + "\xD0\x02" + none + "\xD8\x02" + none;
    const std::string normalizer = field(1, "identity") + std::string("\x18\x00\x20\x00\x28\x00", 6);
    return model + field(2, trainer) + field(3, normalizer);
  }

  void add_tensors() {
    std::string rows;
    for (std::size_t i = 0; i < kPieces; ++i) {
      rows += std::string("\x00\x2C", 2);  // 0.0625 in 16 bits
      for (int j = 0; j < 16; ++j) rows += static_cast<char>(static_cast<int>(128 + 127 * next()));
    }
    add("emb.word", "q4", {kPieces, 32}, rows);
    const std::string model = pieces();
    add("pieces", "bytes", {model.size()}, model);
    add_floats("emb.pos", {5, 32});
    for (const char* norm : {"emb.ln", "ctx.ln", "tree.ln"}) add_norm(norm);
    add_floats("ctx.pos", {16, 32});
    add_floats("treebank", {2, 32});
    add_floats("slot", {4, 32});
    add_layer("w0", 48, false);
    add_layer("c0", 40, true);
    add_layer("t0", 40, true);
    add_linear("join", 3, 32);
    add_linear("prefix", 4, 32);
    add_linear("suffix", 2, 32, true);  // weights may be floats as well
    add_linear("upos", 5, 32);
    add_linear("feat", 5, 32);
    add_linear("entity", 5, 32);
    for (const char* part : {"arc.dep", "arc.head"}) add_linear(part, 24, 32);
    for (const char* part : {"rel.dep", "rel.head"}) add_linear(part, 16, 32);
    add_floats("arc.U", {24, 24});
    add_floats("arc.b", {24});
    add_floats("arc.distance", {7, 24});
    add_floats("rel.W", {5, 16, 16});
    add_floats("rel.A", {5, 16});
    add_floats("rel.B", {5, 16});
    add_floats("rel.c", {5});
    add_floats("root", {32});
  }

  nlohmann::json config_, labels_, directory_ = nlohmann::json::object();
  std::string data_;
  std::uint64_t state_ = 42;
};

}  // namespace rawi::test
