#include "storage/entity_merge.hpp"

#include <algorithm>

namespace rawi {

namespace {

template <class T>
void add_once(std::vector<T>& list, const T& value) {
  if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

void add_to(Entity& entity, const Entity& other) {
  if (entity.name.empty()) entity.name = other.name;
  if (entity.country.empty() && !entity.known) entity.country = other.country;  // a known entity without one has none
  for (const auto& [language, names] : other.names)
    for (const std::string& name : names) add_once(entity.names[language], name);
  for (const OfficeTerm& office : other.offices) add_once(entity.offices, office);
  entity.external_ids.insert(other.external_ids.begin(), other.external_ids.end());
}

}  // namespace

Entity merge_descriptions(const std::vector<Entity>& descriptions) {
  if (descriptions.size() == 1) return descriptions.front();
  Entity merged;
  bool begun = false;
  for (const bool known : {true, false}) {
    for (const Entity& d : descriptions) {
      if (d.known != known) continue;
      if (begun)
        add_to(merged, d);
      else
        merged = d;
      begun = true;
    }
  }
  return merged;
}

Entity join_entities(const EntityId& id, std::vector<Entity> parts) {
  Entity joined = std::move(parts.front());
  for (std::size_t i = 1; i < parts.size(); ++i) add_to(joined, parts[i]);
  joined.id = id;
  return joined;
}

}  // namespace rawi
