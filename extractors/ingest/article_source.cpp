#include "extractors/ingest/article_source.hpp"

#include <utility>

#include "core/base/utf8.hpp"
#include "extractors/ingest/article_format.hpp"
#include "extractors/ingest/article_json.hpp"
#include "extractors/ingest/article_sink.hpp"
#include "extractors/ingest/feed.hpp"
#include "extractors/ingest/html_page.hpp"
#include "extractors/ingest/unpack.hpp"
#include "extractors/ingest/warc.hpp"

namespace rawi {

namespace {

constexpr std::size_t kHeadBytes = 4096;
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

/// A byte order mark, or a first character with a zero byte: no text in UTF-8 begins like that.
bool looks_like_utf16(std::string_view head) {
  if (head.starts_with("\xff\xfe") || head.starts_with("\xfe\xff")) return true;
  return head.size() >= 2 && (head[0] == '\0') != (head[1] == '\0');
}

/// Reads what must be held whole: a text file or a page. False when it was too long, and the sink has been told.
Result<bool> slurp(ByteStream& stream, ArticleSink& sink, std::string& bytes) {
  auto slurped = read_all(stream, sink.options().article_bytes_max);
  if (!slurped) return fail(slurped.error());
  if (!slurped->whole) sink.skip_too_long(1, "the file has over " + human_size(slurped->bytes.size()));
  bytes = std::move(slurped->bytes);
  return slurped->whole;
}

Result<void> read_text(ByteStream& stream, ArticleSink& sink, std::string stem) {
  Article article;
  const auto whole = slurp(stream, sink, article.text);
  if (!whole) return fail(whole.error());
  if (!*whole) return {};
  article.id = ArticleId(std::move(stem));
  static_cast<void>(sink.deliver(std::move(article), 1));  // one article: nothing is left to stop
  return {};
}

Result<void> read_html(ByteStream& stream, ArticleSink& sink, std::string stem) {
  std::string bytes;
  const auto whole = slurp(stream, sink, bytes);
  if (!whole) return fail(whole.error());
  if (!*whole) return {};
  HtmlPage page = read_html_page(bytes);
  Article article;
  if (page.url.empty()) article.id = ArticleId(std::move(stem));
  article.url = std::move(page.url);
  article.source = std::move(page.source);
  article.title = std::move(page.title);
  article.language = std::move(page.language);
  article.published = page.published;
  article.text = std::move(page.text);
  static_cast<void>(sink.deliver(std::move(article), 1));
  return {};
}

Result<void> read_unpacked(PeekStream& stream, const std::filesystem::path& name, ArticleSink& sink) {
  auto head = stream.peek(kHeadBytes);
  if (!head) return fail(head.error());
  if (head->empty()) {
    sink.skip(1, "the file is empty", "leave it out, or check how it was made");
    return {};
  }
  if (head->starts_with(kByteOrderMark)) {
    stream.drop(kByteOrderMark.size());
    head->remove_prefix(kByteOrderMark.size());
  }
  ArticleFormat format = sniff_format(*head);
  if (sink.options().format) {
    format = *sink.options().format;
  } else if (const auto named = format_of_name(name);
             named && !(*named == ArticleFormat::kFeed && format == ArticleFormat::kHtml)) {
    format = *named;  // pages are often kept as .xml, and no feed looks like a page
  }
  if (format != ArticleFormat::kHtml && looks_like_utf16(*head))
    return fail(ErrorCode::kUnsupported, {}, "is UTF-16, not UTF-8", "convert it: iconv -f UTF-16 -t UTF-8");
  const std::string stem = name == "-" ? std::string() : stem_of_name(name);
  switch (format) {
    case ArticleFormat::kJsonLines:
      return read_json_articles(stream, sink);
    case ArticleFormat::kText:
      return read_text(stream, sink, stem);
    case ArticleFormat::kHtml:
      return read_html(stream, sink, stem);
    case ArticleFormat::kFeed:
      return read_feed(stream, sink);
    case ArticleFormat::kWarc:
      return read_warc(stream, sink);
  }
  return {};
}

}  // namespace

Result<void> read_articles(std::unique_ptr<ByteStream> stream, const std::filesystem::path& name, const IngestOptions& options,
                           const TakeArticle& take, const Complain& complain) {
  const std::string subject = name == "-" ? "standard input" : name.string();
  ArticleSink sink(subject, options, take, complain);
  auto content = unpacked(std::move(stream));
  auto read = content ? read_unpacked(**content, name, sink) : fail(std::move(content.error()));
  if (!read) {
    read.error().subject = subject;
    return read;
  }
  if (sink.empty()) sink.skip(1, "the file holds no article", "check that it is the right file");
  return {};
}

Result<void> read_articles(const std::filesystem::path& file_or_dash, const IngestOptions& options, const TakeArticle& take,
                           const Complain& complain) {
  if (file_or_dash == "-") return read_articles(standard_input(), file_or_dash, options, take, complain);
  auto stream = open_file(file_or_dash);
  if (!stream) return fail(std::move(stream.error()));
  return read_articles(std::move(*stream), file_or_dash, options, take, complain);
}

}  // namespace rawi
