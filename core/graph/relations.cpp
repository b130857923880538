#include "core/graph/relations.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

namespace rawi {

namespace {

/// The roles of one actor in one event.
class RoleSet {
 public:
  void add(Role role) { bits_ |= bit(role); }
  [[nodiscard]] bool has(Role role) const { return (bits_ & bit(role)) != 0; }
  [[nodiscard]] bool empty() const { return bits_ == 0; }
  [[nodiscard]] bool only_place() const { return bits_ == bit(Role::kPlace); }

 private:
  static unsigned bit(Role role) { return 1U << static_cast<unsigned>(role); }
  unsigned bits_ = 0;
};

RoleSet roles_of(const Event& event, const EntityId& id) {
  RoleSet roles;
  for (const EventParticipant& participant : event.participants)
    if (participant.entity == id) roles.add(participant.role);
  return roles;
}

std::optional<Direction> direction_between(const RoleSet& a, const RoleSet& b) {
  if (a.empty() || b.empty()) return std::nullopt;
  if (a.only_place() || b.only_place()) return Direction::kAt;
  const bool to = a.has(Role::kSource) && b.has(Role::kTarget);
  const bool from = a.has(Role::kTarget) && b.has(Role::kSource);
  if (to == from) return Direction::kWith;  // neither, or each acted on the other
  return to ? Direction::kTo : Direction::kFrom;
}

/// Everybody whom the event relates to the asked actor, each once.
std::vector<EntityId> others_in(const Event& event, const RelationQuery& query) {
  if (query.other) return {*query.other};
  std::vector<EntityId> others;
  for (const EventParticipant& participant : event.participants)
    if (participant.entity != query.actor) others.push_back(participant.entity);
  std::sort(others.begin(), others.end());
  others.erase(std::unique(others.begin(), others.end()), others.end());
  return others;
}

void order(std::vector<Relation>& relations) {
  std::map<EntityId, std::size_t> event_counts;
  for (const Relation& relation : relations) event_counts[relation.other] += relation.events.size();
  std::sort(relations.begin(), relations.end(), [&](const Relation& a, const Relation& b) {
    const std::size_t a_count = event_counts[a.other];
    const std::size_t b_count = event_counts[b.other];
    const std::size_t a_size = a.events.size();
    const std::size_t b_size = b.events.size();
    return std::tie(b_count, a.other, a.direction, b_size, a.kind) < std::tie(a_count, b.other, b.direction, a_size, b.kind);
  });
}

}  // namespace

std::string_view to_string(Direction direction) {
  static constexpr std::array<std::string_view, 4> kNames = {"to", "from", "with", "at"};
  return kNames[static_cast<std::size_t>(direction)];
}

std::optional<Direction> direction_between(const Event& event, const EntityId& a, const EntityId& b) {
  return direction_between(roles_of(event, a), roles_of(event, b));
}

Result<std::vector<Relation>> relations(const FactReader& reader, const RelationQuery& query) {
  std::map<std::tuple<EntityId, Direction, KindId>, std::vector<Event>> groups;
  const Result<void> read = each_event_of(reader, query.actor, query.filter, [&](const Event& event) {
    const RoleSet own = roles_of(event, query.actor);
    for (const EntityId& other : others_in(event, query)) {
      const std::optional<Direction> direction = direction_between(own, roles_of(event, other));
      if (!direction || (*direction == Direction::kAt && !query.other && !query.with_places)) continue;
      groups[{other, *direction, event.kind}].push_back(event);
    }
    return true;
  });
  if (!read) return fail(read.error());

  std::vector<Relation> found;
  found.reserve(groups.size());
  for (auto& [key, events] : groups)
    found.push_back(
        {.other = std::get<0>(key), .direction = std::get<1>(key), .kind = std::get<2>(key), .events = std::move(events)});
  order(found);
  return found;
}

}  // namespace rawi
