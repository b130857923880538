#include "extractors/identity/event_identity.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "extractors/identity/report.hpp"

namespace rawi {

namespace {

/// The stored reports near a change, read once each.
class Surroundings {
 public:
  Surroundings(const EventCompare& compare, const FactReader& facts, const Edits& edits, std::optional<ArticleId> without = {})
      : compare_(compare), facts_(facts), edits_(edits), without_(std::move(without)) {}

  /// The reports of an event, without those of the article that is to go.
  Result<const std::vector<Report>*> reports_of(EventId id) {
    const auto known = events_.find(id);
    if (known != events_.end()) return &known->second;
    auto mentions = facts_.mentions_of(id);
    if (!mentions) return fail(std::move(mentions.error()));
    if (without_) std::erase_if(*mentions, [&](const EventMention& m) { return m.article == *without_; });
    std::vector<Report> reports = reports_by_article(*mentions, compare_, edits_);
    for (Report& r : reports) r.summary.id = id;
    return &events_.emplace(id, std::move(reports)).first->second;
  }

  /// The stored reports that tell of the same as this one, with why.
  Result<std::vector<std::pair<const Report*, IdentityVerdict>>> fitting(const Report& report) {
    std::vector<std::pair<const Report*, IdentityVerdict>> found;
    if (!compare_.can_be_shared(report.summary)) return found;
    std::set<EventId> events;
    for (const Trace& trace : report.traces)
      if (auto done = collect(trace, events); !done) return fail(std::move(done.error()));
    for (const EventId id : events) {
      auto reports = reports_of(id);
      if (!reports) return fail(std::move(reports.error()));
      for (const Report& other : **reports) {
        IdentityVerdict verdict = verdict_on(report, other, compare_);
        if (verdict.same) found.emplace_back(&other, std::move(verdict));
      }
    }
    return found;
  }

  static IdentityVerdict verdict_on(const Report& a, const Report& b, const EventCompare& compare) {
    // What one article tells apart is not one for two of its reports alike.
    if (a.article == b.article) return {false, 0, "told apart in one article"};
    if (a.parting != b.parting) return {false, 0, "parted by hand"};
    IdentityVerdict verdict = compare(a.summary, b.summary, false);
    if (verdict.same && !traces_meet(a, b, compare)) return {false, 0, "no trace in common"};
    return verdict;
  }

 private:
  Result<void> collect(const Trace& trace, std::set<EventId>& events) {
    for (const KindId& kind : compare_.kindred_of(trace.kind))
      for (const TimeGrade grade : {TimeGrade::kClose, TimeGrade::kLoose, TimeGrade::kNone}) {
        const std::chrono::days window = trace_window(trace.grade, grade);
        const auto done = facts_.each_event_of(identity_index(kind, trace.actor, grade), {trace.day - window, trace.day + window},
                                               [&](const Event& e) {
                                                 events.insert(e.id);
                                                 return true;
                                               });
        if (!done) return done;
      }
    return {};
  }

  const EventCompare& compare_;
  const FactReader& facts_;
  const Edits& edits_;
  std::optional<ArticleId> without_;
  std::map<EventId, std::vector<Report>> events_;  // node-based: pointers to what it holds stay good
};

/// Reports that hang together, as sets that are united.
class Components {
 public:
  std::size_t add(const Report& report) {
    const auto [at, is_new] = index_.try_emplace(report.id, reports_.size());
    if (is_new) {
      reports_.push_back(&report);
      above_.push_back(at->second);
    }
    return at->second;
  }
  void unite(const Report& a, const Report& b) { above_[top(add(a))] = top(add(b)); }

  [[nodiscard]] const std::vector<const Report*>& reports() const { return reports_; }
  /// The event's id for each of reports(): that of the oldest report of its set.
  [[nodiscard]] std::vector<EventId> events() {
    std::map<std::size_t, const Report*> oldest;
    for (std::size_t i = 0; i < reports_.size(); ++i) {
      const Report*& chosen = oldest[top(i)];
      if (chosen == nullptr || reports_[i]->age() < chosen->age()) chosen = reports_[i];
    }
    std::vector<EventId> ids;
    for (std::size_t i = 0; i < reports_.size(); ++i) ids.push_back(oldest[top(i)]->id);
    return ids;
  }

 private:
  std::size_t top(std::size_t i) {
    while (above_[i] != i) i = above_[i] = above_[above_[i]];
    return i;
  }

  std::map<EventId, std::size_t> index_;
  std::vector<const Report*> reports_;
  std::vector<std::size_t> above_;
};

/// Keeps the best of the reports that outrank a given one.
class BestOf {
 public:
  explicit BestOf(const Report& report) : rank_(report.rank()) {}
  void offer(const Report& other, const IdentityVerdict& verdict) {
    const auto rank = other.rank();
    if (!verdict.same || !(rank < rank_)) return;
    if (best_ != nullptr && !(std::pair(-verdict.score, rank) < std::pair(-verdict_.score, best_rank_))) return;
    best_ = &other, best_rank_ = rank, verdict_ = verdict;
  }
  [[nodiscard]] const Report* get() const { return best_; }
  [[nodiscard]] const IdentityVerdict& verdict() const { return verdict_; }

