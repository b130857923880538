// Lemmas that treebanks showed: a language's lemmas.tsv, forms and endings.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/base/result.hpp"
#include "core/text/document.hpp"

namespace rawi {

/// Immutable; threads may share it.
class LemmaTable {
 public:
  /// Refuses a broken table, naming file and line.
  [[nodiscard]] static Result<LemmaTable> load(const std::filesystem::path& file);

  /// The lemma of a plain, lower-cased form: the one listed, else what the longest listed ending makes of it, else nothing.
  [[nodiscard]] std::optional<std::string> lemma(std::string_view form, Upos upos) const;

 private:
  [[nodiscard]] static std::string key(std::string_view form, Upos upos);

  std::unordered_map<std::string, std::string> forms_;
  std::unordered_map<std::string, std::string> endings_;  // what stands in the ending's place
  std::size_t ending_bytes_max_ = 0;
};

}  // namespace rawi
