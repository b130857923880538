// The options and the loop that every command shares which reads articles.
#pragma once

#include <CLI/App.hpp>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "extractors/annotate/language_pack.hpp"
#include "extractors/ingest/article_source.hpp"
#include "tools/command.hpp"

namespace rawi {

/// Options FILE…, --date, --lang, --data. Bound to the members: must outlive the parsing.
struct InputOptions {
  std::vector<std::string> files;
  std::string date;
  std::string language;
  std::string data;

  void add_to(CLI::App& app);
};

struct InputCounts {
  std::uint64_t article_count = 0;
  std::uint64_t skipped_count = 0;
  std::map<std::string, std::uint64_t> by_language;  // "" where it is not known
};

/// Says in one line on `err` how many articles came in languages that rawi has no pack for, and so gave nothing.
void report_unread_languages(Console& console, const std::string& command, const InputCounts& counts, const LanguagePacks& packs);

/// Reads every file in turn and hands over each article, with an id that is unique in this run (a text file whose stem is taken
/// gets "-2", "-3", …). What is skipped, an unreadable file included, is named on `err`; reading goes on with the next. An error
/// of `take` ends it.
[[nodiscard]] Result<InputCounts> read_input(const InputOptions& options, Console& console, const std::string& command,
                                             const std::function<Result<void>(Article&&)>& take);

}  // namespace rawi
