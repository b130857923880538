// Which of a sentence's times belongs to which of its events.
#include "extractors/events/event_times.hpp"

#include "tests/extractors/events/event_pack.hpp"

namespace rawi::test {
namespace {

/// The acts of one sentence: "said*" is an act of speech. `time_words` are the words of one expression each.
struct Acts {
  Acts(std::string_view rows, const std::vector<std::string>& forms, const std::vector<std::string>& time_words) : tree(rows) {
    speech.speech = true;
    attack.quad_class = 4;
    const auto day = parse_interval("2025-03-24");
    for (const std::string& form : time_words) {
      const WordIndex word = tree.at(form);
      const WordRange words{word, word + 1};
      tree.document.times.push_back({tree.document.span_of(words), words, *day, *day});
    }
    for (const std::string& form : forms) {
      const bool says = form.ends_with("*");
      acts.push_back(
          {tree.at(says ? form.substr(0, form.size() - 1) : form), says ? &speech : &attack, EventStatus::kHappened, nullptr});
    }
    const EventTimes times(tree.document);
    times.give(tree.document.sentences.front(), acts);
    times.share(tree.document.sentences.front(), acts);
  }

  /// "attacked=Monday said=-"
  [[nodiscard]] std::string timed() const {
    std::string out;
    for (const TimedAct& act : acts) {
      const std::string time = act.time == nullptr ? "-" : std::string(tree.document.text(act.time->span));
      out += (out.empty() ? "" : " ") + std::string(tree.document.form(act.word)) + "=" + time;
    }
    return out;
  }

  Tree tree;
  EventKind speech, attack;
  std::vector<TimedAct> acts;
};

}  // namespace

TEST_CASE("the time in a reported clause is not that of the saying, even where nothing else can have it") {
  const char* rows = R"(France France PROPN 2 nsubj
said say VERB 0 root Tense=Past
that that SCONJ 5 mark
Libya Libya PROPN 5 nsubj
attacked attack VERB 2 ccomp Tense=Past
on on ADP 7 case
Monday Monday PROPN 5 obl)";
  CHECK(Acts(rows, {"said*", "attacked"}, {"Monday"}).timed() == "said=- attacked=Monday");
  CHECK(Acts(rows, {"said*"}, {"Monday"}).timed() == "said=-");
}

TEST_CASE("the time of an adverbial clause stays in it") {
  const Acts acts(R"(Leaders leader NOUN 2 nsubj
met meet VERB 0 root Tense=Past
after after SCONJ 5 mark
rebels rebel NOUN 5 nsubj
fled flee VERB 2 advcl Tense=Past
on on ADP 7 case
Monday Monday PROPN 5 obl)",
                  {"met"}, {"Monday"});
  CHECK(acts.timed() == "met=-");
}

TEST_CASE("a participle on the noun for an event tells when that was") {
  const Acts acts(R"(The the DET 2 det
attack attack NOUN 6 nsubj
launched launch VERB 2 acl VerbForm=Part
on on ADP 5 case
Monday Monday PROPN 3 obl
failed fail VERB 0 root Tense=Past)",
                  {"attack"}, {"Monday"});
  CHECK(acts.timed() == "attack=Monday");
}

TEST_CASE("the only time of a sentence holds for acts that go on from one another") {
  const Acts acts(R"(France France PROPN 2 nsubj
attacked attack VERB 0 root Tense=Past
Libya Libya PROPN 2 obj
on on ADP 5 case
Monday Monday PROPN 2 obl
and and CCONJ 7 cc
said say VERB 2 conj Tense=Past
so so ADV 7 advmod)",
                  {"attacked", "said*"}, {"Monday"});
  CHECK(acts.timed() == "attacked=Monday said=Monday");
}

TEST_CASE("the day of a noun is the noun's alone") {
  const Acts acts(R"(Monday Monday PROPN 2 nmod
attack attack NOUN 3 nsubj
followed follow VERB 0 root Tense=Past
arrests arrest NOUN 3 obj)",
                  {"attack", "arrests"}, {"Monday"});
  CHECK(acts.timed() == "attack=Monday arrests=-");
}

}  // namespace rawi::test
