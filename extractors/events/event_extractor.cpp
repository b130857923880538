#include "extractors/events/event_extractor.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "extractors/annotate/shallow.hpp"
#include "extractors/events/attribution_finder.hpp"
#include "extractors/events/event_times.hpp"
#include "extractors/events/status_reader.hpp"
#include "extractors/events/trigger_matcher.hpp"

namespace rawi {

namespace {

constexpr int kGovernorEdgesMax = 3;  // between an event noun and the event that it hangs on

/// A role filled by a mention, before it becomes a Participant.
struct Filled {
  Role role = Role::kSource;
  const Mention* mention = nullptr;
  EntityId entity;
};

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
        catalogue_(catalogue),
        extractor_(extractor),
        children_(document_),
        mentions_(document_),
        arguments_(document_, pack, children_),
        matcher_(document_, pack, arguments_, mentions_),
        statuses_(document_, pack, children_, arguments_),
        attributions_(document_, pack, children_, mentions_, arguments_),
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
      c.filled = fill(c.match, *c.kind);
      c.status = statuses_.status_of(w, c.kind->speech);
      if (!is_event(c)) continue;
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

  std::vector<Filled> fill(const TriggerMatch& match, const EventKind& kind) {
    std::vector<Filled> out;
    const Frame& frame = pack_.frames[match.trigger->frame];
    const bool carried = document_.upos(match.word) != Upos::kVerb;
    bool led = false;  // by an actor that the noun itself names: coordinated subjects of its light verb are all on one side
    for (const Filler& filler : match.fillers) {
      const auto argument =
          std::find_if(frame.arguments.begin(), frame.arguments.end(), [&](const FrameArgument& a) { return fits(a, filler); });
      if (argument != frame.arguments.end()) {
        add(out, argument->role, filler.word, kind);
        led = std::any_of(out.begin(), out.end(), [](const Filled& f) { return f.role == Role::kSource; });
      } else if (carried && filler.relation == "nsubj") {  // the subject of a light verb
        const bool symmetric = std::any_of(frame.arguments.begin(), frame.arguments.end(),
                                           [](const FrameArgument& a) { return a.role == Role::kParticipant; });
        add(out, symmetric ? Role::kParticipant : led ? Role::kTarget : Role::kSource, filler.word, kind);
      } else if ((filler.relation == "obl" || filler.relation == "nmod") &&
                 pack_.has_cue(filler.adposition, CueScope::kLocative)) {
        add(out, Role::kPlace, filler.word, kind);
      }
    }
    if (out.empty() || std::none_of(out.begin(), out.end(), [](const Filled& f) { return f.role == Role::kPlace; }))
      add_clause_place(out, match, kind);
    if (pack_.drops_subjects && document_.upos(match.word) == Upos::kVerb && kind.speech) add_dropped_speaker(out, match);
    return out;
  }

  static bool fits(const FrameArgument& argument, const Filler& filler) {
    if (argument.relation != filler.relation) return false;
    if (argument.adpositions.empty()) return filler.adposition.empty();
    return std::find(argument.adpositions.begin(), argument.adpositions.end(), filler.adposition) != argument.adpositions.end();
  }

  /// A noun's place may stand with the verb: "held talks in Paris", "the summit opened in Paris".
  void add_clause_place(std::vector<Filled>& out, const TriggerMatch& match, const EventKind& kind) {
    const WordIndex head = document_.head(match.word);
    if (document_.upos(match.word) == Upos::kVerb || head == kNoWord || document_.upos(head) != Upos::kVerb) return;
    if (!document_.relation_is(match.word, "obj") && !document_.relation_is(match.word, "nsubj") &&
        !document_.relation_is(match.word, "obl"))
      return;
    for (const WordIndex c : children_.children(head))
      if (document_.relation_is(c, "obl") && pack_.has_cue(arguments_.adposition_of(c), CueScope::kLocative))
        add(out, Role::kPlace, c, kind);
  }

