#include "tools/coded_facts.hpp"

#include <catch2/catch.hpp>
#include <fstream>

#include "tests/support/temporary_directory.hpp"

namespace rawi {
namespace {

const std::filesystem::path kRoot = RAWI_SOURCE_DIR;

const Ontology& ontology() {
  static const Ontology loaded = Ontology::load(kRoot / "schemas" / "ontology").value();
  return loaded;
}
const RelationTable& relations() {
  static const RelationTable loaded = RelationTable::load(kRoot / "schemas" / "crosswalk" / "cameo.tsv", ontology()).value();
  return loaded;
}
const ActorCatalogue& catalogue() {
  static const ActorCatalogue loaded =
      ActorCatalogue::load(kRoot / "extractors" / "actors", {std::string(kGraphLanguage)}).value();
  return loaded;
}

std::string kind_of(std::string_view relation) {
  const auto* meaning = relations().find(relation);
  return meaning == nullptr ? "" : meaning->kind.text();
}

/// The block of one file with these lines below the header.
ArticleFacts block_of(const std::string& lines) {
  const test::TemporaryDirectory directory("coded");
  const auto file = directory.path() / "table.tsv";
  std::ofstream(file) << "date\tsource\trelation\ttarget\n" << lines;
  CodedFacts facts(relations(), catalogue(), "icews", "rawi/test");
  facts.begin_file("table.tsv");
  const auto read = read_coded_events(
      file,
      [&](const CodedEvent& row) -> Result<void> {
        CHECK(facts.add(row));
        return {};
      },
      [](const Error& error) { FAIL(error.message()); });
  REQUIRE(read);
  return facts.take_block();
}

TEST_CASE("a relation means what its code or its name says, and the longest line counts") {
  CHECK(kind_of("0871") == "ceasefire");
  CHECK(kind_of("Declare truce, ceasefire") == "ceasefire");
  CHECK(kind_of("fight with artillery and tanks") == "attack");
  CHECK(kind_of("Express intent to cooperate") == "agreement");
  CHECK(kind_of("Express intent to provide military aid") == "aid");
  CHECK(kind_of("Impose blockade, restrict movement") == "attack");
  CHECK(kind_of("Impose curfew") == "coercion");
  CHECK(kind_of("Dance with") == "");
}

TEST_CASE("a crosswalk that is wrong is refused with its line") {
  const test::TemporaryDirectory directory("crosswalk");
  const auto file = directory.path() / "cameo.tsv";
  for (const std::string line :
       {"Consult\tdance\thappened", "Consult\tmeeting\tgone", "Consult\tmeeting\thappened\nCONSULT\tvisit\thappened"}) {
    std::ofstream(file) << "relation\tkind\tstatus\n" << line << "\n";
    const auto table = RelationTable::load(file, ontology());
    REQUIRE_FALSE(table);
    CHECK(table.error().subject.find("cameo.tsv:") != std::string::npos);
  }
}

TEST_CASE("a row becomes an event of its day whose evidence is the line") {
  const ArticleFacts facts = block_of("2014-01-02\tAngela Merkel\tMake statement\tCitizen (France)\n");
  REQUIRE(facts.events.size() == 1);
  const EventMention& m = facts.events.front();
  CHECK(facts.article.id.text() == "table.tsv#2-2");
  CHECK(m.article == facts.article.id);
  CHECK(format_day(m.time->interval.first) == "2014-01-02");
  CHECK(m.published == m.time->interval.first);
  for (const Evidence& e : {m.sentence, m.trigger, *m.participants[0].mention, *m.participants[1].mention})
    CHECK(facts.article.text.substr(e.span.begin, e.span.end - e.span.begin) == e.text);
  CHECK(m.participants[0].entity.text() == "person:angela-merkel");
  CHECK(m.participants[1].entity.text() == "group:citizen-france");
  REQUIRE(facts.entities.size() == 2);
  CHECK(facts.entities[0].known);
  CHECK(facts.entities[1].country == "FRA");
}

TEST_CASE("equal rows report one event, and rows of other days another") {
  const ArticleFacts facts = block_of(
      "2014-01-03\tFrance\tConsult\tGermany\n2014-01-03\tFrance\tConsult\tGermany\n"
      "2014-01-04\tFrance\tConsult\tGermany\n");
  REQUIRE(facts.events.size() == 3);
  CHECK(facts.events[0].event == facts.events[1].event);
  CHECK(facts.events[0].event != facts.events[2].event);
  CHECK(facts.entities.size() == 2);
}

}  // namespace
}  // namespace rawi
