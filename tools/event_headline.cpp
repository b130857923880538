#include "tools/event_headline.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <vector>

namespace rawi {

Result<std::string> names_in_role(AnswerFacts& facts, const Event& event, Role role) {
  std::string names;
  for (const EventParticipant& p : event.participants) {
    if (p.role != role) continue;
    const Result<const Entity*> entity = facts.entity(p.entity);
    if (!entity) return fail(entity.error());
    names += (names.empty() ? "" : ", ") + (*entity)->name;
  }
  return names;
}

Result<std::string> event_headline(AnswerFacts& facts, const Event& event) {
  // Reports may disagree about somebody's role: each is named once, in the first role of the list.
  Event once = event;
  std::vector<EntityId> named_before;
  std::erase_if(once.participants, [&](const EventParticipant& p) {
    const bool known = std::find(named_before.begin(), named_before.end(), p.entity) != named_before.end();
    if (!known) named_before.push_back(p.entity);
    return known;
  });
  std::array<std::string, kRoleCount> names;
  for (std::size_t i = 0; i < kRoleCount; ++i) {
    Result<std::string> found = names_in_role(facts, once, static_cast<Role>(i));
    if (!found) return found;
    names[i] = std::move(*found);
  }
  const auto named = [&](Role role) -> const std::string& { return names[static_cast<std::size_t>(role)]; };
  std::string line = event.kind.text();
  if (event.status != EventStatus::kHappened) line = std::string(to_string(event.status)) + " " + line;
  std::string who = named(Role::kSource);
  if (!named(Role::kTarget).empty()) who += (who.empty() ? "→ " : " → ") + named(Role::kTarget);
  if (!named(Role::kParticipant).empty()) who += (who.empty() ? "" : ", ") + named(Role::kParticipant);
  if (!who.empty()) line += ": " + who;
  if (!named(Role::kPlace).empty()) line += " (" + named(Role::kPlace) + ")";
  return line;
}

Result<std::optional<EventMention>> telling_report(const AnswerFacts& facts, const Event& event) {
  auto reports = facts.reports(event.id);
  if (!reports) return fail(std::move(reports.error()));
  const auto rank = [](const EventMention& m) {
    return std::tuple(-static_cast<std::int64_t>(m.participants.size()), -m.confidence, m.sentence.text.size(), m.published,
                      m.article);
  };
  const auto best =
      std::min_element(reports->begin(), reports->end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  if (best == reports->end()) return std::optional<EventMention>();
  return std::optional(std::move(*best));
}

}  // namespace rawi
