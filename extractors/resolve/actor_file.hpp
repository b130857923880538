// Reads extractors/actors/*.jsonl, line by line, into records; what the fields mean is told in extractors/actors/README.md.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/facts/entity.hpp"

namespace rawi {

/// One line of one file. `entity.name` and `entity.names` are as written there; nothing of ICU is in it yet.
struct ActorRecord {
  Entity entity;
  std::map<std::string, std::vector<std::string>> short_names, adjectives, inhabitants;  // by language
  std::string speaks_for;  // alpha-3 of `capital_of` or `seat_of`; empty for none
  std::string place;       // "people.jsonl:17", for messages
};

/// Every record of the *.jsonl files of the folder, sorted by id. Refuses, naming file and line: a folder without them, broken
/// JSON, an unknown key, a value of the wrong kind, an id that is malformed or there twice, a date that is none, a country that
/// is no `country:` line.
[[nodiscard]] Result<std::vector<ActorRecord>> read_actor_files(const std::filesystem::path& directory);

}  // namespace rawi
