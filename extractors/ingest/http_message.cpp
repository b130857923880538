#include "extractors/ingest/http_message.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "extractors/ingest/article_sink.hpp"
#include "extractors/ingest/unpack.hpp"

namespace rawi {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return lower(c); });
  return out;
}

bool same(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

/// Joins the chunks of a chunked body; nothing when it is not chunked. A cut-off last chunk is kept.
std::optional<std::string> unchunked(std::string_view body) {
  std::string whole;
  for (bool first = true;; first = false) {
    const std::size_t line_end = body.find('\n');
    if (line_end == std::string_view::npos) return first ? std::nullopt : std::optional(whole);
    const std::string_view size_line = trimmed(body.substr(0, line_end));
    std::size_t size = 0;
    const auto [end, error] = std::from_chars(size_line.data(), size_line.data() + size_line.size(), size, 16);
    const bool clean = error == std::errc{} && (end == size_line.data() + size_line.size() || *end == ';' || *end == ' ');
    if (!clean) return first ? std::nullopt : std::optional(whole);
    if (size == 0) return whole;
    body.remove_prefix(line_end + 1);
    whole += body.substr(0, size);
    body.remove_prefix(std::min(size, body.size()));
    if (body.starts_with('\r')) body.remove_prefix(1);
    if (body.starts_with('\n')) body.remove_prefix(1);
  }
}

}  // namespace

ContentType parse_content_type(std::string_view value) {
  ContentType content;
  content.type = lower(trimmed(value.substr(0, value.find(';'))));
  const std::string parameters = lower(value);
  constexpr std::string_view kCharset = "charset=";
  if (const std::size_t at = parameters.find(kCharset); at != std::string::npos) {
    std::string_view charset = std::string_view(parameters).substr(at + kCharset.size());
    charset = trimmed(charset.substr(0, charset.find(';')));
    while (charset.starts_with('"') || charset.starts_with('\'')) charset.remove_prefix(1);
    content.charset = charset.substr(0, charset.find_first_of("\"'"));
  }
  return content;
}

std::string_view header_field(std::string_view block, std::string_view name) {
  while (!block.empty()) {
    const std::string_view line = block.substr(0, block.find('\n'));
    block.remove_prefix(std::min(line.size() + 1, block.size()));
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos && same(trimmed(line.substr(0, colon)), name)) return trimmed(line.substr(colon + 1));
  }
  return {};
}

Result<HttpResponse> parse_http_response(std::string_view message) {
  HttpResponse response;
  const std::size_t space = message.find(' ');
  if (!message.starts_with("HTTP/") || space == std::string_view::npos || space > 10)
    return fail(ErrorCode::kInvalidInput, {}, "holds no HTTP response");
  const char* digits = message.data() + space + 1;
  std::from_chars(digits, message.data() + std::min(space + 4, message.size()), response.status);
  const std::size_t crlf = message.find("\r\n\r\n");
  const std::size_t feeds = message.find("\n\n");
  const std::size_t end = std::min(crlf, feeds);
  response.header = message.substr(0, end);
  if (end != std::string_view::npos) response.body = message.substr(end + (end == crlf ? 4 : 2));
  return response;
}

Result<std::string> http_body(const HttpResponse& response, std::size_t size_bytes_max) {
  std::string body(response.body);
  if (same(header_field(response.header, "Transfer-Encoding"), "chunked"))
    if (auto joined = unchunked(body)) body = std::move(*joined);
  const std::string encoding = lower(header_field(response.header, "Content-Encoding"));
  if (encoding.empty() || encoding == "identity") return body;
  const bool looks_packed =
      std::any_of(body.begin(), body.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(body.size(), 64)),
                  [](char c) { return static_cast<unsigned char>(c) < 0x09; });
  if (!looks_packed && (body.empty() || body.starts_with('<'))) return body;
  if (encoding != "gzip" && encoding != "x-gzip" && encoding != "deflate")
    return fail(ErrorCode::kUnsupported, {}, "its body is packed with \"" + encoding + "\", which rawi does not read");
  return inflate_body(body, size_bytes_max);
}

}  // namespace rawi
