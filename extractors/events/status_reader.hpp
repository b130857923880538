// Is it so? The status of an event from tense, mood, negation and the cues of a pack (cues.tsv).
#pragma once

#include "core/facts/ontology.hpp"
#include "extractors/events/argument_finder.hpp"

namespace rawi {

/// References must outlive it; safe for threads.
class StatusReader {
 public:
  StatusReader(const Document& document, const LanguagePack& pack, const ChildIndex& children, const ArgumentFinder& arguments)
      : document_(document), pack_(pack), children_(children), arguments_(arguments) {}

  /// Negation beats possibility, possibility a plan, a plan what goes on. `speech`: an act of saying in the present tense has
  /// happened once it is reported; other acts in the present go on. Nothing when no word tells, as with most nouns.
  [[nodiscard]] std::optional<EventStatus> status_of(WordIndex trigger, bool speech) const;

 private:
  struct Evidence;
  [[nodiscard]] bool is_past(WordIndex verb) const;
  void gather(WordIndex word, bool speech, Evidence& found) const;
  void gather_governors(WordIndex word, Evidence& found) const;
  [[nodiscard]] std::optional<EventStatus> cue(WordIndex word, CueScope scope) const;

  const Document& document_;
  const LanguagePack& pack_;
  const ChildIndex& children_;
  const ArgumentFinder& arguments_;
};

}  // namespace rawi
