// A readable Latin spelling of a word in Arabic script that nobody has listed: the script leaves short vowels out, and without any
// a name such as «خلدون» would come out as "Khldwn".
#pragma once

#include <string>
#include <string_view>

namespace rawi {

/// `folded` is one word without its definite article. Half vowels between consonants are read as vowels, an "a" stands where too
/// many consonants meet. A guess that serves readers, not a transliteration: it cannot be turned back.
[[nodiscard]] std::string arabic_spelling(std::string_view folded);

}  // namespace rawi
