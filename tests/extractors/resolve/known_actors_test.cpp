// The shipped actors: who must be found under which spellings, and who held which office when.
#include <catch2/catch.hpp>
#include <set>

#include "extractors/fold.hpp"
#include "extractors/resolve/actor_catalogue.hpp"

using namespace rawi;

namespace {

const ActorCatalogue& shipped() {
  static const ActorCatalogue catalogue = [] {
    auto loaded = ActorCatalogue::load(std::filesystem::path(RAWI_SOURCE_DIR) / "extractors" / "actors",
                                       {"ar", "de", "en", "es", "fr", "ru", "uk"});
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

TEST_CASE("names that Cyrillic and German inflect are found in every case") {
  for (const char* name : {"Франция", "Франции", "Францией", "Францію", "Франції", "Frankreichs"})
    CHECK(first_of(name) == "country:FRA");
  for (const char* name : {"Украины", "Украиной", "Україною", "України"}) CHECK(first_of(name) == "country:UKR");
  for (const char* name : {"Deutschlands", "Германией", "Німеччини"}) CHECK(first_of(name) == "country:DEU");
  for (const char* name : {"Зеленского", "Владимиром Зеленским", "Зеленському", "Selenskyjs"})
    CHECK(first_of(name) == "person:volodymyr-zelensky");
  for (const char* name : {"Путиным", "Путіна", "Putins", "Владимиру Путину"}) CHECK(first_of(name) == "person:vladimir-putin");
  CHECK(first_of("Парижа") == "place:paris");
  CHECK(first_of("Киевом") == "place:kyiv");
}

TEST_CASE("organizations answer to their names in all languages") {
  for (const char* name : {"ООН", "Организации Объединённых Наций", "Vereinte Nationen", "Naciones Unidas", "ONU", "UNO"})
    CHECK(first_of(name) == "organization:united-nations");
  for (const char* name : {"НАТО", "OTAN", "Otan", "NATO"}) CHECK(first_of(name) == "organization:nato");
  for (const char* name : {"ЄС", "ЕС", "Европейского союза", "Unión Europea", "Europäische Union"})
    CHECK(first_of(name) == "organization:european-union");
}

TEST_CASE("adjectives and inhabitants are known in seven languages") {
  for (const auto& [word, language] : {std::pair("französisch", "de"), std::pair("francés", "es"), std::pair("французский", "ru"),
                                       std::pair("француз", "ru"), std::pair("французький", "uk"), std::pair("Franzose", "de")})
    CHECK(shipped().country_of(fold(word), language) == shipped().country("FRA"));
  CHECK(shipped().capitalizes_adjectives("en"));
  CHECK_FALSE(shipped().capitalizes_adjectives("ru"));
  CHECK_FALSE(shipped().capitalizes_adjectives("de"));
}

TEST_CASE("a name that nobody listed is found by its sound, and nobody by one word or in their own script") {
  REQUIRE(shipped().person_by_sound("Анжела Меркел") != nullptr);
  CHECK(shipped().person_by_sound("Анжела Меркел")->id.text() == "person:angela-merkel");
  CHECK(shipped().person_by_sound("Меркель") == nullptr);
  CHECK(shipped().person_by_sound("Анжела Сидоренко") == nullptr);
  CHECK(shipped().person_by_sound("محمود مرسي") == nullptr);
}

TEST_CASE("office holders change on their day") {
  CHECK(holder("president", "USA", "2025-01-19") == "person:joe-biden");
  CHECK(holder("president", "USA", "2025-01-21") == "person:donald-trump");
  CHECK(holder("president", "FRA", "2025-03-26") == "person:emmanuel-macron");
  CHECK(holder("president", "UKR", "2025-03-26") == "person:volodymyr-zelensky");
}

TEST_CASE("words of names that have a usual Latin spelling get it, others are transliterated") {
  CHECK(shipped().latin_spelling("محمد تامالت") == "Mohamed Tamalt");
  CHECK(shipped().latin_spelling("Mary Holm") == "Mary Holm");
}

TEST_CASE("who comes from anywhere is not taken for a national of the state that an article is about") {
  CHECK(shipped().comes_from_anywhere("ambassador"));
  CHECK_FALSE(shipped().comes_from_anywhere("police"));
}
