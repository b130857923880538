// The timeline in all its forms: filtered by place and by words, grouped, summarised, as text, JSON Lines, TimelineJS or
// iCalendar.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/graph/timeline.hpp"
#include "tools/questions.hpp"

namespace rawi {

enum class TimelineForm { kText, kJsonLines, kTimelineJs, kICalendar };
/// "text", "jsonl", "timelinejs" or "ical".
[[nodiscard]] std::optional<TimelineForm> parse_timeline_form(std::string_view text);

struct TimelineRequest {
  TimelineQuery query{};
  std::optional<EntityId> place{};  // only events there; of a state also those at places that lie in it
  std::vector<std::string>
      words{};  // only events with a report in whose sentence all of these stand, whatever their case or accents
  std::optional<TimelineGrain> group{};
  std::optional<std::size_t> summary{};  // only so many dates, with one sentence each
  TimelineForm form = TimelineForm::kText;
};

/// Writes the timeline and returns how many events (or dates of a summary) there were. A summary takes the dates (or what
/// `group` says) with most reports, of each the event most reported, and of its sentences the one that names most of those who
/// took part, then the surest, then the shortest. Without `group`, `summary`, `place` and `words`, events stream in order of
/// time. Errors are the reader's, and kIo when the output cannot be written.
[[nodiscard]] Result<AnswerCount> answer_timeline(const Asker& asker, const TimelineRequest& request);

}  // namespace rawi
