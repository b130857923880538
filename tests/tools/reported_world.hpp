// A few reports that the tests of answers, questions and exports write out.
#pragma once

#include <catch2/catch.hpp>

#include "core/facts/ontology.hpp"
#include "tests/support/fake_reader.hpp"

namespace rawi::test {

inline const Ontology& ontology() {
  static const Ontology loaded = [] {
    Result<Ontology> result = Ontology::load(RAWI_SOURCE_DIR "/schemas/ontology");
    REQUIRE(result);
    return std::move(*result);
  }();
  return loaded;
}

/// Event 1: a ceasefire of Russia and Ukraine, in two articles, the first attributed to the United States; event 2: a planned
/// summit of France and Ukraine in Paris; event 3: a statement of France that is not dated.
inline FakeReader reported_world() {
  FakeReader reader;
  reader.add(FakeReader::named("country:RUS", "Russia", "RUS"));
  reader.add(FakeReader::named("country:UKR", "Ukraine", "UKR"));
  Entity france = FakeReader::named("country:FRA", "France", "FRA");
  france.names["ar"] = {"فرنسا"};
  france.external_ids["iso3166-1-alpha2"] = "FR";
  france.known = true;
  reader.add(france);
  reader.add(FakeReader::named("country:USA", "United States", "USA"));
  reader.add(FakeReader::named("place:paris", "Paris", "FRA"));

  EventMention truce = with_time(
      report(1, "ceasefire", "a1", "2025-03-25", {{Role::kParticipant, "country:RUS"}, {Role::kParticipant, "country:UKR"}}),
      "2025-03-25", "2025-03-25");
  truce.sentence = {{0, 40}, "Washington says Moscow & Kyiv <agreed>."};
  truce.attributed_to = {{.entity = EntityId("country:USA"), .mention = Evidence{{0, 10}, "Washington"}}};
  truce.participants[0].mention = Evidence{{16, 22}, "Moscow"};
  reader.add(truce);
  reader.add(report(1, "ceasefire", "a2", "2025-03-26", {{Role::kParticipant, "country:RUS"}}));
  reader.add(
      with_time(report(2, "summit", "a2", "2025-03-26",
                       {{Role::kParticipant, "country:FRA"}, {Role::kParticipant, "country:UKR"}, {Role::kPlace, "place:paris"}},
                       EventStatus::kPlanned),
                "2025-03-27", "2025-03-27"));
  reader.add(report(3, "statement", "a3", "", {{Role::kSource, "country:FRA"}}));
  return reader;
}

}  // namespace rawi::test
