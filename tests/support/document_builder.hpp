// Documents with all layers of words and tree, written by hand in tests: one word a line, as in CoNLL-U but shorter.
#pragma once

#include <algorithm>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "core/facts/extraction.hpp"

namespace rawi::test {

/// Rows are `form lemma UPOS head relation [features]`, separated by spaces or tabs; head counts from 1 in its sentence, 0 is
/// the root; a lemma `_` is the form; an empty line begins the next sentence. Words are joined by spaces; a form written "و+" is
/// written onto the next word, one written "+ها" onto the one before it, and the written token is then the token of both. No
/// space is put in front of . , ; : ! ? and their Arabic kin. Throws for a broken row: a test that is wrong must not pass.
inline Document make_document(std::string_view language, std::string_view published, std::string_view rows) {
  struct Row {
    std::string form, lemma, relation, features;
    Upos upos = Upos::kX;
    std::uint32_t head = 0;
    bool glue_before = false, glue_after = false;
  };
  std::vector<std::vector<Row>> sentences(1);
  std::istringstream lines{std::string(rows)};
  for (std::string line; std::getline(lines, line);) {
    std::istringstream cells(line);
    Row row;
    std::string upos;
    if (!(cells >> row.form)) {
      if (!sentences.back().empty()) sentences.emplace_back();
      continue;
    }
    if (!(cells >> row.lemma >> upos >> row.head >> row.relation) || !parse_upos(upos))
      throw std::invalid_argument("broken row: " + line);
    cells >> row.features;
    row.upos = *parse_upos(upos);
    if (row.form.size() > 1 && row.form.back() == '+')
      row.form.pop_back(), row.glue_after = true;
    else if (row.form.size() > 1 && row.form.front() == '+')
      row.form.erase(0, 1), row.glue_before = true;
    if (row.lemma == "_") row.lemma = row.form;
    sentences.back().push_back(std::move(row));
  }
  if (sentences.back().empty()) sentences.pop_back();

  const auto hugs = [](const std::string& form) {
    static const std::vector<std::string> kSigns = {".", ",", ";", ":", "!", "?", "،", "؛", "؟", "»", ")", "'s", "’s"};
    return std::find(kSigns.begin(), kSigns.end(), form) != kSigns.end();
  };
  Article article;
  article.id = ArticleId("test");
  article.language = std::string(language);
  article.published = parse_day(published);
  std::vector<Span> spans;
  bool glued = true;
  for (const auto& sentence : sentences) {
    for (const Row& row : sentence) {
      if (!glued && !row.glue_before && !hugs(row.form)) article.text += ' ';
      const auto begin = static_cast<std::uint32_t>(article.text.size());
      article.text += row.form;
      spans.push_back({begin, static_cast<std::uint32_t>(article.text.size())});
      glued = row.glue_after;
    }
  }

  Document document = std::move(*Document::make(std::move(article)));
  std::size_t next = 0;
  for (const auto& sentence : sentences) {
    const auto first = static_cast<WordIndex>(document.words.size());
    for (const Row& row : sentence) {
      document.words.push_back({spans[next], Symbol::kEmpty, spans[next]});
      document.morphology.push_back({document.pool.intern(row.lemma), row.upos, document.pool.intern(row.features)});
      document.tree.push_back({row.head == 0 ? kNoWord : first + row.head - 1, document.pool.intern(row.relation)});
      const bool attached =
          row.glue_before ||
          (next > 0 && document.words.size() > 1 && spans[next - 1].end == spans[next].begin && !hugs(row.form) &&
           document.words.size() - 1 > first && sentence[document.words.size() - 2 - first].glue_after);
      if (attached) {  // one written token: every word of it knows the whole
        const std::uint32_t begin = document.words[document.words.size() - 2].token.begin;
        for (std::size_t i = document.words.size(); i-- > first && document.words[i].span.begin >= begin;)
          document.words[i].token = {begin, spans[next].end};
      }
      ++next;
    }
    const auto end = static_cast<WordIndex>(document.words.size());
    if (end == first) continue;
    document.sentences.push_back(
        {{document.words[first].span.begin, document.words[end - 1].span.end}, {first, end}, Part::kBody});
  }
  document.layers = Layers(Layer::kSentences, Layer::kWords, Layer::kMorphology, Layer::kTree);
  return document;
}

/// The same as the work of a pipeline that has come so far.
inline Extraction make_extraction(std::string_view language, std::string_view published, std::string_view rows) {
  return Extraction{make_document(language, published, rows), {}, {}};
}

}  // namespace rawi::test
