// Answers as JSON, as DESIGN and schemas/io describe them. Keys stand in a fixed order; what is not known is null, never
// left out or made up. Dates are "2025-03-26".
//
// Errors are the reader's. Include <nlohmann/json.hpp> to look into what these functions return, or write it with json_line().
#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "core/graph/neighbors.hpp"
#include "core/graph/paths.hpp"
#include "core/graph/relations.hpp"
#include "tools/answer_facts.hpp"

namespace rawi {

/// One line without a line break. Bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string json_line(const nlohmann::ordered_json& json);

/// {"id", "type", "name", "country", "names", "offices", "external_ids", "known"}
[[nodiscard]] nlohmann::ordered_json entity_answer(const Entity& entity);
/// {"id", "url", "source", "title", "published_at", "lang", "text"}: an article as `rawi build` reads it.
[[nodiscard]] nlohmann::ordered_json article_answer(const Article& article);

/// {"id", "kind", "plover", "status", "time", "participants", "confidence", "reports"}
[[nodiscard]] Result<nlohmann::ordered_json> event_answer(AnswerFacts& facts, const Event& event);

/// One event mention after the extraction contract. `find` may return null for an entity; it is then named by its id.
using EntityLookup = std::function<const Entity*(const EntityId&)>;
[[nodiscard]] nlohmann::ordered_json mention_answer(const EventMention& mention, const EventKind* kind, const EntityLookup& find);
[[nodiscard]] Result<nlohmann::ordered_json> mention_answer(AnswerFacts& facts, const EventMention& mention);

/// {"length", "actors": [{"entity", "name", "type", "country"}], "hops": [{"from", "to", "event_count",
///  "events": [{"from_roles", "to_roles", "event": <event answer>}]}]}
[[nodiscard]] Result<nlohmann::ordered_json> path_answer(AnswerFacts& facts, const Path& path);

/// {"entity", "name", "type", "country", "hops", "event_count", "kinds": {kind: count}, "latest", "latest_event"}
[[nodiscard]] Result<nlohmann::ordered_json> neighbor_answer(AnswerFacts& facts, const Neighbor& neighbor);

/// The events of all relations in order of time, each once: an event answer with one key more,
/// "relations": [{"direction": "to"|"from"|"with"|"at", "entity", "name", "type", "country"}] for each other actor.
[[nodiscard]] Result<std::vector<nlohmann::ordered_json>> relation_answers(AnswerFacts& facts,
                                                                           const std::vector<Relation>& relations);

}  // namespace rawi
