#include "extractors/ingest/article_sink.hpp"

#include <array>
#include <cstdio>
#include <initializer_list>
#include <utility>

#include "core/base/utf8.hpp"
#include "extractors/ingest/language_id.hpp"

namespace rawi {

namespace {

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

bool is_control(char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F; }

void blank_controls(std::string& text) {
  for (char& c : text)
    if (is_control(c)) c = ' ';
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string human_size(std::size_t size_bytes) {
  if (size_bytes < 1000) return std::to_string(size_bytes) + " bytes";
  const bool mega = size_bytes >= 1'000'000;
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.1f %s", static_cast<double>(size_bytes) / (mega ? 1e6 : 1e3), mega ? "MB" : "kB");
  return text.data();
}

bool ArticleSink::deliver(Article article, std::size_t line) {
  if (find_invalid_utf8(article.id.text())) article.id = {};  // made from a file's name
  for (std::string* field : {&article.url, &article.source, &article.title, &article.text}) {
    if (const auto at = find_invalid_utf8(*field)) {
      skip(line, "is not UTF-8 at byte offset " + std::to_string(*at), std::string(kUtf8Advice));
      return true;
    }
    blank_controls(*field);
  }
  if (trimmed(article.text).empty()) {
    skip(line, "the article has no text", "give it a text, or leave it out");
    return true;
  }
  if (!article.published) article.published = options_->default_date;
  article.language = normalized_language(article.language);
  if (article.language.empty()) article.language = normalized_language(options_->default_language);
  if (article.language.empty()) article.language = detect_language(article.text);
  if (trimmed(article.id.text()).empty()) article.id = derived_article_id(article);
  empty_ = false;
  return (*take_)(std::move(article));
}

void ArticleSink::skip(std::size_t line, std::string problem, std::string advice) {
  empty_ = false;
  blank_controls(problem);  // it may quote the data, and will stand on a terminal
  (*complain_)(Error{ErrorCode::kInvalidInput, file_ + ":" + std::to_string(line), std::move(problem), std::move(advice)});
}

void ArticleSink::skip_too_long(std::size_t line, std::string_view what) {
  skip(line, std::string(what) + ", more than the " + human_size(options_->article_bytes_max) + " that an article may have",
       "split it, or leave it out");
}

}  // namespace rawi
