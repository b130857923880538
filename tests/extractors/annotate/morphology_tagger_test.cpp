// Lemma, part of speech and features, where one form may be read in several ways.
#include <algorithm>

#include "extractors/tsv.hpp"
#include "tests/extractors/annotate/annotating.hpp"

namespace rawi::test {

TEST_CASE("behind an article a form that may be either is a noun, behind a pronoun or \"to\" a verb") {
  CHECK(upos("en", "The visit ended.", "visit") == "NOUN");
  CHECK(upos("en", "They visit Paris.", "visit") == "VERB");
  CHECK(upos("en", "He wants to visit Paris.", "visit") == "VERB");
  CHECK(upos("en", "The attack on Kyiv continued.", "attack") == "NOUN");
  CHECK(upos("en", "Rebels attack the town.", "attack") == "VERB");
}

TEST_CASE("irregular and regular forms lead to their lemma") {
  const Extraction extraction = annotated("en", "She said ministers met and condemned the attacks.");
  const Document& d = extraction.document;
  CHECK(d.lemma(word(d, "said")) == "say");
  CHECK(d.lemma(word(d, "met")) == "meet");
  CHECK(d.lemma(word(d, "condemned")) == "condemn");
  CHECK(d.lemma(word(d, "attacks")) == "attack");
  CHECK(d.lemma(word(d, "ministers")) == "minister");
}

TEST_CASE("tense is told by the form") {
  const Extraction extraction = annotated("en", "Macron visited Berlin.");
  CHECK(extraction.document.has_feature(word(extraction.document, "visited"), "Tense=Past"));
}

TEST_CASE("a capitalized word that no table knows is a name, unless it begins the sentence of a known word") {
  CHECK(upos("en", "He met Xanthopolous yesterday.", "Xanthopolous") == "PROPN");
  CHECK(upos("en", "They arrived in Paris.", "They") == "PRON");
}

TEST_CASE("numbers, signs and determiners have their own parts of speech") {
  CHECK(upos("en", "They freed 31 prisoners.", "31") == "NUM");
  CHECK(upos("en", "They met, then left.", ",") == "PUNCT");
  CHECK(upos("en", "The ministers met.", "The") == "DET");
}

TEST_CASE("Arabic verbs and nouns are told apart, with the article stripped for the lemma") {
  const Extraction extraction = annotated("ar", "التقى الرئيس الفرنسي الوزراء في باريس.");
  const Document& d = extraction.document;
  CHECK(d.upos(word(d, "التقى")) == Upos::kVerb);
  CHECK(d.upos(word(d, "الرئيس")) == Upos::kNoun);
  CHECK(d.upos(word(d, "الفرنسي")) == Upos::kAdj);
  CHECK(d.upos(word(d, "في")) == Upos::kAdp);
  CHECK(d.lemma(word(d, "الوزراء")) == "وزير");
}

TEST_CASE("the Arabic future marker makes its verb a future one") {
  const Extraction extraction = annotated("ar", "سيزور الرئيس باريس.");
  const Document& d = extraction.document;
  const WordIndex visit = word(d, "يزور");
  CHECK(d.upos(visit) == Upos::kVerb);
  CHECK(d.upos(word(d, "س")) != Upos::kX);
}

TEST_CASE("features are sorted and each is named once") {
  for (const auto& [language, text] : {std::pair("en", "The ministers were arrested and will be freed by the Russian army."),
                                       std::pair("ar", "قالت الوزيرة إن القوات الروسية ستنسحب من المدن.")}) {
    const Extraction extraction = annotated(language, text);
    for (WordIndex w = 0; w < extraction.document.word_count(); ++w) {
      const std::string features(extraction.document.features(w));
      std::vector<std::string> names;
      for (const std::string& f : split(features, '|')) names.push_back(f.substr(0, f.find('=')));
      INFO(features);
      CHECK(std::is_sorted(names.begin(), names.end()));
      CHECK(std::adjacent_find(names.begin(), names.end()) == names.end());
    }
  }
}

TEST_CASE("a language without a pack gives every word, and no guess") {
  const Extraction extraction = annotated("tlh", "Heghlu meH QaQ.");
  REQUIRE(extraction.document.morphology.size() == extraction.document.word_count());
  CHECK(extraction.document.upos(0) == Upos::kX);
}

}  // namespace rawi::test
