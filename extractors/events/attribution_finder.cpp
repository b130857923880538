#include "extractors/events/attribution_finder.hpp"

#include <algorithm>

namespace rawi {

namespace {

const Speech* speech_at(const std::vector<Speech>& speeches, WordIndex word) {
  const auto found = std::find_if(speeches.begin(), speeches.end(), [&](const Speech& s) { return s.word == word; });
  return found == speeches.end() ? nullptr : &*found;
}

}  // namespace

/// "According to X" hangs on the verb of its clause, or anywhere in the sentence where the parser left it: what counts is the
/// clause, so from the trigger up to the root.
std::vector<const Mention*> AttributionFinder::named_source(WordIndex trigger) const {
  std::vector<const Mention*> out;
  for (WordIndex w = trigger; w != kNoWord && out.empty(); w = document_.head(w))
    for (const WordIndex c : children_.children(w)) {
      const std::string_view adposition = arguments_.adposition_of(c);
      if (adposition.empty() || !pack_.has_cue(adposition, CueScope::kAttribution)) continue;
      if (const Mention* m = mentions_.mention_at(c)) out.push_back(m);
    }
  return out;
}

/// The nearest speech that the trigger is said in: one above it in the tree, reached otherwise than through its subject; or one
/// that is set beside the trigger's main clause ("…, he said").
const Speech* AttributionFinder::speech_above(WordIndex trigger, const std::vector<Speech>& speeches) const {
  WordIndex w = trigger;
  bool through_subject = false;
  for (; document_.head(w) != kNoWord; w = document_.head(w)) {
    const WordIndex head = document_.head(w);
    const bool subject =
        document_.relation_is(w, "nsubj") || document_.relation_is(w, "appos") || document_.relation(w) == "acl:relcl";
    through_subject = subject;
    const bool content = !through_subject && !document_.relation_is(w, "conj") && !document_.relation_is(w, "parataxis") &&
                         !document_.relation_is(w, "advcl");
    if (content)
      if (const Speech* s = speech_at(speeches, head)) return s;
    if (subject && speech_at(speeches, head) != nullptr) return nullptr;
  }
  for (const WordIndex c : children_.children(w))  // w is the root: "[content], he said"
    if (document_.relation_is(c, "parataxis") && c > trigger)
      if (const Speech* s = speech_at(speeches, c)) return s;
  return nullptr;
}

const Speech* AttributionFinder::speech_around_quotation(WordIndex trigger, const std::vector<Speech>& speeches) const {
  const Span at = document_.words[trigger].span;
  const auto quote = std::find_if(document_.quotations.begin(), document_.quotations.end(),
                                  [&](const Quotation& q) { return q.span.contains(at); });
  if (quote == document_.quotations.end()) return nullptr;
  const auto outside = [&](const Speech& s) { return !quote->span.contains(document_.words[s.word].span); };
  const Sentence& sentence = document_.sentence_of(trigger);
  const Speech* last = nullptr;
  for (const Speech& s : speeches) {
    if (!outside(s)) continue;
    if (sentence.words.contains(s.word)) return &s;
    if (s.word < trigger) last = &s;
  }
  // A few words between marks name something; only a quotation that is most of its sentence goes on with who spoke before.
  const std::uint32_t inside = std::min(quote->span.end, sentence.span.end) - std::max(quote->span.begin, sentence.span.begin);
  return 2 * inside > sentence.span.size_bytes() ? last : nullptr;
}

std::vector<const Mention*> AttributionFinder::origins_of(WordIndex trigger, const std::vector<Speech>& speeches) const {
  if (auto named = named_source(trigger); !named.empty()) return named;
  if (const Speech* s = speech_above(trigger, speeches); s != nullptr && s->word != trigger) return s->speakers;
  if (const Speech* s = speech_around_quotation(trigger, speeches); s != nullptr && s->word != trigger) return s->speakers;
  return {};
}

}  // namespace rawi
