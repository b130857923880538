// From the network's scores for atoms to syntactic words: which atoms make one word, which clitics come off, which tokens are
// contractions.
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/text/document.hpp"
#include "extractors/annotate/reader/atoms.hpp"
#include "extractors/annotate/reader/model_file.hpp"
#include "extractors/annotate/reader/network.hpp"

namespace rawi {

/// A syntactic word and what the network makes it of.
struct CutWord {
  Word word;
  WordSource source;
};

/// Immutable; threads may share it.
class WordCutter {
 public:
  /// Fails (kCorrupt, without naming a file) when a label is none of those that the model's format describes.
  [[nodiscard]] static Result<WordCutter> make(const ReaderLabels& labels);

  /// Cuts the atoms [window.begin, window.end) into words. `scores(a)` are the network's for an atom. Forms that the text does not
  /// show (of contractions) go into the document's pool. Words come in the order of the text; only those of one contraction
  /// share their span.
  template <class Scores>
  void cut(Document& document, std::string_view language, std::span<const Atom> atoms, RowRange window, Scores scores,
           std::vector<CutWord>& words) const {
    State state(document, language, atoms, window, words);
    for (std::size_t a = window.begin; a < window.end; ++a) add(state, a, scores(a));
    close_token(state);
  }

 private:
  /// A prefix or suffix label: its letters, and after (before) each piece whether the cut there parts two tokens.
  struct Affix {
    struct Piece {
      std::string letters;
      std::size_t character_count = 0;
      bool parts_tokens = false;
    };
    std::vector<Piece> pieces;  // outermost first for prefixes, innermost first for suffixes
    std::string letters;
    std::size_t character_count = 0;
    bool whole = false;  // "=": the atom is a contraction
  };
  /// A piece of an atom.
  struct Segment {
    Span span;
    std::size_t slot = 0;
    bool begins_token = false;  // for those behind the first
  };
  struct State {
    State(Document& d, std::string_view l, std::span<const Atom> a, RowRange w, std::vector<CutWord>& out)
        : document(d), language(l), atoms(a), window(w), words(out), token_begin(out.size()) {}
    Document& document;
    std::string_view language;
    std::span<const Atom> atoms;
    RowRange window;
    std::vector<CutWord>& words;
    std::size_t token_begin;            // first word of the open token
    bool after_contraction = false;     // what goes on there is a word of its own
  };

  [[nodiscard]] static Result<Affix> parse(const std::string& label, bool prefix);
  [[nodiscard]] std::size_t slot_of(std::string_view letters) const;
  [[nodiscard]] const std::vector<std::string>* contraction(std::string_view language, const std::string& lower) const;
  void add(State& state, std::size_t atom, const AtomScores& scores) const;
  void add_contraction(State& state, std::size_t atom, const std::vector<std::string>& forms) const;
  [[nodiscard]] const Affix* best_prefix(const State& state, std::size_t atom, const std::string& lower, bool may_contract,
                                         std::span<const float> scores) const;
  [[nodiscard]] const Affix* best_suffix(const State& state, std::size_t atom, const std::string& lower, std::size_t letters_free,
                                         std::span<const float> scores) const;
  void segments_of(const State& state, std::size_t atom, const Affix* prefix, const Affix* suffix, std::vector<Segment>& segments) const;
  static void close_token(State& state);

  std::vector<Affix> prefixes_, suffixes_;
  std::unordered_map<std::string, std::size_t> slots_;
  std::map<std::string, std::map<std::string, std::vector<std::string>>, std::less<>> contractions_;
};

}  // namespace rawi