 private:
  using Rank = decltype(std::declval<Report>().rank());
  Rank rank_, best_rank_;
  const Report* best_ = nullptr;
  IdentityVerdict verdict_;
};

/// Whom each report is joined to, among themselves. In an event nothing outside is needed: who fits best is in it.
std::vector<BestOf> joined_among(const std::vector<const Report*>& reports, const EventCompare& compare) {
  std::vector<BestOf> best;
  for (const Report* report : reports) {
    BestOf& own = best.emplace_back(*report);
    const auto rank = report->rank();
    for (const Report* other : reports)
      if (other != report && other->rank() < rank) own.offer(*other, Surroundings::verdict_on(*report, *other, compare));
  }
  return best;
}

void unite_all(Components& components, const std::vector<Report>& reports) {
  for (const Report& r : reports) components.unite(r, reports.front());
}

std::vector<EventMove> moves_in(Components& components) {
  std::vector<EventMove> moves;
  const std::vector<EventId> ids = components.events();
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const Report& report = *components.reports()[i];
    const EventId from = report.summary.id;
    if (from.empty() || from == ids[i]) continue;  // new, or where it was
    for (const EventMention& m : report.mentions) moves.push_back({m.article, m.part, m.trigger.span, m.kind, from, ids[i]});
  }
  return moves;
}

}  // namespace

void EventIdentity::assign_within(Extraction& extraction) const {
  for (const Report& report : reports_in(extraction.events, compare_, no_edits()))
    for (const std::size_t i : report.indexes) extraction.events[i].event = report.id;
  extraction.document.layers.add(Layers(Layer::kIdentity));
}

Result<std::vector<EventMove>> EventIdentity::assign(Extraction& extraction, const FactReader& facts, const Edits& edits) const {
  const std::vector<Report> own = reports_in(extraction.events, compare_, edits);
  Surroundings around(compare_, facts, edits);
  Components components;
  std::set<EventId> touched, shaken;  // shaken: where a stored report may now be joined to a new one
  for (const Report& report : own) {
    components.add(report);
    auto fitting = around.fitting(report);
    if (!fitting) return fail(std::move(fitting.error()));
    BestOf best(report);
    for (const auto& [other, verdict] : *fitting) {
      best.offer(*other, verdict);
      if (report.rank() < other->rank()) shaken.insert(other->summary.id);
    }
    if (best.get() == nullptr) continue;
    components.unite(report, *best.get());
    touched.insert(best.get()->summary.id);
  }
  for (const EventId id : touched) {
    if (shaken.contains(id)) continue;
    const auto reports = around.reports_of(id);
    if (!reports) return fail(reports.error());
    unite_all(components, **reports);
  }
  for (const EventId id : shaken) {
    const auto reports = around.reports_of(id);
    if (!reports) return fail(reports.error());
    std::vector<const Report*> all;
    for (const Report& r : **reports) all.push_back(&r);
    for (const Report& r : own) all.push_back(&r);
    const std::vector<BestOf> best = joined_among(all, compare_);
    for (std::size_t i = 0; i < (*reports)->size(); ++i) {
      components.add(*all[i]);
      if (best[i].get() != nullptr) components.unite(*all[i], *best[i].get());
    }
  }
  const std::vector<EventId> ids = components.events();
  for (const Report& report : own)  // they were added first to components that hold each report once
    for (const std::size_t i : report.indexes) extraction.events[i].event = ids[components.add(report)];
  extraction.document.layers.add(Layers(Layer::kIdentity));
  return moves_in(components);
}

Result<std::vector<EventMove>> EventIdentity::retract(const ArticleId& article, const FactReader& facts,
                                                      const Edits& edits) const {
  auto gone = facts.mentions_in(article);
  if (!gone) return fail(std::move(gone.error()));
  std::set<EventId> events;
  for (const EventMention& m : *gone) events.insert(m.event);
  Surroundings before(compare_, facts, edits), after(compare_, facts, edits, article);
  Components components;
  std::set<EventId> touched;
  for (const EventId id : events) {
    const auto with = before.reports_of(id);
    if (!with) return fail(with.error());
    const auto left = after.reports_of(id);
    if (!left) return fail(left.error());
    std::map<EventId, const Report*> remaining;
    for (const Report& r : **left) remaining[r.id] = &r, components.add(r);
    std::vector<const Report*> all;
    for (const Report& r : **with) all.push_back(&r);
    const std::vector<BestOf> best = joined_among(all, compare_);
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i]->article == article || best[i].get() == nullptr) continue;
      const Report& orphan = *remaining.at(all[i]->id);
      if (best[i].get()->article != article) {
        components.unite(orphan, *remaining.at(best[i].get()->id));
        continue;
      }
      auto fitting = after.fitting(orphan);
      if (!fitting) return fail(std::move(fitting.error()));
      BestOf next(orphan);
      for (const auto& [other, verdict] : *fitting) next.offer(*other, verdict);
      if (next.get() == nullptr) continue;
      components.unite(orphan, *next.get());
      if (!events.contains(next.get()->summary.id)) touched.insert(next.get()->summary.id);
    }
  }
  for (const EventId id : touched) {
    const auto reports = after.reports_of(id);
    if (!reports) return fail(reports.error());
    unite_all(components, **reports);
  }
  return moves_in(components);
}

Result<std::vector<IdentityLink>> EventIdentity::explain(EventId event, const FactReader& facts, const Edits& edits) const {
  Surroundings around(compare_, facts, edits);
  const auto reports = around.reports_of(event);
  if (!reports) return fail(reports.error());
  std::vector<const Report*> all;
  for (const Report& r : **reports) all.push_back(&r);
  std::sort(all.begin(), all.end(), [](const Report* a, const Report* b) { return a->rank() < b->rank(); });
  const std::vector<BestOf> best = joined_among(all, compare_);
  std::vector<IdentityLink> links;
  for (std::size_t i = 0; i < all.size(); ++i) {
    IdentityLink link{all[i]->article, all[i]->mentions, {}, {}, best[i].verdict(), all[i]->parting};
    if (const Report* to = best[i].get()) {
      link.joined_to = to->article;
      link.joined_sentence = to->mentions.front().sentence.text;
    }
    links.push_back(std::move(link));
  }
  return links;
}

}  // namespace rawi
