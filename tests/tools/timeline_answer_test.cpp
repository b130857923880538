#include "tools/timeline_answer.hpp"

#include <sstream>

#include "tests/tools/reported_world.hpp"

namespace rawi::test {

namespace {

std::string ask(const FactReader& reader, const TimelineRequest& request) {
  std::ostringstream out;
  const bool json = request.form == TimelineForm::kJsonLines;
  REQUIRE(answer_timeline({reader, ontology(), out, json ? AnswerFormat::kJson : AnswerFormat::kText}, request));
  return out.str();
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a place keeps the events there, a state those at places that lie in it") {
  const FakeReader reader = reported_world();
  for (const char* place : {"place:paris", "country:FRA"}) {
    const std::string answer = ask(reader, {.place = EntityId(place)});
    CHECK(has(answer, "summit"));
    CHECK_FALSE(has(answer, "ceasefire"));
  }
  CHECK(ask(reader, {.place = EntityId("country:UKR")}).empty());
}

TEST_CASE("a word keeps the events that a sentence with it reports, whatever its case") {
  const FakeReader reader = reported_world();
  CHECK(has(ask(reader, {.words = {"MOSCOW"}}), "ceasefire"));
  CHECK(ask(reader, {.words = {"moscow", "picnic"}}).empty());
}

TEST_CASE("a limit counts the events that all filters leave") {
  const FakeReader reader = reported_world();
  CHECK(has(ask(reader, {.query = {.limit = 1}, .place = EntityId("place:paris")}), "summit"));
}

TEST_CASE("a summary gives the dates most reported, each with one sentence") {
  const std::string answer = ask(reported_world(), {.summary = 1});
  CHECK(has(answer, "2025-03-25  ceasefire: "));
  CHECK(has(answer, "«Washington says Moscow & Kyiv <agreed>.»"));
  CHECK_FALSE(has(answer, "summit"));
}

TEST_CASE("TimelineJS gets HTML that is escaped, and no event without a day") {
  const std::string answer = ask(reported_world(), {.form = TimelineForm::kTimelineJs});
  CHECK(has(answer, "Moscow &amp; Kyiv &lt;agreed&gt;."));
  CHECK(has(answer, "\"year\": 2025"));
  CHECK(has(answer, "\"group\": \"summit\""));
}

TEST_CASE("a calendar has lines of 75 bytes at most, ended by CR LF, and days that end on the next") {
  const std::string answer = ask(reported_world(), {.form = TimelineForm::kICalendar});
  std::istringstream lines(answer);
  for (std::string line; std::getline(lines, line);) {
    CHECK(line.size() <= 76);
    CHECK(line.back() == '\r');
  }
  CHECK(has(answer, "DTSTART;VALUE=DATE:20250325\r\nDTEND;VALUE=DATE:20250326\r\n"));
  CHECK(has(answer, "STATUS:TENTATIVE"));
}

TEST_CASE("when the reader fails, so does every form of the timeline") {
  FakeReader reader = reported_world();
  reader.break_down();
  for (const TimelineForm form : {TimelineForm::kText, TimelineForm::kTimelineJs, TimelineForm::kICalendar}) {
    std::ostringstream out;
    const auto answer = answer_timeline({reader, ontology(), out}, {.words = {"x"}, .form = form});
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == ErrorCode::kIo);
  }
}

}  // namespace rawi::test
