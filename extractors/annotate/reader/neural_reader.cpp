#include "extractors/annotate/reader/neural_reader.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <optional>
#include <unordered_map>

#include "extractors/annotate/reader/lemma_table.hpp"
#include "extractors/annotate/reader/network.hpp"
#include "extractors/annotate/reader/tree_decoder.hpp"
#include "extractors/annotate/reader/word_cutter.hpp"

namespace rawi {

namespace {

// Atoms that are read together: enough for the matrix products to be fast, few enough to stay in the processor's cache.
constexpr std::size_t kAtomsAtOnce = 256;

std::size_t best_of(std::span<const float> scores) {
  return static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
}

constexpr const char* kModelFile = "model/reader.rawi";

/// An output for names: which type, and whether a name begins.
struct NameLabel {
  std::optional<EntityType> type;
  bool begins = false;
};

/// "B-person" begins a name of that type, "I-person" goes on with it; anything else is no name.
NameLabel name_label(std::string_view label) {
  const auto type = parse_entity_type(label.substr(std::min<std::size_t>(2, label.size())));
  return type ? NameLabel{type, label.front() == 'B'} : NameLabel{};
}

/// The lemmas of one language, read when they are first asked for.
class LazyLemmas {
 public:
  explicit LazyLemmas(std::filesystem::path file) : file_(std::move(file)) {}

  /// nullptr when the language has no table.
  Result<const LemmaTable*> get() const {
    std::call_once(once_, [&] {
      if (!std::filesystem::exists(file_)) return;
      auto loaded = LemmaTable::load(file_);
      if (loaded)
        table_ = std::move(*loaded);
      else
        error_ = std::move(loaded.error());
    });
    if (error_) return fail(*error_);
    return table_ ? &*table_ : nullptr;
  }

 private:
  std::filesystem::path file_;
  mutable std::once_flag once_;
  mutable std::optional<LemmaTable> table_;
  mutable std::optional<Error> error_;
};

/// What all readings share.
struct Model {
  std::unique_ptr<const ReaderNetwork> network;
  WordCutter cutter;
  std::vector<Upos> upos;
  std::vector<NameLabel> names;
  std::map<std::string, LazyLemmas, std::less<>> lemmas;
};

/// The reading of one document.
class Reading {
 public:
  Reading(Document& document, const Model& model, const LemmaTable* lemmas, ReaderBuffers& buffers)
      : document_(document), model_(model), lemmas_(lemmas), buffers_(buffers), read_(document.sentences.size(), false) {
    const auto& banks = model.network->config().treebank_of;
    if (const auto bank = banks.find(document.article().language); bank != banks.end()) bank_ = static_cast<std::size_t>(bank->second);
  }

  void run() {
    std::vector<Atom> atoms;
    const std::size_t window = model_.network->config().max_atoms;
    for (std::size_t s = 0; s < document_.sentences.size(); ++s) {
      atoms.clear();
      cut_atoms(document_.text(), document_.sentences[s].span, atoms);
      for (std::size_t first = 0; first < atoms.size(); first += window) {
        const std::size_t last = std::min(first + window, atoms.size());
        windows_.push_back({atoms_.size(), atoms_.size() + last - first});
        sentence_of_.push_back(s);
        std::move(atoms.begin() + static_cast<std::ptrdiff_t>(first), atoms.begin() + static_cast<std::ptrdiff_t>(last),
                  std::back_inserter(atoms_));
        if (atoms_.size() >= kAtomsAtOnce) read_batch();
      }
    }
    read_batch();
    WordIndex end = 0;
    for (std::size_t s = 0; s < document_.sentences.size(); ++s) {  // those without a word
      if (!read_[s]) document_.sentences[s].words = {end, end};
      end = document_.sentences[s].words.end;
    }
  }

