// Who says so: the origin that the text names for what it reports.
#pragma once

#include <vector>

#include "extractors/events/trigger_matcher.hpp"

namespace rawi {

/// An act of saying that was found in the document, and the mentions of who says it.
struct Speech {
  WordIndex word = kNoWord;
  std::vector<const Mention*> speakers;
};

/// References must outlive it; safe for threads.
class AttributionFinder {
 public:
  AttributionFinder(const Document& document, const LanguagePack& pack, const ChildIndex& children, const MentionIndex& mentions,
                    const ArgumentFinder& arguments)
      : document_(document), pack_(pack), children_(children), mentions_(mentions), arguments_(arguments) {}

  /// The origins of an event: "according to …" in its clause, else the speech that it is the content of (its complement, or its
  /// quotation), else, inside a quotation without a speaker in its sentence, whoever spoke last before it. `speeches` in
  /// the order of the text. Empty when the article itself says so.
  [[nodiscard]] std::vector<const Mention*> origins_of(WordIndex trigger, const std::vector<Speech>& speeches) const;

 private:
  [[nodiscard]] std::vector<const Mention*> named_source(WordIndex trigger) const;
  [[nodiscard]] const Speech* speech_above(WordIndex trigger, const std::vector<Speech>& speeches) const;
  [[nodiscard]] const Speech* speech_around_quotation(WordIndex trigger, const std::vector<Speech>& speeches) const;

  const Document& document_;
  const LanguagePack& pack_;
  const ChildIndex& children_;
  const MentionIndex& mentions_;
  const ArgumentFinder& arguments_;
};

}  // namespace rawi
