// Answers for human readers: one event a paragraph, its participants by role, and the sentences that are its evidence.
// Every function returns whole lines of UTF-8. Errors are the reader's.
#pragma once

#include <string>
#include <vector>

#include "core/graph/neighbors.hpp"
#include "core/graph/paths.hpp"
#include "core/graph/relations.hpp"
#include "tools/answer_facts.hpp"

namespace rawi {

/// "2025-03-27", "2025-03" or "2025" for a whole month or year, "2025-03-25/2025-03-27" for any other interval.
[[nodiscard]] std::string time_text(const TimeInterval& time);

///     2025-03-27  summit  planned  0.90  evt:00000000000000a1
///       participant  Canada, Norway, United Kingdom
///       place        Paris
///       «…the sentence…»
///         article-1, 2025-03-26, according to Élysée Palace
[[nodiscard]] Result<std::string> event_text(AnswerFacts& facts, const Event& event);

/// The chain of actors in one line, then each hop with its events.
[[nodiscard]] Result<std::string> path_text(AnswerFacts& facts, const Path& path);

/// A table, one neighbour a line.
[[nodiscard]] Result<std::string> neighbors_text(AnswerFacts& facts, const std::vector<Neighbor>& neighbors);

/// A heading for each other actor, direction and kind with the count, and the events below it in order of time.
[[nodiscard]] Result<std::string> relations_text(AnswerFacts& facts, const EntityId& actor,
                                                 const std::vector<Relation>& relations);

/// What is known of an actor itself: type, country, names by language, offices with dates.
[[nodiscard]] std::string entity_text(const Entity& entity);

/// An article's head and what it reports, in the order of its text. `mentions` are its own.
[[nodiscard]] Result<std::string> article_text(AnswerFacts& facts, const Article& article,
                                               const std::vector<EventMention>& mentions);

}  // namespace rawi
