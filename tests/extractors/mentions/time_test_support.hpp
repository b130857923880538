// Documents for the time tests, cut into sentences and words without the annotators that do it in earnest.
#pragma once

#include <string>
#include <string_view>

#include "core/facts/extraction.hpp"

namespace rawi::time_test {

/// Lines are sentences and spaces separate words; a "+" is left out and parts a word from what is written
/// together with it (an Arabic proclitic). `anchor` is an ISO day, or "-" for an article without one.
inline Extraction make_extraction(std::string_view language, std::string_view marked_text, std::string_view anchor) {
  struct Cut {
    std::uint32_t begin, end;
    bool ends_sentence;
  };
  std::vector<Cut> cuts;
  std::string text;
  std::uint32_t word_begin = 0;
  const auto cut = [&](bool ends_sentence) {
    const auto end = static_cast<std::uint32_t>(text.size());
    if (end > word_begin) cuts.push_back({word_begin, end, false});
    if (ends_sentence && !cuts.empty()) cuts.back().ends_sentence = true;
  };
  for (const char c : marked_text) {
    if (c == ' ' || c == '\n' || c == '+') cut(c == '\n');
    if (c != '+') text += c;
    if (c == ' ' || c == '\n' || c == '+') word_begin = static_cast<std::uint32_t>(text.size());
  }
  cut(true);

  Article article;
  article.id = ArticleId("test");
  article.language = language;
  article.published = anchor == "-" ? std::nullopt : parse_day(anchor);
  article.text = text;
  Extraction extraction{*Document::make(std::move(article)), {}, {}};
  Document& document = extraction.document;
  Sentence sentence;
  for (const Cut& c : cuts) {
    const Span span{c.begin, c.end};
    if (sentence.words.empty()) sentence.span.begin = c.begin;
    document.words.push_back({span, Symbol::kEmpty, span});
    sentence.words.end = static_cast<WordIndex>(document.words.size());
    sentence.span.end = c.end;
    if (!c.ends_sentence) continue;
    document.sentences.push_back(sentence);
    sentence = {};
    sentence.words = {static_cast<WordIndex>(document.words.size()), static_cast<WordIndex>(document.words.size())};
  }
  return extraction;
}

/// "2025-03-26", "2025-03", "2025", else "first/last"; "-" for none.
inline std::string written(const std::optional<TimeInterval>& interval) {
  if (!interval) return "-";
  for (const std::string& short_form :
       {format_day(interval->first), format_day(interval->first).substr(0, 7), format_day(interval->first).substr(0, 4)})
    if (const auto read = parse_interval(short_form); read && *read == *interval) return short_form;
  return format_day(interval->first) + "/" + format_day(interval->last);
}

}  // namespace rawi::time_test
