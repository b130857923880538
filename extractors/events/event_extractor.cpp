#include "extractors/events/event_extractor.hpp"

#include <algorithm>
#include <map>
#include <span>

#include "extractors/annotate/shallow.hpp"
#include "extractors/events/attribution_finder.hpp"
#include "extractors/events/confidence.hpp"
#include "extractors/events/event_times.hpp"
#include "extractors/events/public_life.hpp"
#include "extractors/events/role_filler.hpp"
#include "extractors/events/status_reader.hpp"
#include "extractors/events/trigger_matcher.hpp"

namespace rawi {

namespace {

constexpr int kGovernorEdgesMax = 3;  // between an event noun and the event that it hangs on

/// An event on its way: what is known of it while the sentence is worked on.
struct Candidate {
  TriggerMatch match;
  const EventKind* kind = nullptr;
  std::vector<Filled> filled;
  std::optional<EventStatus> status;    // nothing while no word tells
  const TimeMention* time = nullptr;    // its own
  const Candidate* governor = nullptr;  // an event of the same type that it hangs on: "will meet for talks"
  bool dropped = false;

  [[nodiscard]] const TimeMention* time_or_governors() const {
    return time == nullptr && governor != nullptr ? governor->time : time;
  }
  [[nodiscard]] std::optional<EventStatus> status_or_governors() const {
    return !status && governor != nullptr ? governor->status : status;
  }
};

/// The extraction of one document.
class DocumentExtraction {
 public:
  DocumentExtraction(Extraction& extraction, const LanguagePack& pack, const Ontology& ontology, const ActorCatalogue& catalogue,
                     const std::string& extractor)
      : extraction_(extraction),
        document_(extraction.document),
        pack_(pack),
        ontology_(ontology),
        extractor_(extractor),
        children_(document_),
        mentions_(document_),
        arguments_(document_, pack, children_),
        matcher_(document_, pack, arguments_, mentions_),
        statuses_(document_, pack, children_, arguments_),
        attributions_(document_, pack, children_, mentions_, arguments_),
        roles_(extraction, pack, catalogue, children_, arguments_, mentions_),
        public_life_(extraction),
        times_(document_) {}

  void run() {
    for (const Sentence& sentence : document_.sentences) {
      std::vector<Candidate> found = candidates(sentence);
      follow_anaphors(found);
      give_times(sentence, found);
      find_governors(found);
      merge_nested(found);
      for (const Candidate& c : found)
        if (!c.dropped && c.kind->speech) remember_speech(c);
      for (const Candidate& c : found)
        if (!c.dropped) emit(sentence, c);
    }
    settle_sides();
  }

 private:
  // ---- triggers and roles

  std::vector<Candidate> candidates(const Sentence& sentence) {
    std::vector<Candidate> out;
    WordIndex covered = sentence.words.begin;  // words of a multiword trigger are not looked at again
    for (WordIndex w = sentence.words.begin; w < sentence.words.end; ++w) {
      if (w < covered || is_inside_name(w)) continue;
      auto match = matcher_.match_at(w);
      if (!match) continue;
      Candidate c;
      c.kind = ontology_.find(match->trigger->kind);
      c.match = std::move(*match);
      c.filled = roles_.fill(c.match, *c.kind, last_speakers());
      c.status = statuses_.status_of(w, c.kind->speech);
      if (!is_event(c) || !is_public(c)) continue;
      covered = c.match.words.end;
      out.push_back(std::move(c));
    }
    return out;
  }

  /// "the Attack Party" is no attack; but the head noun of a described actor may not be a trigger either.
  bool is_inside_name(WordIndex w) const {
    const Mention* m = mentions_.mention_at(w);
    return m != nullptr && (m->form == Mention::Form::kName || m->head == w);
  }

