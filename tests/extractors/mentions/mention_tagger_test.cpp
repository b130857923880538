#include "extractors/mentions/mention_tagger.hpp"

#include "tests/support/small_world.hpp"

using namespace rawi;
using rawi::test::SmallWorld;
using Lines = std::vector<std::string>;

namespace {

/// The mentions without who they are.
Lines spans(SmallWorld& world, std::string_view language, std::string_view rows) {
  Lines lines = world.mentions(language, "2025-03-26", rows);
  for (std::string& line : lines) line.resize(line.rfind(" | "));
  return lines;
}

}  // namespace

TEST_CASE_METHOD(SmallWorld, "nationality, office and name are one mention of the person") {
  CHECK(spans(*this, "en", R"(French french ADJ 2 amod
President president NOUN 5 nsubj
Emmanuel _ PROPN 2 appos
Macron _ PROPN 3 flat
met meet VERB 0 root
Zelensky _ PROPN 5 obj
. _ PUNCT 5 punct)") == Lines{"French President Emmanuel Macron | name | person", "Zelensky | name | person"});
  CHECK(extraction->document.mentions[0].head == 1);
}

TEST_CASE_METHOD(SmallWorld, "the same holds where adjectives stand behind") {
  CHECK(spans(*this, "ar", R"(قال _ VERB 0 root
وزير وزير NOUN 1 nsubj
الدفاع دفاع NOUN 2 nmod
الأمريكي أمريكي ADJ 2 amod
بيت _ PROPN 2 appos
هيغسيث _ PROPN 5 flat)") == Lines{"وزير الدفاع الأمريكي بيت هيغسيث | name | person"});
}

TEST_CASE_METHOD(SmallWorld, "an adjective of nationality beside another noun is a mention of the state") {
  CHECK(spans(*this, "en", R"(The the DET 3 det
Russian russian ADJ 3 amod
invasion invasion NOUN 4 nsubj
began begin VERB 0 root)") == Lines{"Russian | name | country"});
}

TEST_CASE_METHOD(SmallWorld, "a pronoun that looks like an acronym is no state") {
  CHECK(spans(*this, "en", R"(They they PRON 2 nsubj Number=Plur|PronType=Prs
met meet VERB 0 root
us we PRON 2 obj Person=1|PronType=Prs)") == Lines{"They | pronoun | group"});
  CHECK(spans(*this, "en", "They they PRON 2 nsubj Number=Plur|PronType=Prs\nmet meet VERB 0 root\nUS _ PROPN 2 obj") ==
        Lines{"They | pronoun | group", "US | name | country"});
}

TEST_CASE_METHOD(SmallWorld, "numbers and nationality belong to a common noun for an actor") {
  CHECK(spans(*this, "en", "31 _ NUM 2 nummod\ncountries country NOUN 3 nsubj Number=Plur\nmet meet VERB 0 root") ==
        Lines{"31 countries | nominal | group"});
  CHECK(spans(*this, "ar", "قال _ VERB 0 root\nمسؤولين مسؤول NOUN 1 nsubj Number=Plur\nفرنسيين فرنسي ADJ 2 amod Number=Plur") ==
        Lines{"مسؤولين فرنسيين | nominal | group"});
}

TEST_CASE_METHOD(SmallWorld, "whom a spokesman speaks for belongs to the mention") {
  CHECK(spans(*this, "en", R"(a a DET 2 det Definite=Ind
spokesman spokesman NOUN 7 nsubj
for for ADP 6 case
the the DET 6 det
Indonesian indonesian ADJ 6 amod
military military NOUN 2 nmod
said say VERB 0 root)") == Lines{"spokesman for the Indonesian military | nominal | person"});
}

TEST_CASE_METHOD(SmallWorld, "an apposition behind a name describes it") {
  CHECK(spans(*this, "en", R"(Fuad _ PROPN 10 nsubj
Basya _ PROPN 1 flat
, _ PUNCT 4 punct
spokesman spokesman NOUN 1 appos
for for ADP 8 case
the the DET 8 det
Indonesian indonesian ADJ 8 amod
military military NOUN 4 nmod
, _ PUNCT 4 punct
said say VERB 0 root)") == Lines{"Fuad Basya, spokesman for the Indonesian military | name | person"});
}

TEST_CASE_METHOD(SmallWorld, "capitals in the middle of a sentence make unknown names, typed by the words around") {
  CHECK(spans(*this, "en",
              "yesterday yesterday ADV 4 advmod\nMary _ PROPN 4 nsubj\nHolm _ PROPN 2 flat\nmet meet VERB 0 root\nMr mr NOUN 4 "
              "obj\nQuill _ PROPN 5 flat\nin in ADP 8 case\nTarvos _ PROPN 4 obl") ==
        Lines{"Mary Holm | name | person", "Mr Quill | name | person", "Tarvos | name | place"});
  CHECK(spans(*this, "en",
              "He he PRON 2 nsubj Gender=Masc|PronType=Prs\nmet meet VERB 0 root\nthe the DET 5 det\nTarvos _ PROPN 5 "
              "compound\nBrigade _ PROPN 2 obj\non on ADP 7 case\nMonday _ PROPN 2 obl") ==
        Lines{"He | pronoun | person", "Tarvos Brigade | name | organization"});
}

TEST_CASE_METHOD(SmallWorld, "without capitals an unknown name needs a title, a first name or a link") {
  CHECK(spans(*this, "ar",
              "قال _ VERB 0 root\nالشيخ شيخ NOUN 1 nsubj\nطحنون _ NOUN 2 appos\nفي في ADP 5 case\nباريس _ PROPN 1 obl") ==
        Lines{"الشيخ طحنون | name | person", "باريس | name | place"});
  CHECK(spans(*this, "ar", "قال _ VERB 0 root\nمحمد _ PROPN 1 nsubj\nبن _ NOUN 2 flat\nطحنون _ NOUN 2 flat") ==
        Lines{"محمد بن طحنون | name | person"});
  CHECK(spans(*this, "ar", "قال _ VERB 0 root\nطحنون _ NOUN 1 nsubj").empty());
  CHECK(spans(*this, "ar", "قال _ VERB 0 root\nعلى على ADP 3 case\nصحة صحة NOUN 1 obl").empty());
}

TEST_CASE_METHOD(SmallWorld, "two words that no table knows are a name where one may begin, and its surname alone is one too") {
  const std::string_view rows = R"(قال _ VERB 0 root
طحنون _ NOUN 1 nsubj
زرقوف _ NOUN 2 flat

قال _ VERB 0 root
زرقوف _ NOUN 1 nsubj)";
  CHECK(spans(*this, "ar", rows) == Lines{"طحنون زرقوف | name | person", "زرقوف | name | person"});
  CHECK(extraction->actors.size() == 1);
  CHECK(spans(*this, "ar", "قال _ VERB 0 root\nصحة صحة NOUN 1 nsubj\nطحنون _ NOUN 2 nmod\nزرقوف _ NOUN 2 nmod").empty());
}

TEST_CASE_METHOD(SmallWorld, "a surname at the beginning of a sentence is known from its full name") {
  CHECK(spans(*this, "en", R"(yesterday yesterday ADV 4 advmod
Mary _ PROPN 4 nsubj
Holm _ PROPN 2 flat
met meet VERB 0 root
officials official NOUN 4 obj Number=Plur

Holm _ PROPN 2 nsubj
said say VERB 0 root)")
            .back() == "Holm | name | person");
}

TEST_CASE_METHOD(SmallWorld, "Latin words inside Arabic text are names") {
  CHECK(spans(*this, "ar",
              "قال _ VERB 0 root\nمصدر _ NOUN 1 nsubj\nélysée _ PROPN 2 nmod\nمع مع ADP 5 case\nMacron _ PROPN 1 obl") ==
        Lines{"élysée | name | organization", "Macron | name | person"});
}

TEST_CASE_METHOD(SmallWorld, "in a headline capitals tell nothing") {
  CHECK(spans(*this, "en",
              "Macron _ PROPN 2 nsubj\nSaid say VERB 0 root\nFormer former ADJ 4 amod\nYesterday yesterday NOUN 2 obj\nBegan "
              "begin VERB 2 dep") == Lines{"Macron | name | person"});
}

TEST_CASE_METHOD(SmallWorld, "mentions are in order, do not overlap, and have their head inside") {
  static_cast<void>(mentions("en", "2025-03-26", R"(Russia _ PROPN 4 nmod:poss
's _ PART 1 case
foreign foreign ADJ 4 amod
minister minister NOUN 6 nsubj
yesterday yesterday ADV 6 advmod
met meet VERB 0 root
officials official NOUN 6 obj Number=Plur
of of ADP 9 case
NATO _ PROPN 7 nmod)"));
  const Document& document = extraction->document;
  REQUIRE(document.mentions.size() == 2);
  CHECK(document.mentions[0].head == 3);
  CHECK(document.mentions[1].head == 6);
  CHECK(document.text(document.mentions[0].span) == "Russia's foreign minister");
  CHECK(document.text(document.mentions[1].span) == "officials of NATO");
}

TEST_CASE_METHOD(SmallWorld, "a language without a pack has no mentions") {
  CHECK(mentions("xx", "2025-03-26", "Paris _ PROPN 0 root").empty());
}
