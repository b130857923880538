#include "extractors/identity/event_identity.hpp"

#include <algorithm>
#include <set>

namespace rawi {

namespace {

using namespace std::chrono_literals;

/// Without a time of its own, an occurrence is taken to be the one that was reported this many days before or after.
constexpr std::chrono::days kReportWindow{3};
/// How far from the mention's time the store is asked for candidates.
constexpr std::chrono::days kCandidateWindow{31};
constexpr double kScoreMin = 0.5;

struct Parties {
  std::set<EntityId> source, target, both, place;

  [[nodiscard]] std::set<EntityId> core() const {
    std::set<EntityId> all = both;
    all.insert(source.begin(), source.end());
    all.insert(target.begin(), target.end());
    return all;
  }
};

template <class Participants>
Parties parties_of(const Participants& participants) {
  Parties p;
  for (const auto& x : participants) {
    if (x.role == Role::kSource)
      p.source.insert(x.entity);
    else if (x.role == Role::kTarget)
      p.target.insert(x.entity);
    else if (x.role == Role::kParticipant)
      p.both.insert(x.entity);
    else
      p.place.insert(x.entity);
  }
  return p;
}

std::size_t shared_count(const std::set<EntityId>& a, const std::set<EntityId>& b) {
  return static_cast<std::size_t>(std::count_if(a.begin(), a.end(), [&](const EntityId& id) { return b.contains(id); }));
}

/// Both name somebody, and nobody in common.
bool disjoint(const std::set<EntityId>& a, const std::set<EntityId>& b) {
  return !a.empty() && !b.empty() && shared_count(a, b) == 0;
}

EventId new_event_id(const EventMention& m) {
  const std::string key = m.article.text() + '\x1f' + (m.part == Part::kTitle ? "t" : "b") +
                          std::to_string(m.trigger.span.begin) + '\x1f' + m.kind.text();
  return EventId{std::max<std::uint64_t>(stable_hash(key), 1)};
}

}  // namespace

/// An event of the document at hand, with the mentions that it has gathered.
struct EventIdentity::Known {
  Event event;
  std::vector<EventMention> mentions;
};

bool EventIdentity::kindred(const KindId& a, const KindId& b) const {
  if (a == b) return true;
  const auto names = [&](const KindId& from, const KindId& to) {
    const EventKind* kind = ontology_.find(from);
    return kind != nullptr && std::find(kind->kindred.begin(), kind->kindred.end(), to) != kind->kindred.end();
  };
  return names(a, b) || names(b, a);
}

IdentityVerdict EventIdentity::compare(const EventMention& mention, const Event& event, bool same_document) const {
  if (!kindred(mention.kind, event.kind)) return {false, 0, "another kind"};
  // A denial and a report that it is so contradict each other: they stand side by side, each with who says it.
  if ((mention.status == EventStatus::kNegated) != (event.status == EventStatus::kNegated)) return {false, 0, "one is a denial"};
  const EventKind* kind = ontology_.find(mention.kind);
  const Parties a = parties_of(mention.participants), b = parties_of(event.participants);
  const std::set<EntityId> core_a = a.core(), core_b = b.core();
  const std::size_t shared = shared_count(core_a, core_b);

  if (disjoint(a.place, b.place)) return {false, 0, "another place"};
  if (mention.time && event.time && !mention.time->interval.overlaps(*event.time)) return {false, 0, "another time"};
  if (kind != nullptr && kind->speech && !kind->symmetric && a.target.empty())
    return {false, 0, "an act of saying without an addressee is its own event"};  // each statement brings new content
  if (disjoint(a.source, b.source) || disjoint(a.target, b.target)) return {false, 0, "another side"};

  const bool timed = mention.time && event.time;
  if (core_a.empty() || core_b.empty()) {
    // "the summit", and who is to attend it, are told in different sentences of one article.
    if (same_document && mention.kind == event.kind) return {true, timed ? 0.8 : 0.6, "named in the same article"};
    const bool same_place = shared_count(a.place, b.place) > 0;
    if (timed && same_place && mention.kind == event.kind) return {true, 0.6, "same kind, time and place"};
    return {false, 0, "too little is known of who took part"};
  }
  if (shared == 0) return {false, 0, "nobody in common"};
  if (!timed && !same_document) {
    const std::optional<Day> reported = mention.published;
    const std::optional<Day> day = event.time ? event.time->first : event.first_reported;
    const std::optional<Day> other = mention.time ? mention.time->interval.first : reported;
    if (!day || !other || *day > *other + kReportWindow || *other > *day + kReportWindow)
      return {false, 0, "not reported at the same time"};
  }
  const double overlap = static_cast<double>(shared) / static_cast<double>(std::min(core_a.size(), core_b.size()));
  // One party in common says little when both sides are known and neither report has a time.
  const bool both_sided = core_a.size() > 1 && core_b.size() > 1;
  if (both_sided && overlap < 0.5) return {false, overlap, "too few in common"};
  if (!both_sided && !timed && !same_document && shared_count(a.place, b.place) == 0)
    return {false, overlap, "only one in common, and no time"};
  const double score = 0.5 * overlap + (timed ? 0.3 : 0.1) + (shared_count(a.place, b.place) > 0 ? 0.1 : 0) +
                       (mention.kind == event.kind ? 0.1 : 0);
  return {score >= kScoreMin, score, "same kind, and in common " + std::to_string(shared) + " of those who took part"};
}

std::optional<EventId> EventIdentity::find_in_facts(const EventMention& mention, const FactReader& facts,
                                                    Result<void>& outcome) const {
  const std::optional<Day> day = mention.time ? mention.time->interval.first : mention.published;
  if (!day) return std::nullopt;  // nothing says when: it stays apart
  const DayRange range{*day - kCandidateWindow, *day + kCandidateWindow};
  std::optional<EventId> best;
  double best_score = 0;
  for (const Participant& p : mention.participants) {
    outcome = facts.each_event_of(p.entity, range, [&](const Event& event) {
      const IdentityVerdict verdict = compare(mention, event, false);
      if (verdict.same && (verdict.score > best_score || (verdict.score == best_score && best && event.id < *best))) {
        best = event.id;
        best_score = verdict.score;
      }
      return true;
    });
    if (!outcome) return std::nullopt;
  }
  return best;
}

Result<void> EventIdentity::assign(Extraction& extraction, const FactReader& facts) const {
  std::vector<Known> known;
  for (EventMention& mention : extraction.events) {
    Known* best = nullptr;
    double best_score = 0;
    for (Known& k : known) {
      const IdentityVerdict verdict = compare(mention, k.event, true);
      if (verdict.same && verdict.score >= best_score) best = &k, best_score = verdict.score;  // of equals the latest named
    }
    if (best == nullptr) {
      Result<void> outcome;
      const auto found = find_in_facts(mention, facts, outcome);
      if (!outcome) return outcome;
      const EventId id = found.value_or(new_event_id(mention));
      const auto same = std::find_if(known.begin(), known.end(), [&](const Known& k) { return k.event.id == id; });
      if (same == known.end())
        best = &known.emplace_back(Known{Event{id, {}, {}, {}, {}, 0, 0, {}, {}}, {}});
      else
        best = &*same;
    }
    mention.event = best->event.id;
    best->mentions.push_back(mention);
    best->event = aggregate(best->event.id, best->mentions);
  }
  extraction.document.layers.add(Layers(Layer::kIdentity));
  return {};
}

}  // namespace rawi
