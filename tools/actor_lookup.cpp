#include "tools/actor_lookup.hpp"

#include <algorithm>
#include <vector>

#include "extractors/fold.hpp"

namespace rawi {

namespace {

constexpr std::size_t kNamedMax = 6;  // ids listed in a message

std::string listed(const std::vector<EntityId>& ids) {
  std::string text;
  for (std::size_t i = 0; i < std::min(ids.size(), kNamedMax); ++i) text += (i == 0 ? "" : ", ") + ids[i].text();
  if (ids.size() > kNamedMax) text += ", …";
  return text;
}

struct StoredNames {
  std::vector<EntityId> equal, containing;
};

/// Names that the graph holds: equal ones, and ones that contain what was asked, for the message.
Result<StoredNames> search_store(const std::string& name, const FactReader& reader) {
  StoredNames found;
  const std::string wanted = fold(name);
  const auto done = reader.each_entity([&](const Entity& entity) {
    bool equal = fold(entity.name) == wanted, contains = fold(entity.name).find(wanted) != std::string::npos;
    for (const auto& [language, names] : entity.names)
      for (const std::string& n : names) equal = equal || fold(n) == wanted;
    if (equal)
      found.equal.push_back(entity.id);
    else if (contains)
      found.containing.push_back(entity.id);
    return true;
  });
  if (!done) return fail(done.error());
  return found;
}

}  // namespace

std::vector<std::string> languages_of(const std::filesystem::path& data) {
  std::vector<std::string> codes;
  std::error_code error;
  for (auto it = std::filesystem::directory_iterator(data / "extractors" / "languages", error);
       !error && it != std::filesystem::directory_iterator(); it.increment(error))
    if (std::filesystem::exists(it->path() / "pack.json")) codes.push_back(it->path().filename().string());
  std::sort(codes.begin(), codes.end());
  return codes;
}

Result<ActorCatalogue> load_known_actors(const std::filesystem::path& data) {
  return ActorCatalogue::load(data / "extractors" / "actors", languages_of(data));
}

Result<EntityId> find_actor(const std::string& name, const FactReader& reader, const std::filesystem::path& data) {
  if (fold(name).empty())
    return fail(ErrorCode::kInvalidInput, "actor \"" + name + "\"", "this is no name", "give an id, an ISO code or a name");
  auto by_id = reader.entity(EntityId(name));
  if (!by_id) return fail(std::move(by_id.error()));
  if (*by_id) return (*by_id)->id;  // another id for one that was merged

  auto catalogue = load_known_actors(data);
  if (!catalogue) return fail(std::move(catalogue.error()));
  const std::vector<const Entity*> known = catalogue->find_name(name);
  for (const Entity* entity : known) {  // full names come before short ones
    auto stored = reader.entity(entity->id);
    if (!stored) return fail(std::move(stored.error()));
    if (*stored) return (*stored)->id;
  }
  auto stored = search_store(name, reader);
  if (!stored) return fail(std::move(stored.error()));
  if (stored->equal.size() == 1) return stored->equal.front();
  if (stored->equal.size() > 1)
    return fail(ErrorCode::kInvalidInput, "actor \"" + name + "\"", "several actors go by this name",
                "give one of the ids: " + listed(stored->equal));
  if (!known.empty())
    return fail(ErrorCode::kNotFound, "actor \"" + name + "\"",
                "this is " + known.front()->name + " (" + known.front()->id.text() + "), who takes part in nothing in this graph",
                "list who does with 'rawi actors'");
  return fail(ErrorCode::kNotFound, "actor \"" + name + "\"", "nobody in this graph goes by this name",
              stored->containing.empty() ? "list who is there with 'rawi actors'" : "near it are: " + listed(stored->containing));
}

Result<EntityId> find_named_id(const std::string& name, const FactReader& reader, const std::filesystem::path& data) {
  EntityId id(name);
  const auto there = reader.entity(id);
  if (!there) return fail(there.error());
  if (*there) return id;
  return find_actor(name, reader, data);
}

}  // namespace rawi
