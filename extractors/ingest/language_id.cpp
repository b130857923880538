#include "extractors/ingest/language_id.hpp"

#include <cstdio>  // CLD2's header uses FILE without it

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>
#include <unicode/uloc.h>

#include <algorithm>
#include <array>

#include "core/base/utf8.hpp"

namespace rawi {

namespace {

constexpr std::size_t kSampleBytesMax = std::size_t{4} << 10;

}  // namespace

std::string detect_language(std::string_view text) {
  const std::string_view sample = clip_utf8(text, kSampleBytesMax);
  // The second, best-effort pass is for short texts, on which the careful one falls back to a default instead of an answer.
  for (const int flags : {0, CLD2::kCLDFlagBestEffort}) {
    const CLD2::CLDHints hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
    std::array<CLD2::Language, 3> languages{};
    std::array<int, 3> percents{};
    std::array<double, 3> scores{};
    int text_bytes = 0;
    bool reliable = false;
    const CLD2::Language best =
        CLD2::ExtDetectLanguageSummary(sample.data(), static_cast<int>(sample.size()), true, &hints, flags, languages.data(),
                                       percents.data(), scores.data(), nullptr, &text_bytes, &reliable);
    if (reliable && best != CLD2::UNKNOWN_LANGUAGE) return normalized_language(CLD2::LanguageCode(best));
  }
  return {};
}

std::string normalized_language(std::string_view tag) {
  std::array<char, 64> canonical{};
  UErrorCode status = U_ZERO_ERROR;
  const int32_t size = uloc_toLanguageTag(std::string(tag).c_str(), canonical.data(), canonical.size(), true, &status);
  if (U_FAILURE(status) || size <= 0 || static_cast<std::size_t>(size) >= canonical.size()) return {};
  std::string language(canonical.data(), static_cast<std::size_t>(size));
  language.resize(std::min(language.find('-'), language.size()));
  return language.size() < 2 || language.size() > 3 || language == "und" ? std::string() : language;
}

}  // namespace rawi
