#include "extractors/annotate/reader/network.hpp"

#include <algorithm>
#include <limits>

#include "extractors/annotate/reader/vector_math.hpp"

namespace rawi {

namespace {

enum CutPart : std::size_t { kJoin, kPrefix, kSuffix };
enum OutputPart : std::size_t { kUpos, kFeatures, kEntity, kArcDependent, kArcHead, kRelationDependent, kRelationHead };

constexpr std::size_t kJoins = 3;
constexpr std::size_t kRelationRowsAtOnce = 16;  // their products are large

void grow(Floats& buffer, std::size_t size) {
  if (buffer.size() < size) buffer.resize(size);
}

std::size_t feature_values(const ReaderLabels& labels) {
  std::size_t count = 0;
  for (const auto& [name, values] : labels.features) count += values.size();
  return count;
}

/// [rows, columns] with each row padded to a multiple of kLanes.
Floats padded_rows(const float* from, std::size_t rows, std::size_t columns) {
  Floats out(rows * padded(columns), 0);
  for (std::size_t r = 0; r < rows; ++r) std::copy_n(from + r * columns, columns, out.data() + r * padded(columns));
  return out;
}

}  // namespace

struct ReaderNetwork::Layers {
  const float *positions = nullptr, *treebanks = nullptr, *slots = nullptr;
  std::size_t treebank_count = 0;
  Norm context_norm, tree_norm;
  std::vector<EncoderLayer> context, tree;
  std::optional<LinearLayer> cuts, outputs;
  std::optional<LinearLayer> arc;  // turns a dependent so that its product with a head is their score; then scores by distance
  Floats arc_bias;
  std::optional<LinearLayer> relation;  // the same for every relation: a row of relations for each number of a head, and one more
  std::optional<LinearLayer> relation_head;  // what the head alone says
  Floats root_relation_head;     // the same for the root
  Floats relation_bias;
  Floats root;  // the outputs for the root
  std::size_t root_relation = 0;
};

ReaderNetwork::ReaderNetwork(ModelFile model) : model_(std::move(model)), layers_(std::make_unique<Layers>()) {}
ReaderNetwork::~ReaderNetwork() = default;

Result<std::unique_ptr<ReaderNetwork>> ReaderNetwork::load(const std::filesystem::path& file) {
  auto model = ModelFile::load(file);
  if (!model) return fail(std::move(model.error()));
  std::unique_ptr<ReaderNetwork> network(new ReaderNetwork(std::move(*model)));
  auto atom_vectors = AtomVectors::load(network->model_);
  if (!atom_vectors) return fail(std::move(atom_vectors.error()));
  network->atom_vectors_ = std::move(*atom_vectors);
  if (auto loaded = network->load_layers(); !loaded) return fail(std::move(loaded.error()));
  if (auto loaded = network->load_tree(); !loaded) return fail(std::move(loaded.error()));
  return network;
}

Result<void> ReaderNetwork::load_layers() {
  const ReaderConfig& c = config();
  const ReaderLabels& l = labels();
  int treebanks = 0;
  for (const auto& [language, row] : c.treebank_of) {
    if (row < 0) return fail(model_.broken("its table of treebanks has a row below zero"));
    treebanks = std::max(treebanks, row + 1);
  }
  const auto positions = model_.tensor("ctx.pos");
  const auto treebank = model_.tensor("treebank");
  const auto slots = model_.tensor("slot", TensorType::kFloat, {l.slots.size(), c.dim});
  for (const auto* found : {&positions, &treebank, &slots})
    if (!*found) return fail(found->error());
  if (positions->type != TensorType::kFloat || positions->shape.size() != 2 || positions->shape[0] < c.max_atoms || positions->shape[1] != c.dim)
    return fail(model_.broken("the tensor ctx.pos has another type or shape than expected"));
  if (treebank->type != TensorType::kFloat || treebank->shape.size() != 2 || treebank->shape[0] < static_cast<std::size_t>(treebanks) ||
      treebank->shape[1] != c.dim)
    return fail(model_.broken("the tensor treebank has another type or shape than expected"));
  layers_->positions = positions->floats();
  layers_->treebanks = treebank->floats();
  layers_->treebank_count = treebank->shape[0];
  layers_->slots = slots->floats();
  auto context_norm = Norm::load(model_, "ctx.ln");
  auto tree_norm = Norm::load(model_, "tree.ln");
  for (auto* norm : {&context_norm, &tree_norm})
    if (!*norm) return fail(std::move(norm->error()));
  layers_->context_norm = std::move(*context_norm);
  layers_->tree_norm = std::move(*tree_norm);
  for (std::size_t i = 0; i < c.context_layers + c.tree_layers; ++i) {
    const bool context = i < c.context_layers;
    auto layer = EncoderLayer::load(model_, context ? "c" + std::to_string(i) : "t" + std::to_string(i - c.context_layers), c.ffn, true);
    if (!layer) return fail(std::move(layer.error()));
    (context ? layers_->context : layers_->tree).push_back(std::move(*layer));
  }
  auto cuts = LinearLayer::load(model_, c.dim, {{"join", kJoins}, {"prefix", l.prefixes.size()}, {"suffix", l.suffixes.size()}});
  if (!cuts) return fail(std::move(cuts.error()));
  layers_->cuts = std::move(*cuts);
  return {};
}

Result<void> ReaderNetwork::load_tree() {
  const ReaderConfig& c = config();
  const ReaderLabels& l = labels();
  const std::size_t relations = l.relations.size();
  const auto root_label = std::find(l.relations.begin(), l.relations.end(), "root");
  if (root_label == l.relations.end() || relations < 2) return fail(model_.broken("its relations are none of Universal Dependencies"));
  layers_->root_relation = static_cast<std::size_t>(root_label - l.relations.begin());
  auto outputs = LinearLayer::load(model_, c.dim,
                                   {{"upos", l.upos.size()},
                                    {"feat", feature_values(l)},
                                    {"entity", l.entities.size()},
                                    {"arc.dep", c.arc_dim},
                                    {"arc.head", c.arc_dim},
                                    {"rel.dep", c.rel_dim},
                                    {"rel.head", c.rel_dim}});
  if (!outputs) return fail(std::move(outputs.error()));
  layers_->outputs = std::move(*outputs);

  const auto arc = model_.tensor("arc.U", TensorType::kFloat, {c.arc_dim, c.arc_dim});
  const auto arc_bias = model_.tensor("arc.b", TensorType::kFloat, {c.arc_dim});
  const auto arc_distance = model_.tensor("arc.distance", TensorType::kFloat, {2 * c.arc_reach + 1, c.arc_dim});
  const auto relation = model_.tensor("rel.W", TensorType::kFloat, {relations, c.rel_dim, c.rel_dim});
  const auto dependent = model_.tensor("rel.A", TensorType::kFloat, {relations, c.rel_dim});
  const auto head = model_.tensor("rel.B", TensorType::kFloat, {relations, c.rel_dim});
  const auto bias = model_.tensor("rel.c", TensorType::kFloat, {relations});
  const auto root = model_.tensor("root", TensorType::kFloat, {c.dim});
  for (const auto* found : {&arc, &arc_bias, &arc_distance, &relation, &dependent, &head, &bias, &root})
    if (!*found) return fail(found->error());

  // d^T U h: U's columns are what a linear layer calls its rows.
  const std::size_t arc_width = padded(c.arc_dim), distances = 2 * c.arc_reach + 1;
  std::vector<float> turned((arc_width + distances) * c.arc_dim, 0);
  for (std::size_t i = 0; i < c.arc_dim; ++i)
    for (std::size_t j = 0; j < c.arc_dim; ++j) turned[j * c.arc_dim + i] = arc->floats()[i * c.arc_dim + j];
  std::copy_n(arc_distance->floats(), distances * c.arc_dim, turned.begin() + static_cast<std::ptrdiff_t>(arc_width * c.arc_dim));
  auto arc_layer = LinearLayer::make(turned, c.arc_dim, arc_width + distances, LinearLayer::Precision::kFloat);
  if (!arc_layer) return fail(std::move(arc_layer.error()));
  layers_->arc = std::move(*arc_layer);
  layers_->arc_bias = padded_rows(arc_bias->floats(), 1, c.arc_dim);

  // d^T W_r h + A_r d + B_r h + c_r. W is the largest product of all by far, so it is rounded to 8 bits, whatever the file has.
  const std::size_t width = padded(relations);
  std::vector<float> all((c.rel_dim + 1) * width * c.rel_dim, 0);
  for (std::size_t r = 0; r < relations; ++r)
    for (std::size_t i = 0; i < c.rel_dim; ++i) {
      for (std::size_t j = 0; j < c.rel_dim; ++j)
        all[(j * width + r) * c.rel_dim + i] = relation->floats()[(r * c.rel_dim + i) * c.rel_dim + j];
      all[(c.rel_dim * width + r) * c.rel_dim + i] = dependent->floats()[r * c.rel_dim + i];
    }
  auto relation_layer = LinearLayer::make(all, c.rel_dim, (c.rel_dim + 1) * width, LinearLayer::Precision::kInt8);
  if (!relation_layer) return fail(std::move(relation_layer.error()));
  layers_->relation = std::move(*relation_layer);
  layers_->relation_bias = padded_rows(bias->floats(), 1, relations);
  const std::vector<float> of_head(head->floats(), head->floats() + relations * c.rel_dim);
  auto head_layer = LinearLayer::make(of_head, c.rel_dim, relations, LinearLayer::Precision::kFloat);
  if (!head_layer) return fail(std::move(head_layer.error()));
  layers_->relation_head = std::move(*head_layer);

  const LinearLayer& out = *layers_->outputs;
  layers_->root.resize(out.out());
  out.apply(root->floats(), c.dim, 1, layers_->root.data());
  gelu_row(layers_->root.data() + out.offset(kArcDependent), out.out() - out.offset(kArcDependent));
  layers_->root_relation_head.resize(width);
  layers_->relation_head->apply(layers_->root.data() + out.offset(kRelationHead), out.out(), 1, layers_->root_relation_head.data());
  return {};
}

void ReaderNetwork::read_atoms(std::span<const Atom> atoms, std::span<const RowRange> windows, std::optional<std::size_t> treebank,
                               ReaderBuffers& buffers) const {
  const std::size_t dim = config().dim;
  grow(buffers.context, atoms.size() * dim);
  float* const context = buffers.context.data();
  atom_vectors_->write(atoms, context, buffers.layers);
  for (const RowRange& window : windows)
    for (std::size_t i = window.begin; i < window.end; ++i) {
      add_scaled_row(layers_->positions + (i - window.begin) * dim, 1.0F, dim, context + i * dim);
      if (treebank) add_scaled_row(layers_->treebanks + *treebank * dim, 1.0F, dim, context + i * dim);
    }
  layers_->context_norm.apply(context, atoms.size());
  for (const EncoderLayer& layer : layers_->context) layer.apply(context, atoms.size(), windows, buffers.layers);
  grow(buffers.cuts, atoms.size() * layers_->cuts->out());
  layers_->cuts->apply(context, dim, atoms.size(), buffers.cuts.data());
}

AtomScores ReaderNetwork::atom_scores(std::size_t atom, const ReaderBuffers& buffers) const {
  const LinearLayer& cuts = *layers_->cuts;
  const float* const row = buffers.cuts.data() + atom * cuts.out();
  return {{row + cuts.offset(kJoin), kJoins},
          {row + cuts.offset(kPrefix), labels().prefixes.size()},
          {row + cuts.offset(kSuffix), labels().suffixes.size()}};
}

void ReaderNetwork::read_words(std::span<const WordSource> words, std::span<const RowRange> sentences, ReaderBuffers& buffers) const {
  const std::size_t dim = config().dim;
  grow(buffers.words, words.size() * dim);
  float* const g = buffers.words.data();
  for (std::size_t i = 0; i < words.size(); ++i) {
    const WordSource& word = words[i];
    float* const row = g + i * dim;
    std::copy_n(layers_->slots + word.slot * dim, dim, row);
    const float share = 1.0F / static_cast<float>(word.atom_end - word.atom_begin);
    for (std::size_t a = word.atom_begin; a < word.atom_end; ++a) add_scaled_row(buffers.context.data() + a * dim, share, dim, row);
  }
  layers_->tree_norm.apply(g, words.size());
  for (const EncoderLayer& layer : layers_->tree) layer.apply(g, words.size(), sentences, buffers.layers);

  const LinearLayer& out = *layers_->outputs;
  grow(buffers.outputs, words.size() * out.out());
  out.apply(g, dim, words.size(), buffers.outputs.data());
  for (std::size_t i = 0; i < words.size(); ++i)
    gelu_row(buffers.outputs.data() + i * out.out() + out.offset(kArcDependent), out.out() - out.offset(kArcDependent));
  grow(buffers.turned, words.size() * layers_->arc->out());
  layers_->arc->apply(buffers.outputs.data() + out.offset(kArcDependent), out.out(), words.size(), buffers.turned.data());
}

WordScores ReaderNetwork::word_scores(std::size_t word, const ReaderBuffers& buffers) const {
  const LinearLayer& out = *layers_->outputs;
  const float* const row = buffers.outputs.data() + word * out.out();
  return {{row + out.offset(kUpos), labels().upos.size()},
          {row + out.offset(kFeatures), feature_values(labels())},
          {row + out.offset(kEntity), labels().entities.size()}};
}

const float* ReaderNetwork::arc_head(RowRange sentence, std::size_t head, const ReaderBuffers& buffers) const {
  const LinearLayer& out = *layers_->outputs;
  const std::size_t word = sentence.begin + head;
  return (word == sentence.end ? layers_->root.data() : buffers.outputs.data() + word * out.out()) + out.offset(kArcHead);
}

void ReaderNetwork::arc_scores(RowRange sentence, const ReaderBuffers& buffers, std::vector<float>& scores) const {
  const std::size_t count = sentence.end - sentence.begin, row_width = layers_->arc->out(), width = padded(config().arc_dim);
  const auto reach = static_cast<std::ptrdiff_t>(config().arc_reach);
  scores.resize(count * (count + 1));
  for (std::size_t head = 0; head <= count; ++head) {
    const float* const h = arc_head(sentence, head, buffers);
    const float bias = dot(layers_->arc_bias.data(), h, width);
    for (std::size_t i = 0; i < count; ++i) {
      const float* const turned = buffers.turned.data() + (sentence.begin + i) * row_width;
      float score = dot(turned, h, width) + bias;
      if (head < count) {
        const std::ptrdiff_t distance = static_cast<std::ptrdiff_t>(head) - static_cast<std::ptrdiff_t>(i);
        score += turned[width + static_cast<std::size_t>(std::clamp(distance, -reach, reach) + reach)];
      }
      scores[i * (count + 1) + head] = score;
    }
  }
}

void ReaderNetwork::best_relations(std::span<const std::size_t> heads, ReaderBuffers& buffers, std::vector<std::size_t>& relations) const {
  const LinearLayer& out = *layers_->outputs;
  const std::size_t count = heads.size(), kinds = labels().relations.size(), width = padded(kinds);
  const std::size_t row_width = layers_->relation->out(), row = out.out();
  relations.assign(count, 0);
  grow(buffers.products, kRelationRowsAtOnce * row_width);
  grow(buffers.heads, count * width);
  layers_->relation_head->apply(buffers.outputs.data() + out.offset(kRelationHead), row, count, buffers.heads.data());
  Floats scores(width), bias(width);
  for (std::size_t first = 0; first < count; first += kRelationRowsAtOnce) {
    const std::size_t rows = std::min(kRelationRowsAtOnce, count - first);
    layers_->relation->apply(buffers.outputs.data() + first * row + out.offset(kRelationDependent), row, rows, buffers.products.data());
    for (std::size_t i = 0; i < rows; ++i) {
      const std::size_t head = heads[first + i];
      const bool root = head == count;
      const float* const numbers = (root ? layers_->root.data() : buffers.outputs.data() + head * row) + out.offset(kRelationHead);
      add_row(root ? layers_->root_relation_head.data() : buffers.heads.data() + head * width, layers_->relation_bias.data(), width, bias.data());
      weigh_rows(buffers.products.data() + i * row_width, numbers, config().rel_dim, bias.data(), width, scores.data());
      scores[layers_->root_relation] = -std::numeric_limits<float>::infinity();
      relations[first + i] =
          static_cast<std::size_t>(std::max_element(scores.begin(), scores.begin() + static_cast<std::ptrdiff_t>(kinds)) - scores.begin());
    }
  }
}

}  // namespace rawi
