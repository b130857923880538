#include "extractors/ingest/warc.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>

#include "extractors/ingest/html_page.hpp"
#include "extractors/ingest/http_message.hpp"
#include "extractors/ingest/line_reader.hpp"

namespace rawi {

namespace {

constexpr std::string_view kRecordMark = "WARC/";
constexpr std::string_view kMendAdvice = "fetch the archive again, or check how it was written";

struct Record {
  std::size_t line = 0;
  std::string header;
  std::string content;  // its beginning, up to the limit
  std::size_t content_bytes = 0;
  bool complete = true;

  [[nodiscard]] std::string uri() const {
    std::string_view uri = header_field(header, "WARC-Target-URI");
    if (uri.starts_with('<') && uri.ends_with('>')) uri = uri.substr(1, uri.size() - 2);  // as old versions of wget wrote it
    return std::string(uri);
  }
};

/// Reads the header lines that follow the version line, up to the empty one.
Result<void> read_header(LineReader& lines, Record& record) {
  for (;;) {
    const auto line = lines.next();
    if (!line) return fail(line.error());
    if (!*line || (*line)->text.empty()) return {};
    record.header += (*line)->text;
    record.header += '\n';
  }
}

Result<void> read_content(LineReader& lines, Record& record, std::size_t size_bytes_max) {
  std::array<char, 1 << 14> chunk;
  std::size_t left = record.content_bytes;
  while (left > 0) {
    const auto got = lines.read(std::span(chunk).first(std::min(chunk.size(), left)));
    if (!got) return fail(got.error());
    record.complete = *got > 0;
    if (*got == 0) return {};
    left -= *got;
    if (record.content.size() <= size_bytes_max) record.content.append(chunk.data(), *got);
  }
  return {};
}

/// The article in a page or text. Nothing for another type.
std::optional<Article> make_article(const ContentType& type, std::string body, std::string uri) {
  Article article;
  if (type.type == "text/html" || type.type == "application/xhtml+xml") {
    HtmlPage page = read_html_page(body, type.charset);
    article.title = std::move(page.title);
    article.text = std::move(page.text);
    article.source = std::move(page.source);
    article.language = std::move(page.language);
    article.published = page.published;
  } else {
    article.text = std::move(body);
  }
  article.url = std::move(uri);  // not the canonical one: the archive says where these bytes come from
  return article;
}

bool is_readable(const ContentType& type, const std::string& uri) {
  if (type.type == "text/plain") return !uri.ends_with("/robots.txt");
  return type.type == "text/html" || type.type == "application/xhtml+xml";
}

/// False when the caller wants no more.
bool deliver_record(Record record, ArticleSink& sink) {
  const std::string_view kind = header_field(record.header, "WARC-Type");
  const bool response = kind == "response";
  if (!response && kind != "resource" && kind != "conversion") return true;
  const std::string uri = record.uri();
  const std::size_t limit = sink.options().article_bytes_max;
  ContentType type = parse_content_type(header_field(record.header, "Content-Type"));
  HttpResponse http;
  if (response) {
    if (type.type != "application/http" && !uri.starts_with("http")) return true;  // DNS and the like
    auto parsed = parse_http_response(record.content);
    if (!parsed) {
      sink.skip(record.line, "the record of " + uri + " " + parsed.error().problem, std::string(kMendAdvice));
      return true;
    }
    http = *parsed;
    if (http.status < 200 || http.status > 299) return true;
    type = parse_content_type(header_field(http.header, "Content-Type"));
  }
  if (!is_readable(type, uri)) return true;
  if (record.content.size() > limit) {
    sink.skip_too_long(record.line, "the record of " + uri + " has " + human_size(record.content_bytes));
    return true;
  }
  auto body = response ? http_body(http, limit) : Result<std::string>(std::move(record.content));
  if (!body) {
    sink.skip(record.line, "the record of " + uri + ": " + body.error().problem,
              "leave it out, or archive the page without packing");
    return true;
  }
  auto article = make_article(type, std::move(*body), uri);
  if (trimmed(article->text).empty()) {
    sink.skip(record.line, "the page " + uri + " has no text", "leave it out; pages that scripts fill in cannot be read");
    return true;
  }
  return sink.deliver(std::move(*article), record.line);
}

std::optional<std::size_t> content_length(const std::string& header) {
  const std::string_view digits = header_field(header, "Content-Length");
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

}  // namespace

Result<void> read_warc(ByteStream& stream, ArticleSink& sink) {
  LineReader lines(stream, sink.options().article_bytes_max);
  bool lost = false;  // between records where none begins, and the complaint is made
  for (;;) {
    const auto line = lines.next();
    if (!line) return fail(line.error());
    if (!*line) return {};
    const std::string_view text = (*line)->text;
    if (!text.starts_with(kRecordMark)) {
      if (!lost && (!trimmed(text).empty() || (*line)->too_long)) {
        sink.skip((*line)->number, "is no WARC record: it does not begin with WARC/", std::string(kMendAdvice));
        lost = true;
      }
      continue;
    }
    Record record{.line = (*line)->number, .header = {}, .content = {}};
    if (auto header = read_header(lines, record); !header) return header;
    const auto length = content_length(record.header);
    lost = !length;
    if (!length) {
      sink.skip(record.line, "the WARC record has no Content-Length", std::string(kMendAdvice));
      continue;
    }
    record.content_bytes = *length;
    if (auto content = read_content(lines, record, sink.options().article_bytes_max); !content) return content;
    if (!record.complete) {
      sink.skip(record.line, "the file ends in the middle of this WARC record", std::string(kMendAdvice));
      return {};
    }
    if (!deliver_record(std::move(record), sink)) return {};
  }
}

}  // namespace rawi
