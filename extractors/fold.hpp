// The form under which names and words are compared: what a writer may vary without meaning another word.
#pragma once

#include <string>
#include <string_view>

namespace rawi {

/// Case-folded, without accents, Arabic diacritics and tatweel; أإآٱ become ا, ى ي, ة ه, ؤ و, ئ ي; Arabic-Indic digits become
/// ASCII; typographic apostrophes become ', hyphens and dashes become a space, zero-width and directional marks go. Compatibility
/// forms are resolved (NFKC, by ICU, only when the text needs it). Pure and safe for threads; ill-formed bytes come back as
/// U+FFFD.
[[nodiscard]] std::string fold(std::string_view text);

}  // namespace rawi
