#include "extractors/resolve/state_names.hpp"

#include <unicode/locid.h>
#include <unicode/uldnames.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>

namespace rawi {

namespace {

struct CloseNames {
  void operator()(ULocaleDisplayNames* names) const { uldn_close(names); }
};
using DisplayNames = std::unique_ptr<ULocaleDisplayNames, CloseNames>;

constexpr std::int32_t kNameUnitsMax = 200;

DisplayNames open_names(const std::string& language, UDisplayContext length) {
  UErrorCode status = U_ZERO_ERROR;
  std::array<UDisplayContext, 2> contexts = {length, UDISPCTX_NO_SUBSTITUTE};
  DisplayNames names(uldn_openForContext(language.c_str(), contexts.data(), contexts.size(), &status));
  if (U_FAILURE(status)) names.reset();
  return names;
}

std::string name_of(const DisplayNames& names, const std::string& region) {
  if (!names) return {};
  UErrorCode status = U_ZERO_ERROR;
  std::array<UChar, kNameUnitsMax> units{};
  const std::int32_t size = uldn_regionDisplayName(names.get(), region.c_str(), units.data(), kNameUnitsMax, &status);
  if (U_FAILURE(status) || size <= 0 || size > kNameUnitsMax) return {};
  std::string out;
  icu::UnicodeString(units.data(), size).toUTF8String(out);
  return out == region ? std::string() : out;
}

void add(std::vector<std::string>& names, std::string name) {
  if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
}

/// A bracket of one word is another name; a longer one describes the state.
void add_with_brackets(std::vector<std::string>& names, const std::string& name) {
  const std::size_t open = name.find(" (");
  if (open == std::string::npos) return add(names, name);
  add(names, name.substr(0, open));
  const std::string inside = name.substr(open + 2, name.size() - open - 3);
  if (inside.find(' ') == std::string::npos) add(names, inside);
}

std::string script_of(const icu::Locale& locale) {
  UErrorCode status = U_ZERO_ERROR;
  icu::Locale likely(locale);
  likely.addLikelySubtags(status);
  return U_FAILURE(status) ? std::string() : std::string(likely.getScript());
}

}  // namespace

std::vector<std::string> state_names(std::string_view alpha2, const std::string& language) {
  // Opening costs more than a look-up, and a loader asks for all states of one language in a row.
  thread_local std::string open_language;
  thread_local DisplayNames standard, brief;
  if (open_language != language || !standard) {
    standard = open_names(language, UDISPCTX_LENGTH_FULL);
    brief = open_names(language, UDISPCTX_LENGTH_SHORT);
    open_language = language;
  }
  std::vector<std::string> names;
  const std::string region(alpha2);
  add_with_brackets(names, name_of(standard, region));
  add_with_brackets(names, name_of(brief, region));
  return names;
}

std::string script_of_state(std::string_view alpha2) { return script_of(icu::Locale("und", std::string(alpha2).c_str())); }

std::string script_of_language(const std::string& language) { return script_of(icu::Locale(language.c_str())); }

std::string alpha2_of(const std::string& alpha3) {
  static const std::map<std::string, std::string> table = [] {
    std::map<std::string, std::string> made;
    for (const char* const* code = icu::Locale::getISOCountries(); *code != nullptr; ++code)
      made.emplace(icu::Locale("und", *code).getISO3Country(), *code);
    return made;
  }();
  const auto found = table.find(alpha3);
  return found == table.end() ? std::string() : found->second;
}

}  // namespace rawi
