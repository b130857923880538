#include "core/facts/identity_key.hpp"

#include <algorithm>

namespace rawi {

namespace {

constexpr std::chrono::days kCloseDays{7};

}  // namespace

TimeGrade grade_of(const std::optional<TimeInterval>& time) {
  if (!time) return TimeGrade::kNone;
  return time->last - time->first < kCloseDays ? TimeGrade::kClose : TimeGrade::kLoose;
}

std::optional<Day> anchor_of(const std::optional<TimeInterval>& time, std::optional<Day> published) {
  if (grade_of(time) == TimeGrade::kClose) return time->first;
  if (!published && time) return time->first;
  return published;
}

EntityId identity_index(const KindId& kind, const EntityId& actor, TimeGrade grade) {
  // The first byte stands in no entity's id.
  return EntityId("\x1f" + std::to_string(static_cast<int>(grade)) + "\x1f" + kind.text() + "\x1f" + actor.text());
}

std::vector<IdentityKey> identity_keys(const EventMention& mention) {
  std::vector<IdentityKey> keys;
  const std::optional<TimeInterval> time = mention.time ? std::optional(mention.time->interval) : std::nullopt;
  const std::optional<Day> day = anchor_of(time, mention.published);
  if (!day) return keys;
  for (const Participant& p : mention.participants)
    keys.push_back({identity_index(mention.kind, p.entity, grade_of(time)), *day});
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

}  // namespace rawi
