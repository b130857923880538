// What one article tells of one occurrence: the mentions of it that belong together, before any other article is looked at.
#pragma once

#include <chrono>
#include <tuple>
#include <vector>

#include "core/facts/edit.hpp"
#include "core/facts/event.hpp"
#include "core/facts/identity_key.hpp"
#include "extractors/identity/event_compare.hpp"

namespace rawi {

/// Where a report may be found: an actor, what it did, and when.
struct Trace {
  KindId kind;
  EntityId actor;
  TimeGrade grade = TimeGrade::kNone;
  Day day{};
  friend auto operator<=>(const Trace&, const Trace&) = default;
};

struct Report {
  EventId id;     // a hash of the place of its first mention
  Event summary;  // aggregate() of its mentions; its id is the event that it belongs to by now
  ArticleId article;
  std::vector<EventMention> mentions;  // in the order of the text
  std::vector<std::size_t> indexes;    // where they stood in what the report was made of
  std::vector<Trace> traces;           // sorted, each once
  std::vector<std::uint32_t> parting;  // Edits::parting() of its mentions: only reports with the same are ever joined

  /// Ranks all reports there are. A report may be joined to one of higher rank (lower value) only: those that tell most first,
  /// so that one that could be of two occurrences follows one of them and never ties the two together.
  [[nodiscard]] std::tuple<int, int, bool, Day, ArticleId, EventId> rank() const;
  /// The first report to have been published gives the event its id.
  [[nodiscard]] std::tuple<bool, Day, ArticleId, EventId> age() const;
};

/// How far apart two traces of these grades may lie.
[[nodiscard]] std::chrono::days trace_window(TimeGrade a, TimeGrade b);

/// Have the two a trace in common: one actor, kindred kinds, days that lie near? Only such reports are ever compared.
[[nodiscard]] bool traces_meet(const Report& a, const Report& b, const EventCompare& compare);

/// The reports of one article. Mentions are taken from the most telling to the least, each joins the report so far that fits
/// best. A report does not depend on the article's other reports: from some whole reports' mentions the same come out again.
[[nodiscard]] std::vector<Report> reports_in(const std::vector<EventMention>& mentions, const EventCompare& compare,
                                             const Edits& edits);

/// Of several articles' mentions: article by article.
[[nodiscard]] std::vector<Report> reports_by_article(const std::vector<EventMention>& mentions, const EventCompare& compare,
                                                     const Edits& edits);

}  // namespace rawi
