// Reads a written form: which lemmas, parts of speech and features it may have, after the tables of a pack. The part of
// the shallow annotator that a trained model replaces.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extractors/annotate/language_pack.hpp"
#include "extractors/resolve/actor_catalogue.hpp"

namespace rawi {

/// Immutable, shared by threads. Keeps references: pack and catalogue must outlive it.
class FormReader {
 public:
  FormReader(const LanguagePack& pack, const ActorCatalogue& catalogue);

  /// Readings from words.tsv, then those that an affix leads to a known lemma; none when the form is unknown.
  /// The definite article is looked through. Takes a folded form.
  [[nodiscard]] std::vector<Reading> read(std::string_view form) const;

  /// Is the form in a table, led to a known lemma, or a word of an actor's name?
  [[nodiscard]] bool knows(std::string_view form) const;

  /// Can it be read as a verb, by table or by guess?
  [[nodiscard]] bool may_be_verb(std::string_view form) const;

  /// The reading that the shape of an unknown form suggests; UPOS X when nothing does.
  [[nodiscard]] Reading guess(std::string_view form) const;

  /// The form without the pack's definite article; the form itself where there is none or nothing would be left.
  [[nodiscard]] std::string_view without_article(std::string_view form) const;

  [[nodiscard]] const LanguagePack& pack() const { return pack_; }

 private:
  void read_inflected(std::string_view form, std::vector<Reading>& readings) const;

  const LanguagePack& pack_;
  const ActorCatalogue& catalogue_;
  std::unordered_map<std::string, std::vector<std::size_t>> rules_by_suffix_;  // indexes of pack_.affixes
  std::size_t suffix_bytes_max_ = 0;
};

}  // namespace rawi
