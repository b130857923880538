// A timeline as an iCalendar (RFC 5545) that calendar programs take in: one all-day entry an event.
#pragma once

#include <ostream>
#include <vector>

#include "tools/answer_facts.hpp"

namespace rawi {

/// Planned and possible events are TENTATIVE, negated ones CANCELLED. The stamp of an entry is the day of its latest report, so
/// that the same graph gives the same bytes. Events without any day are left out. Errors are the reader's, and kIo when the
/// stream fails.
[[nodiscard]] Result<void> export_ical(AnswerFacts& facts, const std::vector<Event>& events, std::ostream& out);

}  // namespace rawi
