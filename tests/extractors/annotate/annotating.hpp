// The shallow annotators over the shipped packs, run as far as a test wants them.
#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "extractors/annotate/shallow.hpp"
#include "extractors/extractor.hpp"
#include "extractors/mentions/time_tagger.hpp"

namespace rawi::test {

inline const Extractor& extractor() {
  static const Result<Extractor> loaded = Extractor::load(RAWI_SOURCE_DIR, "test");
  if (!loaded) FAIL(loaded.error().message());
  return *loaded;
}

/// Sentences, words, morphology and tree of a text in that language.
inline Extraction annotated(const std::string& language, std::string text, std::string title = {}) {
  static const std::vector<std::unique_ptr<Annotator>> steps = [] {
    const LanguagePacks& packs = extractor().packs();
    std::vector<std::unique_ptr<Annotator>> made;
    made.push_back(make_sentence_splitter(packs));
    made.push_back(make_word_splitter(packs, extractor().catalogue()));
    std::vector<std::string> codes;
    for (const auto& [code, pack] : packs) codes.push_back(code);
    auto times = make_time_tagger(std::filesystem::path(RAWI_SOURCE_DIR) / "extractors" / "languages", codes);
    REQUIRE(times);
    made.push_back(std::move(*times));
    made.push_back(make_morphology_tagger(packs, extractor().catalogue()));
    made.push_back(make_shallow_parser(packs));
    return made;
  }();
  Article article;
  article.id = ArticleId("test");
  article.language = language;
  article.title = std::move(title);
  article.text = std::move(text);
  auto document = Document::make(std::move(article));
  REQUIRE(document);
  Extraction extraction{std::move(*document), {}, {}};
  for (const auto& step : steps) {
    REQUIRE(step->annotate(extraction));
    extraction.document.layers.add(step->adds());
  }
  return extraction;
}

inline std::vector<std::string> sentences(const std::string& language, const std::string& text, const std::string& title = {}) {
  const Extraction extraction = annotated(language, text, title);
  std::vector<std::string> out;
  for (const Sentence& s : extraction.document.sentences) out.emplace_back(extraction.document.text(s.span));
  return out;
}

/// The forms of all words; a clitic as it is written.
inline std::vector<std::string> words(const std::string& language, const std::string& text) {
  const Extraction extraction = annotated(language, text);
  std::vector<std::string> out;
  for (WordIndex w = 0; w < extraction.document.word_count(); ++w) out.emplace_back(extraction.document.form(w));
  return out;
}

/// The first word that is written so; fails the test when there is none.
inline WordIndex word(const Document& document, std::string_view form) {
  for (WordIndex w = 0; w < document.word_count(); ++w)
    if (document.form(w) == form) return w;
  FAIL("no word " << form);
  return kNoWord;
}

inline std::string upos(const std::string& language, const std::string& text, std::string_view form) {
  const Extraction extraction = annotated(language, text);
  return std::string(to_string(extraction.document.upos(word(extraction.document, form))));
}

/// "relation(head form)", or "root".
inline std::string edge(const Document& document, std::string_view form) {
  const WordIndex w = word(document, form);
  const WordIndex head = document.head(w);
  return head == kNoWord ? std::string(document.relation(w))
                         : std::string(document.relation(w)) + "(" + std::string(document.form(head)) + ")";
}

}  // namespace rawi::test
