// The shipped actors: who must be found under which spellings, and who held which office when.
#include <catch2/catch.hpp>
#include <set>

#include "extractors/fold.hpp"
#include "extractors/resolve/actor_catalogue.hpp"

using namespace rawi;

namespace {

const ActorCatalogue& shipped() {
  static const ActorCatalogue catalogue = [] {
    auto loaded = ActorCatalogue::load(std::filesystem::path(RAWI_SOURCE_DIR) / "extractors" / "actors", {"ar", "en", "fr"});
    if (!loaded) FAIL(loaded.error().message());
    return std::move(*loaded);
  }();
  return catalogue;
}

std::string first_of(std::string_view name) {
  const auto found = shipped().find_name(name);
  return found.empty() ? std::string("nobody") : found.front()->id.text();
}

std::string holder(std::string_view office, std::string_view country, std::string_view day) {
  const Entity* held = shipped().holder(office, country, {}, *parse_day(day));
  return held == nullptr ? "nobody" : held->id.text();
}

}  // namespace

TEST_CASE("the shipped actors load") {
  CHECK(shipped().actors().size() > 500);
  CHECK(std::is_sorted(shipped().actors().begin(), shipped().actors().end(),
                       [](const Entity& a, const Entity& b) { return a.id < b.id; }));
}

TEST_CASE("every spelling of one person is that person") {
  std::set<std::string> zelensky, macron, elysee;
  for (const char* name : {"زيلنسكي", "زيلينسكي", "Zelensky", "Zelenskyy", "فولوديمير زيلنسكي", "Volodymyr Zelenskyy"})
    zelensky.insert(first_of(name));
  for (const char* name : {"ماكرون", "Macron", "إيمانويل ماكرون", "ايمانويل ماكرون", "Emmanuel Macron"})
    macron.insert(first_of(name));
  for (const char* name : {"قصر الإليزيه", "قصر إيليسيه", "élysée", "Élysée Palace", "الإليزيه"}) elysee.insert(first_of(name));
  CHECK(zelensky == std::set<std::string>{"person:volodymyr-zelensky"});
  CHECK(macron == std::set<std::string>{"person:emmanuel-macron"});
  CHECK(elysee.size() == 1);
  CHECK(*elysee.begin() != "nobody");
  CHECK(shipped().speaks_for(EntityId(*elysee.begin())) == "FRA");
}

TEST_CASE("states answer to names in all languages") {
  for (const char* name : {"FRA", "France", "فرنسا"}) CHECK(first_of(name) == "country:FRA");
  for (const char* name : {"الولايات المتحدة", "أمريكا", "أميركا", "U.S.", "États-Unis", "USA"})
    CHECK(first_of(name) == "country:USA");
  CHECK(shipped().country_of(fold("فرنسي"), "ar") == shipped().country("FRA"));
  CHECK(shipped().country_of(fold("russe"), "fr") == shipped().country("RUS"));
}

TEST_CASE("office holders change on their day") {
  CHECK(holder("president", "USA", "2025-01-19") == "person:joe-biden");
  CHECK(holder("president", "USA", "2025-01-21") == "person:donald-trump");
  CHECK(holder("president", "FRA", "2025-03-26") == "person:emmanuel-macron");
  CHECK(holder("president", "UKR", "2025-03-26") == "person:volodymyr-zelensky");
}
