#include "core/text/article.hpp"

namespace rawi {

ArticleId derived_article_id(const Article& article) {
  const std::uint64_t hash =
      article.url.empty() ? stable_hash(article.text, stable_hash(article.title)) : stable_hash(article.url);
  return ArticleId("art:" + EventId{hash}.text().substr(4));
}

}  // namespace rawi
