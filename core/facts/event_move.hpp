// What a new or a retracted article changes in which event the mentions of other articles report.
#pragma once

#include "core/facts/event.hpp"

namespace rawi {

/// One stored mention, named by its place, goes over to another event. Mentions of one kind at one place go together.
struct EventMove {
  ArticleId article;
  Part part = Part::kBody;
  Span trigger;
  KindId kind;
  EventId from;
  EventId to;

  [[nodiscard]] bool moves(const EventMention& m) const {
    return m.event == from && m.article == article && m.part == part && m.trigger.span == trigger && m.kind == kind;
  }
  friend bool operator==(const EventMove&, const EventMove&) = default;
};

}  // namespace rawi
