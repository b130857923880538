// Whole sentences through the whole pipeline: events with their roles, status, time and origin, offsets to the byte.
#include "tests/extractors/events/whole_sentence.hpp"

namespace rawi::test {

TEST_CASE("source and target of an act, in both languages") {
  const auto english = extract("en", "Germany accused Russia of a cyberattack.");
  const EventMention* accusation = event_of(english, "accusation");
  REQUIRE(accusation != nullptr);
  CHECK(who(english, *accusation, Role::kSource) == "Germany");
  CHECK(who(english, *accusation, Role::kTarget) == "Russia");
  const auto arabic = extract("ar", "اتهمت ألمانيا روسيا بالتجسس.");
  const EventMention* same = event_of(arabic, "accusation");
  REQUIRE(same != nullptr);
  CHECK(who(arabic, *same, Role::kSource) == "Germany");
  CHECK(who(arabic, *same, Role::kTarget) == "Russia");
}

TEST_CASE("a passive turns the sides round") {
  const auto extraction = extract("en", "Turkey was condemned by Greece on Monday.");
  const EventMention* accusation = event_of(extraction, "accusation");
  REQUIRE(accusation != nullptr);
  CHECK(who(extraction, *accusation, Role::kSource) == "Greece");
  CHECK(who(extraction, *accusation, Role::kTarget).find("Tu") == 0);
}

TEST_CASE("offsets are bytes of the body, and the words there are the trigger") {
  const std::string text = "قمة في باريس. وأدانت فرنسا روسيا أمس.";
  const auto extraction = extract("ar", text, "عنوان");
  const EventMention* accusation = event_of(extraction, "accusation");
  REQUIRE(accusation != nullptr);
  CHECK(accusation->part == Part::kBody);
  CHECK(text.substr(accusation->trigger.span.begin, accusation->trigger.span.size_bytes()) == accusation->trigger.text);
  CHECK(accusation->trigger.text == "أدانت");
  CHECK(text.substr(accusation->sentence.span.begin, accusation->sentence.span.size_bytes()) == accusation->sentence.text);
  for (const Participant& p : accusation->participants) {
    if (!p.mention) continue;
    CHECK(text.substr(p.mention->span.begin, p.mention->span.size_bytes()) == p.mention->text);
  }
}

TEST_CASE("an event in the title counts from the beginning of the title") {
  const std::string title = "France condemns Iran";
  const auto extraction = extract("en", "Nothing else.", title);
  const EventMention* accusation = event_of(extraction, "accusation");
  REQUIRE(accusation != nullptr);
  CHECK(accusation->part == Part::kTitle);
  CHECK(title.substr(accusation->trigger.span.begin, accusation->trigger.span.size_bytes()) == "condemns");
}

TEST_CASE("\"according to\" is the origin, and no event of its own") {
  const auto extraction = extract("en", "Russia attacked Odesa, according to Ukraine.");
  const EventMention* attack = event_of(extraction, "attack");
  REQUIRE(attack != nullptr);
  REQUIRE(attack->attributed_to.size() == 1);
  CHECK(extraction.actor(attack->attributed_to[0].entity)->name == "Ukraine");
  CHECK(event_of(extraction, "statement") == nullptr);
}

TEST_CASE("what somebody says is attributed to the speaker, the saying itself is not") {
  const auto extraction = extract("en", "Ukraine said that Russia attacked Odesa.");
  const EventMention *attack = event_of(extraction, "attack"), *statement = event_of(extraction, "statement");
  REQUIRE(attack != nullptr);
  REQUIRE(attack->attributed_to.size() == 1);
  CHECK(extraction.actor(attack->attributed_to[0].entity)->name == "Ukraine");
  if (statement != nullptr) CHECK(statement->attributed_to.empty());
}

TEST_CASE("what the article itself says has no origin") {
  const auto extraction = extract("en", "Russia attacked Odesa on Monday.");
  const EventMention* attack = event_of(extraction, "attack");
  REQUIRE(attack != nullptr);
  CHECK(attack->attributed_to.empty());
}

TEST_CASE("the time in the sentence is the event's, in the past or ahead as the tense tells") {
  const auto past = extract("en", "Macron visited Berlin on Monday.");
  REQUIRE(event_of(past, "visit") != nullptr);
  REQUIRE(event_of(past, "visit")->time);
  CHECK(format_day(event_of(past, "visit")->time->interval.first) == "2025-03-24");
  const auto ahead = extract("en", "Macron will visit Berlin on Monday.");
  REQUIRE(event_of(ahead, "visit") != nullptr);
  CHECK(event_of(ahead, "visit")->status == EventStatus::kPlanned);
  REQUIRE(event_of(ahead, "visit")->time);
  CHECK(format_day(event_of(ahead, "visit")->time->interval.first) == "2025-03-31");
}

TEST_CASE("without a time in the text there is none: the day of publication is no time of an event") {
  const auto extraction = extract("en", "Germany accused Russia of a cyberattack.");
  REQUIRE(event_of(extraction, "accusation") != nullptr);
  CHECK_FALSE(event_of(extraction, "accusation")->time);
}

TEST_CASE("a sentence about weather, sport or prices yields no event") {
  for (const char* text : {"The weather was pleasant in Lyon.", "Prices rose by two percent.", "The film runs for two hours.",
                           "The museum opens at nine."}) {
    INFO(text);
    CHECK(extract("en", text).events.empty());
  }
}

TEST_CASE("every mention says which rule and which program made it, and is as sure as 0 to 1 allows") {
  const auto extraction =
      extract("en", "Germany accused Russia. France will host a summit in Paris on Thursday. Hamas released hostages.");
  REQUIRE(extraction.events.size() >= 3);
  for (const EventMention& m : extraction.events) {
    CHECK_FALSE(m.rule.empty());
    CHECK(m.extractor == "rawi/test");
    CHECK(m.confidence > 0);
    CHECK(m.confidence <= 1);
    CHECK(m.article == ArticleId("a1"));
    CHECK(m.language == "en");
    CHECK(m.event.empty());
    for (const Participant& p : m.participants) CHECK(extraction.actor(p.entity) != nullptr);
  }
}

TEST_CASE("an article in a language without a pack yields nothing, and no error") {
  CHECK(extract("tlh", "Heghlu'meH QaQ jajvam.").events.empty());
}

}  // namespace rawi::test
