// Actors out of data that others publish: a Wikidata JSON dump, or entities of followthemoney, one a line.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/facts/entity.hpp"

namespace rawi {

enum class DumpFormat { kWikidata, kFollowTheMoney };

/// Who takes what is read.
struct DumpSink {
  /// An actor; `state` is the number of the state it belongs to (Wikidata's), or 0 when its `country` says all. An error ends the reading.
  std::function<Result<void>(const Entity& actor, std::uint32_t state)> actor;
  /// A state of Wikidata and its ISO 3166 alpha-3 code.
  std::function<void(std::uint32_t number, const std::string& alpha3)> state;
  /// A line that cannot be used, with file and line; the reading goes on.
  std::function<void(const Error&)> complain;
};

/// Reads a file, packed or not, or standard input ("-"), line by line, in memory for one line. Taken are people, organizations and
/// places with a name in one of `languages`; other entities are passed over. An error of a line goes to `complain`; what comes back is
/// the error that ended the reading early: the file's own, or the sink's.
[[nodiscard]] Result<void> read_actor_dump(const std::filesystem::path& file_or_dash, DumpFormat format,
                                           const std::vector<std::string>& languages, const DumpSink& sink);

}  // namespace rawi
