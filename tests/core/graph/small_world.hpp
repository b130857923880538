// A handful of events that the tests of core/graph walk over.
#pragma once

#include "tests/support/fake_reader.hpp"

namespace rawi::test {

inline const EntityId kFrance("country:FRA");
inline const EntityId kUkraine("country:UKR");
inline const EntityId kRussia("country:RUS");
inline const EntityId kItaly("country:ITA");
inline const EntityId kPoland("country:POL");
inline const EntityId kJapan("country:JPN");
inline const EntityId kParis("place:paris");

/// 1: France and Italy met in Paris; 2: France helped Ukraine (two articles); 3: Russia attacked Ukraine; 4: a summit of Italy
/// and Poland is planned in Paris; 5: Japan met nobody that is named; 6: France helped Ukraine once more, in an article without a
/// date.
inline FakeReader small_world() {
  FakeReader reader;
  reader.add(report(1, "meeting", "a1", "2025-03-20",
                    {{Role::kParticipant, "country:FRA"}, {Role::kParticipant, "country:ITA"}, {Role::kPlace, "place:paris"}}));
  reader.add(report(2, "aid", "a2", "2025-03-22", {{Role::kSource, "country:FRA"}, {Role::kTarget, "country:UKR"}}));
  reader.add(report(2, "aid", "a3", "2025-03-24", {{Role::kSource, "country:FRA"}, {Role::kTarget, "country:UKR"}}));
  reader.add(with_time(report(3, "attack", "a3", "2025-03-24", {{Role::kSource, "country:RUS"}, {Role::kTarget, "country:UKR"}}),
                       "2025-03-01", "2025-03-01"));
  reader.add(
      with_time(report(4, "summit", "a4", "2025-03-25",
                       {{Role::kParticipant, "country:ITA"}, {Role::kParticipant, "country:POL"}, {Role::kPlace, "place:paris"}},
                       EventStatus::kPlanned),
                "2025-03-27", "2025-03-27"));
  reader.add(report(5, "statement", "a5", "2025-03-26", {{Role::kSource, "country:JPN"}}));
  reader.add(report(6, "aid", "a6", "", {{Role::kSource, "country:FRA"}, {Role::kTarget, "country:UKR"}}));
  return reader;
}

inline std::vector<std::uint64_t> numbers(const std::vector<Event>& events) {
  std::vector<std::uint64_t> found;
  for (const Event& event : events) found.push_back(event.id.value);
  return found;
}

}  // namespace rawi::test
