#include "extractors/ingest/article_json.hpp"

#include <catch2/catch.hpp>

#include "tests/extractors/ingest/reading.hpp"

namespace rawi {
namespace {

const std::string kGood = R"({"id":"good","lang":"en","text":"Talks began."})"
                          "\n";

/// Reads a bad line between two good ones; gives the one complaint.
std::string complaint_about(const std::string& bad) {
  const Reading reading = read_bytes(kGood + bad + "\n" + kGood, "news.jsonl");
  REQUIRE(reading.result);
  REQUIRE(reading.articles.size() == 2);
  REQUIRE(reading.complaints.size() == 1);
  REQUIRE(reading.complaints[0].subject == "news.jsonl:2");
  REQUIRE_FALSE(reading.complaints[0].advice.empty());
  return reading.complaints[0].problem;
}

TEST_CASE("every field of a JSON article is read and others are ignored") {
  const Reading reading = read_bytes(
      R"({"id":"a1","url":"https://x.org/1","source":"The Paper","title":"A summit","published_at":"2025-03-26T21:43:00+01:00",)"
      R"("lang":"en-GB","section":{"text":"not this","id":["nor this"]},)"
      R"("text":"Leaders met.\nThey \u0645\u0627 talked \ud83d\ude00.","views":12})",
      "news.jsonl");
  REQUIRE(reading.articles.size() == 1);
  const Article& article = reading.articles[0];
  CHECK(article.id.text() == "a1");
  CHECK(article.url == "https://x.org/1");
  CHECK(article.source == "The Paper");
  CHECK(article.title == "A summit");
  CHECK(article.published == parse_day("2025-03-26"));
  CHECK(article.language == "en");
  CHECK(article.text == "Leaders met.\nThey ما talked 😀.");
  CHECK(reading.complaints.empty());
}

TEST_CASE("what is missing or null is filled in or stays missing") {
  const Reading reading = read_bytes(
      R"({"id":null,"title":null,"published_at":"","text":"Les dirigeants européens se sont réunis à Paris mercredi."})"
      "\n",
      "news.ndjson", {.default_date = parse_day("2025-01-02")});
  REQUIRE(reading.articles.size() == 1);
  CHECK(reading.articles[0].id == derived_article_id(reading.articles[0]));
  CHECK(reading.articles[0].title.empty());
  CHECK(reading.articles[0].language == "fr");
  CHECK(reading.articles[0].published == parse_day("2025-01-02"));
  CHECK_FALSE(read_bytes(kGood, "a.jsonl").articles[0].published);
}

TEST_CASE("broken JSON is skipped with line and column") {
  CHECK(complaint_about(R"({"text": tru})") == "column 13 is broken JSON: invalid literal");
  CHECK(complaint_about(R"({"العنوان": "قمة", ,})").starts_with("column 20 is broken JSON: unexpected ','"));
  CHECK(complaint_about(R"({"text": "no end)").find("is broken JSON") != std::string::npos);
  CHECK(complaint_about(kGood.substr(0, kGood.size() - 1) + kGood.substr(0, kGood.size() - 1)).find("is broken JSON") !=
        std::string::npos);
  CHECK(complaint_about("just words").starts_with("is broken JSON"));
}

TEST_CASE("a lone surrogate costs its own line only") {
  CHECK(complaint_about(R"({"text":"a \ud800 b"})").find("surrogate") != std::string::npos);
}

TEST_CASE("a field of the wrong type is named") {
  CHECK(complaint_about(R"({"text":["a"]})") == "the field \"text\" is an array, not a string");
  CHECK(complaint_about(R"({"text":"a","title":12})") == "the field \"title\" is a number, not a string");
  CHECK(complaint_about(R"({"text":"a","lang":{"code":"ar"}})") == "the field \"lang\" is an object, not a string");
  CHECK(complaint_about(R"(["text"])") == "is an array, not a JSON object");
  CHECK(complaint_about(R"("text")") == "is a string, not a JSON object");
}

TEST_CASE("an article without text is skipped") {
  CHECK(complaint_about(R"({"id":"x","title":"Only a title"})") == "the article has no text");
  CHECK(complaint_about(R"({"id":"x","text":" \n\t "})") == "the article has no text");
  CHECK(complaint_about(R"({"id":"x","html":"<p> </p>"})") == "the article has no text");
}

TEST_CASE("a date that is none skips the article even when a default is given") {
  CHECK(complaint_about(R"({"text":"a","published_at":"yesterday"})") == "the field \"published_at\" is no date: yesterday");
  CHECK(complaint_about(R"({"text":"a","published_at":"2025-02-30"})") == "the field \"published_at\" is no date: 2025-02-30");
  const Reading reading =
      read_bytes(R"({"text":"a","published_at":"26/03/2025"})", "a.jsonl", {.default_date = parse_day("2025-01-02")});
  CHECK(reading.articles.empty());
  CHECK(reading.complaints.size() == 1);
}

TEST_CASE("bytes that are not UTF-8 are named with their offset in the line") {
  CHECK(complaint_about("{\"text\":\"caf\xe9\"}") == "is not UTF-8 at byte offset 12 of the line");
}

TEST_CASE("a line of 50 MB is skipped and the next one is read") {
  CHECK(complaint_about(R"({"text":")" + std::string(50'000'000, 'a') + R"("})") ==
        "the line has 50.0 MB, more than the 16.8 MB that an article may have");
}

TEST_CASE("a byte order mark, CRLF and empty lines are no fault") {
  const Reading reading = read_bytes(
      "\xef\xbb\xbf"
      R"({"id":"a","text":"One."})"
      "\r\n\r\n"
      R"({"id":"b","text":"Two."})"
      "\r\n",
      "news.json");
  REQUIRE(reading.articles.size() == 2);
  CHECK(reading.articles[1].text == "Two.");
  CHECK(reading.complaints.empty());
}

TEST_CASE("control characters become spaces and move no offset; noncharacters stay") {
  const Reading reading = read_bytes(R"({"title":"a\u0000b","text":"x\u0000y\u0007z\u007f\tq\r\n\uffff\ufdd0"})", "a.jsonl");
  REQUIRE(reading.articles.size() == 1);
  CHECK(reading.articles[0].title == "a b");
  CHECK(reading.articles[0].text == "x y z \tq\r\n\uFFFF\uFDD0");
}

TEST_CASE("html gives the text and what the fields leave open") {
  const Reading reading = read_bytes(R"({"title":"Given","html":"<html lang='fr'><head><title>Not taken</title>)"
                                     R"(<meta property='article:published_time' content='2025-03-26T08:00:00Z'></head>)"
                                     R"(<body><nav><a href='/'>Accueil</a></nav><p>Les dirigeants se r&eacute;unissent )"
                                     R"(jeudi &agrave; Paris pour parler de la paix.</p><script>x()</script></body></html>"})",
                                     "a.jsonl");
  REQUIRE(reading.articles.size() == 1);
  CHECK(reading.articles[0].title == "Given");
  CHECK(reading.articles[0].language == "fr");
  CHECK(reading.articles[0].published == parse_day("2025-03-26"));
  CHECK(reading.articles[0].text == "Les dirigeants se réunissent jeudi à Paris pour parler de la paix.");
}

