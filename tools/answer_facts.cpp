#include "tools/answer_facts.hpp"

#include "core/graph/filter.hpp"

namespace rawi {

Result<const Entity*> AnswerFacts::entity(const EntityId& id) {
  const auto known = entities_.find(id);
  if (known != entities_.end()) return &known->second;
  Result<std::optional<Entity>> read = reader_.entity(id);
  if (!read) return fail(std::move(read.error()));
  Entity entity;
  if (*read) {
    entity = *std::move(*read);
  } else {
    entity.id = id;
    entity.name = id.text();
    entity.type = parse_entity_type(std::string_view(id.text()).substr(0, id.text().find(':'))).value_or(EntityType::kGroup);
  }
  return &entities_.emplace(id, std::move(entity)).first->second;
}

Result<std::vector<EventMention>> AnswerFacts::reports(EventId id) const { return reports_as_of(reader_, id, as_of_); }

Result<std::optional<Event>> AnswerFacts::event(EventId id) const { return event_as_of(reader_, id, as_of_); }

}  // namespace rawi
