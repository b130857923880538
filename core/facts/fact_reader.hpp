// The narrow seam between what keeps facts and what asks about them: storage implements it, graph, identity and the
// commands consume it, and neither side knows the other.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/facts/entity.hpp"
#include "core/facts/event.hpp"
#include "core/text/article.hpp"

namespace rawi {

/// Days [first, last], both included; an empty end is open.
struct DayRange {
  std::optional<Day> first;
  std::optional<Day> last;

  [[nodiscard]] bool contains(Day day) const { return (!first || *first <= day) && (!last || day <= *last); }
};

/// Return false to stop.
using EntityVisitor = std::function<bool(const Entity&)>;
using EventVisitor = std::function<bool(const Event&)>;

/// All functions are const, may be called from several threads, and fail with kIo or kCorrupt only.
class FactReader {
 public:
  virtual ~FactReader() = default;

  [[nodiscard]] virtual Result<std::optional<Entity>> entity(const EntityId& id) const = 0;
  [[nodiscard]] virtual Result<std::optional<Event>> event(EventId id) const = 0;
  [[nodiscard]] virtual Result<std::optional<Article>> article(const ArticleId& id) const = 0;

  /// The reports of an event, by article id, then by place in the article.
  [[nodiscard]] virtual Result<std::vector<EventMention>> mentions_of(EventId id) const = 0;
  /// What an article reports, in the order of its text.
  [[nodiscard]] virtual Result<std::vector<EventMention>> mentions_in(const ArticleId& id) const = 0;

  /// Every entity, in the order of the store's keys.
  [[nodiscard]] virtual Result<void> each_entity(const EntityVisitor& visit) const = 0;
  /// Every event whose sort_day() lies in the range, by that day and then by id. Events without one come last, and only
  /// when the range is open at its end.
  [[nodiscard]] virtual Result<void> each_event(const DayRange& days, const EventVisitor& visit) const = 0;
  /// The same, of the events in which the entity takes part in any role: from an index, never from a scan of all.
  [[nodiscard]] virtual Result<void> each_event_of(const EntityId& id, const DayRange& days, const EventVisitor& visit) const = 0;
};

}  // namespace rawi
