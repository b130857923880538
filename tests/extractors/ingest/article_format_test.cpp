#include "extractors/ingest/article_format.hpp"

#include <catch2/catch.hpp>

namespace rawi {
namespace {

TEST_CASE("the ending names the format, packed or not") {
  CHECK(format_of_name("a/b.jsonl") == ArticleFormat::kJsonLines);
  CHECK(format_of_name("b.NDJSON.GZ") == ArticleFormat::kJsonLines);
  CHECK(format_of_name("b.txt.zst") == ArticleFormat::kText);
  CHECK(format_of_name("b.htm") == ArticleFormat::kHtml);
  CHECK(format_of_name("b.rss") == ArticleFormat::kFeed);
  CHECK(format_of_name("CC-NEWS.warc.gz") == ArticleFormat::kWarc);
  CHECK_FALSE(format_of_name("README"));
  CHECK_FALSE(format_of_name("-"));
}

TEST_CASE("content names the format where the name does not") {
  CHECK(sniff_format("\n {\"id\": 1}") == ArticleFormat::kJsonLines);
  CHECK(sniff_format("[ {\"id\": 1}") == ArticleFormat::kJsonLines);
  CHECK(sniff_format("[Reuters] Talks began.") == ArticleFormat::kText);
  CHECK(sniff_format("<?xml version=\"1.0\"?><!-- x --><rss version=\"2.0\">") == ArticleFormat::kFeed);
  CHECK(sniff_format("<?xml version=\"1.0\"?><!DOCTYPE html><html>") == ArticleFormat::kHtml);
  CHECK(sniff_format("<feed xmlns=\"http://www.w3.org/2005/Atom\">") == ArticleFormat::kFeed);
  CHECK(sniff_format("<p>Talks") == ArticleFormat::kHtml);
  CHECK(sniff_format("WARC/1.0\r\n") == ArticleFormat::kWarc);
  CHECK(sniff_format("قال الرئيس") == ArticleFormat::kText);
}

TEST_CASE("the stem is the name without packing and ending") {
  CHECK(stem_of_name("news/seed-ar.txt.gz") == "seed-ar");
  CHECK(stem_of_name("seed.ar.txt") == "seed.ar");
  CHECK(stem_of_name("README") == "README");
}

}  // namespace
}  // namespace rawi
