#include "tools/questions.hpp"

#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/tools/reported_world.hpp"

using namespace rawi;
using namespace rawi::test;

namespace {

const EntityId kFrance("country:FRA");
const EntityId kRussia("country:RUS");
const EntityId kUkraine("country:UKR");

/// Asks and returns the answers: the lines of JSON parsed.
template <class Ask>
std::vector<nlohmann::json> json_of(const Ask& ask) {
  const FakeReader reader = reported_world();
  std::stringstream stream;
  const Result<AnswerCount> count = ask(Asker{reader, ontology(), stream, AnswerFormat::kJson});
  REQUIRE(count);
  std::vector<nlohmann::json> answers;
  for (std::string line; std::getline(stream, line);) answers.push_back(nlohmann::json::parse(line));
  CHECK(*count == answers.size());
  return answers;
}

template <class Ask>
std::string text_of(const Ask& ask) {
  const FakeReader reader = reported_world();
  std::stringstream stream;
  REQUIRE(ask(Asker{reader, ontology(), stream, AnswerFormat::kText}));
  return stream.str();
}

}  // namespace

TEST_CASE("a timeline answers one event a line, in order of time") {
  const auto answers = json_of([](const Asker& asker) { return ask_timeline(asker, {.actors = {kUkraine}}); });
  REQUIRE(answers.size() == 2);
  CHECK(answers[0].at("kind") == "ceasefire");
  CHECK(answers[1].at("kind") == "summit");
}

TEST_CASE("text answers stand apart by an empty line") {
  const std::string text = text_of([](const Asker& asker) { return ask_timeline(asker, {.actors = {kUkraine}}); });
  CHECK(text.find("\n\n2025-03-27  summit") != std::string::npos);
  CHECK(text.find("\n\n\n") == std::string::npos);
}

TEST_CASE("relations, a path and neighbours answer in both forms") {
  const auto ask_all = [](const Asker& asker) -> Result<AnswerCount> {
    const Result<AnswerCount> a = ask_relations(asker, {.actor = kFrance, .other = kUkraine});
    const Result<AnswerCount> b = ask_path(asker, {.from = kFrance, .to = kRussia});
    const Result<AnswerCount> c = ask_neighbors(asker, {.actor = kFrance, .options = {.hops_max = 2}});
    REQUIRE(a);
    REQUIRE(b);
    REQUIRE(c);
    return *a + *b + *c;
  };
  const auto answers = json_of(ask_all);
  REQUIRE(answers.size() == 4);
  CHECK(answers[0].at("relations").at(0).at("direction") == "with");
  CHECK(answers[1].at("length") == 2);
  CHECK(answers[2].at("entity") == "country:UKR");
  CHECK(answers[3].at("entity") == "country:RUS");
  CHECK(answers[3].at("kinds").at("ceasefire") == 1);
  const std::string text = text_of(ask_all);
  CHECK(text.find("France + Ukraine  summit  1 event\n") != std::string::npos);
  CHECK(text.find("France – Ukraine – Russia  (2 hops)\n") != std::string::npos);
  CHECK(text.find("Russia (country:RUS)   2") != std::string::npos);
}

TEST_CASE("an actor outside of the filtered graph is an error that names it") {
  const FakeReader reader = reported_world();
  std::ostringstream out;
  const Asker asker{reader, ontology(), out, AnswerFormat::kText};
  const Result<AnswerCount> count = ask_path(asker, {.from = kFrance, .to = EntityId("country:JPN")});
  REQUIRE_FALSE(count);
  CHECK(count.error().code == ErrorCode::kNotFound);
  CHECK(count.error().subject == "country:JPN");
  CHECK(out.str().empty());
}

TEST_CASE("an event, an actor and an article are shown by id") {
  CHECK(json_of([](const Asker& a) { return ask_show(a, "evt:0000000000000001", std::nullopt, 9); })[0].at("reports").size() ==
        2);
  const auto actor = json_of([](const Asker& a) { return ask_show(a, "country:FRA", std::nullopt, 1); });
  CHECK(actor[0].at("name") == "France");
  CHECK(actor[0].at("events").size() == 1);
  const auto article = json_of([](const Asker& a) { return ask_show(a, "a2", std::nullopt, 9); });
  CHECK(article[0].at("mentions").size() == 2);
  const std::string text = text_of([](const Asker& a) { return ask_show(a, "a2", std::nullopt, 9); });
  CHECK(text.starts_with("Title of a2\n"));
  CHECK(text.find("summit") != std::string::npos);
}

TEST_CASE("an id that nothing has is not found") {
  const FakeReader reader = reported_world();
  std::ostringstream out;
  const Asker asker{reader, ontology(), out, AnswerFormat::kJson};
  for (const char* id : {"evt:00000000000000ff", "country:XXX", "nothing", ""}) {
    const Result<AnswerCount> count = ask_show(asker, id, std::nullopt, 9);
    REQUIRE_FALSE(count);
    CHECK(count.error().code == ErrorCode::kNotFound);
  }
  CHECK_FALSE(ask_show(asker, "evt:0000000000000002", day("2025-03-25"), 9));
}

TEST_CASE("kinds and statuses are read by name, and an unknown one lists what there is") {
  CHECK(parse_kinds(ontology(), {"summit"})->size() == 1);
  const Result<std::vector<KindId>> unknown = parse_kinds(ontology(), {"banquet"});
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().subject == "--kind banquet");
  CHECK(unknown.error().advice.find("ceasefire") != std::string::npos);
  CHECK(parse_statuses({"planned", "negated"}) == std::vector<EventStatus>{EventStatus::kPlanned, EventStatus::kNegated});
  CHECK_FALSE(parse_statuses({"maybe"}));
}
