#include "extractors/ingest/feed.hpp"

#include <catch2/catch.hpp>

#include "tests/extractors/ingest/reading.hpp"

namespace rawi {
namespace {

std::string rss(const std::string& items) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" "
         "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
         "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:media=\"http://search.yahoo.com/mrss/\">\n<channel><title>The "
         "Paper</title>"
         "<link>https://paper.example/</link><language>en-gb</language>\n<image><title>Logo</title></image>\n" +
         items + "</channel></rss>\n";
}

std::string item(const std::string& number, const std::string& inside = {}) {
  return "<item>\n<title>Story " + number + "</title><link>https://paper.example/" + number + "</link>\n<description>Text " +
         number + ".</description>" + inside + "\n</item>\n";
}

TEST_CASE("RSS entries become articles") {
  const Reading reading =
      read_bytes(rss("<item><title>Talks &amp; tea</title><media:title>No</media:title><link> https://paper.example/1 "
                     "</link><guid isPermaLink='false'>77</guid>"
                     "<pubDate>Wed, 26 Mar 2025 21:43:00 GMT</pubDate><description>Short.</description>"
                     "<content:encoded><![CDATA[<p>First &eacute; paragraph.</p>\n<p>Second.</p>]]></content:encoded></item>" +
                     item("2", "<dc:date>2025-03-27</dc:date><dc:language>fr</dc:language>")),
                 "feed.xml");
  REQUIRE(reading.complained() == "");
  REQUIRE(reading.articles.size() == 2);
  const Article& first = reading.articles[0];
  CHECK(first.title == "Talks & tea");
  CHECK(first.url == "https://paper.example/1");
  CHECK(first.id == derived_article_id(first));
  CHECK(first.source == "The Paper");
  CHECK(first.language == "en");
  CHECK(first.published == parse_day("2025-03-26"));
  CHECK(first.text == "First é paragraph.\nSecond.");
  CHECK(reading.articles[1].text == "Text 2.");
  CHECK(reading.articles[1].language == "fr");
  CHECK(reading.articles[1].published == parse_day("2025-03-27"));
}

TEST_CASE("Atom entries become articles") {
  const Reading reading = read_bytes(
      "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='ar'><title>الصحيفة</title>"
      "<entry><title type='html'>A &amp;lt;b&amp;gt; title</title><link rel='self' href='https://x.example/self'/><link "
      "href='https://x.example/1'/>"
      "<id>urn:1</id><updated>2025-03-28T00:00:00Z</updated><published>2025-03-27T00:00:00Z</published><summary>Short.</summary>"
      "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>Long "
      "<b>one</b>.</p><p>Two.</p></div></content></entry></feed>",
      "feed.atom");
  REQUIRE(reading.articles.size() == 1);
  CHECK(reading.articles[0].title == "A <b> title");
  CHECK(reading.articles[0].url == "https://x.example/1");
  CHECK(reading.articles[0].source == "الصحيفة");
  CHECK(reading.articles[0].language == "ar");
  CHECK(reading.articles[0].published == parse_day("2025-03-27"));
  CHECK(reading.articles[0].text == "Long one.\nTwo.");
}

TEST_CASE("RSS 1.0 is read, its entries beside the channel") {
  const Reading reading = read_bytes(
      "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
      "xmlns='http://purl.org/rss/1.0/'><channel><title>Old</title></channel>" +
          item("1") + "</rdf:RDF>",
      "feed.rdf");
  REQUIRE(reading.articles.size() == 1);
  CHECK(reading.articles[0].source == "Old");
}

TEST_CASE("an entry with broken XML costs only itself") {
  for (const std::string broken : {"<item>\n<title>A & B</title>\n<description>x</description>\n</item>\n",
                                   "<item>\n<title>No end</titel>\n<description>x</description>\n</item>\n",
                                   "<item>\n<title>No end<description>x</description>\n</item>\n"}) {
    const Reading reading = read_bytes(rss(item("1") + broken + item("3") + item("4")), "feed.xml");
    INFO(broken << reading.complained());
    REQUIRE(reading.result);
    CHECK(reading.complaints.size() == 1);
    REQUIRE(reading.articles.size() == 3);
    CHECK(reading.articles[0].title == "Story 1");
    CHECK(reading.articles[1].title == "Story 3");
    CHECK(reading.articles[2].title == "Story 4");
    const int line = std::stoi(reading.complaints[0].subject.substr(std::string("feed.xml:").size()));
    CHECK(line >= 9);
    CHECK(line <= 12);
  }
}

TEST_CASE("an entry without text or with a date that is none is skipped with its line") {
  const Reading reading =
      read_bytes(rss(item("1", "<pubDate>soon</pubDate>") + "<item><title>Only</title></item>\n" + item("3")), "feed.xml");
  REQUIRE(reading.articles.size() == 1);
  REQUIRE(reading.complaints.size() == 2);
  CHECK(reading.complaints[0].subject == "feed.xml:5");
  CHECK(reading.complaints[0].problem == "the entry's date is no date: soon");
  CHECK(reading.complaints[1].subject == "feed.xml:9");
  CHECK(reading.complaints[1].problem == "the entry has a title, but no text");
}

TEST_CASE("a feed that is cut off keeps what came before") {
  const std::string whole = rss(item("1") + item("2"));
  const Reading reading = read_bytes(whole.substr(0, whole.find("Text 2")), "feed.xml");
  CHECK(reading.articles.size() == 1);
  CHECK(reading.complaints.size() == 1);
  CHECK(reading.complaints[0].problem.starts_with("is broken XML"));
}

TEST_CASE("XML that is no feed is named") {
  CHECK(read_bytes("<?xml version='1.0'?>\n<sitemap><url/></sitemap>", "a.xml").complained() ==
        "a.xml:1: is XML, but neither RSS nor Atom: its first element is <sitemap>; give a feed, or the articles as JSON Lines, "
        "text or HTML\n");
}

TEST_CASE("an entry over the limit is skipped and the next one is read") {
  const Reading reading = read_bytes(rss(item("1") + item("2", "<x>" + std::string(400'000, 'x') + "</x>") + item("3")),
                                     "feed.xml", {.article_bytes_max = 100'000});
  CHECK(reading.articles.size() == 2);
  REQUIRE(reading.complaints.size() == 1);
  CHECK(reading.complaints[0].subject == "feed.xml:9");
}

TEST_CASE("entities are not fetched and do not explode") {
  std::string bomb = "<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'>";
  for (char c = 'b'; c <= 'k'; ++c) {
    bomb += std::string("<!ENTITY ") + c + " '";
    for (int i = 0; i < 10; ++i) bomb += std::string("&") + static_cast<char>(c - 1) + ";";
    bomb += "'>";
  }
  bomb += "<!ENTITY f SYSTEM 'file:///etc/hostname'>]><rss><channel>";
  const Reading reading = read_bytes(
      bomb + "<item><title>t</title><description>&k;|&f;|&nbsp;end</description></item>" + item("2") + "</channel></rss>",
      "feed.xml");
  REQUIRE(reading.articles.size() + reading.complaints.size() >= 1);
  for (const Article& article : reading.articles) CHECK(article.text.size() < 1000);
}

TEST_CASE("tags in character data and comments are no entries, and HTML's entities are known") {
  const Reading reading =
      read_bytes(rss("<!-- <item> --><item><description><![CDATA[About </item> and <item> tags.]]></description></item>"
                     "<item/><item><description>One&nbsp;two &eacute;</description></item>"),
                 "feed.xml");
  INFO(reading.complained());
  REQUIRE(reading.articles.size() == 2);
  CHECK(reading.articles[1].text == "One two é");
}

TEST_CASE("an empty feed says that it holds nothing") {
  CHECK(read_bytes(rss(""), "feed.xml").complained() ==
        "feed.xml:1: the file holds no article; check that it is the right file\n");
}

TEST_CASE("a feed in another charset is read") {
  const Reading reading = read_bytes(
      "<?xml version='1.0' encoding='windows-1256'?><rss><channel><item><description>\xde\xe3\xc9 \xdd\xed "
      "\xc8\xc7\xd1\xed\xd3</description></item></channel></rss>",
      "feed.xml");
  REQUIRE(reading.articles.size() == 1);
  CHECK(reading.articles[0].text == "قمة في باريس");
}

}  // namespace
}  // namespace rawi
