#include "extractors/ingest/article_format.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "extractors/ingest/article_sink.hpp"

namespace rawi {

namespace {

constexpr std::array<std::pair<std::string_view, ArticleFormat>, 11> kEndings = {{{".jsonl", ArticleFormat::kJsonLines},
                                                                                  {".ndjson", ArticleFormat::kJsonLines},
                                                                                  {".json", ArticleFormat::kJsonLines},
                                                                                  {".txt", ArticleFormat::kText},
                                                                                  {".html", ArticleFormat::kHtml},
                                                                                  {".htm", ArticleFormat::kHtml},
                                                                                  {".xhtml", ArticleFormat::kHtml},
                                                                                  {".xml", ArticleFormat::kFeed},
                                                                                  {".rss", ArticleFormat::kFeed},
                                                                                  {".atom", ArticleFormat::kFeed},
                                                                                  {".warc", ArticleFormat::kWarc}}};

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

std::filesystem::path without_packing(const std::filesystem::path& name) {
  const std::string ending = lower(name.extension().string());
  return ending == ".gz" || ending == ".zst" || ending == ".xz" ? name.stem() : name.filename();
}

}  // namespace

std::optional<ArticleFormat> format_of_name(const std::filesystem::path& name) {
  const std::string ending = lower(without_packing(name).extension().string());
  for (const auto& [known, format] : kEndings)
    if (known == ending) return format;
  return std::nullopt;
}

std::string stem_of_name(const std::filesystem::path& name) { return without_packing(name).stem().string(); }

ArticleFormat sniff_format(std::string_view head) {
  const std::string start = lower(trimmed(head));
  if (start.starts_with("warc/")) return ArticleFormat::kWarc;
  if (start.starts_with('{')) return ArticleFormat::kJsonLines;
  if (start.starts_with('[') && trimmed(std::string_view(start).substr(1)).starts_with('{')) return ArticleFormat::kJsonLines;
  if (!start.starts_with('<')) return ArticleFormat::kText;
  // A page may begin with <?xml and a feed with a comment: the first telling element decides.
  std::size_t first = std::string::npos;
  ArticleFormat format = start.starts_with("<?xml") ? ArticleFormat::kFeed : ArticleFormat::kHtml;
  for (const auto& [mark, marked] : {std::pair<std::string_view, ArticleFormat>{"<html", ArticleFormat::kHtml},
                                     {"<!doctype html", ArticleFormat::kHtml},
                                     {"<rss", ArticleFormat::kFeed},
                                     {"<feed", ArticleFormat::kFeed},
                                     {"<rdf:rdf", ArticleFormat::kFeed}}) {
    const std::size_t at = start.find(mark);
    if (at >= first) continue;
    first = at;
    format = marked;
  }
  return format;
}

}  // namespace rawi
