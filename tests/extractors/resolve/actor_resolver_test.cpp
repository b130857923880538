#include "extractors/resolve/actor_resolver.hpp"

#include "tests/support/small_world.hpp"

using namespace rawi;
using rawi::test::SmallWorld;
using Lines = std::vector<std::string>;

TEST_CASE_METHOD(SmallWorld, "spellings in two scripts are one actor") {
  const Lines lines = mentions("ar", "2025-03-26", R"(التقى _ VERB 0 root
Macron _ PROPN 1 nsubj
زيلنسكي _ NOUN 1 obj

قال _ VERB 0 root
ماكرون _ PROPN 1 nsubj
قصر _ NOUN 1 obl
إيليسيه _ NOUN 3 nmod)");
  CHECK(lines == Lines{"Macron | name | person | person:emmanuel-macron", "زيلنسكي | name | person | person:volodymyr-zelensky",
                       "ماكرون | name | person | person:emmanuel-macron",
                       "قصر إيليسيه | name | organization | organization:elysee-palace"});
  CHECK(extraction->actors.size() == 3);
  CHECK(actor("person:emmanuel-macron").known);
}

TEST_CASE_METHOD(SmallWorld, "an office is who held it on the day of publication") {
  const std::string_view rows =
      "the the DET 3 det Definite=Def\nAmerican american ADJ 3 amod\npresident president NOUN 4 nsubj\nsaid say VERB 0 root";
  CHECK(mentions("en", "2025-01-19", rows) == Lines{"American president | nominal | person | person:joe-biden"});
  CHECK(mentions("en", "2025-01-21", rows) == Lines{"American president | nominal | person | person:donald-trump"});
  CHECK(mentions("en", "", rows) == Lines{"American president | nominal | person | person:american-president"});
  CHECK(actor("person:american-president").country == "USA");
  CHECK(mentions("ar", "2025-03-26", "قال _ VERB 0 root\nالرئيس رئيس NOUN 1 nsubj\nالأوكراني أوكراني ADJ 2 amod") ==
        Lines{"الرئيس الأوكراني | nominal | person | person:volodymyr-zelensky"});
}

TEST_CASE_METHOD(SmallWorld, "a former president is not the one in office") {
  const Lines lines = mentions("en", "2025-03-26",
                               "the the DET 4 det Definite=Def\nformer former ADJ 4 amod\nAmerican american ADJ 4 "
                               "amod\npresident president NOUN 5 nsubj\nsaid say VERB 0 root");
  CHECK(lines == Lines{"former American president | nominal | person | person:american-president"});
}

TEST_CASE_METHOD(SmallWorld, "the president alone is the one whom the article names") {
  CHECK(mentions("en", "2025-03-26", R"(Emmanuel _ PROPN 3 nsubj
Macron _ PROPN 1 flat
met meet VERB 0 root
officials official NOUN 3 obj Number=Plur

The the DET 2 det Definite=Def
president president NOUN 3 nsubj
said say VERB 0 root)")
            .back() == "president | nominal | person | person:emmanuel-macron");
}

TEST_CASE_METHOD(SmallWorld, "two people with one surname stay apart") {
  const Lines lines = mentions("en", "2025-03-26", R"(yesterday yesterday ADV 4 advmod
Jeb _ PROPN 4 nsubj
Bush _ PROPN 2 flat
met meet VERB 0 root
officials official NOUN 4 obj Number=Plur

Mr mr NOUN 3 nsubj
Bush _ PROPN 1 flat
said say VERB 0 root)");
  CHECK(lines.front() == "Jeb Bush | name | person | person:jeb-bush");
  CHECK(lines.back() == "Mr Bush | name | person | person:jeb-bush");
  CHECK_FALSE(actor("person:jeb-bush").known);
  CHECK(mentions("en", "2025-03-26", "yesterday yesterday ADV 3 advmod\nBush _ PROPN 3 nsubj\nsaid say VERB 0 root").back() ==
        "Bush | name | person | person:george-bush");
}

TEST_CASE_METHOD(SmallWorld, "an unknown name is a new actor, and its surname alone the same one") {
  const Lines lines = mentions("en", "2025-03-26", R"(yesterday yesterday ADV 4 advmod
Mary _ PROPN 4 nsubj
Holm _ PROPN 2 flat
met meet VERB 0 root
Macron _ PROPN 4 obj

yesterday yesterday ADV 3 advmod
Holm _ PROPN 3 nsubj
said say VERB 0 root)");
  CHECK(lines.front() == "Mary Holm | name | person | person:mary-holm");
  CHECK(lines.back() == "Holm | name | person | person:mary-holm");
  CHECK(actor("person:mary-holm").name == "Mary Holm");
  CHECK(actor("person:mary-holm").names.at("en") == Lines{"Mary Holm"});
}

