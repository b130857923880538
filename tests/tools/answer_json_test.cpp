#include "tools/answer_json.hpp"

#include <nlohmann/json.hpp>

#include "tests/tools/reported_world.hpp"

using namespace rawi;
using namespace rawi::test;
using Json = nlohmann::ordered_json;

namespace {

Json answer(const FakeReader& reader, std::uint64_t id, std::optional<Day> as_of = std::nullopt) {
  AnswerFacts facts(reader, ontology(), as_of);
  const Result<std::optional<Event>> event = facts.event(EventId{id});
  REQUIRE(event);
  REQUIRE(*event);
  Result<Json> json = event_answer(facts, **event);
  REQUIRE(json);
  return *json;
}

}  // namespace

TEST_CASE("an event as an answer has the keys of the contract, in its order") {
  CHECK(
      json_line(answer(reported_world(), 2)) ==
      R"({"id":"evt:0000000000000002","kind":"summit","plover":"CONSULT","status":"planned",)"
      R"("time":{"start":"2025-03-27","end":"2025-03-27"},"participants":[)"
      R"({"role":"participant","entity":"country:FRA","name":"France","type":"country","country":"FRA"},)"
      R"({"role":"participant","entity":"country:UKR","name":"Ukraine","type":"country","country":"UKR"},)"
      R"({"role":"place","entity":"place:paris","name":"Paris","type":"place","country":"FRA"}],"confidence":0.8,)"
      R"("reports":[{"article":"a2","sentence":"Sentence of a2.","published":"2025-03-26","attributed_to":null,"rule":"en:test","status":"planned"}]})");
}

TEST_CASE("what is not known is null") {
  const Json statement = answer(reported_world(), 3);
  CHECK(statement["plover"].is_null());
  CHECK(statement["time"].is_null());
  CHECK(statement["reports"][0]["published"].is_null());
}

TEST_CASE("an event answers with all its reports and whom they name as their origin") {
  const Json truce = answer(reported_world(), 1);
  REQUIRE(truce["reports"].size() == 2);
  CHECK(json_line(truce["reports"][0]["attributed_to"]) ==
        R"([{"entity":"country:USA","name":"United States","mention":{"start":0,"end":10,"text":"Washington"}}])");
  CHECK(truce["confidence"] == 0.96);
}

TEST_CASE("as of a day, an event answers with the reports of that day") {
  CHECK(answer(reported_world(), 1, day("2025-03-25"))["reports"].size() == 1);
}

TEST_CASE("an entity that the store has lost is named by its id") {
  FakeReader empty;
  AnswerFacts facts(empty, ontology());
  const Result<const Entity*> lost = facts.entity(EntityId("person:nobody"));
  REQUIRE(lost);
  CHECK((*lost)->name == "person:nobody");
  CHECK((*lost)->type == EntityType::kPerson);
}

TEST_CASE("a mention is written after the extraction contract") {
  const FakeReader reader = reported_world();
  AnswerFacts facts(reader, ontology());
  const EventMention truce = reader.mentions_in(ArticleId("a1"))->front();
  const Result<Json> json = mention_answer(facts, truce);
  REQUIRE(json);
  CHECK(json_line(*json) ==
        R"({"article":"a1","language":"en","sentence":{"start":0,"end":40},"trigger":{"start":0,"end":4,"text":"ceasefire"},)"
        R"("kind":"ceasefire","plover":"RETREAT","cameo":"0871","status":"happened","confidence":0.8,"rule":"en:test",)"
        R"("event":"evt:0000000000000001","participants":[{"role":"participant","entity":"country:RUS","name":"Russia",)"
        R"("type":"country","country":"RUS","mention":{"start":16,"end":22,"text":"Moscow"}},{"role":"participant",)"
        R"("entity":"country:UKR","name":"Ukraine","type":"country","country":"UKR","mention":null}],)"
        R"("attributed_to":[{"entity":"country:USA","name":"United States","mention":{"start":0,"end":10,"text":"Washington"}}],)"
        R"("time":{"start":"2025-03-25","end":"2025-03-25","text":"then"}})");
}

TEST_CASE("a mention in the title says so") {
  EventMention mention = report(1, "summit", "a", "2025-01-01", {{Role::kSource, "country:FRA"}});
  CHECK_FALSE(mention_answer(mention, nullptr, [](const EntityId&) { return nullptr; }).contains("part"));
  mention.part = Part::kTitle;
  const Json json = mention_answer(mention, nullptr, [](const EntityId&) { return nullptr; });
  CHECK(json["part"] == "title");
  CHECK(json["participants"][0]["name"] == "country:FRA");
  CHECK(json["plover"].is_null());
}

TEST_CASE("bytes that are no UTF-8 do not break a line") {
  CHECK(json_line(Json{{"text", "a\xff\nb"}}) == "{\"text\":\"a\xEF\xBF\xBD\\nb\"}");
}

TEST_CASE("a path answers with its actors and the events of each hop") {
  const FakeReader reader = reported_world();
  AnswerFacts facts(reader, ontology());
  const Result<GraphView> view = GraphView::build(reader, {});
  REQUIRE(view);
  const std::vector<Path> paths = shortest_paths(*view, view->find_actor(EntityId("country:FRA")).value(),
                                                 view->find_actor(EntityId("country:RUS")).value(), {});
  REQUIRE(paths.size() == 1);
  const Result<Json> json = path_answer(facts, paths[0]);
  REQUIRE(json);
  CHECK((*json)["length"] == 2);
  CHECK((*json)["actors"][1]["name"] == "Ukraine");
  CHECK((*json)["hops"][0]["event_count"] == 1);
  CHECK((*json)["hops"][0]["events"][0]["from_roles"] == Json::array({"participant"}));
  CHECK((*json)["hops"][1]["events"][0]["event"] == answer(reader, 1));
}

TEST_CASE("relations answer with each event once and everybody it relates to") {
  const FakeReader reader = reported_world();
  AnswerFacts facts(reader, ontology());
  const Result<std::vector<Relation>> found = relations(reader, {.actor = EntityId("country:UKR"), .with_places = true});
  REQUIRE(found);
  const Result<std::vector<Json>> answers = relation_answers(facts, *found);
  REQUIRE(answers);
  REQUIRE(answers->size() == 2);
  CHECK((*answers)[0]["kind"] == "ceasefire");
  REQUIRE((*answers)[1]["relations"].size() == 2);
  CHECK(json_line((*answers)[1]["relations"][1]) ==
        R"({"direction":"at","entity":"place:paris","name":"Paris","type":"place","country":"FRA"})");
}