 private:
  void read_batch() {
    if (windows_.empty()) return;
    const ReaderNetwork& network = *model_.network;
    network.read_atoms(atoms_, windows_, bank_, buffers_);
    words_.clear();
    ranges_.clear();
    for (const RowRange& window : windows_) {
      const std::size_t begin = words_.size();
      model_.cutter.cut(document_, document_.article().language, atoms_, window,
                        [&](std::size_t atom) { return network.atom_scores(atom, buffers_); }, words_);
      ranges_.push_back({begin, words_.size()});
    }
    sources_.clear();
    for (const CutWord& word : words_) sources_.push_back(word.source);
    network.read_words(sources_, ranges_, buffers_);
    heads_.clear();
    for (const RowRange& range : ranges_) {
      network.arc_scores(range, buffers_, scores_);
      const std::size_t count = range.end - range.begin;
      for (const std::size_t head : decode_tree(scores_, count)) heads_.push_back(head == count ? words_.size() : range.begin + head);
    }
    network.best_relations(heads_, buffers_, relations_);
    for (std::size_t w = 0; w < ranges_.size(); ++w) add_window(ranges_[w], sentence_of_[w]);
    atoms_.clear();
    windows_.clear();
    sentence_of_.clear();
  }

  void add_window(RowRange range, std::size_t sentence_index) {
    const auto base = static_cast<WordIndex>(document_.words.size());
    Sentence& sentence = document_.sentences[sentence_index];
    const bool continues = read_[sentence_index];
    if (!continues) {
      sentence.words.begin = base;
      root_ = kNoWord;
    }
    read_[sentence_index] = true;
    for (std::size_t i = range.begin; i < range.end; ++i) {
      document_.words.push_back(words_[i].word);
      add_morphology(i);
    }
    add_names(range, base);
    add_tree(range, base);
    sentence.words.end = static_cast<WordIndex>(document_.words.size());
  }

  void add_morphology(std::size_t word) {
    const WordScores scores = model_.network->word_scores(word, buffers_);
    const Upos upos = model_.upos[best_of(scores.upos)];
    const auto index = static_cast<WordIndex>(document_.words.size() - 1);
    document_.morphology.push_back({lemma(document_.form(index), upos), upos, features(scores.features)});
  }

  Symbol lemma(std::string_view form, Upos upos) {
    std::string plain = plain_text(form);
    if (upos == Upos::kPropn || plain.empty()) return document_.pool.intern(plain.empty() ? std::string(form) : plain);
    plain = lower_case(plain);
    if (lemmas_ != nullptr)
      if (const auto found = lemmas_->lemma(plain, upos)) return document_.pool.intern(*found);
    return document_.pool.intern(plain);
  }

  Symbol features(std::span<const float> scores) {
    const auto& attributes = model_.network->labels().features;
    std::string key;
    std::size_t at = 0;
    for (const auto& [name, values] : attributes) {
      key += static_cast<char>(best_of(scores.subspan(at, values.size())));
      at += values.size();
    }
    if (const auto found = features_.find(key); found != features_.end()) return found->second;
    std::vector<std::string> pairs;
    for (std::size_t a = 0; a < attributes.size(); ++a)
      if (const auto value = static_cast<unsigned char>(key[a]); value != 0) pairs.push_back(attributes[a].first + "=" + attributes[a].second[value]);
    std::sort(pairs.begin(), pairs.end());
    std::string joined;
    for (const std::string& pair : pairs) joined += (joined.empty() ? "" : "|") + pair;
    return features_[key] = document_.pool.intern(joined);
  }

  void add_names(RowRange range, WordIndex base) {
    std::optional<EntityType> open;
    for (std::size_t i = range.begin; i < range.end; ++i) {
      const NameLabel label = model_.names[best_of(model_.network->word_scores(i, buffers_).entities)];
      const WordIndex word = base + static_cast<WordIndex>(i - range.begin);
      if (label.type && !label.begins && open == label.type)
        document_.name_spans.back().words.end = word + 1;
      else if (label.type)
        document_.name_spans.push_back({{word, word + 1}, *label.type});
      open = label.type;
    }
  }