  /// "And added that …": a verb of saying without a subject goes on with who spoke last.
  void add_dropped_speaker(std::vector<Filled>& out, const TriggerMatch& match) {
    const bool has_source = std::any_of(out.begin(), out.end(), [](const Filled& f) { return f.role == Role::kSource; });
    const bool has_subject =
        std::any_of(match.fillers.begin(), match.fillers.end(), [](const Filler& f) { return f.relation == "nsubj"; });
    const bool main = document_.relation(match.word) == "root" || document_.relation_is(match.word, "conj");
    if (has_source || has_subject || !main || speeches_.empty() || arguments_.is_passive(match.word)) return;
    for (const Mention* speaker : speeches_.back().speakers) out.push_back({Role::kSource, speaker, speaker->entity});
  }

  void add(std::vector<Filled>& out, Role role, WordIndex word, const EventKind& kind) {
    const Mention* mention = mentions_.mention_at(word);
    if (mention == nullptr || mention->entity.empty()) return;
    EntityId id = mention->entity;
    EntityType type = type_of(id, mention->type);
    if (role == Role::kPlace) {
      if (type != EntityType::kPlace && type != EntityType::kCountry) return;
    } else if (type == EntityType::kPlace) {  // a capital that acts is its state
      const Entity* state = catalogue_.country(catalogue_.speaks_for(id));
      if (state != nullptr) {
        id = state->id;
        type = state->type;
        know(*state);
      }
    }
    const auto rule = kind.roles.find(role);
    if (rule == kind.roles.end()) return;
    const auto& range = rule->second.range;
    if (std::find(range.begin(), range.end(), type) == range.end()) return;
    const bool twice = std::any_of(out.begin(), out.end(),
                                   [&](const Filled& f) { return f.entity == id && (f.role == role || role == Role::kPlace); });
    if (!twice) out.push_back({role, mention, std::move(id)});
  }

  EntityType type_of(const EntityId& id, EntityType otherwise) const {
    const Entity* actor = extraction_.actor(id);
    return actor == nullptr ? otherwise : actor->type;
  }

  void know(const Entity& entity) {
    if (extraction_.actor(entity.id) == nullptr) extraction_.actors.push_back(entity);
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
      return has(Role::kSource) || (somebody && !subject);
    }
    if (document_.upos(c.match.word) == Upos::kVerb) {  // "an earthquake struck Morocco" has nobody who acts
      const auto& arguments = pack_.frames[c.match.trigger->frame].arguments;
      const bool acted =
          std::any_of(arguments.begin(), arguments.end(), [](const FrameArgument& a) { return a.role == Role::kSource; });
      return somebody || (!acted && has(Role::kPlace));
    }
    return true;  // a noun may do with a place or a time of its own: whether it has one shows later
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
    event.confidence = confidence(c);
    if (document_.upos(c.match.word) != Upos::kVerb) from_nouns_.push_back(extraction_.events.size());
    extraction_.events.push_back(std::move(event));
  }

  /// How much of the frame is filled, and how plain the trigger is. Two digits: more would pretend to precision.
  double confidence(const Candidate& c) const {
    const bool verb = document_.upos(c.match.word) == Upos::kVerb;
    double value = verb ? 0.6 : 0.5;
    if (c.match.trigger->lemmas.size() > 1 || !c.match.trigger->needs.empty()) value += 0.1;
    std::size_t named = 0;
    for (const Filled& f : c.filled)
      named += f.role != Role::kPlace && f.mention != nullptr && f.mention->form == Mention::Form::kName;
    value += 0.1 * static_cast<double>(std::min<std::size_t>(named, 2));
    if (c.filled.empty()) value -= 0.2;
    return std::round(value * 100) / 100;
  }

  Extraction& extraction_;
  const Document& document_;
  const LanguagePack& pack_;
  const Ontology& ontology_;
  const ActorCatalogue& catalogue_;
  const std::string& extractor_;
  ChildIndex children_;
  MentionIndex mentions_;
  ArgumentFinder arguments_;
  TriggerMatcher matcher_;
  StatusReader statuses_;
  AttributionFinder attributions_;
  std::vector<Speech> speeches_;
  std::vector<std::size_t> from_nouns_;             // indexes of extraction_.events
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
