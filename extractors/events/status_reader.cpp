#include "extractors/events/status_reader.hpp"

#include <algorithm>

namespace rawi {

namespace {
constexpr int kGovernorsMax = 3;  // how far up a governing "plan", "refuse" or "expected" still bears on the event
}

struct StatusReader::Evidence {
  bool negated = false, possible = false, planned = false, ongoing = false, happened = false;

  void add(EventStatus status) {
    if (status == EventStatus::kNegated) negated = true;
    if (status == EventStatus::kPossible) possible = true;
    if (status == EventStatus::kPlanned) planned = true;
    if (status == EventStatus::kOngoing) ongoing = true;
    if (status == EventStatus::kHappened) happened = true;
  }
};

std::optional<EventStatus> StatusReader::cue(WordIndex word, CueScope scope) const {
  const auto* cues = pack_.cues_of(document_.lemma(word));
  if (cues == nullptr) return std::nullopt;
  std::optional<EventStatus> any;
  for (const Cue& c : *cues) {
    if (c.scope != scope) continue;
    if (c.upos == document_.upos(word)) return c.status;
    any = c.status;  // a participle or an auxiliary may be tagged either way
  }
  const bool open_class = document_.upos(word) == Upos::kVerb || document_.upos(word) == Upos::kAdj ||
                          document_.upos(word) == Upos::kAux || document_.upos(word) == Upos::kPart ||
                          document_.upos(word) == Upos::kAdv || document_.upos(word) == Upos::kSconj;
  return open_class ? any : std::nullopt;
}

/// A finite verb in the past: what it carries or is said of has happened.
bool StatusReader::is_past(WordIndex verb) const {
  return document_.has_feature(verb, "Tense=Past") && !document_.has_feature(verb, "VerbForm=Part");
}

/// The word's own form and what hangs on it.
void StatusReader::gather(WordIndex word, bool speech, Evidence& found) const {
  if (document_.has_feature(word, "Polarity=Neg")) found.negated = true;
  if (document_.has_feature(word, "Tense=Fut")) found.planned = true;
  if (document_.has_feature(word, "Mood=Cnd")) found.possible = true;
  // Slavic verbs show their aspect in the past and the infinitive, too: there it says nothing about now.
  const bool imperfective = document_.has_feature(word, "Aspect=Imp") && !document_.has_feature(word, "Tense=Past") &&
                            !document_.has_feature(word, "Tense=Fut") && !document_.has_feature(word, "VerbForm=Inf");
  const bool present = document_.has_feature(word, "Tense=Pres") || imperfective;
  if (present && !speech && document_.upos(word) == Upos::kVerb) found.ongoing = true;
  const bool gerund = document_.has_feature(word, "VerbForm=Ger") ||
                      (document_.has_feature(word, "VerbForm=Part") && !document_.has_feature(word, "Tense=Past"));
  for (const WordIndex c : children_.children(word)) {
    // The auxiliary of the passive with a present participle is the progressive: "are visiting".
    if (gerund && !speech && document_.relation_is(c, "aux") && document_.has_feature(c, "Voice=Pass")) found.ongoing = true;
    if (document_.relation_is(c, "mark")) {
      if (const auto status = cue(c, CueScope::kMark)) found.add(*status);
    } else if (document_.relation_is(c, "case")) {
      if (const auto status = cue(c, CueScope::kCase)) found.add(*status);
    }
    const bool modifies = document_.relation_is(c, "aux") || document_.relation_is(c, "advmod") ||
                          document_.relation_is(c, "amod") || document_.relation_is(c, "det") ||
                          document_.relation_is(c, "mark") || document_.relation_is(c, "cop") ||
                          document_.relation(c) == "compound:prt";
    if (!modifies) continue;
    if (document_.has_feature(c, "Polarity=Neg")) found.negated = true;
    if (document_.has_feature(c, "Tense=Fut")) found.planned = true;
    if (document_.has_feature(c, "Mood=Cnd")) found.possible = true;
    // The auxiliary of the passive may be that of the future, too («wird verhaftet»): here it is the former.
    if (document_.relation(c) == "aux:pass") continue;
    if (const auto status = cue(c, CueScope::kDependent)) found.add(*status);
  }
}

void StatusReader::gather_governors(WordIndex word, Evidence& found) const {
  WordIndex w = word;
  for (int step = 0; step < kGovernorsMax; ++step) {
    const WordIndex head = document_.head(w);
    if (head == kNoWord) return;
    const bool conjunct = document_.relation_is(w, "conj");
    const bool complement =
        document_.relation_is(w, "xcomp") || document_.relation_is(w, "ccomp") || document_.relation_is(w, "acl") ||
        document_.relation_is(w, "obj") || document_.relation_is(w, "csubj") || document_.relation_is(w, "nsubj") ||
        document_.relation_is(w, "nmod") || document_.relation_is(w, "obl") || document_.relation_is(w, "advcl");
    if (!complement && !conjunct) return;
    if (document_.relation(w) == "acl:relcl") return;
    if (complement) {
      if (const auto status = cue(head, CueScope::kGovernor)) {
        found.add(*status);
        Evidence above;
        gather(head, true, above);
        if (above.negated && *status != EventStatus::kNegated) found.negated = true;
        return;
      }
    }
    // A clause that reports speech shields what is said in it from the tense of the saying.
    if (document_.relation_is(w, "ccomp") || document_.relation_is(w, "advcl")) return;
    w = head;
  }
}

std::optional<EventStatus> StatusReader::status_of(WordIndex trigger, bool speech) const {
  Evidence found;
  gather(trigger, speech, found);
  gather_governors(trigger, found);
  if (const WordIndex verb = arguments_.light_verb_of(trigger); verb != kNoWord) {
    gather(verb, speech, found);
    gather_governors(verb, found);
    found.happened = found.happened || is_past(verb);
  } else if (document_.upos(trigger) != Upos::kVerb) {
    // "the summit will take place", "the talks were not held": the verb says whether it is so.
    const WordIndex head = document_.head(trigger);
    if (head != kNoWord && document_.relation_is(trigger, "nsubj")) {
      gather(head, true, found);
      found.happened = found.happened || is_past(head);
    }
  }
  if (found.negated) return EventStatus::kNegated;
  if (found.possible) return EventStatus::kPossible;
  if (found.planned) return EventStatus::kPlanned;
  if (found.ongoing) return EventStatus::kOngoing;
  if (document_.upos(trigger) == Upos::kVerb || found.happened) return EventStatus::kHappened;
  return std::nullopt;
}

}  // namespace rawi
