#include "extractors/resolve/document_actors.hpp"

#include <algorithm>

#include "extractors/resolve/spelling_key.hpp"

namespace rawi {

namespace {

/// Do all words of the shorter name stand in the longer one, in the same order and with the same last word?
bool is_shorter_form(const std::vector<std::string>& shorter, const std::vector<std::string>& longer) {
  if (shorter.empty() || shorter.size() > longer.size() || shorter.back() != longer.back()) return false;
  auto at = longer.begin();
  for (const std::string& word : shorter) {
    at = std::find(at, longer.end(), word);
    if (at == longer.end()) return false;
    ++at;
  }
  return true;
}

}  // namespace

bool DocumentActors::expects_state(std::string_view country) const {
  const Entity* state = catalogue_.country(country);
  return state != nullptr && expected_.contains(state);
}

const Entity* DocumentActors::make(EntityType type, const std::string& name, const std::string& original,
                                   const std::string& language, const std::string& country, const std::string& apart) {
  std::string key = slug(name);
  if (key.empty()) return nullptr;
  if (!apart.empty()) key += "-" + slug(apart);
  const EntityId id(std::string(to_string(type)) + ":" + key);
  if (const Entity* known = catalogue_.find(id)) return known;
  const auto made = made_by_id_.find(id);
  if (made != made_by_id_.end()) {
    for (Entity& entity : made_)
      if (&entity == made->second && entity.country.empty()) entity.country = country;
    return made->second;
  }
  Entity entity;
  entity.id = id;
  entity.type = type;
  entity.name = name;
  entity.country = country;
  if (!original.empty()) entity.names[language].push_back(original);
  made_.push_back(std::move(entity));
  made_by_id_.emplace(id, &made_.back());
  return &made_.back();
}

const Entity* DocumentActors::adopt(Entity actor) {
  if (const auto known = made_by_id_.find(actor.id); known != made_by_id_.end()) return known->second;
  made_.push_back(std::move(actor));
  made_by_id_.emplace(made_.back().id, &made_.back());
  return &made_.back();
}

const Entity* DocumentActors::person_named(const std::vector<std::string>& words) const {
  const Entity* found = nullptr;
  for (const NamedPerson& known : people_) {
    const bool same = known.words.size() >= words.size() ? is_shorter_form(words, known.words)
                                                         : known.words.size() == 1 && is_shorter_form(known.words, words);
    if (!same || known.person == found) continue;
    if (found != nullptr) return nullptr;  // two people go by it: neither
    found = known.person;
  }
  return found;
}

void DocumentActors::remember_person(const std::vector<std::string>& words, const Entity* person) {
  if (!words.empty()) people_.push_back({words, person});
}

}  // namespace rawi
