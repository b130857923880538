// An actor or a place of the graph.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/date.hpp"
#include "core/base/ids.hpp"
#include "core/text/document.hpp"

namespace rawi {

/// An office that a person held: ("president", "FRA", 2017-05-14, open).
struct OfficeTerm {
  std::string office;       // a key of the language packs' office nouns: "president", "foreign-minister"
  std::string country;      // ISO 3166 alpha-3, or empty for an organization's office
  EntityId organization;    // empty for a state's office
  std::optional<Day> from;  // open when empty
  std::optional<Day> to;    // the last day in office; open when empty

  [[nodiscard]] bool holds_on(Day day) const { return (!from || *from <= day) && (!to || day <= *to); }
  friend bool operator==(const OfficeTerm&, const OfficeTerm&) = default;
};

struct Entity {
  EntityId id;
  EntityType type = EntityType::kOrganization;
  std::string name;     // the usual English name, or the best Latin form of one that the text gave
  std::string country;  // ISO 3166 alpha-3 of the state it belongs to, acts for or lies in; empty for none
  std::map<std::string, std::vector<std::string>> names;  // by language, the usual one first
  std::vector<OfficeTerm> offices;
  std::map<std::string, std::string> external_ids;  // "iso3166-1-alpha2" -> "FR", "wikidata" -> "Q142"
  bool known = false;                               // from extractors/actors, not made from an article

  friend bool operator==(const Entity&, const Entity&) = default;
};

}  // namespace rawi