TEST_CASE("an array of objects is read object by object") {
  const std::string array =
      "[\n  {\"id\": \"a\",\n   \"text\": \"One, [two] {three} \\\"four\\\".\"},\n  {\"id\": \"b\", \"text\": oops},\n "
      "{\"id\":\"c\",\"text\":\"C\"}]\n";
  for (std::size_t chunk = 1; chunk < array.size(); chunk += 5) {
    const Reading reading = read_bytes(array, "news.json", {}, chunk);
    REQUIRE(reading.articles.size() == 2);
    CHECK(reading.articles[0].text == "One, [two] {three} \"four\".");
    CHECK(reading.articles[1].id.text() == "c");
    REQUIRE(reading.complaints.size() == 1);
    CHECK(reading.complaints[0].subject == "news.json:4");
  }
}

TEST_CASE("one object over several lines is one article, and a fault in it has its own line") {
  CHECK(read_bytes("{\n \"text\": \"One.\"\n}\n", "a.json").articles.size() == 1);
  const Reading reading = read_bytes("{\n \"id\": \"a\",\n \"text\": nope\n}\n{\"text\":\"Two.\"}", "a.json");
  REQUIRE(reading.complaints.size() == 1);
  CHECK(reading.complaints[0].message().starts_with("a.json:3: column 11 is broken JSON: invalid literal"));
  REQUIRE(reading.articles.size() == 1);
}

TEST_CASE("a lost quote in an array costs one object") {
  const Reading reading = read_bytes("[\n{\"text\": \"One},\n{\"text\": \"Two.\"}\n,{\"text\": \"Three.\"}]", "a.json");
  CHECK(reading.complaints.size() <= 2);
  CHECK(reading.result);
}

TEST_CASE("nesting without end is an error and no overflow") {
  CHECK(complaint_about(R"({"text":"a","x":)" + std::string(2'000'000, '[') + "}").find("is broken JSON") != std::string::npos);
}

}  // namespace
}  // namespace rawi