  void add_tree(RowRange range, WordIndex base) {
    for (std::size_t i = range.begin; i < range.end; ++i) {
      if (heads_[i] != words_.size()) {
        const std::string& relation = model_.network->labels().relations[relations_[i]];
        document_.tree.push_back({base + static_cast<WordIndex>(heads_[i] - range.begin), document_.pool.intern(relation)});
      } else if (root_ == kNoWord) {
        root_ = base + static_cast<WordIndex>(i - range.begin);
        document_.tree.push_back({kNoWord, document_.pool.intern("root")});
      } else {  // a later window of an endless sentence
        document_.tree.push_back({root_, document_.pool.intern("parataxis")});
      }
    }
  }

  Document& document_;
  const Model& model_;
  const LemmaTable* lemmas_;
  ReaderBuffers& buffers_;
  std::optional<std::size_t> bank_;
  std::vector<bool> read_;  // sentences that have words

  // The batch.
  std::vector<Atom> atoms_;
  std::vector<RowRange> windows_, ranges_;
  std::vector<std::size_t> sentence_of_;  // of each window
  std::vector<CutWord> words_;
  std::vector<WordSource> sources_;
  std::vector<std::size_t> heads_, relations_;  // of each word, by index in the batch; its size is the root

  WordIndex root_ = kNoWord;  // of the sentence that was begun last
  std::vector<float> scores_;
  std::unordered_map<std::string, Symbol> features_;
};

class TrainedReader final : public NeuralReader {
 public:
  explicit TrainedReader(Model model) : model_(std::move(model)) {}

  std::string_view name() const override { return "reader"; }
  Layers needs() const override { return Layers(Layer::kSentences); }
  Layers adds() const override { return Layers(Layer::kWords, Layer::kMorphology, Layer::kTree); }
  bool reads(std::string_view language) const override { return model_.lemmas.contains(language); }

  Result<void> annotate(Extraction& extraction) const override {
    Document& document = extraction.document;
    const LemmaTable* lemmas = nullptr;
    if (const auto found = model_.lemmas.find(document.article().language); found != model_.lemmas.end()) {
      auto table = found->second.get();
      if (!table) return fail(std::move(table.error()));
      lemmas = *table;
    }
    thread_local ReaderBuffers buffers;
    document.words.clear();
    document.morphology.clear();
    document.tree.clear();
    document.name_spans.clear();
    Reading(document, model_, lemmas, buffers).run();
    return {};
  }

 private:
  Model model_;
};

}  // namespace

std::filesystem::path reader_model_file(const std::filesystem::path& languages) { return languages / kModelFile; }

Result<std::unique_ptr<NeuralReader>> make_neural_reader(const std::filesystem::path& languages) {
  const std::filesystem::path file = reader_model_file(languages);
  auto network = ReaderNetwork::load(file);
  if (!network) return fail(std::move(network.error()));
  const ReaderLabels& labels = (*network)->labels();
  const auto damaged = [&](const std::string& problem) {
    return fail(ErrorCode::kCorrupt, file.string(), "the reader's model is damaged: " + problem, "install rawi's data again");
  };
  auto cutter = WordCutter::make(labels);
  if (!cutter) return damaged(cutter.error().problem);
  Model model{nullptr, std::move(*cutter), {}, {}, {}};
  for (const std::string& label : labels.upos) {
    const auto upos = parse_upos(label);
    if (!upos) return damaged("\"" + label + "\" is no universal part of speech");
    model.upos.push_back(*upos);
  }
  for (const std::string& label : labels.entities) model.names.push_back(name_label(label));
  for (const auto& [language, row] : (*network)->config().treebank_of) model.lemmas.try_emplace(language, languages / language / "lemmas.tsv");
  model.network = std::move(*network);
  return std::make_unique<TrainedReader>(std::move(model));
}

}  // namespace rawi