TEST_CASE_METHOD(SmallWorld, "somebody who is called like a city is meant by the surname alone, the city behind an adposition") {
  const Lines lines = mentions("en", "2025-03-26", R"(yesterday yesterday ADV 4 advmod
Mary _ PROPN 4 nsubj
Paris _ PROPN 2 flat
met meet VERB 0 root
Macron _ PROPN 4 obj

yesterday yesterday ADV 3 advmod
Paris _ PROPN 3 nsubj
spoke say VERB 0 root
in in ADP 5 case
Paris _ PROPN 3 obl)");
  REQUIRE(lines.size() == 4);
  CHECK(lines[0] == "Mary Paris | name | person | person:mary-paris");
  CHECK(lines[2] == "Paris | name | person | person:mary-paris");
  CHECK(lines[3] == "Paris | name | place | place:paris");
}

TEST_CASE_METHOD(SmallWorld, "a name in another script keeps its writing beside the Latin one") {
  CHECK(mentions("ar", "2025-03-26", "قال _ VERB 0 root\nالشيخ شيخ NOUN 1 nsubj\nطحنون _ NOUN 2 appos").size() == 1);
  REQUIRE(extraction->actors.size() == 1);
  CHECK(extraction->actors[0].id.text() == "person:tahnun");
  CHECK(extraction->actors[0].names.at("ar") == Lines{"طحنون"});
}

TEST_CASE_METHOD(SmallWorld, "common nouns become actors named in English, with their state") {
  CHECK(mentions("ar", "2025-03-26",
                 "قال _ VERB 0 root\nمسؤولين مسؤول NOUN 1 nsubj Number=Plur\nفرنسيين فرنسي ADJ 2 amod Number=Plur") ==
        Lines{"مسؤولين فرنسيين | nominal | group | group:french-officials"});
  CHECK(actor("group:french-officials").name == "French officials");
  CHECK(actor("group:french-officials").country == "FRA");
  CHECK(mentions("en", "2025-03-26",
                 "the the DET 4 det Definite=Def\nRussian russian ADJ 4 amod\nDefence defence NOUN 4 compound\nMinistry ministry "
                 "NOUN 5 nsubj\nsaid say VERB 0 root") ==
        Lines{"Russian Defence Ministry | nominal | organization | organization:russian-defence-ministry"});
  CHECK(actor("organization:russian-defence-ministry").name == "Russian Defence Ministry");
  CHECK(mentions("en", "2025-03-26", "officials official NOUN 2 nsubj Number=Plur\nsaid say VERB 0 root") ==
        Lines{"officials | nominal | group | group:officials"});
  CHECK(actor("group:officials").country.empty());
}

TEST_CASE_METHOD(SmallWorld, "a body that no state is named of belongs to the state that its passage is about") {
  CHECK(mentions("en", "2025-03-26", R"(Ukraine _ PROPN 2 nsubj
protested protest VERB 0 root

the the DET 3 det Definite=Def
defence defence NOUN 3 compound
ministry ministry NOUN 4 nsubj
said say VERB 0 root)")
            .back() == "defence ministry | nominal | organization | organization:ukrainian-defence-ministry");
  CHECK(actor("organization:ukrainian-defence-ministry").country == "UKR");
}