  /// What only names a topic is no event: somebody must take part. A noun may do with a place or a time of its own.
  bool is_event(const Candidate& c) const {
    const auto has = [&](Role role) {
      return std::any_of(c.filled.begin(), c.filled.end(), [&](const Filled& f) { return f.role == role; });
    };
    const bool somebody = has(Role::kSource) || has(Role::kTarget) || has(Role::kParticipant);
    if (c.kind->speech && document_.upos(c.match.word) == Upos::kVerb) {
      // Who says it may go unsaid, but one who is there and is no actor says nothing that counts.
      const bool subject =
          std::any_of(c.match.fillers.begin(), c.match.fillers.end(), [](const Filler& f) { return f.relation == "nsubj"; });
      // "received criticism": the subject is whom it is said to, and who says it may go unsaid.
      const auto& arguments = pack_.frames[c.match.trigger->frame].arguments;
      const bool spoken_to = std::any_of(arguments.begin(), arguments.end(), [](const FrameArgument& a) {
        return a.relation == "nsubj" && a.role == Role::kTarget;
      });
      return has(Role::kSource) || (somebody && (!subject || spoken_to));
    }
    if (document_.upos(c.match.word) == Upos::kVerb) {  // "an earthquake struck Morocco" has nobody who acts
      const auto& arguments = pack_.frames[c.match.trigger->frame].arguments;
      const bool acted =
          std::any_of(arguments.begin(), arguments.end(), [](const FrameArgument& a) { return a.role == Role::kSource; });
      return somebody || (!acted && has(Role::kPlace));
    }
    return true;  // a noun may do with a place or a time of its own: whether it has one shows later
  }

  [[nodiscard]] std::span<const Mention* const> last_speakers() const {
    return speeches_.empty() ? std::span<const Mention* const>() : speeches_.back().speakers;
  }

  bool is_public(const Candidate& c) const {
    std::vector<EntityId> participants;
    for (const Filled& f : c.filled)
      if (f.role != Role::kPlace) participants.push_back(f.entity);
    return public_life_.counts(*c.kind, participants);
  }

  /// One act under two words, one of which governs the other ("signed an agreement"): the governing word keeps what both know.
  void merge_nested(std::vector<Candidate>& found) const {
    for (Candidate& inner : found) {
      const WordIndex head = document_.head(inner.match.word);
      for (Candidate& outer : found) {
        if (&outer == &inner || outer.dropped || outer.kind != inner.kind || outer.match.word != head) continue;
        if (document_.relation_is(inner.match.word, "conj") || document_.relation(inner.match.word) == "acl:relcl" ||
            inner.kind->speech)
          continue;
        for (Filled& f : inner.filled) {
          const bool known =
              std::any_of(outer.filled.begin(), outer.filled.end(), [&](const Filled& o) { return o.entity == f.entity; });
          if (!known) outer.filled.push_back(f);
        }
        inner.dropped = true;
      }
    }
  }

  void remember_speech(const Candidate& c) {
    Speech speech{c.match.word, {}};
    for (const Filled& f : c.filled)
      if (f.role == Role::kSource && f.mention != nullptr) speech.speakers.push_back(f.mention);
    if (!speech.speakers.empty()) speeches_.push_back(std::move(speech));
  }

  /// "… an option that France supports", "oppose this move": the object takes up an event that was named before in the sentence,
  /// and whoever takes part in that is whom the act is directed at.
  void follow_anaphors(std::vector<Candidate>& found) const {
    for (std::size_t i = 0; i < found.size(); ++i) {
      Candidate& c = found[i];
      const bool has_target =
          std::any_of(c.filled.begin(), c.filled.end(), [](const Filled& f) { return f.role == Role::kTarget; });
      if (has_target || c.kind->symmetric) continue;
      for (const Filler& filler : c.match.fillers) {
        if (filler.relation != "obj" || mentions_.mention_at(filler.word) != nullptr ||
            !pack_.has_cue(document_.lemma(filler.word), CueScope::kAnaphor))
          continue;
        const Candidate* named = nullptr;
        for (const Candidate& before : found)
          if (before.match.words.end <= std::min(c.match.word, filler.word) && !before.kind->speech) named = &before;
        if (named == nullptr) continue;
        for (const Filled& f : named->filled) {
          const bool known = std::any_of(c.filled.begin(), c.filled.end(), [&](const Filled& o) { return o.entity == f.entity; });
          if (f.role != Role::kPlace && !known) c.filled.push_back({Role::kTarget, f.mention, f.entity});
        }
      }
    }
  }

