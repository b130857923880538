// Where the readers of all formats put what they found: it gives an article its last touch, hands it over, and words
// the complaints alike.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/text/article.hpp"
#include "extractors/ingest/article_source.hpp"

namespace rawi {

/// Lives for one file. Refers to the options and functions that it was made from.
class ArticleSink {
 public:
  ArticleSink(std::string file, const IngestOptions& options, const TakeArticle& take, const Complain& complain)
      : file_(std::move(file)), options_(&options), take_(&take), complain_(&complain) {}

  /// Cleans control characters, fills in the date, the language and the id where they are missing, and hands the article
  /// over; or complains, when it has no text or is not UTF-8. False when the caller wants no more articles.
  [[nodiscard]] bool deliver(Article article, std::size_t line);

  void skip(std::size_t line, std::string problem, std::string advice);
  void skip_too_long(std::size_t line, std::string_view what);

  [[nodiscard]] const IngestOptions& options() const { return *options_; }
  /// Has it been silent so far?
  [[nodiscard]] bool empty() const { return empty_; }

 private:
  std::string file_;
  const IngestOptions* options_;
  const TakeArticle* take_;
  const Complain* complain_;
  bool empty_ = true;
};

/// "12 bytes", "50.0 MB": for messages.
[[nodiscard]] std::string human_size(std::size_t size_bytes);

/// Without ASCII white space at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

inline constexpr std::string_view kUtf8Advice = "convert it to UTF-8, for example with iconv -f WINDOWS-1256 -t UTF-8";

}  // namespace rawi
