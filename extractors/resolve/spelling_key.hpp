// What two spellings of a name have in common, at the level of scripts: how a name falls into words for matching, and a key
// that transliterated names in Arabic script share though their writers put long vowels in different places.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rawi {

/// The words of a folded name as they are matched: parted at spaces and apostrophes, without full stops ("u.s." is "us").
/// A word that is nothing but punctuation is left out.
[[nodiscard]] std::vector<std::string> name_words(std::string_view folded_name);

[[nodiscard]] bool is_arabic_script(std::string_view folded_word);

/// The word without the definite article that Arabic script writes onto it, when at least three letters are left.
[[nodiscard]] std::string_view without_article(std::string_view folded_word);

/// The consonants of a word in Arabic script: the article and long vowels after the first letter are dropped, doubled
/// letters and letters that stand for the same foreign sound are one. Empty for other scripts and for words with fewer than three
/// consonants; a key of three is too weak to tell a name by itself.
[[nodiscard]] std::string consonant_key(std::string_view folded_word);

/// The key of a word in Latin script that ends in y, i, iy, yy or ij as its writer likes ("zelensky", "zelenskyy", "zelenskiy").
/// Empty for all other words: a doubled letter elsewhere may be another name (Hofmann is not Hoffmann).
[[nodiscard]] std::string latin_key(std::string_view folded_word);

/// The key of the word's script: two words with the same key may be spellings of one name.
[[nodiscard]] std::string spelling_key(std::string_view folded_word);

/// Lower-case ASCII with hyphens, for ids: letters of other scripts are transliterated by ICU. Empty when nothing is left.
[[nodiscard]] std::string slug(std::string_view name);

/// The name in Latin letters as ICU transliterates it, each word with a capital; a Latin name comes back as it is.
[[nodiscard]] std::string latin_name(std::string_view name);

/// The ISO 15924 name of the script of the first letter ("Arab", "Latn"); empty without a letter.
[[nodiscard]] std::string script_of_text(std::string_view text);

/// Two capitals or more and no small letter or space: "US", "U.N.".
[[nodiscard]] bool is_acronym(std::string_view name);

}  // namespace rawi
