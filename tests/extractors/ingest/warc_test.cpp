#include "extractors/ingest/warc.hpp"

#include <catch2/catch.hpp>

#include "extractors/ingest/http_message.hpp"
#include "tests/extractors/ingest/packing.hpp"
#include "tests/extractors/ingest/reading.hpp"

namespace rawi {
namespace {

std::string record(const std::string& type, const std::string& uri, const std::string& content_type, const std::string& content) {
  return "WARC/1.0\r\nWARC-Type: " + type + "\r\nWARC-Target-URI: " + uri +
         "\r\nWARC-Date: 2025-03-30T00:00:00Z\r\nContent-Type: " + content_type +
         "\r\nContent-Length: " + std::to_string(content.size()) + "\r\n\r\n" + content + "\r\n\r\n";
}

std::string response(const std::string& uri, const std::string& header, const std::string& body,
                     const std::string& status = "200 OK") {
  return record("response", uri, "application/http; msgtype=response",
                "HTTP/1.1 " + status + "\r\n" + header + "\r\n\r\n" + body);
}

std::string page(const std::string& number) {
  return response("https://x.example/" + number, "Content-Type: text/html; charset=utf-8",
                  "<html lang=en><title>T" + number + "</title><p>Text " + number + ".</p>\n</html>");
}

const std::string kInfo = record("warcinfo", "", "application/warc-fields", "software: test\r\n");

TEST_CASE("the pages of an archive become articles") {
  const std::string archive = kInfo + page("1") +
                              record("request", "https://x.example/2", "application/http", "GET / HTTP/1.1\r\n\r\n") +
                              response("https://x.example/img", "Content-Type: image/png", "\x89PNG") +
                              response("https://x.example/gone", "Content-Type: text/html", "<p>Not found</p>", "404 Not Found") +
                              record("conversion", "https://x.example/3", "text/plain", "Plain text.") + page("4");
  for (const std::size_t chunk : {1U, 100U, 65536U}) {
    const Reading reading = read_bytes(archive, "a.warc", {}, chunk);
    REQUIRE(reading.complained() == "");
    REQUIRE(reading.articles.size() == 3);
    CHECK(reading.articles[0].title == "T1");
    CHECK(reading.articles[0].text == "Text 1.");
    CHECK(reading.articles[0].url == "https://x.example/1");
    CHECK(reading.articles[0].language == "en");
    CHECK_FALSE(reading.articles[0].published);
    CHECK(reading.articles[1].text == "Plain text.");
    CHECK(reading.articles[2].text == "Text 4.");
  }
}

TEST_CASE("an archive of one gzip member a record is read") {
  CHECK(read_bytes(gzipped(kInfo) + gzipped(page("1")) + gzipped(page("2")), "a.warc.gz").articles.size() == 2);
}

TEST_CASE("chunked and packed bodies are undone") {
  const std::string html = "<p>Packed text.</p>";
  const std::string packed = gzipped(html);
  const std::string archive =
      response("https://x.example/1", "Content-Type: text/html\r\nTransfer-Encoding: chunked",
               "a;x=y\r\n<p>Chunked\r\n5\r\n.</p>\r\n0\r\n\r\n") +
      response("https://x.example/2", "content-type: text/html\r\ncontent-encoding: gzip", packed) +
      response("https://x.example/3", "Content-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked", html) +
      response("https://x.example/4", "Content-Type: text/html\r\nContent-Encoding: br", "\x01\x02\x03") + page("5");
  const Reading reading = read_bytes(archive, "a.warc");
  REQUIRE(reading.articles.size() == 4);
  CHECK(reading.articles[0].text == "Chunked.");
  CHECK(reading.articles[1].text == "Packed text.");
  CHECK(reading.articles[2].text == "Packed text.");
  REQUIRE(reading.complaints.size() == 1);
  CHECK(reading.complaints[0].problem ==
        "the record of https://x.example/4: its body is packed with \"br\", which rawi does not read");
}

TEST_CASE("bytes that are no record cost one complaint and no record") {
  const Reading reading = read_bytes(page("1") + "rubbish\nmore rubbish\n" + page("2"), "a.warc");
  CHECK(reading.articles.size() == 2);
  REQUIRE(reading.complaints.size() == 1);
  CHECK(reading.complaints[0].problem == "is no WARC record: it does not begin with WARC/");
}

TEST_CASE("an archive that is cut off keeps what came before") {
  const std::string archive = page("1") + page("2");
  const Reading reading = read_bytes(archive.substr(0, archive.size() - 30), "a.warc");
  CHECK(reading.articles.size() == 1);
  REQUIRE(reading.complaints.size() == 1);
  CHECK(reading.complaints[0].subject == "a.warc:14");
}

TEST_CASE("a page over the limit is skipped without being held") {
  const Reading reading =
      read_bytes(response("https://x.example/big", "Content-Type: text/html", std::string(500'000, 'x')) +
                     response("https://x.example/film", "Content-Type: video/mp4", std::string(500'000, 'x')) + page("2"),
                 "a.warc", {.article_bytes_max = 100'000});
  CHECK(reading.articles.size() == 1);
  REQUIRE(reading.complaints.size() == 1);
  CHECK(reading.complaints[0].problem.find("https://x.example/big") != std::string::npos);
}

TEST_CASE("header fields are found without regard to case") {
  CHECK(header_field("A: 1\r\ncontent-TYPE:  x/y \r\n", "Content-Type") == "x/y");
  CHECK(header_field("A: 1\r\n", "B").empty());
  const ContentType type = parse_content_type("Text/HTML; Charset=\"Windows-1256\"; x=y");
  CHECK(type.type == "text/html");
  CHECK(type.charset == "windows-1256");
  CHECK_FALSE(parse_http_response("GET / HTTP/1.1\r\n\r\n"));
}

}  // namespace
}  // namespace rawi
