#include "extractors/identity/event_compare.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "core/facts/identity_key.hpp"

namespace rawi {

namespace {

/// Where one account has no time, both must stand within this many days.
constexpr std::chrono::days kReportWindow{3};
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

Parties parties_of(const Event& event) {
  Parties p;
  for (const EventParticipant& x : event.participants) {
    std::set<EntityId>& side = x.role == Role::kSource   ? p.source
                               : x.role == Role::kTarget ? p.target
                               : x.role == Role::kPlace  ? p.place
                                                         : p.both;
    side.insert(x.entity);
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

/// A denial and a report that it is so stand side by side, each with who says it. Calling off what was planned is no denial.
bool contradict(EventStatus a, EventStatus b) {
  const auto occurred = [](EventStatus s) { return s == EventStatus::kHappened || s == EventStatus::kOngoing; };
  return (a == EventStatus::kNegated && occurred(b)) || (b == EventStatus::kNegated && occurred(a));
}

/// Days between the two where they stand; nothing when one stands nowhere.
std::optional<std::chrono::days> distance(const Event& a, const Event& b) {
  const auto day_a = anchor_of(a.time, a.first_reported), day_b = anchor_of(b.time, b.first_reported);
  if (!day_a || !day_b) return std::nullopt;
  return *day_a < *day_b ? *day_b - *day_a : *day_a - *day_b;
}

std::string in_words(std::size_t shared, bool timed, bool placed) {
  return "same kind, " + std::to_string(shared) + (shared == 1 ? " party" : " parties") + " in common" +
         (timed ? ", times that agree" : ", told in the same days") + (placed ? ", same place" : "");
}

IdentityVerdict no(std::string reason) { return {false, 0, std::move(reason)}; }

/// "Zelensky is to attend the summit": what takes two parties and is told of one takes up what the article has told before.
bool takes_up(const Event& a, const Event& b, const std::set<EntityId>& core_a, const std::set<EntityId>& core_b) {
  return a.kind == b.kind &&
         ((core_a.size() == 1 && !a.time && core_b.size() > 1) || (core_b.size() == 1 && !b.time && core_a.size() > 1));
}

/// What is left to weigh once nothing speaks against it.
IdentityVerdict weigh(const Event& a, const Event& b, const Parties& in_a, const Parties& in_b, bool same_document,
                      bool symmetric) {
  const std::set<EntityId> core_a = in_a.core(), core_b = in_b.core();
  const std::size_t shared = shared_count(core_a, core_b);
  const bool timed = a.time && b.time, placed = shared_count(in_a.place, in_b.place) > 0;
  if (core_a.empty() || core_b.empty()) {
    // "the summit", and who is to attend it, are told in different sentences of one article.
    if (same_document && a.kind == b.kind) return {true, timed ? 0.8 : 0.6, "named in the same article"};
    if (timed && placed && a.kind == b.kind) return {true, 0.6, "same kind, time and place"};
    return no("too little is known of who took part");
  }
  if (shared == 0 && same_document && symmetric && takes_up(a, b, core_a, core_b))
    return {true, 0.55, "named in the same article"};
  if (shared == 0) return no("nobody in common");
  const std::optional<std::chrono::days> apart = distance(a, b);
  if (!timed && !same_document && (!apart || *apart > kReportWindow)) return no("not told in the same days");
  const std::size_t fewer = std::min(core_a.size(), core_b.size());
  const double overlap = static_cast<double>(shared) / static_cast<double>(fewer);
  if (fewer > 1 && overlap < 0.5) return no("too few in common");
  // Who met A and B, and who met A and C, met twice.
  if (fewer > 1 && shared == 1 && !same_document) return no("each has another party besides the one in common");
  if (fewer == 1 && !timed && !same_document && !placed) return no("only one party in common, and no time");
  const bool close = grade_of(a.time) == TimeGrade::kClose && grade_of(b.time) == TimeGrade::kClose;
  const double near = apart ? 0.1 / (1.0 + static_cast<double>(apart->count())) : 0;
  const double score = 0.5 * overlap +
                       (close   ? 0.2
                        : timed ? 0.15
                                : 0.05) +
                       near + (placed ? 0.1 : 0) + (a.kind == b.kind ? 0.1 : 0);
  if (score < kScoreMin) return {false, score, "too little agrees"};
  return {true, score, in_words(shared, timed, placed)};
}

}  // namespace

EventCompare::EventCompare(const Ontology& ontology) : ontology_(ontology) {
  for (const EventKind& kind : ontology.kinds()) kindred_[kind.id].push_back(kind.id);
  for (const EventKind& kind : ontology.kinds())
    for (const KindId& other : kind.kindred)
      for (const auto& [from, to] : {std::pair(kind.id, other), std::pair(other, kind.id)}) {
        std::vector<KindId>& list = kindred_[from];
        if (std::find(list.begin(), list.end(), to) == list.end()) list.push_back(to);
      }
}

const std::vector<KindId>& EventCompare::kindred_of(const KindId& kind) const {
  static const std::vector<KindId> kNone;
  const auto found = kindred_.find(kind);
  return found == kindred_.end() ? kNone : found->second;
}

bool EventCompare::kindred(const KindId& a, const KindId& b) const {
  if (a == b) return true;
  const std::vector<KindId>& list = kindred_of(a);
  return std::find(list.begin(), list.end(), b) != list.end();
}

/// Each statement brings new content, though the same speaker talks to the same people; of stronger acts of words only those
/// without an addressee cannot be told from others of that day.
bool EventCompare::is_lone_speech(const Event& event) const {
  const EventKind* kind = ontology_.find(event.kind);
  if (kind == nullptr || !kind->speech || kind->symmetric) return false;
  return kind->plover.empty() || parties_of(event).target.empty();
}

bool EventCompare::can_be_shared(const Event& event) const {
  if (is_lone_speech(event)) return false;
  const Parties parties = parties_of(event);
  return event.time || !parties.place.empty() || parties.core().size() > 1;
}

IdentityVerdict EventCompare::operator()(const Event& a, const Event& b, bool same_document) const {
  if (!kindred(a.kind, b.kind)) return no("another kind");
  if (contradict(a.status, b.status)) return no("one denies what the other reports");
  if (is_lone_speech(a) || is_lone_speech(b)) return no("an act of saying is its own event");
  if (a.time && b.time && !a.time->overlaps(*b.time)) return no("another time");
  const Parties in_a = parties_of(a), in_b = parties_of(b);
  if (disjoint(in_a.place, in_b.place)) return no("another place");
  if (disjoint(in_a.source, in_b.source) || disjoint(in_a.target, in_b.target)) return no("another side");
  const EventKind* kind = ontology_.find(a.kind);
  return weigh(a, b, in_a, in_b, same_document, kind != nullptr && kind->symmetric);
}

}  // namespace rawi
