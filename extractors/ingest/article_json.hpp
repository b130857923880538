// Articles as JSON: one object a line (JSON Lines), one array of objects, or one object over several lines.
//
// Fields: `id`, `url`, `source`, `title`, `published_at` (ISO 8601), `lang`, and `text` or `html`. Each is a string, or
// null, which is the same as missing. Other fields are ignored. From `html` come the text and the fields that are missing.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "core/base/result.hpp"
#include "core/text/article.hpp"
#include "extractors/ingest/article_sink.hpp"

namespace rawi {

struct JsonFault {
  std::size_t at_byte = 0;  // in the text that was parsed
  std::string problem;
  std::string advice;
};

/// The article in one JSON object, not checked further than its form. Never throws.
[[nodiscard]] tl::expected<Article, JsonFault> parse_json_article(std::string_view json);

/// Reads a whole stream of JSON articles; fails only when the stream does.
[[nodiscard]] Result<void> read_json_articles(PeekStream& stream, ArticleSink& sink);

}  // namespace rawi
