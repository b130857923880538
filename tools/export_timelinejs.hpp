// A timeline as the JSON that TimelineJS (timeline.knightlab.com) shows: one slide an event.
#pragma once

#include <ostream>
#include <vector>

#include "tools/answer_facts.hpp"

namespace rawi {

/// Dates of whole months and years are written as such. Each slide has a headline from the event's facts, the most telling
/// sentence with its article, and the kind as its group. Events without any day are left out: TimelineJS has no place for them.
/// Errors are the reader's, and kIo when the stream fails.
[[nodiscard]] Result<void> export_timelinejs(AnswerFacts& facts, const std::vector<Event>& events, std::ostream& out);

}  // namespace rawi
