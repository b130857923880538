#include "extractors/ingest/language_id.hpp"

#include <catch2/catch.hpp>

namespace rawi {
namespace {

TEST_CASE("the language of a sentence is told") {
  CHECK(detect_language("استقبل الرئيس الفرنسي نظيره الأوكراني في قصر الإليزيه مساء الأربعاء.") == "ar");
  CHECK(detect_language("The president received his counterpart in Paris on Wednesday evening.") == "en");
  CHECK(detect_language("Le président a reçu son homologue à Paris mercredi soir.") == "fr");
  CHECK(detect_language("Der Präsident empfing seinen Amtskollegen am Mittwochabend in Paris.") == "de");
  CHECK(detect_language("Президент принял своего коллегу в Париже в среду вечером.") == "ru");
  CHECK(detect_language("Macron met Zelensky in Paris.") == "en");
}

TEST_CASE("what has no language has none") {
  CHECK(detect_language("").empty());
  CHECK(detect_language("123 456 — 789").empty());
}

TEST_CASE("a language has one spelling") {
  for (const char* tag : {"ar", "AR", "ar-EG", "ar_EG", "ara", "ar-Arab-EG"}) CHECK(normalized_language(tag) == "ar");
  for (const char* none : {"", "und", "Arabic", "?", "x", "12"}) CHECK(normalized_language(none).empty());
}

}  // namespace
}  // namespace rawi
