// Which format a file is in: by the ending of its name, else by its first bytes.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

#include "extractors/ingest/article_source.hpp"

namespace rawi {

/// By the ending, after .gz, .zst and .xz have been taken off; capital letters count as small ones. Nothing for another ending.
[[nodiscard]] std::optional<ArticleFormat> format_of_name(const std::filesystem::path& name);

/// By the first bytes of the unpacked content, a byte order mark left out. What looks like nothing else is text.
[[nodiscard]] ArticleFormat sniff_format(std::string_view head);

/// "a.txt.gz" is "a".
[[nodiscard]] std::string stem_of_name(const std::filesystem::path& name);

}  // namespace rawi
