// Which words carry an event, and which needs must hold.
#include "extractors/events/trigger_matcher.hpp"

#include "tests/extractors/events/event_pack.hpp"

namespace rawi::test {

namespace {

/// Marks words as mentions of a type, and tells the kind that a word triggers; "-" for none.
std::string kind_at(Tree& tree, std::string_view form, const std::vector<std::pair<std::string, EntityType>>& named = {}) {
  for (const auto& [name, type] : named) {
    const WordIndex w = tree.at(name);
    tree.document.mentions.push_back(
        {{w, w + 1}, w, tree.document.words[w].span, Mention::Form::kName, type, EntityId("person:x")});
  }
  const MentionIndex mentions(tree.document);
  const auto match = TriggerMatcher(tree.document, event_pack(), tree.arguments, mentions).match_at(tree.at(form));
  if (!match) return "-";
  return match->trigger->kind.text() + "/" + std::string(tree.document.text(tree.document.span_of(match->words)));
}

}  // namespace

TEST_CASE("a lemma triggers with the part of speech that its entry names, and no other") {
  Tree verb("France France PROPN 2 nsubj\nattacked attack VERB 0 root");
  CHECK(kind_at(verb, "attacked") == "attack/attacked");
  Tree noun("said say NOUN 0 root");
  CHECK(kind_at(noun, "said") == "-");
}

TEST_CASE("an entry that wants an object with a certain lemma fires only with it") {
  Tree with("France France PROPN 2 nsubj\nimposed impose VERB 0 root\nsanctions sanction NOUN 2 obj");
  CHECK(kind_at(with, "imposed") == "sanction/imposed");
  Tree without("France France PROPN 2 nsubj\nimposed impose VERB 0 root\ntaxes tax NOUN 2 obj");
  CHECK(kind_at(without, "imposed") == "-");
}

TEST_CASE("an entry of several words wants them side by side, and takes them all") {
  Tree tree("France France PROPN 2 nsubj\nimposed impose VERB 0 root\nban ban NOUN 2 obj");
  CHECK(kind_at(tree, "imposed") == "sanction/imposed ban");
}

TEST_CASE("an entry that wants an actor fires only when the filler is a mention") {
  Tree unnamed("France France PROPN 2 nsubj\narrested arrest VERB 0 root\nSmith Smith PROPN 2 obj");
  CHECK(kind_at(unnamed, "arrested") == "-");
  Tree named("France France PROPN 2 nsubj\narrested arrest VERB 0 root\nSmith Smith PROPN 2 obj");
  CHECK(kind_at(named, "arrested", {{"Smith", EntityType::kPerson}}) == "coercion/arrested");
}

TEST_CASE("an entry that wants no object does not fire with one") {
  Tree without("France France PROPN 2 nsubj\nvisited visit VERB 0 root");
  CHECK(kind_at(without, "visited") == "visit/visited");
  Tree with("France France PROPN 2 nsubj\nvisited visit VERB 0 root\nLibya Libya PROPN 2 obj");
  CHECK(kind_at(with, "visited") == "-");
}

}  // namespace rawi::test
