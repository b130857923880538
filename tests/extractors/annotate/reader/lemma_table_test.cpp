// Lemmas from a table of forms and endings.
#include "extractors/annotate/reader/lemma_table.hpp"

#include <catch2/catch.hpp>
#include <fstream>

#include "tests/support/temporary_directory.hpp"

namespace rawi::test {

namespace {

Result<LemmaTable> table(const std::string& rows) {
  const TemporaryDirectory directory("lemmas");
  std::ofstream(directory.path() / "lemmas.tsv") << "# made\nform\tupos\tlemma\n" << rows;
  return LemmaTable::load(directory.path() / "lemmas.tsv");
}

}  // namespace

TEST_CASE("a listed form wins over every ending, and the longest ending over shorter ones") {
  const auto lemmas = table("went\tVERB\tgo\nmen\tNOUN\tman\n*s\tNOUN\t-\n*ies\tNOUN\ty\n*en\tNOUN\ten\n");
  REQUIRE(lemmas);
  CHECK(lemmas->lemma("went", Upos::kVerb) == "go");
  CHECK_FALSE(lemmas->lemma("went", Upos::kNoun));
  CHECK(lemmas->lemma("men", Upos::kNoun) == "man");
  CHECK(lemmas->lemma("cities", Upos::kNoun) == "city");
  CHECK(lemmas->lemma("dogs", Upos::kNoun) == "dog");
  CHECK(lemmas->lemma("women", Upos::kNoun) == "women");
  CHECK_FALSE(lemmas->lemma("s", Upos::kNoun));  // an ending is never the whole word
  CHECK_FALSE(lemmas->lemma("", Upos::kNoun));
}

TEST_CASE("endings are cut between characters") {
  const auto lemmas = table("*ов\tNOUN\t-\n");
  REQUIRE(lemmas);
  CHECK(lemmas->lemma("столов", Upos::kNoun) == "стол");
}

TEST_CASE("a broken row is refused with its line") {
  const auto lemmas = table("went\tDOING\tgo\n");
  REQUIRE_FALSE(lemmas);
  CHECK_THAT(lemmas.error().subject, Catch::Contains(":3"));
}

}  // namespace rawi::test
