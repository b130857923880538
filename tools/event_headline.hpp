// One line that says what an event is, put together from its facts; and the sentence that shows it best. Nothing is made up.
#pragma once

#include <optional>
#include <string>

#include "tools/answer_facts.hpp"

namespace rawi {

/// "summit: Emmanuel Macron, Keir Starmer (Paris)"; a planned, possible or denied event says so: "planned summit: …".
[[nodiscard]] Result<std::string> event_headline(AnswerFacts& facts, const Event& event);

/// The names of those in one role, joined by ", ".
[[nodiscard]] Result<std::string> names_in_role(AnswerFacts& facts, const Event& event, Role role);

/// The report whose sentence shows the event best: it names most of those who took part; of such the surest, the shortest, the
/// first. Nothing for an event without reports.
[[nodiscard]] Result<std::optional<EventMention>> telling_report(const AnswerFacts& facts, const Event& event);

}  // namespace rawi