TEST_CASE_METHOD(SmallWorld, "the state right behind a noun says whose it is, not the one that the article names most") {
  CHECK(mentions("en", "2025-03-26", R"(Ukraine _ PROPN 2 nsubj
protested protest VERB 0 root
Ukraine _ PROPN 2 obj

officials official NOUN 4 nsubj Number=Plur
in in ADP 3 case
Paris _ PROPN 1 nmod
said say VERB 0 root)")[2] == "officials | nominal | group | group:officials-fra");
}

TEST_CASE_METHOD(SmallWorld, "between two states that weigh the same nobody decides") {
  CHECK(mentions("en", "2025-03-26", R"(Ukraine _ PROPN 2 nsubj
met meet VERB 0 root
France _ PROPN 2 obj

officials official NOUN 2 nsubj Number=Plur
said say VERB 0 root)")
            .back() == "officials | nominal | group | group:officials");
}

TEST_CASE_METHOD(SmallWorld, "a movement with its name is that organization") {
  CHECK(mentions("ar", "2025-03-26",
                 "قال _ VERB 0 root\nناطق ناطق NOUN 1 nsubj\nمع مع ADP 4 case\nحركة حركة NOUN 1 obl\n\" _ PUNCT 4 punct\nحماس _ "
                 "PROPN 4 appos\n\" _ PUNCT 4 punct")
            .back() == "حركة \" حماس \" | name | organization | organization:hamas");
}

TEST_CASE_METHOD(SmallWorld, "pronouns go back to the last subject that fits") {
  const Lines lines = mentions("en", "2025-03-26", R"(Macron _ PROPN 2 nsubj
met meet VERB 0 root
officials official NOUN 2 obj Number=Plur

He he PRON 2 nsubj Gender=Masc|PronType=Prs
said say VERB 0 root

They they PRON 2 nsubj Number=Plur|PronType=Prs
said say VERB 0 root)");
  CHECK(lines[2] == "He | pronoun | person | person:emmanuel-macron");
  CHECK(lines[3] == "They | pronoun | group | group:officials-fra");
}

TEST_CASE_METHOD(SmallWorld, "a pronoun without anybody before it stays open") {
  CHECK(mentions("en", "2025-03-26", "He he PRON 2 nsubj Gender=Masc|PronType=Prs\nsaid say VERB 0 root") ==
        Lines{"He | pronoun | person | -"});
  CHECK(mentions("en", "2025-03-26", "Macron _ PROPN 2 nsubj\nmet meet VERB 0 root\nit it PRON 2 obj Gender=Neut|PronType=Prs")
            .back() == "it | pronoun | organization | -");
}

TEST_CASE_METHOD(SmallWorld, "a capital keeps its own entity") {
  CHECK(mentions("en", "2025-03-26", "yesterday yesterday ADV 3 advmod\nParis _ PROPN 3 nsubj\nsaid say VERB 0 root") ==
        Lines{"Paris | name | place | place:paris"});
  CHECK(catalogue->speaks_for(EntityId("place:paris")) == "FRA");
}

TEST_CASE_METHOD(SmallWorld, "an imported actor is taken by a whole name, and of two only the one whose state the article speaks of") {
  const auto said = [&](const std::string& given, const std::string& surname, const std::string& behind = {}) {
    return mentions("en", "2025-03-26", "yesterday yesterday ADV 4 advmod\n" + given + " _ PROPN 4 nsubj\n" + surname + " _ PROPN 2 flat\nsaid say VERB 0 root" + behind)
        .front();
  };
  CHECK(said("Mary", "Varennes") == "Mary Varennes | name | person | person:mary-varennes");
  CHECK(said("Odile", "Varennes") == "Odile Varennes | name | person | person:q1");
  CHECK(actor("person:q1").country == "FRA");
  CHECK(said("Paul", "Duval") == "Paul Duval | name | person | person:paul-duval");
  CHECK(said("Paul", "Duval", "\nin in ADP 6 case\nParis _ PROPN 4 obl") == "Paul Duval | name | person | person:q2");
}

TEST_CASE_METHOD(SmallWorld, "a first name in front of a known surname is somebody else") {
  CHECK(mentions("en", "2025-03-26", "yesterday yesterday ADV 4 advmod\nMary _ PROPN 4 nsubj\nMacron _ PROPN 2 flat\nsaid say VERB 0 root").front() ==
        "Mary Macron | name | person | person:mary-macron");
}

TEST_CASE_METHOD(SmallWorld, "a counterpart holds the same office in another state") {
  const Lines lines = mentions("en", "2025-03-26", R"(Emmanuel _ PROPN 3 nsubj
Macron _ PROPN 1 flat
met meet VERB 0 root
the the DET 6 det Definite=Def
Ukrainian ukrainian ADJ 6 amod
counterpart counterpart NOUN 3 obj)");
  CHECK(lines.back() == "Ukrainian counterpart | nominal | person | person:volodymyr-zelensky");
}

TEST_CASE_METHOD(SmallWorld, "a noun that only says what an organization is makes no other one of it") {
  const auto told = [&](const std::string& noun) {
    return mentions("en", "2025-03-26", "the the DET 3 det Definite=Def\nHamas _ PROPN 3 compound\n" + noun + " " + noun + " NOUN 4 nsubj\nsaid say VERB 0 root")
        .front();
  };
  CHECK(told("party") == "Hamas party | nominal | organization | organization:hamas");
  CHECK(told("government") == "Hamas government | nominal | organization | organization:hamas-government");
}

TEST_CASE_METHOD(SmallWorld, "the state of an apposition is that of the person, with a place behind it or none") {
  const Lines lines = mentions("en", "2025-03-26", R"(yesterday yesterday ADV 10 advmod
Jeb _ PROPN 10 nsubj
Rathke _ PROPN 2 flat
, , PUNCT 6 punct
Ukrainian ukrainian ADJ 6 amod
spokesman spokesman NOUN 2 appos
in in ADP 8 case
Paris _ PROPN 6 nmod
, , PUNCT 6 punct
said say VERB 0 root)");
  CHECK(lines.front() == "Jeb Rathke, Ukrainian spokesman in Paris | name | person | person:jeb-rathke");
  CHECK(actor("person:jeb-rathke").country == "UKR");
}
