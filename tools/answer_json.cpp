#include "tools/answer_json.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <tuple>

namespace rawi {

namespace {

using Json = nlohmann::ordered_json;

Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }
Json day_or_null(std::optional<Day> day) { return day ? Json(format_day(*day)) : Json(); }

/// Three digits are more than the figure can bear; the rest is noise of floating point.
double rounded(double confidence) { return std::round(confidence * 1000) / 1000; }

Json interval_json(const TimeInterval& time) { return {{"start", format_day(time.first)}, {"end", format_day(time.last)}}; }

Json evidence_json(const Evidence& evidence) {
  return {{"start", evidence.span.begin}, {"end", evidence.span.end}, {"text", evidence.text}};
}
Json evidence_json(const std::optional<Evidence>& evidence) { return evidence ? evidence_json(*evidence) : Json(); }

/// Adds "entity", "name", "type", "country".
void put_actor(Json& json, const Entity& entity) {
  json["entity"] = entity.id.text();
  json["name"] = entity.name;
  json["type"] = to_string(entity.type);
  json["country"] = text_or_null(entity.country);
}

Result<Json> actor_json(AnswerFacts& facts, const EntityId& id) {
  const Result<const Entity*> entity = facts.entity(id);
  if (!entity) return fail(entity.error());
  Json json;
  put_actor(json, **entity);
  return json;
}

Result<Json> participants_json(AnswerFacts& facts, const Event& event) {
  Json list = Json::array();
  for (const EventParticipant& participant : event.participants) {
    const Result<const Entity*> entity = facts.entity(participant.entity);
    if (!entity) return fail(entity.error());
    Json json = {{"role", to_string(participant.role)}};
    put_actor(json, **entity);
    list.push_back(std::move(json));
  }
  return list;
}

Json attributions_json(const EventMention& mention, const EntityLookup& find) {
  if (mention.attributed_to.empty()) return {};
  Json list = Json::array();
  for (const Attribution& attribution : mention.attributed_to) {
    const Entity* entity = find(attribution.entity);
    list.push_back({{"entity", attribution.entity.text()},
                    {"name", entity ? entity->name : attribution.entity.text()},
                    {"mention", evidence_json(attribution.mention)}});
  }
  return list;
}

/// Every entity of a mention, looked up beforehand, so that a plain function can find them.
using Cast = std::map<EntityId, const Entity*>;
Result<Cast> cast_of(AnswerFacts& facts, const EventMention& mention) {
  Cast cast;
  const auto add = [&](const EntityId& id) -> Result<void> {
    const Result<const Entity*> entity = facts.entity(id);
    if (!entity) return fail(entity.error());
    cast[id] = *entity;
    return {};
  };
  for (const Participant& participant : mention.participants)
    if (Result<void> added = add(participant.entity); !added) return fail(std::move(added.error()));
  for (const Attribution& attribution : mention.attributed_to)
    if (Result<void> added = add(attribution.entity); !added) return fail(std::move(added.error()));
  return cast;
}
EntityLookup lookup_in(const Cast& cast) {
  return [&cast](const EntityId& id) {
    const auto found = cast.find(id);
    return found == cast.end() ? nullptr : found->second;
  };
}

Result<Json> reports_json(AnswerFacts& facts, EventId id) {
  const Result<std::vector<EventMention>> mentions = facts.reports(id);
  if (!mentions) return fail(mentions.error());
  Json list = Json::array();
  for (const EventMention& mention : *mentions) {
    const Result<Cast> cast = cast_of(facts, mention);
    if (!cast) return fail(cast.error());
    list.push_back({{"article", mention.article.text()},
                    {"sentence", mention.sentence.text},
                    {"published", day_or_null(mention.published)},
                    {"attributed_to", attributions_json(mention, lookup_in(*cast))},
                    {"rule", mention.rule},
                    {"status", to_string(mention.status)}});
  }
  return list;
}

Json roles_json(const std::vector<Role>& roles) {
  Json list = Json::array();
  for (const Role role : roles) list.push_back(to_string(role));
  return list;
}

Result<Json> hop_json(AnswerFacts& facts, const Hop& hop) {
  Json events = Json::array();
  for (const HopEvent& joined : hop.events) {
    const Result<std::optional<Event>> event = facts.event(joined.event);
    if (!event) return fail(event.error());
    if (!*event) continue;  // retracted since the view was built
    Result<Json> answer = event_answer(facts, **event);
    if (!answer) return answer;
    events.push_back({{"from_roles", roles_json(joined.from_roles)},
                      {"to_roles", roles_json(joined.to_roles)},
                      {"event", *std::move(answer)}});
  }
  return Json{{"from", hop.from.text()}, {"to", hop.to.text()}, {"event_count", hop.event_count}, {"events", std::move(events)}};
}

Json offices_json(const Entity& entity) {
  Json list = Json::array();
  for (const OfficeTerm& term : entity.offices)
    list.push_back({{"office", term.office},
                    {"country", text_or_null(term.country)},
                    {"organization", text_or_null(term.organization.text())},
                    {"from", day_or_null(term.from)},
                    {"to", day_or_null(term.to)}});
  return list;
}

}  // namespace

