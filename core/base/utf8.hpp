// UTF-8 at the level of bytes: where characters begin, and whether bytes are UTF-8 at all. Everything that
// needs a character's properties (case, script, normal forms) is ICU's and lives behind extractors/annotate.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace rawi {

/// One decoded character and how many bytes it took (1 to 4).
struct Decoded {
  char32_t character = 0;
  std::size_t size_bytes = 0;
};

/// Decodes the character at `at`. Ill-formed bytes give U+FFFD and a size of 1, so that a loop always moves on.
/// Needs at < text.size().
[[nodiscard]] Decoded decode_utf8(std::string_view text, std::size_t at);

void append_utf8(std::string& out, char32_t character);

/// Byte offset of the first byte that is not part of well-formed UTF-8 (Unicode 15, table 3-7), or nothing.
[[nodiscard]] std::optional<std::size_t> find_invalid_utf8(std::string_view text);

/// The longest prefix of at most `size_bytes_max` bytes that ends between characters.
[[nodiscard]] std::string_view clip_utf8(std::string_view text, std::size_t size_bytes_max);

}  // namespace rawi
