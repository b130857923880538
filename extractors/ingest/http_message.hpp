// HTTP responses as web archives keep them: just enough of RFC 9110 and 9112 to get at the body.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace rawi {

/// A media type and its charset, lower case: "text/html", "windows-1256". Empty when not given.
struct ContentType {
  std::string type;
  std::string charset;
};
[[nodiscard]] ContentType parse_content_type(std::string_view value);

/// The value of a header field in a block of "Name: value" lines, without white space around it; empty when it is not there.
/// Names are compared without regard to case.
[[nodiscard]] std::string_view header_field(std::string_view block, std::string_view name);

struct HttpResponse {
  int status = 0;
  std::string_view header;
  std::string_view body;  // as transferred; see http_body()
};

/// Views into `message`. Fails when it does not begin with an HTTP status line.
[[nodiscard]] Result<HttpResponse> parse_http_response(std::string_view message);

/// The body with its transfer and content encodings undone. Archives often undo them and leave the header as it was,
/// so a body that is not encoded passes as it is. Fails for other encodings than gzip and deflate, for broken ones, and
/// when the body is longer than `size_bytes_max`.
[[nodiscard]] Result<std::string> http_body(const HttpResponse& response, std::size_t size_bytes_max);

}  // namespace rawi
