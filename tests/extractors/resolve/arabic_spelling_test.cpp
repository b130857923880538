#include "extractors/resolve/arabic_spelling.hpp"

#include <catch2/catch.hpp>

using namespace rawi;

TEST_CASE("a word in Arabic script gets a spelling that can be read aloud") {
  CHECK(arabic_spelling("خلدون") == "Khaldun");
  CHECK(arabic_spelling("شطي") == "Shati");
  CHECK(arabic_spelling("يونغ") == "Yungh");
  CHECK(arabic_spelling("تشول") == "Chul");
  CHECK(arabic_spelling("قواص") == "Qawas");
  CHECK(arabic_spelling("سميره") == "Samira");
}

TEST_CASE("what is no letter of the script is left out") {
  CHECK(arabic_spelling("").empty());
  CHECK(arabic_spelling("abc").empty());
}
