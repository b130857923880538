// Whose acts count, and who acts where the text gives no more than a pronoun.
#include "extractors/events/public_life.hpp"

#include <catch2/catch.hpp>

#include "extractors/extractor.hpp"
#include "tests/extractors/events/whole_sentence.hpp"

namespace rawi::test {

TEST_CASE("what a private person says among private people is no event") {
  CHECK(extract("en", "Our customers love the new flavours, Jenny Halloway said.").events.empty());
  CHECK(extract("en", "Jenny Halloway congratulated Tom Birch.").events.empty());
}

TEST_CASE("the same words count where a public actor is there") {
  const auto speaks = extract("en", "France must change its law, Jenny Halloway said.");
  CHECK(event_of(speaks, "statement") != nullptr);
  const auto praised = extract("en", "Emmanuel Macron congratulated Tom Birch.");
  CHECK(event_of(praised, "support") != nullptr);
}

TEST_CASE("a city where something happens does not make it public") {
  CHECK(extract("en", "In Paris our customers love the new flavours, Jenny Halloway said.").events.empty());
}

TEST_CASE("violence counts whoever does it") {
  const auto extraction = extract("en", "Jenny Halloway killed Tom Birch.");
  CHECK(event_of(extraction, "attack") != nullptr);
}

TEST_CASE("who speaks behind a pronoun that nobody stands for is an unnamed speaker") {
  const auto extraction = extract("en", "He also said that the prisoner refused to talk.");
  const EventMention* statement = event_of(extraction, "statement");
  REQUIRE(statement != nullptr);
  CHECK(who(extraction, *statement, Role::kSource) == "unnamed speaker");
  // Another article's unnamed speaker is somebody else: nothing in the graph may lead through them.
  CHECK(statement->participants.front().entity.text() == "person:unnamed-speaker-a1");
}

TEST_CASE("who acts behind such a pronoun is an unnamed man or woman") {
  const auto extraction = extract("en", "She attacked the police in Berlin.");
  const EventMention* attack = event_of(extraction, "attack");
  REQUIRE(attack != nullptr);
  CHECK(who(extraction, *attack, Role::kSource) == "unnamed woman");
}

TEST_CASE("a thing or a crowd behind a pronoun stays out") {
  CHECK(extract("en", "It said that the road was closed.").events.empty());
  CHECK(extract("en", "They said that the road was closed.").events.empty());
}

TEST_CASE("a verb of saying without a subject has an unnamed speaker where the language may leave it out") {
  const auto extraction = extract("es", "Añadió que el gobierno de Francia aprobará la ley.");
  const EventMention* statement = event_of(extraction, "statement");
  REQUIRE(statement != nullptr);
  CHECK(who(extraction, *statement, Role::kSource) == "unnamed speaker");
}

TEST_CASE("a speaker behind the verb speaks, though the tree may have him as its object") {
  const auto extraction = extract("fr", "La Russie doit se retirer de Crimée, a déclaré Emmanuel Macron.");
  const EventMention* statement = event_of(extraction, "statement");
  REQUIRE(statement != nullptr);
  CHECK(who(extraction, *statement, Role::kSource) == "Emmanuel Macron");
}

}  // namespace rawi::test
