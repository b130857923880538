// Who stands where around a trigger, once passives, coordination and relative clauses are undone.
#include "extractors/events/argument_finder.hpp"

#include "tests/extractors/events/event_pack.hpp"

namespace rawi::test {

using Catch::Contains;

TEST_CASE("subject, object and obliques of an active verb") {
  const Tree tree(R"(France France PROPN 2 nsubj
attacked attack VERB 0 root Tense=Past
Libya Libya PROPN 2 obj
in in ADP 5 case
March March PROPN 2 obl)");
  CHECK(tree.fillers("attacked") == "nsubj:France obj:Libya obl/in:March");
}

TEST_CASE("in a passive the subject is acted on and the agent acts") {
  const Tree tree(R"(Libya Libya PROPN 3 nsubj:pass
was be AUX 3 aux:pass
attacked attack VERB 0 root Tense=Past|VerbForm=Part
by by ADP 5 case
France France PROPN 3 obl:agent)");
  CHECK(tree.arguments.is_passive(tree.at("attacked")));
  CHECK_THAT(tree.fillers("attacked"), Contains("obj:Libya") && Contains("nsubj:France"));
}

TEST_CASE("every member of a coordination is a filler by itself") {
  const Tree tree(R"(France France PROPN 4 nsubj
and and CCONJ 3 cc
Italy Italy PROPN 1 conj
attacked attack VERB 0 root Tense=Past
Libya Libya PROPN 4 obj
and and CCONJ 7 cc
Malta Malta PROPN 5 conj)");
  CHECK(tree.fillers("attacked") == "nsubj:France nsubj:Italy obj:Libya obj:Malta");
}

TEST_CASE("a coordinated verb shares the subject of the first") {
  const Tree tree(R"(France France PROPN 2 nsubj
attacked attack VERB 0 root Tense=Past
Libya Libya PROPN 2 obj
and and CCONJ 5 cc
arrested arrest VERB 2 conj Tense=Past
rebels rebel NOUN 5 obj)");
  CHECK_THAT(tree.fillers("arrested"), Contains("nsubj:France") && Contains("obj:rebels") && !Contains("Libya"));
}

TEST_CASE("a relative pronoun stands for the noun before it, as subject and as object") {
  const Tree subject(R"(army army NOUN 0 root
which which PRON 3 nsubj PronType=Rel
attacked attack VERB 1 acl:relcl Tense=Past
Libya Libya PROPN 3 obj)");
  CHECK(subject.fillers("attacked") == "nsubj:army obj:Libya");
  const Tree object(R"(town town NOUN 0 root
which which PRON 4 obj PronType=Rel
France France PROPN 4 nsubj
attacked attack VERB 1 acl:relcl Tense=Past)");
  CHECK(object.fillers("attacked") == "nsubj:France obj:town");
}

TEST_CASE("a bare past participle behind a noun is passive: the noun is acted on") {
  const Tree tree(R"(rebels rebel NOUN 0 root
arrested arrest VERB 1 acl Tense=Past|VerbForm=Part
in in ADP 4 case
Libya Libya PROPN 2 obl)");
  CHECK(tree.arguments.is_passive(tree.at("arrested")));
  CHECK_THAT(tree.fillers("arrested"), Contains("obj:rebels") && Contains("obl/in:Libya"));
}

TEST_CASE("the subject of an infinitive is the object of the verb above it, or else its subject") {
  const Tree urged(R"(France France PROPN 2 nsubj
urged urge VERB 0 root Tense=Past
Libya Libya PROPN 2 obj
to to PART 5 mark
attack attack VERB 2 xcomp VerbForm=Inf
rebels rebel NOUN 5 obj)");
  CHECK(urged.fillers("attack") == "nsubj:Libya obj:rebels");
  const Tree wants(R"(France France PROPN 2 nsubj
wants want VERB 0 root Tense=Pres
to to PART 4 mark
attack attack VERB 2 xcomp VerbForm=Inf
rebels rebel NOUN 4 obj)");
  CHECK(wants.fillers("attack") == "nsubj:France obj:rebels");
}

TEST_CASE("a finite clause that is said does not take the speaker for its subject") {
  const Tree tree(R"(France France PROPN 2 nsubj
said say VERB 0 root Tense=Past
rained rain VERB 2 ccomp Tense=Past|VerbForm=Fin)");
  CHECK(tree.fillers("rained").empty());
}

TEST_CASE("a noun has its genitives, adjectives and adpositional dependents") {
  const Tree tree(R"(Russia Russia PROPN 4 nmod:poss
's 's PART 1 case
new new ADJ 4 amod
attack attack NOUN 0 root
on on ADP 6 case
Kyiv Kyiv PROPN 4 nmod)");
  CHECK(tree.fillers("attack") == "nmod:poss:Russia amod:new nmod/on:Kyiv");
}

TEST_CASE("the subject of a light verb is the noun's, and so are the verb's obliques") {
  const Tree tree(R"(France France PROPN 2 nsubj
held hold VERB 0 root Tense=Past
talks talk NOUN 2 obj
with with ADP 5 case
Libya Libya PROPN 2 obl)");
  CHECK(tree.arguments.light_verb_of(tree.at("talks")) == tree.at("held"));
  CHECK_THAT(tree.fillers("talks"), Contains("nsubj:France") && Contains("nmod/with:Libya"));
}

TEST_CASE("a verb that is not light carries no noun") {
  const Tree tree(R"(France France PROPN 2 nsubj
condemned condemn VERB 0 root Tense=Past
talks talk NOUN 2 obj)");
  CHECK(tree.arguments.light_verb_of(tree.at("talks")) == kNoWord);
  CHECK(tree.fillers("talks").empty());
}

TEST_CASE("who is named as a member of a group takes part as the group does") {
  const Tree tree(R"(states state NOUN 6 nsubj
such_as such_as ADP 3 case
Libya Libya PROPN 1 nmod
and and CCONJ 5 cc
Malta Malta PROPN 3 conj
attacked attack VERB 0 root Tense=Past)");
  CHECK_THAT(tree.fillers("attacked"), Contains("nsubj:states") && Contains("nsubj:Libya") && Contains("nsubj:Malta"));
}

TEST_CASE("an expression of time is no filler") {
  const Tree tree(R"(France France PROPN 2 nsubj
attacked attack VERB 0 root Tense=Past
Monday Monday PROPN 2 obl:tmod)");
  CHECK(tree.fillers("attacked") == "nsubj:France");
}

TEST_CASE("the children of a word are found in the order of the text") {
  const Tree tree(R"(France France PROPN 2 nsubj
attacked attack VERB 0 root
Libya Libya PROPN 2 obj
. . PUNCT 2 punct)");
  const auto children = tree.children.children(tree.at("attacked"));
  CHECK(std::vector<WordIndex>(children.begin(), children.end()) == std::vector<WordIndex>{0, 2, 3});
  CHECK(tree.children.children(0).empty());
}

}  // namespace rawi::test
