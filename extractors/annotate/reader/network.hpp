// The trained network: atoms of sentences in, scores out: how atoms join and split, what each word is, what it hangs on. What is
// done with the scores stands in word_cutter, tree_decoder and neural_reader.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "extractors/annotate/reader/atom_vectors.hpp"
#include "extractors/annotate/reader/atoms.hpp"
#include "extractors/annotate/reader/encoder_layer.hpp"
#include "extractors/annotate/reader/model_file.hpp"

namespace rawi {

/// A word as the network reads it: the atoms that it is made of, and its slot among labels().slots.
struct WordSource {
  std::size_t atom_begin = 0, atom_end = 0;
  std::size_t slot = 0;
};

/// Scores for one atom, in the order of the labels.
struct AtomScores {
  std::span<const float> join;  // begins a token; begins a word inside of the token; goes on the word
  std::span<const float> prefixes, suffixes;
};

/// Scores for one word, in the order of the labels; the values of all features one behind the other.
struct WordScores {
  std::span<const float> upos, features, entities;
};

/// What one thread needs to read a batch of sentences, kept from batch to batch. Filled by read_atoms and read_words.
struct ReaderBuffers {
  EncoderBuffers layers;
  Floats context, cuts;                  // a row an atom
  Floats words, outputs, turned, heads;  // a row a word
  Floats products;
};

/// Immutable after loading but for what it remembers of atoms; safe for threads, each with its own buffers. A sentence's scores do
/// not depend on the batch that it is read in.
class ReaderNetwork {
 public:
  /// Loads the file whole. Refuses what ModelFile refuses, and a tensor that is missing or of a wrong shape (kCorrupt).
  [[nodiscard]] static Result<std::unique_ptr<ReaderNetwork>> load(const std::filesystem::path& file);
  ~ReaderNetwork();

  [[nodiscard]] const ReaderConfig& config() const { return model_.config(); }
  [[nodiscard]] const ReaderLabels& labels() const { return model_.labels(); }

  /// Reads windows of atoms; each is a sentence of at most config().max_atoms. `treebank` is a row of the model's table.
  void read_atoms(std::span<const Atom> atoms, std::span<const RowRange> windows, std::optional<std::size_t> treebank,
                  ReaderBuffers& buffers) const;
  [[nodiscard]] AtomScores atom_scores(std::size_t atom, const ReaderBuffers& buffers) const;

  /// Reads the words that the atoms of the same buffers were made into.
  void read_words(std::span<const WordSource> words, std::span<const RowRange> sentences, ReaderBuffers& buffers) const;
  [[nodiscard]] WordScores word_scores(std::size_t word, const ReaderBuffers& buffers) const;
  /// How well each word of the sentence hangs on each other one, and (last) on the root: n rows of n + 1.
  void arc_scores(RowRange sentence, const ReaderBuffers& buffers, std::vector<float>& scores) const;
  /// The best relation of each word of the batch to its head, by index of the labels. `heads` are words of the batch too; its size
  /// stands for the root. Never "root": that goes to the root's child, which gets whatever it would be otherwise.
  void best_relations(std::span<const std::size_t> heads, ReaderBuffers& buffers, std::vector<std::size_t>& relations) const;

  /// The pieces that an atom is read as.
  [[nodiscard]] std::vector<int> pieces_of(const Atom& atom) const { return atom_vectors_->pieces_of(atom.text, atom.space); }

 private:
  struct Layers;
  explicit ReaderNetwork(ModelFile model);
  [[nodiscard]] Result<void> load_layers();
  [[nodiscard]] Result<void> load_tree();
  [[nodiscard]] const float* arc_head(RowRange sentence, std::size_t head, const ReaderBuffers& buffers) const;

  ModelFile model_;
  std::unique_ptr<AtomVectors> atom_vectors_;
  std::unique_ptr<Layers> layers_;
};

}  // namespace rawi
