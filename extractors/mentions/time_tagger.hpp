// The temporal expression tagger: fills Document::times from the tables `times.tsv` and `time_patterns.tsv` of the
// article's language. It knows calendars but no language.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "extractors/annotator.hpp"

namespace rawi {

/// The annotator "times": needs sentences and words, adds Layer::kTimes. The tables are those of Document::article().language; a
/// language without them gets the layer and no times. Without a published day only those expressions resolve that are
/// complete in themselves. `languages` are folders of `languages_directory`; one that has neither table is passed over,
/// one that has only one of them or a broken one is an error with file and line. Safe for threads.
[[nodiscard]] Result<std::unique_ptr<Annotator>> make_time_tagger(const std::filesystem::path& languages_directory,
                                                                  const std::vector<std::string>& languages);

}  // namespace rawi
