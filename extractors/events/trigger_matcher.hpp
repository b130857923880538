// Which words carry an event: the entries of triggers.tsv whose lemmas stand here and whose needs hold.
#pragma once

#include <optional>
#include <span>

#include "extractors/annotate/language_pack.hpp"
#include "extractors/events/argument_finder.hpp"

namespace rawi {

/// Which mention, if any, each word of a document belongs to.
class MentionIndex {
 public:
  explicit MentionIndex(const Document& document);
  /// nullptr when the word is part of none.
  [[nodiscard]] const Mention* mention_at(WordIndex word) const {
    return at_[word] < 0 ? nullptr : &document_.mentions[static_cast<std::size_t>(at_[word])];
  }

 private:
  const Document& document_;
  std::vector<std::int32_t> at_;
};

struct TriggerMatch {
  const Trigger* trigger = nullptr;
  WordIndex word = kNoWord;  // the head of the trigger
  WordRange words;           // all of it
  std::vector<Filler> fillers;
};

/// References must outlive it; safe for threads.
class TriggerMatcher {
 public:
  TriggerMatcher(const Document& document, const LanguagePack& pack, const ArgumentFinder& arguments,
                 const MentionIndex& mentions)
      : document_(document), pack_(pack), arguments_(arguments), mentions_(mentions) {}

  /// The first entry, longest lemmas first, that fits at this word.
  [[nodiscard]] std::optional<TriggerMatch> match_at(WordIndex word) const;

 private:
  [[nodiscard]] bool same_part_of_speech(const Trigger& trigger, WordIndex word) const;
  [[nodiscard]] std::optional<WordRange> words_of(const Trigger& trigger, WordIndex word) const;
  void add_fillers_of_rest(WordRange words, std::vector<Filler>& fillers) const;
  [[nodiscard]] bool holds(const TriggerCondition& condition, std::span<const Filler> fillers) const;

  const Document& document_;
  const LanguagePack& pack_;
  const ArgumentFinder& arguments_;
  const MentionIndex& mentions_;
};

}  // namespace rawi
