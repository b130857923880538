#include "extractors/resolve/name_endings.hpp"

#include <catch2/catch.hpp>
#include <fstream>

using namespace rawi;

namespace {

const NameEndings& shipped() {
  static const NameEndings endings = [] {
    auto loaded = NameEndings::load(std::filesystem::path(RAWI_SOURCE_DIR) / "extractors" / "actors" / "endings.tsv");
    if (!loaded) FAIL(loaded.error().message());
    return std::move(*loaded);
  }();
  return endings;
}

bool leads_to(std::string_view word, std::string_view base, std::string_view language) {
  const auto bases = shipped().bases_of(word, language);
  return std::find(bases.begin(), bases.end(), base) != bases.end();
}

}  // namespace

TEST_CASE("inflected names lead back to the form that is listed") {
  CHECK(leads_to("францией", "франция", "ru"));
  CHECK(leads_to("зеленского", "зеленский", "ru"));
  CHECK(leads_to("путину", "путин", "ru"));
  CHECK(leads_to("харкова", "харків", "uk"));
  CHECK(leads_to("польщею", "польща", "uk"));
  CHECK(leads_to("deutschlands", "deutschland", "de"));
}

TEST_CASE("a language without endings of its own leaves names as they are") {
  CHECK(shipped().bases_of("путину", "fr").empty());
  CHECK_FALSE(shipped().has("fr"));
  CHECK(shipped().has("ru"));
  CHECK_FALSE(leads_to("путину", "путин", "de"));
}

TEST_CASE("too short a stem fits too many names") {
  CHECK(leads_to("рима", "рим", "ru"));
  CHECK_FALSE(leads_to("ома", "ом", "ru"));
}

TEST_CASE("a catalogue without the table has no endings, and a broken table is refused with its line") {
  CHECK_FALSE(NameEndings::load("/nowhere/endings.tsv")->has("ru"));
  const auto file = std::filesystem::temp_directory_path() / "rawi-endings-test.tsv";
  std::ofstream(file) << "language\tbase\tinflected\nru\ta\t-\n";
  const auto broken = NameEndings::load(file);
  std::filesystem::remove(file);
  REQUIRE_FALSE(broken);
  CHECK(broken.error().subject.find(":2") != std::string::npos);
}