  /// Which event an event noun hangs on, where both are acts of one type.
  void find_governors(std::vector<Candidate>& found) const {
    for (Candidate& c : found) {
      c.governor = nullptr;
      if (document_.upos(c.match.word) == Upos::kVerb) continue;
      WordIndex up = document_.head(c.match.word);
      for (int step = 0; step < kGovernorEdgesMax && up != kNoWord && c.governor == nullptr; ++step, up = document_.head(up))
        for (const Candidate& other : found)
          if (other.match.word == up && !c.kind->plover.empty() && other.kind->plover == c.kind->plover) c.governor = &other;
    }
  }

  // ---- time

  /// Finds the times of all, and drops what then has neither actor nor time.
  void give_times(const Sentence& sentence, std::vector<Candidate>& found) {
    std::vector<TimedAct> acts;
    for (const Candidate& c : found) acts.push_back({c.match.word, c.kind, c.status, nullptr});
    times_.give(sentence, acts);
    for (std::size_t i = 0; i < found.size(); ++i) found[i].time = acts[i].time;
    std::erase_if(found, [](const Candidate& c) { return c.filled.empty() && c.time == nullptr; });
    std::erase_if(acts, [&](const TimedAct& act) {
      return std::none_of(found.begin(), found.end(), [&](const Candidate& c) { return c.match.word == act.word; });
    });
    times_.share(sentence, acts);
    for (std::size_t i = 0; i < found.size(); ++i) found[i].time = acts[i].time;
  }

  /// The day that an expression means, and with it the status of an event that nothing else tells of.
  std::optional<ReportedTime> reported_time(const Candidate& c, EventStatus& status) {
    const TimeMention* time = c.time_or_governors();
    const std::optional<EventStatus> told = c.status_or_governors();
    status = told.value_or(EventStatus::kHappened);
    if (time == nullptr) return std::nullopt;
    const TimeInterval chosen = times_.read(*time, told);
    // What lies wholly after the day of publication, and has no tense, cannot have happened yet.
    const auto published = document_.article().published;
    if (published && chosen.first > *published && !told) status = EventStatus::kPlanned;
    return ReportedTime{chosen, std::string(document_.text(time->span))};
  }

  // ---- out

  /// Within one article an actor stands on one side of a conflict. Where only one report of a type has somebody as the target who
  /// is a source in others of that type, and never else a target, the sides were read the wrong way round: a genitive tells who,
  /// not which side.
  void settle_sides() {
    for (const std::size_t i : from_nouns_) {
      EventMention& event = extraction_.events[i];
      if (ontology_.find(event.kind)->symmetric) continue;
      std::size_t turned = 0, straight = 0;
      for (const Participant& p : event.participants)
        if (p.role == Role::kTarget) (sides_speak_against(event, p.entity) ? turned : straight)++;
      if (turned == 0 || straight > 0) continue;
      for (Participant& p : event.participants)
        if (p.role == Role::kSource || p.role == Role::kTarget) p.role = p.role == Role::kSource ? Role::kTarget : Role::kSource;
    }
  }

  /// In the article's other reports of the same type: a source at least once, a target never.
  bool sides_speak_against(const EventMention& event, const EntityId& target) const {
    const std::string& type = ontology_.find(event.kind)->plover;
    std::size_t as_source = 0, as_target = 0;
    for (const EventMention& other : extraction_.events) {
      if (&other == &event || type.empty() || ontology_.find(other.kind)->plover != type) continue;
      for (const Participant& p : other.participants)
        if (p.entity == target)
          (p.role == Role::kSource ? as_source : as_target) += p.role == Role::kSource || p.role == Role::kTarget;
    }
    return as_source > 0 && as_target == 0;
  }

  rawi::Evidence evidence(Span span) const { return {document_.within_part(span), std::string(document_.text(span))}; }

