#include "extractors/ingest/article_source.hpp"

#include <catch2/catch.hpp>
#include <cstdio>
#include <fstream>

#include "tests/extractors/ingest/packing.hpp"
#include "tests/extractors/ingest/reading.hpp"

namespace rawi {
namespace {

TEST_CASE("a text file is one article with its stem as id and its bytes as they are") {
  const std::string text = "  أعلن الرئيس الفرنسي عن قمة في باريس.\r\n\r\nSecond line.\n";
  const Reading reading = read_bytes(text, "news/seed-ar.txt");
  REQUIRE(reading.articles.size() == 1);
  CHECK(reading.articles[0].id.text() == "seed-ar");
  CHECK(reading.articles[0].text == text);
  CHECK(reading.articles[0].language == "ar");
  CHECK(reading.articles[0].title.empty());
}

TEST_CASE("a byte order mark is dropped from a text") {
  CHECK(read_bytes("\xef\xbb\xbfTalks.", "a.txt").articles.at(0).text == "Talks.");
}

TEST_CASE("each bad text file gives one complaint that says where") {
  CHECK(read_bytes("", "a.txt").complained() == "a.txt:1: the file is empty; leave it out, or check how it was made\n");
  CHECK(read_bytes("", "a.jsonl").complained() == "a.jsonl:1: the file is empty; leave it out, or check how it was made\n");
  CHECK(read_bytes(" \n\n", "a.jsonl").complained() == "a.jsonl:1: the file holds no article; check that it is the right file\n");
  CHECK(read_bytes(" \n\n", "a.txt").complained() == "a.txt:1: the article has no text; give it a text, or leave it out\n");
  CHECK(read_bytes("\xef\xbb\xbf", "a.txt").complaints.size() == 1);
  CHECK(read_bytes("caf\xe9", "a.txt").complained() ==
        "a.txt:1: is not UTF-8 at byte offset 3; convert it to UTF-8, for example with iconv -f WINDOWS-1256 -t UTF-8\n");
  CHECK(read_bytes(std::string(2000, 'x'), "a.txt", {.article_bytes_max = 1000}).complained() ==
        "a.txt:1: the file has over 1.0 kB, more than the 1.0 kB that an article may have; split it, or leave it out\n");
}

TEST_CASE("UTF-16 is refused with the way out") {
  for (const std::string& bytes : {std::string("\xff\xfeT\0a\0", 6), std::string("\xfe\xff\0T\0a", 6), std::string("{\0\"\0", 4),
                                   std::string("\0{\0\"", 4)}) {
    const Reading reading = read_bytes(bytes, "a.jsonl");
    REQUIRE_FALSE(reading.result);
    CHECK(reading.result.error().message() == "a.jsonl: is UTF-16, not UTF-8; convert it: iconv -f UTF-16 -t UTF-8");
    CHECK(reading.complaints.empty());
  }
}

TEST_CASE("standard input is read by what it holds") {
  CHECK(read_bytes(R"({"id":"a","text":"One."})", "-").articles.at(0).id.text() == "a");
  CHECK(read_bytes(gzipped(R"({"id":"a","text":"One."})"), "-").articles.at(0).text == "One.");
  CHECK(read_bytes("<html><p>Page.</p></html>", "-").articles.at(0).text == "Page.");
  CHECK(read_bytes("<rss><channel><item><description>Feed.</description></item></channel></rss>", "-").articles.at(0).text ==
        "Feed.");
  const Reading text = read_bytes("Talks began in Geneva.", "-");
  CHECK(text.articles.at(0).id == derived_article_id(text.articles.at(0)));
  CHECK(read_bytes("{\"text\":}\n", "-").complaints.at(0).subject == "standard input:1");
}

TEST_CASE("a format that the caller names wins over the name") {
  CHECK(read_bytes("{ braces }", "a.jsonl", {.format = ArticleFormat::kText}).articles.at(0).text == "{ braces }");
}

TEST_CASE("a page that is called .xml is read as a page") {
  CHECK(read_bytes("<?xml version='1.0'?><html><body><p>Page.</p></body></html>", "a.xml").articles.at(0).text == "Page.");
}

TEST_CASE("a language that the caller names is not detected, and one in the data wins") {
  const IngestOptions options{.default_language = "FR"};
  CHECK(read_bytes("The talks began in Geneva on Wednesday.", "a.txt", options).articles.at(0).language == "fr");
  CHECK(read_bytes(R"({"text":"x","lang":"ara"})", "a.jsonl", options).articles.at(0).language == "ar");
}

TEST_CASE("reading stops when the taker has enough, without an error") {
  std::string lines;
  for (int i = 0; i < 100; ++i) lines += "{\"text\":\"One.\"}\n";
  int taken = 0;
  const auto result = read_articles(
      std::make_unique<MemoryStream>(lines), "a.jsonl", {}, [&](Article&&) { return ++taken < 3; },
      [](const Error&) { FAIL("no complaint expected"); });
  CHECK(result);
  CHECK(taken == 3);
}

TEST_CASE("a file that is not there or is a directory is an error") {
  const auto ignore = [](Article&&) { return true; };
  const auto complain = [](const Error&) {};
  const auto missing = read_articles("no/such/file.jsonl", {}, ignore, complain);
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == ErrorCode::kNotFound);
  CHECK(missing.error().message() == "no/such/file.jsonl: there is no such file; check the path");
  const auto directory = read_articles(std::filesystem::temp_directory_path(), {}, ignore, complain);
  REQUIRE_FALSE(directory);
  CHECK(directory.error().code == ErrorCode::kIo);
}

TEST_CASE("a file on disk is read") {
  const auto path = std::filesystem::temp_directory_path() / "rawi-article-source-test.txt.zst";
  std::ofstream(path, std::ios::binary) << zstd_packed("Talks began in Geneva on Wednesday.");
  std::vector<Article> articles;
  const auto result = read_articles(
      path, {}, [&](Article&& article) { return articles.push_back(std::move(article)), true; },
      [](const Error&) { FAIL("no complaint expected"); });
  std::filesystem::remove(path);
  REQUIRE(result);
  CHECK(articles.at(0).id.text() == "rawi-article-source-test");
  CHECK(articles.at(0).text == "Talks began in Geneva on Wednesday.");
}

}  // namespace
}  // namespace rawi
