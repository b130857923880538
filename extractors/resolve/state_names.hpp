// The names of states as ICU's locale data has them, in any language.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rawi {

/// The names of an ISO 3166 alpha-2 region in a language, the usual one first: ICU's standard and short forms and what it puts
/// into brackets as another name ("Myanmar (Burma)" gives three). Empty when ICU has none.
[[nodiscard]] std::vector<std::string> state_names(std::string_view alpha2, const std::string& language);

/// The ISO 15924 script in which the state's main language is written ("Arab", "Latn"), or that of a language; empty when
/// unknown.
[[nodiscard]] std::string script_of_state(std::string_view alpha2);
[[nodiscard]] std::string script_of_language(const std::string& language);

/// ISO 3166 alpha-3 to alpha-2, for the regions that ICU knows; empty for others.
[[nodiscard]] std::string alpha2_of(const std::string& alpha3);

}  // namespace rawi
