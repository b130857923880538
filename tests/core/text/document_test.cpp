// A document's text, its spans, and the look-ups that every annotator relies on.
#include "core/text/document.hpp"

#include <catch2/catch.hpp>

#include "tests/support/document_builder.hpp"

namespace rawi::test {

namespace {

Document titled() {
  Article article;
  article.id = ArticleId("a");
  article.title = "قمة";
  article.text = "Body text.";
  return std::move(*Document::make(std::move(article)));
}

constexpr const char* kRows = R"(France France PROPN 2 nsubj Number=Sing
hosted host VERB 0 root Tense=Past|VerbForm=Fin
talks talk NOUN 2 obj Number=Plur
. . PUNCT 2 punct

Iran Iran PROPN 2 nsubj:pass
attended attend VERB 0 root)";

}  // namespace

TEST_CASE("title and body lie in one text with a line end between") {
  const Document document = titled();
  CHECK(document.text() == "قمة\nBody text.");
  CHECK(document.text(document.part_span(Part::kTitle)) == "قمة");
  CHECK(document.text(document.part_span(Part::kBody)) == "Body text.");
}

TEST_CASE("an article without a title begins with its body") {
  Article article;
  article.text = "Body.";
  const auto document = Document::make(std::move(article));
  REQUIRE(document);
  CHECK(document->text() == "Body.");
  CHECK(document->part_of({0, 4}) == Part::kBody);
  CHECK(document->within_part({0, 4}) == Span{0, 4});
}

TEST_CASE("a span counts from the beginning of its part") {
  const Document document = titled();
  const Span body = document.part_span(Part::kBody);
  CHECK(document.part_of(body) == Part::kBody);
  CHECK(document.within_part({body.begin + 5, body.begin + 9}) == Span{5, 9});
  CHECK(document.part_of({0, 6}) == Part::kTitle);
  CHECK(document.within_part({2, 6}) == Span{2, 6});
}

TEST_CASE("words know their sentence, and a range its span") {
  const Document document = make_document("en", "2025-03-26", kRows);
  REQUIRE(document.sentences.size() == 2);
  CHECK(&document.sentence_of(0) == &document.sentences[0]);
  CHECK(&document.sentence_of(3) == &document.sentences[0]);
  CHECK(&document.sentence_of(4) == &document.sentences[1]);
  CHECK(document.text(document.span_of({0, 3})) == "France hosted talks");
  CHECK(document.form(2) == "talks");
  CHECK(document.lemma(2) == "talk");
}

TEST_CASE("a feature is found whole, not as a part of another") {
  const Document document = make_document("en", "2025-03-26", kRows);
  CHECK(document.has_feature(1, "Tense=Past"));
  CHECK(document.has_feature(1, "VerbForm=Fin"));
  CHECK_FALSE(document.has_feature(1, "Form=Fin"));
  CHECK_FALSE(document.has_feature(1, "Tense=Pas"));
  CHECK_FALSE(document.has_feature(3, "Tense=Past"));
}

TEST_CASE("a relation holds with its subtype and without") {
  const Document document = make_document("en", "2025-03-26", kRows);
  CHECK(document.relation_is(0, "nsubj"));
  CHECK(document.relation_is(4, "nsubj"));
  CHECK(document.relation(4) == "nsubj:pass");
  CHECK_FALSE(document.relation_is(0, "nsub"));
  CHECK_FALSE(document.relation_is(0, "nsubj:pass"));
}

TEST_CASE("parts of speech and entity types have names that are read back") {
  for (int i = 0; i < 17; ++i) {
    const auto upos = static_cast<Upos>(i);
    CHECK(parse_upos(to_string(upos)) == upos);
  }
  CHECK_FALSE(parse_upos("Noun"));
  for (int i = 0; i < 5; ++i) {
    const auto type = static_cast<EntityType>(i);
    CHECK(parse_entity_type(to_string(type)) == type);
  }
  CHECK_FALSE(parse_entity_type("animal"));
}

TEST_CASE("a set of layers knows what it lacks") {
  Layers there(Layer::kSentences, Layer::kWords);
  CHECK(there.has(Layer::kWords));
  CHECK_FALSE(there.has(Layer::kTree));
  CHECK(Layers(Layer::kWords, Layer::kTree).without(there).has(Layer::kTree));
  CHECK_FALSE(Layers(Layer::kWords, Layer::kTree).without(there).has(Layer::kWords));
  there.add(Layers(Layer::kTree));
  CHECK(Layers(Layer::kWords, Layer::kTree).without(there).empty());
}

TEST_CASE("spans that only touch do not overlap") {
  CHECK_FALSE(Span{0, 3}.overlaps({3, 5}));
  CHECK(Span{0, 4}.overlaps({3, 5}));
  CHECK(Span{0, 5}.contains({3, 5}));
  CHECK_FALSE(Span{0, 4}.contains({3, 5}));
}

}  // namespace rawi::test
