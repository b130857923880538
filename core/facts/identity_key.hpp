// Where a mention is looked for by others that may report the same occurrence. Storage keeps these keys in its index of
// participations, identity asks for them: neither knows the other, both know this file.
//
// A key is made of one mention alone, never of the event that it has been joined to: what is found does not depend on what was
// decided before, and so not on the order in which articles came.
#pragma once

#include <optional>
#include <vector>

#include "core/facts/event.hpp"

namespace rawi {

/// How well a time tells two occurrences apart: a week at most, longer than that, or no time at all.
enum class TimeGrade { kClose, kLoose, kNone };
[[nodiscard]] TimeGrade grade_of(const std::optional<TimeInterval>& time);

/// The day a report stands at: the first one it happened on where that is close, else the day it was published.
[[nodiscard]] std::optional<Day> anchor_of(const std::optional<TimeInterval>& time, std::optional<Day> published);

/// A name in the participation index that no entity has: "what this actor did of this kind, told with times of this grade".
[[nodiscard]] EntityId identity_index(const KindId& kind, const EntityId& actor, TimeGrade grade);

struct IdentityKey {
  EntityId index;
  Day day{};
  friend auto operator<=>(const IdentityKey&, const IdentityKey&) = default;
};

/// One for each participant, places too; none for a mention without any day.
[[nodiscard]] std::vector<IdentityKey> identity_keys(const EventMention& mention);

}  // namespace rawi
