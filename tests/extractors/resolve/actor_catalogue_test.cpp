#include "extractors/resolve/actor_catalogue.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <fstream>

#include "extractors/fold.hpp"

using namespace rawi;

namespace {

const std::vector<std::string> kLanguages = {"ar", "en", "fr"};

/// A folder of actors that lives as long as the test.
class ActorFolder {
 public:
  ActorFolder()
      : path_(std::filesystem::temp_directory_path() /
              ("rawi-actors-" + std::to_string(std::chrono::steady_clock::now().time_since_epoch().count()))) {
    std::filesystem::create_directories(path_);
  }
  ~ActorFolder() { std::filesystem::remove_all(path_); }
  ActorFolder(const ActorFolder&) = delete;
  ActorFolder& operator=(const ActorFolder&) = delete;

  void write(const std::string& file, const std::string& lines) const { std::ofstream(path_ / file) << lines; }
  [[nodiscard]] Result<ActorCatalogue> load() const { return ActorCatalogue::load(path_, kLanguages); }

 private:
  std::filesystem::path path_;
};

constexpr const char* kCountries =
    R"({"id": "country:FRA", "iso2": "FR", "name": "France", "adjectives": {"en": ["French"], "fr": ["français"], "ar": ["فرنسي"]}, "inhabitants": {"en": ["Frenchman"]}}
{"id": "country:KOR", "iso2": "KR", "name": "South Korea", "adjectives": {"en": ["South Korean"], "fr": ["sud-coréen"]}}
{"id": "country:UKR", "iso2": "UA", "name": "Ukraine"}
{"id": "country:USA", "iso2": "US", "name": "United States", "names": {"en": ["US", "U.S."], "ar": ["أمريكا"]}}
{"id": "country:QAT", "iso2": "QA", "name": "Qatar"}
{"id": "country:MLI", "iso2": "ML", "name": "Mali"}
)";
constexpr const char* kPeople =
    R"({"id": "person:emmanuel-macron", "name": "Emmanuel Macron", "names": {"ar": ["إيمانويل ماكرون"]}, "short": {"ar": ["ماكرون"], "en": ["Macron"]}, "country": "FRA", "offices": [{"office": "president", "country": "FRA", "from": "2017-05-14"}]}
{"id": "person:volodymyr-zelensky", "name": "Volodymyr Zelensky", "names": {"ar": ["فولوديمير زيلينسكي"]}, "short": {"ar": ["زيلينسكي"], "en": ["Zelensky"]}, "country": "UKR"}
{"id": "person:joe-biden", "name": "Joe Biden", "names": {"ar": ["جو بايدن"]}, "short": {"en": ["Biden"]}, "country": "USA", "offices": [{"office": "president", "country": "USA", "from": "2021-01-20", "to": "2025-01-20"}]}
{"id": "person:donald-trump", "name": "Donald Trump", "short": {"en": ["Trump"]}, "country": "USA", "offices": [{"office": "president", "country": "USA", "from": "2017-01-20", "to": "2021-01-20"}, {"office": "president", "country": "USA", "from": "2025-01-20"}]}
{"id": "person:george-bush", "name": "George Bush", "short": {"en": ["Bush"]}, "country": "USA"}
{"id": "person:jeb-bush", "name": "Jeb Bush", "short": {"en": ["Bush"]}, "country": "USA"}
{"id": "person:mahmoud-harbi", "name": "Mahmoud Harbi", "names": {"ar": ["محمود حربي"]}, "country": "QAT"}
)";
constexpr const char* kPlaces =
    R"({"id": "place:paris", "name": "Paris", "names": {"ar": ["باريس"]}, "country": "FRA", "capital_of": "FRA"}
)";

constexpr const char* kOrganizations =
    R"({"id": "organization:river-league", "name": "River League", "names": {"fr": ["Ligue du fleuve"], "ar": ["رابطة النهر للجيش"]}}
)";

std::vector<std::string> folded(const std::vector<std::string>& forms) {
  std::vector<std::string> out;
  for (const std::string& form : forms) out.push_back(fold(form));
  return out;
}

/// "id@begin-end" of each match, the first candidate's id.
std::vector<std::string> matches(const ActorCatalogue& catalogue, const std::vector<std::string>& forms,
                                 std::string_view language) {
  std::vector<std::string> out;
  for (const NameMatch& match : catalogue.names_in({0, static_cast<WordIndex>(forms.size())}, folded(forms), language))
    out.push_back(match.candidates.front()->id.text() + "@" + std::to_string(match.words.begin) + "-" +
                  std::to_string(match.words.end));
  return out;
}

