// Look-ups of a loaded pack, on a pack small enough to see.
#include "extractors/annotate/language_pack.hpp"

#include <catch2/catch.hpp>

#include "tests/support/small_world.hpp"

namespace rawi::test {

TEST_CASE("a form of several words is an expression, found by its first") {
  SmallWorld world;
  const LanguagePack& pack = world.packs->at("en");
  CHECK(pack.readings("said") != nullptr);
  CHECK(pack.readings("said")->front().lemma == "say");
  CHECK(pack.readings("gainsaid") == nullptr);
  CHECK(pack.knows_lemma("say", Upos::kVerb));
  CHECK_FALSE(pack.knows_lemma("say", Upos::kNoun));
}

TEST_CASE("an added lemma is known from then on") {
  SmallWorld world;
  LanguagePack& pack = world.packs->at("en");
  CHECK_FALSE(pack.knows_lemma("elbonian", Upos::kAdj));
  pack.add_lemma("elbonian", Upos::kAdj);
  CHECK(pack.knows_lemma("elbonian", Upos::kAdj));
  CHECK_FALSE(pack.knows_lemma("elbonian", Upos::kNoun));
}

TEST_CASE("cues are found by lemma and scope, names by their class") {
  SmallWorld world;
  const LanguagePack& pack = world.packs->at("en");
  CHECK(pack.has_cue("in", CueScope::kLocative));
  CHECK_FALSE(pack.has_cue("in", CueScope::kAttribution));
  CHECK(pack.has_name_class("van", NameClass::kLink));
  CHECK_FALSE(pack.has_name_class("van", NameClass::kGiven));
}

TEST_CASE("of the nominals of one lemma the longest comes first") {
  SmallWorld world;
  const LanguagePack& pack = world.packs->at("en");
  const auto* ministries = pack.nominals_of("defence");
  REQUIRE(ministries != nullptr);
  CHECK(pack.nominals[ministries->front()].lemmas.size() == 2);
  CHECK(pack.nominals_of("nobody") == nullptr);
}

TEST_CASE("a data directory without packs is refused with advice") {
  const TemporaryFolder folder;
  folder.write("languages/README.md", "nothing here");
  const auto ontology = Ontology::load(std::filesystem::path(RAWI_SOURCE_DIR) / "schemas" / "ontology");
  REQUIRE(ontology);
  const auto packs = load_language_packs(folder.path() / "languages", *ontology);
  REQUIRE_FALSE(packs);
  CHECK(packs.error().code == ErrorCode::kNotFound);
}

}  // namespace rawi::test
