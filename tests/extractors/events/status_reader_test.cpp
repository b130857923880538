// Is it so? Tense, mood, negation and cues.
#include "extractors/events/status_reader.hpp"

#include "tests/extractors/events/event_pack.hpp"

namespace rawi::test {

TEST_CASE("a verb in the past has happened, one in the present goes on") {
  CHECK(Tree("France France PROPN 2 nsubj\nattacked attack VERB 0 root Tense=Past").status("attacked") == "happened");
  CHECK(Tree("France France PROPN 2 nsubj\nattacks attack VERB 0 root Tense=Pres").status("attacks") == "ongoing");
}

TEST_CASE("an act of saying in the present has happened once it is reported") {
  CHECK(Tree("France France PROPN 2 nsubj\nsays say VERB 0 root Tense=Pres").status("says", true) == "happened");
}

TEST_CASE("a future form and a future auxiliary are plans") {
  CHECK(Tree("France France PROPN 2 nsubj\nattaquera attack VERB 0 root Tense=Fut").status("attaquera") == "planned");
  CHECK(Tree("France France PROPN 3 nsubj\nwill will AUX 3 aux\nattack attack VERB 0 root VerbForm=Inf").status("attack") ==
        "planned");
}

TEST_CASE("a modal and a conditional are possible only") {
  CHECK(Tree("France France PROPN 3 nsubj\nmay may AUX 3 aux\nattack attack VERB 0 root").status("attack") == "possible");
  CHECK(Tree("France France PROPN 2 nsubj\nattaquerait attack VERB 0 root Mood=Cnd").status("attaquerait") == "possible");
}

TEST_CASE("negation beats everything else") {
  CHECK(Tree("France France PROPN 4 nsubj\nmay may AUX 4 aux\nnot not PART 4 advmod\nattack attack VERB 0 root Tense=Fut")
            .status("attack") == "negated");
  CHECK(Tree("n n PART 2 advmod Polarity=Neg\nattacked attack VERB 0 root Tense=Past").status("attacked") == "negated");
}

TEST_CASE("what is planned or denied takes its status from the verb above it") {
  CHECK(Tree("France France PROPN 2 nsubj\nplanned plan VERB 0 root Tense=Past\nto to PART 4 mark\nattack attack VERB 2 xcomp "
             "VerbForm=Inf")
            .status("attack") == "planned");
  CHECK(Tree("France France PROPN 2 nsubj\ndenied deny VERB 0 root Tense=Past\nattack attack NOUN 2 obj").status("attack") ==
        "negated");
}

TEST_CASE("a plan that is not made is no plan") {
  CHECK(Tree("France France PROPN 3 nsubj\nnot not PART 3 advmod\nplans plan VERB 0 root Tense=Pres\nattack attack NOUN 3 obj")
            .status("attack") == "negated");
}

TEST_CASE("what stands behind \"if\" is possible") {
  CHECK(Tree("if if SCONJ 3 mark\nFrance France PROPN 3 nsubj\nattacks attack VERB 0 root Tense=Pres").status("attacks") ==
        "possible");
}

TEST_CASE("an adposition may tell that an event still lies ahead") {
  CHECK(Tree("met meet VERB 0 root Tense=Past\nbefore before ADP 3 case\nattack attack NOUN 1 obl").status("attack") ==
        "planned");
}

TEST_CASE("a noun takes tense from the light verb that carries it, and from the verb that it is the subject of") {
  CHECK(Tree("France France PROPN 3 nsubj\nwill will AUX 3 aux\nhold hold VERB 0 root VerbForm=Inf\ntalks talk NOUN 3 obj")
            .status("talks") == "planned");
  CHECK(Tree("attack attack NOUN 3 nsubj\nnot not PART 3 advmod\ncame come VERB 0 root Tense=Past").status("attack") ==
        "negated");
}

TEST_CASE("a plain noun tells nothing of its status") {
  CHECK(Tree("condemned condemn VERB 0 root Tense=Past\nattack attack NOUN 1 obj").status("attack") == "-");
}

TEST_CASE("the tense of the saying is not that of what is said") {
  const Tree tree(
      "France France PROPN 3 nsubj\nwill will AUX 3 aux\nsay say VERB 0 root\nthat that SCONJ 6 mark\nLibya Libya PROPN 6 "
      "nsubj\nattacked attack VERB 3 ccomp Tense=Past");
  CHECK(tree.status("attacked") == "happened");
  CHECK(tree.status("say", true) == "planned");
}

}  // namespace rawi::test
