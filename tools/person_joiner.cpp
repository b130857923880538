#include "tools/person_joiner.hpp"

#include <algorithm>

#include "extractors/resolve/name_match.hpp"
#include "extractors/resolve/spelling_key.hpp"

namespace rawi {

namespace {

constexpr double kSurelySame = 0.86;  // the names of a whole graph are many: more is asked of them than of one pair

/// The name as the texts wrote it, else the Latin one.
std::vector<std::string> written_names(const Entity& person) {
  std::vector<std::string> names;
  for (const auto& [language, written] : person.names) names.insert(names.end(), written.begin(), written.end());
  if (names.empty()) names.push_back(person.name);
  return names;
}

/// How alike the most alike names in different scripts are; 0 when there are none in different scripts.
double likeness_across_scripts(const Entity& a, const Entity& b) {
  double best = 0;
  for (const std::string& left : written_names(a))
    for (const std::string& right : written_names(b))
      if (script_of_text(left) != script_of_text(right)) best = std::max(best, match_names(left, right).score);
  return best;
}

void replace_id(Extraction& extraction, const EntityId& from, const EntityId& to) {
  for (Mention& mention : extraction.document.mentions)
    if (mention.entity == from) mention.entity = to;
  for (EventMention& event : extraction.events) {
    for (Participant& participant : event.participants)
      if (participant.entity == from) participant.entity = to;
    for (Attribution& attribution : event.attributed_to)
      if (attribution.entity == from) attribution.entity = to;
  }
}

}  // namespace

Result<PersonJoiner> PersonJoiner::over(const FactReader& graph) {
  PersonJoiner joiner;
  const auto read = graph.each_entity([&](const Entity& entity) { return joiner.remember_if_told(entity); });
  if (!read) return fail(read.error());
  return joiner;
}

Result<PersonJoiner> PersonJoiner::over(const FactStore& graph) {
  PersonJoiner joiner;
  const auto read = graph.each_entity_as_told([&](const Entity& entity) { return joiner.remember_if_told(entity); });
  if (!read) return fail(read.error());
  return joiner;
}

/// Goes on to the next one.
bool PersonJoiner::remember_if_told(const Entity& entity) {
  if (entity.type == EntityType::kPerson && !entity.known) remember(entity);
  return true;
}

void PersonJoiner::remember(const Entity& person) {
  const auto [place, is_new] = by_id_.emplace(person.id, people_.size());
  if (!is_new) return;
  for (const std::string& name : written_names(person)) names_.add(name, static_cast<std::uint32_t>(people_.size()));
  people_.push_back(person);
}

const Entity* PersonJoiner::known_as(const Entity& person) const {
  if (person.country.empty()) return nullptr;
  const Entity* best = nullptr;
  double best_score = 0, second = 0;
  std::vector<std::uint32_t> near;
  for (const std::string& name : written_names(person))
    for (const std::uint32_t number : names_.near(name))
      if (std::find(near.begin(), near.end(), number) == near.end()) near.push_back(number);
  for (const std::uint32_t number : near) {
    const Entity& other = people_[number];
    const double score = likeness_across_scripts(person, other);
    if (score > best_score) {
      second = best_score;
      best = &other;
      best_score = score;
    } else {
      second = std::max(second, score);
    }
  }
  const bool sure = best_score >= kSurelySame && second < kSameName;
  return sure && best->country == person.country ? best : nullptr;
}

void PersonJoiner::join(Extraction& extraction) {
  for (Entity& actor : extraction.actors) {
    if (actor.type != EntityType::kPerson || actor.known || by_id_.contains(actor.id)) continue;
    const Entity* known = known_as(actor);
    // Two people of one article are two people.
    if (known == nullptr || extraction.actor(known->id) != nullptr) {
      remember(actor);
      continue;
    }
    replace_id(extraction, actor.id, known->id);
    actor.id = known->id;
    actor.name = known->name;
  }
}

}  // namespace rawi