std::string only(const std::vector<const Entity*>& found) {
  return found.size() == 1 ? found.front()->id.text() : std::to_string(found.size()) + " actors";
}

Day day(std::string_view text) { return *parse_day(text); }

struct Fixture {
  Fixture() {
    folder.write("countries.jsonl", kCountries);
    folder.write("people.jsonl", kPeople);
    folder.write("places.jsonl", kPlaces);
    folder.write("organizations.jsonl", kOrganizations);
    auto loaded = folder.load();
    if (!loaded) FAIL(loaded.error().message());
    catalogue.emplace(std::move(*loaded));
  }
  ActorFolder folder;
  std::optional<ActorCatalogue> catalogue;
};

}  // namespace

TEST_CASE_METHOD(Fixture, "a state goes by its code and by ICU's name in every language") {
  for (const char* name : {"FRA", "FR", "fra", "France", "فرنسا", "country:FRA"})
    CHECK(only(catalogue->find_name(name)) == "country:FRA");
  for (const char* name : {"الولايات المتحدة", "États-Unis", "أمريكا", "U.S."})
    CHECK(only(catalogue->find_name(name)) == "country:USA");
  CHECK(catalogue->find_name("Atlantis").empty());
  CHECK(catalogue->find_name("").empty());
  CHECK(catalogue->country("UKR")->names.at("fr").front() == "Ukraine");
}

TEST_CASE_METHOD(Fixture, "spelling variants of a foreign name are one person") {
  for (const char* name : {"زيلنسكي", "زيلينسكي", "Zelensky", "Zelenskyy", "Zelenskiy", "فلوديمير زيلنسكي"})
    CHECK(only(catalogue->find_name(name)) == "person:volodymyr-zelensky");
  CHECK(only(catalogue->find_name("ماكرون")) == only(catalogue->find_name("MACRON")));
}

TEST_CASE_METHOD(Fixture, "a short surname may vary only beside a name that is written as known") {
  CHECK(only(catalogue->find_name("جو بيدن")) == "person:joe-biden");
  CHECK(catalogue->find_name("بيدن").empty());
  CHECK(catalogue->find_name("جون بيدن").empty());
}

TEST_CASE_METHOD(Fixture, "a long vowel is kept where the person's own language has it") {
  CHECK(only(catalogue->find_name("محمود حربي")) == "person:mahmoud-harbi");
  CHECK(catalogue->find_name("محمد حربي").empty());
}

TEST_CASE_METHOD(Fixture, "a surname of two people gives both, and a full name one") {
  CHECK(catalogue->find_name("Bush").size() == 2);
  CHECK(only(catalogue->find_name("Jeb Bush")) == "person:jeb-bush");
  const auto found = catalogue->names_in({0, 1}, {"bush"}, "en");
  REQUIRE(found.size() == 1);
  CHECK(found[0].candidates.size() == 2);
  CHECK(found[0].is_short);
}

TEST_CASE_METHOD(Fixture, "the longest name is matched, from left to right") {
  CHECK(matches(*catalogue, {"The", "United", "States", "and", "Emmanuel", "Macron", "met", "Zelensky"}, "en") ==
        std::vector<std::string>{"country:USA@1-3", "person:emmanuel-macron@4-6", "person:volodymyr-zelensky@7-8"});
  CHECK(matches(*catalogue, {"استقبل", "ماكرون", "زيلنسكي", "في", "باريس"}, "ar") ==
        std::vector<std::string>{"person:emmanuel-macron@1-2", "person:volodymyr-zelensky@2-3", "place:paris@4-5"});
}

TEST_CASE_METHOD(Fixture, "a name in another script counts, one of another language in the same script does not") {
  CHECK(matches(*catalogue, {"مع", "Macron"}, "ar") == std::vector<std::string>{"person:emmanuel-macron@1-2"});
  CHECK(matches(*catalogue, {"les", "États", "Unis"}, "en").empty());
  CHECK(matches(*catalogue, {"les", "États-Unis"}, "fr") == std::vector<std::string>{"country:USA@1-2"});
}

TEST_CASE_METHOD(Fixture, "an article makes another word of a name of one word") {
  CHECK(matches(*catalogue, {"دعم", "المالي"}, "ar").empty());
  CHECK(matches(*catalogue, {"في", "مالي"}, "ar") == std::vector<std::string>{"country:MLI@1-2"});
}