std::string json_line(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json entity_answer(const Entity& entity) {
  Json names = Json::object();
  for (const auto& [language, forms] : entity.names) names[language] = forms;
  Json external_ids = Json::object();
  for (const auto& [scheme, id] : entity.external_ids) external_ids[scheme] = id;
  return {{"id", entity.id.text()},
          {"type", to_string(entity.type)},
          {"name", entity.name},
          {"country", text_or_null(entity.country)},
          {"names", std::move(names)},
          {"offices", offices_json(entity)},
          {"external_ids", std::move(external_ids)},
          {"known", entity.known}};
}

Json article_answer(const Article& article) {
  return {{"id", article.id.text()},
          {"url", text_or_null(article.url)},
          {"source", text_or_null(article.source)},
          {"title", text_or_null(article.title)},
          {"published_at", day_or_null(article.published)},
          {"lang", text_or_null(article.language)},
          {"text", article.text}};
}

Result<Json> event_answer(AnswerFacts& facts, const Event& event) {
  Result<Json> participants = participants_json(facts, event);
  if (!participants) return participants;
  Result<Json> reports = reports_json(facts, event.id);
  if (!reports) return reports;
  const EventKind* kind = facts.kind(event.kind);
  return Json{{"id", event.id.text()},
              {"kind", event.kind.text()},
              {"plover", kind ? text_or_null(kind->plover) : Json()},
              {"status", to_string(event.status)},
              {"time", event.time ? interval_json(*event.time) : Json()},
              {"participants", *std::move(participants)},
              {"confidence", rounded(event.confidence)},
              {"reports", *std::move(reports)}};
}

Json mention_answer(const EventMention& mention, const EventKind* kind, const EntityLookup& find) {
  Json json = {{"article", mention.article.text()}, {"language", text_or_null(mention.language)}};
  if (mention.part == Part::kTitle) json["part"] = "title";
  json["sentence"] = {{"start", mention.sentence.span.begin}, {"end", mention.sentence.span.end}};
  json["trigger"] = evidence_json(mention.trigger);
  json["kind"] = mention.kind.text();
  json["plover"] = kind ? text_or_null(kind->plover) : Json();
  json["cameo"] = kind ? text_or_null(kind->cameo) : Json();
  json["status"] = to_string(mention.status);
  json["confidence"] = rounded(mention.confidence);
  json["rule"] = mention.rule;
  json["event"] = mention.event.empty() ? Json() : Json(mention.event.text());
  Json& participants = json["participants"] = Json::array();
  for (const Participant& participant : mention.participants) {
    Json one = {{"role", to_string(participant.role)}};
    if (const Entity* entity = find(participant.entity)) {
      put_actor(one, *entity);
    } else {
      one.update(
          {{"entity", participant.entity.text()}, {"name", participant.entity.text()}, {"type", nullptr}, {"country", nullptr}});
    }
    one["mention"] = evidence_json(participant.mention);
    participants.push_back(std::move(one));
  }
  json["attributed_to"] = attributions_json(mention, find);
  json["time"] = nullptr;
  if (mention.time) {
    json["time"] = interval_json(mention.time->interval);
    json["time"]["text"] = mention.time->text;
  }
  return json;
}

Result<Json> mention_answer(AnswerFacts& facts, const EventMention& mention) {
  const Result<Cast> cast = cast_of(facts, mention);
  if (!cast) return fail(cast.error());
  return mention_answer(mention, facts.kind(mention.kind), lookup_in(*cast));
}

Result<Json> path_answer(AnswerFacts& facts, const Path& path) {
  Json actors = Json::array();
  for (const EntityId& id : path.actors) {
    Result<Json> actor = actor_json(facts, id);
    if (!actor) return actor;
    actors.push_back(*std::move(actor));
  }
  Json hops = Json::array();
  for (const Hop& hop : path.hops) {
    Result<Json> one = hop_json(facts, hop);
    if (!one) return one;
    hops.push_back(*std::move(one));
  }
  return Json{{"length", path.hops.size()}, {"actors", std::move(actors)}, {"hops", std::move(hops)}};
}

Result<Json> neighbor_answer(AnswerFacts& facts, const Neighbor& neighbor) {
  Result<Json> json = actor_json(facts, neighbor.actor);
  if (!json) return json;
  (*json)["hops"] = neighbor.hops;
  (*json)["event_count"] = neighbor.event_count;
  Json& kinds = (*json)["kinds"] = Json::object();
  for (const KindCount& count : neighbor.kinds) kinds[count.kind.text()] = count.count;
  (*json)["latest"] = day_or_null(neighbor.latest);
  (*json)["latest_event"] = neighbor.latest_event.empty() ? Json() : Json(neighbor.latest_event.text());
  return json;
}

Result<std::vector<Json>> relation_answers(AnswerFacts& facts, const std::vector<Relation>& relations) {
  struct Entry {
    const Event* event;
    Json others;
  };
  using Key = std::tuple<bool, Day, EventId>;  // the order of time, undated last
  std::map<Key, Entry> entries;
  for (const Relation& relation : relations) {
    Result<Json> other = actor_json(facts, relation.other);
    if (!other) return fail(std::move(other.error()));
    Json stand = {{"direction", to_string(relation.direction)}};
    stand.update(*other);
    for (const Event& event : relation.events) {
      const std::optional<Day> day = event.sort_day();
      const auto at = entries.try_emplace(Key{!day, day.value_or(Day{}), event.id}, Entry{&event, Json::array()}).first;
      at->second.others.push_back(stand);
    }
  }
  std::vector<Json> answers;
  for (auto& [key, entry] : entries) {
    Result<Json> answer = event_answer(facts, *entry.event);
    if (!answer) return fail(std::move(answer.error()));
    (*answer)["relations"] = std::move(entry.others);
    answers.push_back(*std::move(answer));
  }
  return answers;
}

}  // namespace rawi
