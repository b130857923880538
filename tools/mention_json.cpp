#include "tools/mention_json.hpp"

#include <nlohmann/json.hpp>

namespace rawi {

namespace {

using json = nlohmann::ordered_json;

json evidence_json(const Evidence& e) { return {{"start", e.span.begin}, {"end", e.span.end}, {"text", e.text}}; }

json optional_evidence(const std::optional<Evidence>& e) { return e ? evidence_json(*e) : json(nullptr); }

json text_or_null(const std::string& text) { return text.empty() ? json(nullptr) : json(text); }

}  // namespace

std::string mention_json(const EventMention& m, const Extraction& extraction, const Ontology& ontology) {
  const EventKind* kind = ontology.find(m.kind);
  const auto actor_of = [&](const EntityId& id) {
    static const Entity kNobody;
    const Entity* actor = extraction.actor(id);
    return actor == nullptr ? &kNobody : actor;
  };
  json j;
  j["article"] = m.article.text();
  j["language"] = m.language;
  if (m.part == Part::kTitle) j["part"] = "title";
  j["sentence"] = {{"start", m.sentence.span.begin}, {"end", m.sentence.span.end}};
  j["trigger"] = evidence_json(m.trigger);
  j["kind"] = m.kind.text();
  j["plover"] = text_or_null(kind == nullptr ? "" : kind->plover);
  j["cameo"] = text_or_null(kind == nullptr ? "" : kind->cameo);
  j["status"] = to_string(m.status);
  j["confidence"] = m.confidence;
  j["rule"] = m.rule;
  j["event"] = m.event.empty() ? json(nullptr) : json(m.event.text());
  j["participants"] = json::array();
  for (const Participant& p : m.participants) {
    const Entity* actor = actor_of(p.entity);
    j["participants"].push_back({{"role", to_string(p.role)},
                                 {"entity", p.entity.text()},
                                 {"name", actor->name},
                                 {"type", to_string(actor->type)},
                                 {"country", text_or_null(actor->country)},
                                 {"mention", optional_evidence(p.mention)}});
  }
  j["attributed_to"] = nullptr;
  for (const Attribution& a : m.attributed_to)
    j["attributed_to"].push_back({{"entity", a.entity.text()}, {"name", actor_of(a.entity)->name}, {"mention", optional_evidence(a.mention)}});
  j["time"] = nullptr;
  if (m.time)
    j["time"] = {{"start", format_day(m.time->interval.first)}, {"end", format_day(m.time->interval.last)}, {"text", m.time->text}};
  return j.dump();
}

}  // namespace rawi
