#include "extractors/annotate/reader/lemma_table.hpp"

#include <algorithm>

#include "extractors/tsv.hpp"

namespace rawi {

std::string LemmaTable::key(std::string_view form, Upos upos) {
  std::string key(form);
  key += static_cast<char>(upos);  // no letter of UTF-8 text has so small a value
  return key;
}

Result<LemmaTable> LemmaTable::load(const std::filesystem::path& file) {
  const auto rows = read_tsv(file, {"form", "upos", "lemma"});
  if (!rows) return fail(rows.error());
  LemmaTable table;
  for (const TsvRow& row : *rows) {
    const std::string& form = row.cells[0];
    const auto upos = parse_upos(row.cells[1]);
    if (form.empty() || form == "*" || !upos)
      return fail(ErrorCode::kInvalidInput, at_line(file, row.line), "no form, or no universal part of speech",
                  "write form, UPOS and lemma, an ending with * before it");
    if (form.front() != '*') {
      table.forms_.emplace(key(form, *upos), row.cells[2]);
      continue;
    }
    table.endings_.emplace(key(std::string_view(form).substr(1), *upos), row.cells[2]);
    table.ending_bytes_max_ = std::max(table.ending_bytes_max_, form.size() - 1);
  }
  return table;
}

std::optional<std::string> LemmaTable::lemma(std::string_view form, Upos upos) const {
  if (const auto found = forms_.find(key(form, upos)); found != forms_.end()) return found->second;
  for (std::size_t size = std::min(ending_bytes_max_, form.empty() ? 0 : form.size() - 1); size > 0; --size) {
    const std::string_view ending = form.substr(form.size() - size);
    if ((static_cast<unsigned char>(ending.front()) & 0xC0) == 0x80) continue;  // inside of a character
    const auto found = endings_.find(key(ending, upos));
    if (found != endings_.end()) return std::string(form.substr(0, form.size() - size)) + found->second;
  }
  return std::nullopt;
}

}  // namespace rawi
