#include "extractors/resolve/name_endings.hpp"

#include <algorithm>

#include "core/base/utf8.hpp"
#include "extractors/fold.hpp"
#include "extractors/tsv.hpp"

namespace rawi {

namespace {

constexpr std::string_view kNoEnding = "0";
constexpr std::size_t kStemLettersMin = 3;  // what is left of a shorter word fits too many names

std::string ending_of(std::string_view cell) { return cell == kNoEnding ? std::string() : fold(cell); }

/// Where the stem must end at the latest for an ending, in bytes: past its first letters. The size of the word when it is
/// shorter.
std::size_t stem_bytes_min(std::string_view word) {
  std::size_t at = 0;
  for (std::size_t letters = 0; letters < kStemLettersMin && at < word.size(); ++letters) at += decode_utf8(word, at).size_bytes;
  return at;
}

}  // namespace

Result<NameEndings> NameEndings::load(const std::filesystem::path& file) {
  NameEndings endings;
  std::error_code error;
  if (!std::filesystem::exists(file, error)) return endings;
  const auto rows = read_tsv(file, {"language", "base", "inflected"});
  if (!rows) return fail(rows.error());
  for (const TsvRow& row : *rows) {
    const std::vector<std::string> inflected = split(row.cells[2], ' ');
    if (row.cells[0].empty() || row.cells[1].empty() || inflected.empty())
      return fail(ErrorCode::kInvalidInput, at_line(file, row.line), "an empty cell", "write the empty ending as 0");
    for (const std::string& form : inflected) {
      const std::string ending = ending_of(form);
      endings.ending_bytes_max_ = std::max(endings.ending_bytes_max_, ending.size());
      endings.languages_[row.cells[0]][ending].push_back(ending_of(row.cells[1]));
    }
  }
  return endings;
}

std::vector<std::string> NameEndings::bases_of(std::string_view folded_word, std::string_view language) const {
  std::vector<std::string> out;
  const std::size_t stem_min = stem_bytes_min(folded_word);
  const auto collect = [&](const Bases& bases) {
    std::size_t cut = folded_word.size() - std::min(ending_bytes_max_, folded_word.size());
    for (cut = std::max(cut, stem_min); cut <= folded_word.size(); ++cut) {
      const auto found = bases.find(folded_word.substr(cut));
      if (found == bases.end()) continue;
      for (const std::string& base : found->second) {
        std::string form(folded_word.substr(0, cut));
        form += base;
        if (form != folded_word && std::find(out.begin(), out.end(), form) == out.end()) out.push_back(std::move(form));
      }
    }
  };
  if (!language.empty()) {
    const auto found = languages_.find(language);
    if (found != languages_.end()) collect(found->second);
    return out;
  }
  for (const auto& [code, bases] : languages_) collect(bases);
  return out;
}

}  // namespace rawi
