// Which language a text is in, when nobody says so; and one spelling for those who do.
#pragma once

#include <string>
#include <string_view>

namespace rawi {

/// ISO 639 code of the language that most of the text is in, the two-letter one where there is one; empty when it
/// cannot be told. Needs well-formed UTF-8. Looks at the first 4 KiB only. Safe in several threads.
[[nodiscard]] std::string detect_language(std::string_view text);

/// "ar" for "AR", "ar-EG", "ar_EG" and "ara". Empty for what is no language code ("und", "Arabic", "").
[[nodiscard]] std::string normalized_language(std::string_view tag);

}  // namespace rawi