TEST_CASE_METHOD(Fixture, "a contraction counts as written inside a name, and is none of it in front") {
  CHECK(matches(*catalogue, {"de|du", "+le", "paris"}, "fr") == std::vector<std::string>{"place:paris@2-3"});
  CHECK(matches(*catalogue, {"la", "ligue", "de|du", "+le", "fleuve"}, "fr") ==
        std::vector<std::string>{"organization:river-league@1-5"});
  CHECK(matches(*catalogue, {"ligue", "de", "fleuve"}, "fr").empty());
}

TEST_CASE_METHOD(Fixture, "acronyms are marked, so that a pronoun is not taken for a state") {
  const auto found = catalogue->names_in({0, 1}, {"us"}, "en");
  REQUIRE(found.size() == 1);
  CHECK(found[0].acronym);
  CHECK_FALSE(catalogue->names_in({0, 1}, {"macron"}, "en").at(0).acronym);
}

TEST_CASE_METHOD(Fixture, "office holders change with the day") {
  CHECK(catalogue->holder("president", "USA", {}, day("2025-01-19"))->id.text() == "person:joe-biden");
  CHECK(catalogue->holder("president", "USA", {}, day("2025-01-21"))->id.text() == "person:donald-trump");
  CHECK(catalogue->holder("president", "USA", {}, day("2018-05-01"))->id.text() == "person:donald-trump");
  CHECK(catalogue->holder("president", "USA", {}, day("2001-01-01")) == nullptr);
  CHECK(catalogue->holder("monarch", "USA", {}, day("2025-01-21")) == nullptr);
}

TEST_CASE_METHOD(Fixture, "adjectives and inhabitants lead to their state") {
  CHECK(catalogue->country_of(fold("فرنسي"), "ar")->id.text() == "country:FRA");
  CHECK(catalogue->country_of("frenchman", "en")->id.text() == "country:FRA");
  CHECK(catalogue->country_of(fold("sud-coréen"), "fr")->id.text() == "country:KOR");
  CHECK(catalogue->country_of("french", "fr") == nullptr);
  CHECK(catalogue->english_adjective("KOR") == "South Korean");
  CHECK(catalogue->english_adjective("MLI").empty());
  CHECK(catalogue->speaks_for(EntityId("place:paris")) == "FRA");
  CHECK(catalogue->speaks_for(EntityId("country:FRA")).empty());
}

TEST_CASE_METHOD(Fixture, "words of names are known, so that no clitic is split off them") {
  CHECK(catalogue->knows_word(fold("باريس"), "ar"));
  CHECK(catalogue->knows_word(fold("فولوديمير"), "ar"));
  CHECK(catalogue->knows_word(fold("فرنسي"), "ar"));
  CHECK_FALSE(catalogue->knows_word(fold("وباريس"), "ar"));
  CHECK_FALSE(catalogue->knows_word(fold("للجيش"), "ar"));
}

TEST_CASE("a line that breaks the rules is named with its file and what is wrong") {
  const ActorFolder folder;
  const auto message = [&](const std::string& line) {
    folder.write("people.jsonl", "\n" + line + "\n");
    const auto loaded = folder.load();
    return loaded ? std::string("loaded") : loaded.error().message();
  };
  folder.write("countries.jsonl", kCountries);
  CHECK(message(R"({"id": "person:a", "name": "A"})") == "loaded");
  CHECK_THAT(message(R"({"id": "person:a", )"), Catch::Contains("people.jsonl:2") && Catch::Contains("no valid JSON"));
  CHECK_THAT(message(R"({"id": "person:a", "name": "A", "nickname": "x"})"), Catch::Contains("unknown key \"nickname\""));
  CHECK_THAT(message(R"({"id": "person:a", "name": "A", "country": "XYZ"})"),
             Catch::Contains("no line of countries.jsonl has the country XYZ"));
  CHECK_THAT(message(R"({"id": "person:a", "name": "A", "offices": [{"office": "o", "from": "2025-02-30"}]})"),
             Catch::Contains("no date"));
  CHECK_THAT(message(R"({"id": "human:a", "name": "A"})"), Catch::Contains("malformed id"));
  CHECK_THAT(message("{\"id\": \"person:a\", \"name\": \"A\"}\n{\"id\": \"person:a\", \"name\": \"B\"}"),
             Catch::Contains("there twice") && Catch::Contains(":3"));
  CHECK_THAT(message(R"({"name": "A"})"), Catch::Contains("without \"id\""));
}

TEST_CASE("a folder without actors is refused") {
  const ActorFolder folder;
  CHECK_FALSE(folder.load());
}
