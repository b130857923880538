// An article as it was published. Immutable once it is read.
#pragma once

#include <optional>
#include <string>

#include "core/base/date.hpp"
#include "core/base/ids.hpp"

namespace rawi {

struct Article {
  ArticleId id;
  std::string url;       // empty when unknown
  std::string source;    // the publisher's name; empty when unknown
  std::string title;     // empty when there is none
  std::string language;  // ISO 639-1, e.g. "ar"; empty when neither given nor detected
  std::optional<Day> published;
  std::string text;  // well-formed UTF-8, never empty in an article that left ingest
};

/// The id of an article that came without one: "art:" and the stable hash of its url, or of its title and text.
[[nodiscard]] ArticleId derived_article_id(const Article& article);

}  // namespace rawi
