#include "core/text/document.hpp"

#include <algorithm>
#include <array>

namespace rawi {

namespace {

constexpr std::array<std::string_view, 17> kUposNames = {"ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN", "NUM",
                                                         "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"};
constexpr std::array<std::string_view, 5> kEntityTypeNames = {"country", "person", "organization", "group", "place"};
constexpr std::array<std::string_view, 10> kLayerNames = {"sentences", "words",      "morphology", "tree",   "names",
                                                          "times",     "quotations", "actors",     "events", "identity"};

template <class Enum, std::size_t N>
std::optional<Enum> parse_name(const std::array<std::string_view, N>& names, std::string_view text) {
  const auto found = std::find(names.begin(), names.end(), text);
  if (found == names.end()) return std::nullopt;
  return static_cast<Enum>(found - names.begin());
}

}  // namespace

std::string_view to_string(Upos upos) { return kUposNames[static_cast<std::size_t>(upos)]; }
std::optional<Upos> parse_upos(std::string_view text) { return parse_name<Upos>(kUposNames, text); }
std::string_view to_string(EntityType type) { return kEntityTypeNames[static_cast<std::size_t>(type)]; }
std::optional<EntityType> parse_entity_type(std::string_view text) { return parse_name<EntityType>(kEntityTypeNames, text); }
std::string_view to_string(Layer layer) { return kLayerNames[static_cast<std::size_t>(layer)]; }

Result<Document> Document::make(Article article) {
  if (article.title.size() + 1 + article.text.size() > UINT32_MAX)
    return fail(ErrorCode::kInvalidInput, article.id.text(), "the article is larger than 4 GiB", "split it");
  Document document;
  if (!article.title.empty()) {
    document.text_ = article.title + "\n";
    document.body_begin_ = static_cast<std::uint32_t>(document.text_.size());
  }
  document.text_ += article.text;
  document.article_ = std::move(article);
  return document;
}

Span Document::part_span(Part part) const {
  if (part == Part::kTitle) return {0, static_cast<std::uint32_t>(article_.title.size())};
  return {body_begin_, static_cast<std::uint32_t>(text_.size())};
}

Span Document::within_part(Span span) const {
  const std::uint32_t base = part_span(part_of(span)).begin;
  return {span.begin - base, span.end - base};
}

std::string_view Document::form(WordIndex word) const {
  const Word& w = words[word];
  return w.form == Symbol::kEmpty ? text(w.span) : pool[w.form];
}

bool Document::has_feature(WordIndex word, std::string_view name_and_value) const {
  std::string_view rest = features(word);
  while (!rest.empty()) {
    const std::size_t bar = rest.find('|');
    if (rest.substr(0, bar) == name_and_value) return true;
    if (bar == std::string_view::npos) return false;
    rest.remove_prefix(bar + 1);
  }
  return false;
}

bool Document::relation_is(WordIndex word, std::string_view universal_relation) const {
  const std::string_view r = relation(word);
  return r.starts_with(universal_relation) && (r.size() == universal_relation.size() || r[universal_relation.size()] == ':');
}

const Sentence& Document::sentence_of(WordIndex word) const {
  const auto after =
      std::upper_bound(sentences.begin(), sentences.end(), word, [](WordIndex w, const Sentence& s) { return w < s.words.end; });
  return *after;
}

Span Document::span_of(WordRange range) const {
  if (range.empty()) return {};
  return {words[range.begin].span.begin, words[range.end - 1].span.end};
}

}  // namespace rawi
