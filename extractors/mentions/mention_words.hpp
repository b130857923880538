// What the tables and the catalogue say about each word of a sentence, side by side: the reading that the search for mentions
// and the resolving of them share, so that both see the same names and nouns.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/text/document.hpp"
#include "extractors/annotate/form_reader.hpp"
#include "extractors/annotate/language_pack.hpp"
#include "extractors/resolve/actor_catalogue.hpp"

namespace rawi {

struct MentionWord {
  std::string folded, lemma;  // both folded
  std::string token;          // the written token that the word belongs to, folded; empty when it is the word itself
  bool capital = false;       // begins with a capital letter
  bool all_capitals = false;  // has two letters or more, all of them capitals
  bool letters = false;       // begins with a letter or a digit
  bool latin = false;
  bool opens = false;                    // first of its sentence, or behind a sign after which a capital means nothing
  bool article = false;                  // carries the pack's definite article
  const Entity* adjective_of = nullptr;  // the state whose adjective or inhabitant begins here
  WordIndex adjective_end = 0;
  bool plural_people = false;        // … and is a plural: "Bangladeshis"
  const Nominal* nominal = nullptr;  // the longest common noun for an actor that begins here
  WordIndex nominal_end = 0;
  bool title = false;  // a title begins here
  WordIndex title_end = 0;
  int name = -1;         // index into names() of the known name that begins here
  bool in_name = false;  // some known name holds the word
  bool surname = false;  // the last word of a name that stands in full elsewhere in the document
  bool listed = false;   // a table of words knows the form
  bool unknown = false;  // none does, and nothing in its shape tells what it is
};

/// Reads one sentence once. Keeps references to all that it is given.
class MentionWords {
 public:
  MentionWords(const Document& document, WordRange range, const FormReader& reader, const ActorCatalogue& catalogue);

  [[nodiscard]] const MentionWord& operator[](WordIndex word) const { return words_[word - range_.begin]; }
  [[nodiscard]] WordRange range() const { return range_; }
  [[nodiscard]] bool has(WordIndex word) const { return range_.contains(word); }
  [[nodiscard]] const std::vector<NameMatch>& names() const { return names_; }
  [[nodiscard]] const NameMatch* name_at(WordIndex word) const {
    return has(word) && (*this)[word].name >= 0 ? &names_[static_cast<std::size_t>((*this)[word].name)] : nullptr;
  }

  [[nodiscard]] const Document& document() const { return document_; }
  [[nodiscard]] const LanguagePack& pack() const { return reader_.pack(); }
  [[nodiscard]] const ActorCatalogue& catalogue() const { return catalogue_; }
  [[nodiscard]] Upos upos(WordIndex word) const { return document_.upos(word); }
  [[nodiscard]] bool is(WordIndex word, Upos upos) const { return has(word) && document_.upos(word) == upos; }
  [[nodiscard]] bool is_comma(WordIndex word) const;
  [[nodiscard]] bool has_class(WordIndex word, NameClass name_class) const;
  /// The word and everything else written onto it: false for a stem whose clitics were split off behind it.
  [[nodiscard]] bool ends_token(WordIndex word) const;
  [[nodiscard]] bool is_unknown(WordIndex word) const { return (*this)[word].unknown; }
  [[nodiscard]] bool is_listed(WordIndex word) const { return (*this)[word].listed; }
  /// Marks the words that are one of these folded surnames (sorted, without articles) and in no known name yet; false when there
  /// are none.
  bool mark_surnames(const std::vector<std::string>& surnames);
  /// The folded form without the pack's definite article.
  [[nodiscard]] std::string bare(WordIndex word) const;
  /// Could the form lose its last letter and be read as the same noun? Then it is not the first part of a bare genitive: where
  /// plurals drop a letter in front of a genitive, this one has kept it.
  [[nodiscard]] bool has_construct_twin(WordIndex word) const;
  [[nodiscard]] bool is_plural(WordIndex word) const;

 private:
  void read_word(WordIndex word);
  void mark_headline();
  void read_names();
  [[nodiscard]] bool cut_by_time(NameMatch& match) const;
  [[nodiscard]] bool counts(const NameMatch& match) const;
  void read_adjective(WordIndex word);
  void read_nominal(WordIndex word);
  [[nodiscard]] WordIndex match_lemmas(WordIndex word, const std::vector<std::string>& lemmas) const;
  [[nodiscard]] bool matches(WordIndex word, std::string_view lemma) const;
  MentionWord& at(WordIndex word) { return words_[word - range_.begin]; }

  const Document& document_;
  WordRange range_;
  const FormReader& reader_;
  const ActorCatalogue& catalogue_;
  std::vector<MentionWord> words_;
  std::vector<NameMatch> names_;
};

}  // namespace rawi
