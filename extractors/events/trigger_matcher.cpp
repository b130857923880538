#include "extractors/events/trigger_matcher.hpp"

#include <algorithm>

namespace rawi {

namespace {
constexpr WordIndex kGapMax = 2;  // words that may stand inside a multiword trigger: an article, an adverb, a pronoun
}

MentionIndex::MentionIndex(const Document& document) : document_(document), at_(document.word_count(), -1) {
  for (std::size_t m = 0; m < document.mentions.size(); ++m)
    for (WordIndex w = document.mentions[m].words.begin; w < document.mentions[m].words.end; ++w)
      at_[w] = static_cast<std::int32_t>(m);
}

bool TriggerMatcher::same_part_of_speech(const Trigger& trigger, WordIndex word) const {
  const Upos upos = document_.upos(word);
  if (upos == trigger.upos) return true;
  // Some treebanks take a participle beside a noun for an adjective.
  if (trigger.upos == Upos::kVerb && upos == Upos::kAdj && document_.has_feature(word, "VerbForm=Part")) return true;
  // Several words are hardly ever something else, whatever the first was taken for («وقف إطلاق النار», "cease fire").
  if (trigger.lemmas.size() > 1 && (upos == Upos::kVerb || upos == Upos::kNoun)) return true;
  // In a headline or after a title a noun may be written, and tagged, like a name.
  return trigger.upos == Upos::kNoun && upos == Upos::kPropn && mentions_.mention_at(word) == nullptr;
}

std::optional<WordRange> TriggerMatcher::words_of(const Trigger& trigger, WordIndex word) const {
  const WordIndex end = document_.sentence_of(word).words.end;
  WordIndex at = word + 1;
  for (std::size_t i = 1; i < trigger.lemmas.size(); ++i) {
    WordIndex gap = 0;
    while (at < end && document_.lemma(at) != trigger.lemmas[i]) {
      const bool may_stand_inside =
          document_.upos(at) == Upos::kDet || document_.upos(at) == Upos::kAdv || document_.upos(at) == Upos::kPron;
      if (!may_stand_inside || ++gap > kGapMax) return std::nullopt;
      ++at;
    }
    if (at >= end) return std::nullopt;
    ++at;
  }
  return WordRange{word, at};
}

bool TriggerMatcher::holds(const TriggerCondition& condition, std::span<const Filler> fillers) const {
  const auto satisfies = [&](const Filler& f) {
    if (f.relation != condition.relation) return false;
    if (!condition.adpositions.empty() &&
        std::find(condition.adpositions.begin(), condition.adpositions.end(), f.adposition) == condition.adpositions.end())
      return false;
    if (!condition.lemmas.empty() &&
        std::find(condition.lemmas.begin(), condition.lemmas.end(), document_.lemma(f.word)) == condition.lemmas.end())
      return false;
    if (!condition.any_actor && condition.types.empty()) return true;
    const Mention* mention = mentions_.mention_at(f.word);
    if (mention == nullptr) return false;
    if (condition.any_actor && mention->type != EntityType::kPlace) return true;
    return std::find(condition.types.begin(), condition.types.end(), mention->type) != condition.types.end();
  };
  return std::any_of(fillers.begin(), fillers.end(), satisfies) != condition.negated;
}

/// "the lifting of American sanctions": who hangs on any noun of the trigger takes part.
void TriggerMatcher::add_fillers_of_rest(WordRange words, std::vector<Filler>& fillers) const {
  for (WordIndex w = words.begin + 1; w < words.end; ++w) {
    if (document_.upos(w) != Upos::kNoun) continue;
    for (const Filler& f : arguments_.fillers_of(w)) {
      const bool known = std::any_of(fillers.begin(), fillers.end(), [&](const Filler& o) { return o.word == f.word; });
      if (!known && !words.contains(f.word)) fillers.push_back(f);
    }
  }
}

std::optional<TriggerMatch> TriggerMatcher::match_at(WordIndex word) const {
  const auto* entries = pack_.triggers_of(document_.lemma(word));
  if (entries == nullptr) return std::nullopt;
  std::optional<std::vector<Filler>> fillers;  // found once, and only where an entry gets that far
  for (const std::size_t i : *entries) {
    const Trigger& trigger = pack_.triggers[i];
    if (!same_part_of_speech(trigger, word)) continue;
    const auto words = words_of(trigger, word);
    if (!words) continue;
    if (!fillers) fillers = arguments_.fillers_of(word);
    if (words->end - words->begin > 1 && document_.upos(word) == Upos::kNoun) add_fillers_of_rest(*words, *fillers);
    const bool fits =
        std::all_of(trigger.needs.begin(), trigger.needs.end(), [&](const TriggerCondition& c) { return holds(c, *fillers); });
    if (fits) return TriggerMatch{&trigger, word, *words, std::move(*fillers)};
  }
  return std::nullopt;
}

}  // namespace rawi