  void emit(const Sentence& sentence, const Candidate& c) {
    const Article& article = document_.article();
    EventMention event;
    event.article = article.id;
    event.language = article.language;
    event.published = article.published;
    event.part = sentence.part;
    event.sentence = evidence(sentence.span);
    event.trigger = evidence(document_.span_of(c.match.words));
    event.kind = c.kind->id;
    event.extractor = extractor_;
    const Frame& frame = pack_.frames[c.match.trigger->frame];
    event.rule = pack_.language + ":" + c.match.trigger->lemmas.front() + ":" + frame.name;
    for (const Filled& f : c.filled) {
      Participant p{f.role, f.entity, std::nullopt};
      if (f.mention != nullptr && sentence.words.contains(f.mention->words.begin)) p.mention = evidence(f.mention->span);
      event.participants.push_back(std::move(p));
    }
    for (const Mention* origin : attributions_.origins_of(c.match.word, speeches_)) {
      const bool own = c.kind->speech && std::any_of(c.filled.begin(), c.filled.end(), [&](const Filled& f) {
                         return f.role == Role::kSource && f.entity == origin->entity;
                       });
      if (own || origin->entity.empty()) continue;
      Attribution attribution{origin->entity, std::nullopt};
      if (sentence.words.contains(origin->words.begin)) attribution.mention = evidence(origin->span);
      event.attributed_to.push_back(std::move(attribution));
    }
    event.time = reported_time(c, event.status);
    event.confidence = confidence(c, event);
    if (document_.upos(c.match.word) != Upos::kVerb) from_nouns_.push_back(extraction_.events.size());
    extraction_.events.push_back(std::move(event));
  }

  double confidence(const Candidate& c, const EventMention& event) const {
    EventTraits traits;
    traits.speech = c.kind->speech;
    traits.noun = document_.upos(c.match.word) != Upos::kVerb;
    for (const Filled& f : c.filled) {
      if (f.role == Role::kPlace) {
        traits.placed = true;
        continue;
      }
      ++traits.actors;
      const Entity* actor = extraction_.actor(f.entity);
      if (actor != nullptr && actor->known) ++traits.known_actors;
      traits.unnamed_actor = traits.unnamed_actor || f.mention == nullptr || f.mention->entity.empty();
    }
    traits.hypothetical = event.status == EventStatus::kPossible || event.status == EventStatus::kNegated;
    traits.planned = event.status == EventStatus::kPlanned;
    traits.dated = event.time.has_value();
    return confidence_of(traits);
  }

  Extraction& extraction_;
  const Document& document_;
  const LanguagePack& pack_;
  const Ontology& ontology_;
  const std::string& extractor_;
  ChildIndex children_;
  MentionIndex mentions_;
  ArgumentFinder arguments_;
  TriggerMatcher matcher_;
  StatusReader statuses_;
  AttributionFinder attributions_;
  std::vector<Speech> speeches_;
  std::vector<std::size_t> from_nouns_;             // indexes of extraction_.events
  RoleFiller roles_;
  PublicLife public_life_;
  EventTimes times_;
};

class EventExtractor final : public Annotator {
 public:
  EventExtractor(const LanguagePacks& packs, const Ontology& ontology, const ActorCatalogue& catalogue, std::string extractor)
      : packs_(packs), ontology_(ontology), catalogue_(catalogue), extractor_(std::move(extractor)) {}

  std::string_view name() const override { return "events"; }
  Layers needs() const override {
    return Layers(Layer::kSentences, Layer::kWords, Layer::kMorphology, Layer::kTree, Layer::kNames, Layer::kTimes,
                  Layer::kQuotations, Layer::kActors);
  }
  Layers adds() const override { return Layers(Layer::kEvents); }

  Result<void> annotate(Extraction& extraction) const override {
    if (const LanguagePack* pack = pack_of(packs_, extraction.document))
      DocumentExtraction(extraction, *pack, ontology_, catalogue_, extractor_).run();
    return {};
  }

 private:
  const LanguagePacks& packs_;
  const Ontology& ontology_;
  const ActorCatalogue& catalogue_;
  std::string extractor_;
};

}  // namespace

std::unique_ptr<Annotator> make_event_extractor(const LanguagePacks& packs, const Ontology& ontology,
                                                const ActorCatalogue& catalogue, std::string extractor) {
  return std::make_unique<EventExtractor>(packs, ontology, catalogue, std::move(extractor));
}

}  // namespace rawi
