// How names are inflected (extractors/actors/endings.tsv): leads a word of a text back to the forms that a catalogue may have it
// in.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"

namespace rawi {

/// Immutable after loading; threads may share it.
class NameEndings {
 public:
  /// Reads the table; a missing file is an empty one, for catalogues of languages that leave names as they are. Refuses, naming
  /// file and line, what read_tsv refuses, and a row without an inflected ending.
  [[nodiscard]] static Result<NameEndings> load(const std::filesystem::path& file);

  /// The forms, folded, that this folded word of the language may be an inflection of, without the word itself; in the order of
  /// the longest ending first. An empty language asks all of them.
  [[nodiscard]] std::vector<std::string> bases_of(std::string_view folded_word, std::string_view language) const;
  [[nodiscard]] bool has(std::string_view language) const { return language.empty() || languages_.contains(language); }

 private:
  using Bases = std::map<std::string, std::vector<std::string>, std::less<>>;  // inflected ending -> base endings
  std::map<std::string, Bases, std::less<>> languages_;
  std::size_t ending_bytes_max_ = 0;
};

}  // namespace rawi
