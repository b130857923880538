// Ids that end up on disk and in answers.
#include "core/base/ids.hpp"

#include <catch2/catch.hpp>
#include <type_traits>

#include "core/text/article.hpp"

namespace rawi::test {

TEST_CASE("an event id is written with sixteen digits and read back") {
  CHECK(EventId{0xabc}.text() == "evt:0000000000000abc");
  for (const std::uint64_t value : {std::uint64_t{1}, std::uint64_t{0x8000000000000000}, UINT64_MAX})
    CHECK(EventId::parse(EventId{value}.text()) == EventId{value});
}

TEST_CASE("what is no event id is read as none") {
  for (const char* text : {"", "evt:", "evt:1", "evt:0000000000000abg", "evt:00000000000000abc", "art:0000000000000abc",
                           "evt: 00000000000abcd", "evt:-000000000000abc"}) {
    INFO(text);
    CHECK(EventId::parse(text).empty());
  }
}

TEST_CASE("an id of one kind cannot be handed over for another") {
  STATIC_REQUIRE_FALSE(std::is_convertible_v<EntityId, ArticleId>);
  STATIC_REQUIRE_FALSE(std::is_convertible_v<std::string, EntityId>);
  STATIC_REQUIRE_FALSE(std::is_convertible_v<std::uint64_t, EventId>);
}

TEST_CASE("the hash on which stored ids depend never changes") {
  CHECK(stable_hash("") == 0xcbf29ce484222325ULL);  // the published values of FNV-1a
  CHECK(stable_hash("a") == 0xaf63dc4c8601ec8cULL);
  CHECK(stable_hash("foobar") == 0x85944171f73967e8ULL);
}

TEST_CASE("an article without an id is known by its url, else by its title and text") {
  Article article;
  article.url = "https://example.org/1";
  article.text = "Words.";
  const ArticleId by_url = derived_article_id(article);
  article.text = "Other words.";
  CHECK(derived_article_id(article) == by_url);
  article.url.clear();
  const ArticleId by_text = derived_article_id(article);
  CHECK(by_text != by_url);
  article.title = "A title";
  CHECK(derived_article_id(article) != by_text);
  CHECK(by_text.text().size() == 20);
  CHECK(by_text.text().substr(0, 4) == "art:");
}

}  // namespace rawi::test
