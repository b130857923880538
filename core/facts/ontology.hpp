// The event kinds, read from one JSON file each (schemas/ontology/events/*.json). Kinds are data: no C++ names one.
#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/ids.hpp"
#include "core/base/result.hpp"
#include "core/text/document.hpp"

namespace rawi {

/// How an actor takes part. The set is closed: it is part of the storage format and of the extraction contract.
enum class Role : std::uint8_t { kSource, kTarget, kParticipant, kPlace };
inline constexpr std::size_t kRoleCount = 4;
[[nodiscard]] std::string_view to_string(Role role);  // "source"
[[nodiscard]] std::optional<Role> parse_role(std::string_view text);

enum class EventStatus : std::uint8_t { kHappened, kOngoing, kPlanned, kPossible, kNegated };
[[nodiscard]] std::string_view to_string(EventStatus status);  // "happened"
[[nodiscard]] std::optional<EventStatus> parse_event_status(std::string_view text);

/// Who may fill a role, and whether several may.
struct RoleRule {
  std::vector<EntityType> range;
  bool many = true;
};

/// One file of schemas/ontology/events.
struct EventKind {
  KindId id;
  std::optional<KindId> parent;
  std::string caption;                       // one English line: what it is
  std::map<std::string, std::string> label;  // by language
  std::map<Role, RoleRule> roles;
  std::string plover;       // "RETREAT"; empty where PLOVER has no such type
  std::string plover_mode;  // empty when none
  std::string cameo;        // "0871"
  int quad_class = 0;       // 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict; 0 none
  double goldstein = 0;     // Goldstein (1992) scale, -10 to 10
  bool symmetric = false;   // its parties are `participant`s when no side leads
  bool speech = false;      // an act of saying: what is said inside it is attributed to its source
  bool public_life = false;  // counts only where a public actor takes part: private people, too, visit and praise each other
  /// Kinds (by id) that one occurrence may be reported under as well: a mention of these may join this event.
  std::vector<KindId> kindred;
};

/// Immutable after loading; threads may share it.
class Ontology {
 public:
  /// Reads every *.json below `directory`/events. Refuses, naming the file and what breaks the rules: an unknown key, a
  /// missing one, an id that is not the file's name, an unknown parent or kindred kind, a cycle of parents, a role or
  /// entity type that does not exist, a Goldstein score out of range.
  [[nodiscard]] static Result<Ontology> load(const std::filesystem::path& directory);

  [[nodiscard]] const EventKind* find(const KindId& id) const;
  /// By id, sorted.
  [[nodiscard]] const std::vector<EventKind>& kinds() const { return kinds_; }

 private:
  std::vector<EventKind> kinds_;
};

}  // namespace rawi
