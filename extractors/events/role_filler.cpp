#include "extractors/events/role_filler.hpp"

#include <algorithm>

#include "extractors/events/public_life.hpp"

namespace rawi {

namespace {

bool fits(const FrameArgument& argument, const Filler& filler) {
  if (argument.relation != filler.relation) return false;
  if (argument.adpositions.empty()) return filler.adposition.empty();
  return std::find(argument.adpositions.begin(), argument.adpositions.end(), filler.adposition) != argument.adpositions.end();
}

/// Who spoke last goes on speaking. Somebody who is only a pronoun there is nobody here.
void add_speakers(std::vector<Filled>& out, std::span<const Mention* const> speakers) {
  for (const Mention* speaker : speakers)
    if (!speaker->entity.empty()) out.push_back({Role::kSource, speaker, speaker->entity});
}

}  // namespace

/// "…, a déclaré la ministre", "…, dit-elle": where a verb of saying comes before its subject the tree may have it as the object.
/// A verb that says something to nobody has no object who is an actor, so one that stands right behind it is who speaks.
WordIndex RoleFiller::inverted_speaker(const TriggerMatch& match, const EventKind& kind) const {
  if (!kind.speech || document_.upos(match.word) != Upos::kVerb) return kNoWord;
  const auto& arguments = pack_.frames[match.trigger->frame].arguments;
  const bool told = std::any_of(arguments.begin(), arguments.end(), [](const FrameArgument& a) { return a.relation == "obj"; });
  if (told) return kNoWord;
  WordIndex found = kNoWord;
  for (const WordIndex c : children_.children(match.word)) {
    if (document_.relation_is(c, "nsubj")) return kNoWord;
    if (found == kNoWord && document_.relation_is(c, "obj") && c >= match.words.end) found = c;
  }
  if (found == kNoWord) return kNoWord;
  const Mention* mention = mentions_.mention_at(found);
  return mention != nullptr && mention->words.begin <= match.words.end + 1 ? found : kNoWord;
}

std::vector<Filled> RoleFiller::fill(const TriggerMatch& match, const EventKind& kind,
                                     std::span<const Mention* const> last_speakers) const {
  std::vector<Filled> out;
  const Frame& frame = pack_.frames[match.trigger->frame];
  const bool carried = document_.upos(match.word) != Upos::kVerb;
  const WordIndex inverted = inverted_speaker(match, kind);
  if (inverted != kNoWord) add(out, Role::kSource, inverted, kind, true);
  bool led = false;  // by an actor that the noun itself names: coordinated subjects of its light verb are all on one side
  for (const Filler& filler : match.fillers) {
    // The subject of another verb that this one would share otherwise.
    if (inverted != kNoWord && (filler.relation == "nsubj" || filler.word == inverted)) continue;
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
  if (std::none_of(out.begin(), out.end(), [](const Filled& f) { return f.role == Role::kPlace; }))
    add_clause_place(out, match, kind);
  if (kind.speech && document_.upos(match.word) == Upos::kVerb) add_issuer(out, match, kind, last_speakers);
  if (pack_.drops_subjects && document_.upos(match.word) == Upos::kVerb && kind.speech) add_dropped_speaker(out, match, last_speakers);
  return out;
}

/// A noun's place may stand with the verb: "held talks in Paris", "the summit opened in Paris".
void RoleFiller::add_clause_place(std::vector<Filled>& out, const TriggerMatch& match, const EventKind& kind) const {
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
void RoleFiller::add_dropped_speaker(std::vector<Filled>& out, const TriggerMatch& match,
                                     std::span<const Mention* const> last_speakers) const {
  const bool has_source = std::any_of(out.begin(), out.end(), [](const Filled& f) { return f.role == Role::kSource; });
  const bool has_subject =
      std::any_of(match.fillers.begin(), match.fillers.end(), [](const Filler& f) { return f.relation == "nsubj"; });
  const bool main = document_.relation(match.word) == "root" || document_.relation_is(match.word, "conj");
  if (has_source || has_subject || !main || arguments_.is_passive(match.word)) return;
  add_speakers(out, last_speakers);
  const bool one_other = !document_.has_feature(match.word, "Person=1") && !document_.has_feature(match.word, "Person=2") &&
                         !document_.has_feature(match.word, "Number=Plur");
  if (!last_speakers.empty() || !one_other) return;
  const Entity speaker = unnamed_speaker(document_);
  know(speaker);
  out.push_back({Role::kSource, nullptr, speaker.id});
}

/// "A statement by the ministry said …", "the statement added …": whoever makes the statement speaks, or who spoke last.
void RoleFiller::add_issuer(std::vector<Filled>& out, const TriggerMatch& match, const EventKind& kind,
                            std::span<const Mention* const> last_speakers) const {
  const auto has_source = [&] { return std::any_of(out.begin(), out.end(), [](const Filled& f) { return f.role == Role::kSource; }); };
  for (const Filler& subject : match.fillers) {
    if (has_source()) return;
    if (subject.relation != "nsubj" || !pack_.has_cue(document_.lemma(subject.word), CueScope::kUtterance)) continue;
    std::vector<Filler> issuers = arguments_.fillers_of(subject.word);
    for (const WordIndex c : children_.children(subject.word))  // "a statement issued by the ministry"
      if (document_.relation_is(c, "amod") || document_.relation_is(c, "acl"))
        for (const WordIndex below : children_.children(c)) {
          const bool oblique = document_.relation_is(below, "obl") || document_.relation_is(below, "nmod");
          if (oblique && !document_.relation(below).ends_with(":tmod")) issuers.push_back({"nmod", {}, below});
        }
    for (const Filler& f : issuers)
      if (!has_source() && (f.adposition.empty() || pack_.has_cue(f.adposition, CueScope::kUtterance))) add(out, Role::kSource, f.word, kind);
    if (has_source()) continue;
    add_speakers(out, last_speakers);
  }
}

void RoleFiller::add(std::vector<Filled>& out, Role role, WordIndex word, const EventKind& kind, bool inverted) const {
  const Mention* mention = mentions_.mention_at(word);
  if (mention == nullptr) return;
  EntityId id = mention->entity;
  if (id.empty() && role != Role::kPlace)
    if (const auto somebody = unnamed_person(document_, word, kind, inverted)) {
      know(*somebody);
      id = somebody->id;
    }
  if (id.empty()) return;
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

EntityType RoleFiller::type_of(const EntityId& id, EntityType otherwise) const {
  const Entity* actor = extraction_.actor(id);
  return actor == nullptr ? otherwise : actor->type;
}

void RoleFiller::know(const Entity& entity) const {
  if (extraction_.actor(entity.id) == nullptr) extraction_.actors.push_back(entity);
}

}  // namespace rawi
