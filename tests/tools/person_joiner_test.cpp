#include "tools/person_joiner.hpp"

#include <catch2/catch.hpp>

#include "storage/memory_store.hpp"

using namespace rawi;

namespace {

Entity person(const std::string& slug, const std::string& language, const std::string& name, const std::string& country) {
  Entity made;
  made.id = EntityId("person:" + slug);
  made.type = EntityType::kPerson;
  made.name = name;
  made.country = country;
  made.names[language].push_back(name);
  return made;
}

/// An article that reports one statement of this person.
Extraction reporting(const Entity& speaker) {
  auto document = Document::make({});
  REQUIRE(document);
  Extraction extraction{std::move(*document), {speaker}, {}};
  EventMention said;
  said.participants.push_back({Role::kSource, speaker.id, std::nullopt});
  said.attributed_to.push_back({speaker.id, std::nullopt});
  extraction.events.push_back(said);
  return extraction;
}

PersonJoiner empty_joiner() {
  const auto store = make_memory_store();
  auto joiner = PersonJoiner::over(*store);
  REQUIRE(joiner);
  return std::move(*joiner);
}

/// The ids under which two people stand in the graph, one article after the other.
std::pair<std::string, std::string> ids_of(const Entity& first, const Entity& second) {
  PersonJoiner joiner = empty_joiner();
  Extraction one = reporting(first), two = reporting(second);
  joiner.join(one);
  joiner.join(two);
  CHECK(two.events.front().participants.front().entity == two.actors.front().id);
  CHECK(two.events.front().attributed_to.front().entity == two.actors.front().id);
  return {one.actors.front().id.text(), two.actors.front().id.text()};
}

}  // namespace

TEST_CASE("a new name in another script joins the person of that name and state") {
  const auto [first, second] =
      ids_of(person("mhmd-tamalt", "ar", "محمد تامالت", "DZA"), person("mohamed-tamalt", "en", "Mohamed Tamalt", "DZA"));
  CHECK(first == "person:mhmd-tamalt");
  CHECK(second == first);
}

TEST_CASE("another state, one word in common or the same script keep two people apart") {
  const Entity tamalt = person("mhmd-tamalt", "ar", "محمد تامالت", "DZA");
  for (const Entity& other :
       {person("mohamed-tamalt", "en", "Mohamed Tamalt", "FRA"), person("mohamed-tamalt", "en", "Mohamed Tamalt", ""),
        person("mohamed-tazalt", "en", "Mohamed Sadaoui", "DZA"), person("tamalt", "en", "Tamalt", "DZA"),
        person("mahmud-tamalt", "ar", "محمود تامالت", "DZA")})
    CHECK(ids_of(tamalt, other).second == other.id.text());
}

TEST_CASE("two people of one article stay two") {
  PersonJoiner joiner = empty_joiner();
  Extraction article = reporting(person("mhmd-tamalt", "ar", "محمد تامالت", "DZA"));
  article.actors.push_back(person("mohamed-tamalt", "en", "Mohamed Tamalt", "DZA"));
  joiner.join(article);
  CHECK(article.actors[0].id != article.actors[1].id);
}
