#include "extractors/ingest/html_page.hpp"

#include <libxml/xmlerror.h>

#include <catch2/catch.hpp>

#include "tests/extractors/ingest/reading.hpp"

namespace rawi {
namespace {

const std::string kFirst = "The foreign ministers of both countries met in Geneva on Wednesday for a second day of talks.";
const std::string kSecond = "They agreed to exchange prisoners, according to the mediator, and will meet again next week.";

std::string text_of(const std::string& body) { return read_html_page("<html><body>" + body + "</body></html>").text; }

TEST_CASE("a page is reduced to its article") {
  const HtmlPage page = read_html_page(
      "<!DOCTYPE html><html lang='en-GB'><head><title>Talks in Geneva | The Paper</title>"
      "<meta property='og:site_name' content='The Paper'><link rel='canonical' href='https://paper.example/1'>"
      "<script "
      "type='application/ld+json'>{\"@graph\":[{\"@type\":\"NewsArticle\",\"datePublished\":\"2025-03-26T08:00:00Z\"}]}</script>"
      "<style>p { color: red }</style></head><body>"
      "<header class='site'><nav><ul><li><a href='/'>Home</a></li><li><a href='/w'>World</a></li></ul></nav></header>"
      "<div id='page'><div class='content'><h1>Talks in Geneva</h1><span class='date'>26 March</span>"
      "<p>" +
      kFirst + "</p><script>track('" + kFirst + "')</script><h2>What was agreed</h2><p>" + kSecond +
      "</p><p>No date was set.</p>"
      "<div class='share-buttons'>Share this with all of your friends on the networks that you use most often.</div></div>"
      "<aside><p>Subscribe to our newsletter and get the stories of the day into your mailbox every morning.</p></aside>"
      "<div class='related'><ul><li><a href='/2'>Another story with a long headline that goes on and on and "
      "on</a></li></ul></div></div>"
      "<footer><p>Copyright The Paper, all rights reserved, no part of this page may be reproduced.</p></footer></body></html>");
  CHECK(page.text == kFirst + "\nWhat was agreed\n" + kSecond + "\nNo date was set.");
  CHECK(page.title == "Talks in Geneva");
  CHECK(page.source == "The Paper");
  CHECK(page.url == "https://paper.example/1");
  CHECK(page.language == "en-GB");
  CHECK(page.published == parse_day("2025-03-26"));
}

TEST_CASE("the article element wins over other prose on the page") {
  const std::string teaser =
      "<div><p>Elsewhere a long teaser tells of something that has nothing to do with the talks at all.</p></div>";
  CHECK(text_of(teaser + "<article><p>" + kFirst + "</p><p>" + kSecond + "</p></article>" + teaser) == kFirst + "\n" + kSecond);
  CHECK(text_of(teaser + "<div role='main'><p>" + kFirst + "</p><p>" + kSecond + "</p></div>" + teaser) ==
        kFirst + "\n" + kSecond);
}

TEST_CASE("teasers in article elements are not taken for the article") {
  const std::string teaser = "<article><a href='/x'>A headline that leads elsewhere</a></article>";
  CHECK(text_of(teaser + teaser + "<div><p>" + kFirst + "</p><p>" + kSecond + "</p></div>" + teaser) == kFirst + "\n" + kSecond);
}

TEST_CASE("a page that is one big form or sidebar keeps its text") {
  CHECK(text_of("<form><p>" + kFirst + "</p></form>") == kFirst);
  CHECK(text_of("<div class='has-sidebar'><p>" + kFirst + "</p></div>") == kFirst);
}

TEST_CASE("white space is folded, entities decoded, breaks kept") {
  CHECK(text_of("<p>  One\n\t two&nbsp;&amp;   <b>th</b>ree &#1605;&eacute;.<br>Four&shy;teen.</p>") ==
        "One two & three مé.\nFourteen.");
}

TEST_CASE("text right in a div between breaks is read") {
  CHECK(text_of("<div><div>" + kFirst + "<br><br>" + kSecond + "</div></div>") == kFirst + "\n" + kSecond);
}

TEST_CASE("a list and a table keep one line for each item") {
  CHECK(text_of("<p>" + kFirst + "</p><ul><li>one ship</li><li>two planes</li></ul>") == kFirst + "\none ship\ntwo planes");
}

TEST_CASE("hidden parts are not read") {
  CHECK(text_of("<p>" + kFirst + "</p><p hidden>x</p><p style='display:none'>y</p><noscript>z</noscript>") == kFirst);
}

TEST_CASE("the charset comes from the bytes, the transport, or the page") {
  CHECK(read_html_page("<p>caf\xc3\xa9 \xd9\x82\xd9\x85\xd8\xa9</p>").text == "café قمة");
  CHECK(read_html_page("<meta charset='windows-1256'><p>\xde\xe3\xc9</p>").text == "قمة");
  CHECK(read_html_page("<p>\xde\xe3\xc9</p>", "windows-1256").text == "قمة");
  CHECK(read_html_page(std::string("\xff\xfe<\0p\0>\0\x42\x06", 10)).text == "ق");
}

TEST_CASE("the date is the first that is one") {
  CHECK(read_html_page("<meta name='date' content='soon'><time datetime='2025-03-27T10:00'>Thursday</time><p>x</p>").published ==
        parse_day("2025-03-27"));
  CHECK_FALSE(read_html_page("<time datetime='PT2H'>2 hours</time><p>x</p>").published);
}

TEST_CASE("a page without text is skipped, and a file's id is its address or its stem") {
  const Reading none = read_bytes("<html><body><script>app()</script></body></html>", "spa.html");
  CHECK(none.complained() == "spa.html:1: the article has no text; give it a text, or leave it out\n");
  CHECK(read_bytes("<p>" + kFirst + "</p>", "one.html").articles.at(0).id.text() == "one");
  const Reading addressed = read_bytes("<link rel=canonical href='https://paper.example/1'><p>" + kFirst + "</p>", "one.html");
  Article same;
  same.url = "https://paper.example/1";
  CHECK(addressed.articles.at(0).id == derived_article_id(same));
}

TEST_CASE("hostile markup ends in time") {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<div>x";
  CHECK_FALSE(read_html_page(deep).text.empty());
  CHECK(read_html_page("<<<<>>>> & &&& </p></p> <a <b <c").text.size() < 100);
}

TEST_CASE("bytes that the declared charset does not have are no message on standard error") {
  // Whatever libxml2 prints goes through this handler when nobody else has one.
  static int printed;
  printed = 0;
  xmlSetStructuredErrorFunc(nullptr, [](void*, xmlErrorPtr) { ++printed; });
  static_cast<void>(read_html_page("<meta charset='gb2312'><p>\xff\xfe\xff text</p><p>\x81\x30</p>"));
  CHECK(printed == 0);
  xmlSetStructuredErrorFunc(nullptr, nullptr);
}

TEST_CASE("a fragment keeps all of its text") {
  CHECK(html_fragment_text("<p>One <a href='x'>two</a>.</p>Three<br/>four &amp; five") == "One two.\nThree\nfour & five");
}

}  // namespace
}  // namespace rawi
