// The simple tree: always a tree, and right about the shapes of which events are made.
#include <algorithm>
#include <random>

#include "tests/extractors/annotate/annotating.hpp"

namespace rawi::test {

namespace {

/// Every sentence has one root, every word leads to it within its own sentence, and no relation is empty.
std::string tree_fault(const Document& d) {
  if (d.tree.size() != d.word_count()) return "not one edge for each word";
  for (const Sentence& s : d.sentences) {
    std::size_t roots = 0;
    for (WordIndex w = s.words.begin; w < s.words.end; ++w) {
      if (d.relation(w).empty()) return "no relation on " + std::string(d.form(w));
      if (d.head(w) == kNoWord) {
        ++roots;
        if (d.relation(w) != "root") return "a word without head is no root: " + std::string(d.form(w));
        continue;
      }
      if (d.relation(w) == "root") return "a root with a head: " + std::string(d.form(w));
      if (!s.words.contains(d.head(w))) return "a head in another sentence: " + std::string(d.form(w));
      WordIndex at = w;
      for (std::size_t steps = 0; at != kNoWord; at = d.head(at))
        if (++steps > s.words.end - s.words.begin) return "a circle at " + std::string(d.form(w));
    }
    if (roots != 1 && !s.words.empty()) return std::to_string(roots) + " roots in: " + std::string(d.text(s.span));
  }
  return {};
}

/// Some thousand words of a pack, its names and its signs, to make sentences at random from.
std::vector<std::string> vocabulary(const LanguagePack& pack) {
  std::vector<std::string> out = {",", ".", "\"", "(", ")",     ":", "-",    "Paris", "Macron", "2025",
                                  "«", "»", "،",  "؟", "باريس", "x", "12.5", "'s",    "l'Iran", "😀"};
  for (const Trigger& t : pack.triggers)
    for (const std::string& lemma : t.lemmas) out.push_back(lemma);
  for (const Nominal& n : pack.nominals) out.push_back(n.lemmas.front());
  for (const Cue& c : pack.cues) {
    std::string words = c.lemma;
    std::replace(words.begin(), words.end(), '_', ' ');
    out.push_back(words);
  }
  for (const Clitic& c : pack.prefixes) out.push_back(c.form + out[out.size() / 2]);
  return out;
}

}  // namespace

TEST_CASE("whatever the words, the result is a tree with one root a sentence") {
  for (const auto& [language, pack] : extractor().packs()) {
    const std::vector<std::string> words = vocabulary(pack);
    std::mt19937 random(20250326);  // a fixed seed: a failure can be run again
    for (int run = 0; run < 400; ++run) {
      std::string text;
      const std::size_t length = 1 + random() % 40;
      for (std::size_t i = 0; i < length; ++i) text += (text.empty() ? "" : " ") + words[random() % words.size()];
      const Extraction extraction = annotated(language, text);
      INFO(language << ": " << text);
      REQUIRE(tree_fault(extraction.document) == "");
    }
  }
}

TEST_CASE("subject, verb, object and oblique of an English clause") {
  const Extraction extraction = annotated("en", "France condemned Russia in Paris.");
  const Document& d = extraction.document;
  CHECK(edge(d, "condemned") == "root");
  CHECK(edge(d, "France") == "nsubj(condemned)");
  CHECK(edge(d, "Russia") == "obj(condemned)");
  CHECK(edge(d, "Paris") == "obl(condemned)");
  CHECK(edge(d, "in") == "case(Paris)");
  CHECK(tree_fault(d) == "");
}

TEST_CASE("the head of a noun phrase is its noun, with article, adjective and compound below it") {
  const Extraction extraction = annotated("en", "The French foreign minister resigned.");
  const Document& d = extraction.document;
  CHECK(edge(d, "minister") == "nsubj(resigned)");
  CHECK(edge(d, "The") == "det(minister)");
  CHECK(edge(d, "French") == "amod(minister)");
}

TEST_CASE("an English passive has a passive subject and an agent") {
  const Extraction extraction = annotated("en", "The minister was arrested by the army.");
  const Document& d = extraction.document;
  CHECK(edge(d, "minister") == "nsubj:pass(arrested)");
  CHECK(edge(d, "was") == "aux:pass(arrested)");
  CHECK(edge(d, "army").find("(arrested)") != std::string::npos);
  CHECK(edge(d, "by") == "case(army)");
}

TEST_CASE("coordinated nouns hang on the first of them") {
  const Extraction extraction = annotated("en", "France, Italy and Poland signed a treaty.");
  const Document& d = extraction.document;
  CHECK(edge(d, "France") == "nsubj(signed)");
  CHECK(edge(d, "Italy") == "conj(France)");
  CHECK(edge(d, "Poland") == "conj(France)");
  CHECK(edge(d, "treaty") == "obj(signed)");
}

TEST_CASE("coordinated verbs hang on the first of them") {
  const Extraction extraction = annotated("en", "Russia attacked Kyiv and seized Mariupol.");
  const Document& d = extraction.document;
  CHECK(edge(d, "attacked") == "root");
  CHECK(edge(d, "seized") == "conj(attacked)");
  CHECK(edge(d, "Mariupol") == "obj(seized)");
}

TEST_CASE("a relative clause hangs on its noun") {
  const Extraction extraction = annotated("en", "The minister who visited Paris resigned.");
  const Document& d = extraction.document;
  CHECK(edge(d, "resigned") == "root");
  CHECK(edge(d, "minister") == "nsubj(resigned)");
  CHECK(edge(d, "visited") == "acl:relcl(minister)");
  CHECK(edge(d, "Paris") == "obj(visited)");
}

TEST_CASE("what is said is the complement of the saying") {
  const Extraction extraction = annotated("en", "Macron said that Russia attacked Kyiv.");
  const Document& d = extraction.document;
  CHECK(edge(d, "said") == "root");
  CHECK(edge(d, "attacked") == "ccomp(said)");
  CHECK(edge(d, "that") == "mark(attacked)");
  CHECK(edge(d, "Russia") == "nsubj(attacked)");
}

TEST_CASE("an English genitive hangs on what is possessed") {
  const Extraction extraction = annotated("en", "Russia's invasion of Ukraine continued.");
  const Document& d = extraction.document;
  CHECK(edge(d, "Russia") == "nmod:poss(invasion)");
  CHECK(edge(d, "Ukraine") == "nmod(invasion)");
  CHECK(edge(d, "invasion") == "nsubj(continued)");
}

TEST_CASE("in Arabic the verb comes first, then its subject, then its object") {
  const Extraction extraction = annotated("ar", "أدان الرئيس الهجوم في باريس.");
  const Document& d = extraction.document;
  CHECK(edge(d, "أدان") == "root");
  CHECK(edge(d, "الرئيس") == "nsubj(أدان)");
  CHECK(edge(d, "الهجوم") == "obj(أدان)");
  CHECK(edge(d, "باريس").find("obl") == 0);
}

TEST_CASE("an Arabic noun without an article in front of another one is its genitive's head") {
  const Extraction extraction = annotated("ar", "زار وزير الخارجية باريس.");
  const Document& d = extraction.document;
  CHECK(edge(d, "وزير") == "nsubj(زار)");
  CHECK(edge(d, "الخارجية").find("(وزير)") != std::string::npos);
}

// Known to be wrong: without types the parser cannot tell «وزير الخارجية روبيو» (the minister's name) from «زار وزير الخارجية
// باريس».
TEST_CASE("a city behind an Arabic title is the object, not the name of the person", "[!mayfail]") {
  const Extraction extraction = annotated("ar", "زار وزير الخارجية باريس.");
  CHECK(edge(extraction.document, "باريس") == "obj(زار)");
}

TEST_CASE("an Arabic adjective hangs on the noun before it") {
  const Extraction extraction = annotated("ar", "استقال الوزير الفرنسي.");
  const Document& d = extraction.document;
  CHECK(edge(d, "الفرنسي") == "amod(الوزير)");
  CHECK(edge(d, "الوزير") == "nsubj(استقال)");
}

TEST_CASE("what an Arabic verb of saying introduces is its complement") {
  const Extraction extraction = annotated("ar", "قال الرئيس إن روسيا هاجمت أوكرانيا.");
  const Document& d = extraction.document;
  CHECK(edge(d, "قال") == "root");
  CHECK(edge(d, "الرئيس") == "nsubj(قال)");
  CHECK(edge(d, "هاجمت") == "ccomp(قال)");
  CHECK(edge(d, "روسيا") == "nsubj(هاجمت)");
}

TEST_CASE("a French clause, its passive and its negation") {
  if (!extractor().packs().contains("fr")) return;
  const Extraction active = annotated("fr", "Le président a condamné l'attaque.");
  CHECK(edge(active.document, "président") == "nsubj(condamné)");
  CHECK(edge(active.document, "attaque") == "obj(condamné)");
  const Extraction passive = annotated("fr", "Le ministre a été arrêté par la police.");
  CHECK(edge(passive.document, "ministre") == "nsubj:pass(arrêté)");
  CHECK(edge(passive.document, "police").find("(arrêté)") != std::string::npos);
}

TEST_CASE("odd texts of a megabyte become trees as well") {
  std::string words;
  while (words.size() < 1'000'000) words += "وقالت France said, and وباريس 12 «« ";
  for (const char* language : {"ar", "en"}) {
    const Extraction extraction = annotated(language, words);
    CHECK(tree_fault(extraction.document) == "");
  }
  CHECK(tree_fault(annotated("en", std::string(200'000, ',')).document) == "");
  CHECK(tree_fault(annotated("ar", "").document) == "");
}

TEST_CASE("emoji, joiners and directional marks do no harm to a tree") {
  const Extraction extraction = annotated(
      "ar",
      "\xE2\x80\x8Fقال 😀 الرئيس\xE2\x80\x8F \xE2\x80\xABإن\xE2\x80\xAC 👨‍👩‍👧 باريس وافقت!");
  CHECK(tree_fault(extraction.document) == "");
}

}  // namespace rawi::test
