// What a loaded grammar answers. How it is made from the tables is time_grammar_load.cpp.
#include "extractors/mentions/time_grammar.hpp"

#include <array>
#include <charconv>

namespace rawi {

namespace {

struct DigitClass {
  std::string_view name;
  int digits_min;
  int digits_max;
  int value_min;
  int value_max;
};

// In the order of their classes, which follow kTimeClass.
constexpr std::array<DigitClass, 7> kDigitClasses = {{
    {"number", 1, 9, 0, 999'999'999},
    {"d31", 1, 2, 1, 31},
    {"d12", 1, 2, 1, 12},
    {"year4", 4, 4, 1500, 2199},
    {"year2", 2, 2, 0, 99},
    {"hijri_year", 4, 4, 1300, 1499},
    {"clock", 1, 2, 0, 59},
}};
constexpr std::array<std::string_view, kDigitClasses.size()> kDigitClassNames = [] {
  std::array<std::string_view, kDigitClasses.size()> names;
  for (std::size_t i = 0; i < names.size(); ++i) names[i] = kDigitClasses[i].name;
  return names;
}();

// A year of two digits lies within the last 40 years or the next 60 of the time in which this is written.
constexpr int kTwoDigitYearMax = 60;

}  // namespace

std::span<const std::string_view> digit_class_names() { return kDigitClassNames; }

bool TimeGrammar::is_digit_class(std::uint32_t time_class) const {
  return time_class > kTimeClass && time_class <= kDigitClasses.size();
}

std::optional<std::int32_t> TimeGrammar::digit_value(std::uint32_t time_class, const TimeToken& token) const {
  if (token.number < 0) return std::nullopt;
  const DigitClass& shape = kDigitClasses[time_class - 1];
  if ((shape.name == "clock") != token.is_clock) return std::nullopt;
  if (token.digit_count < shape.digits_min || token.digit_count > shape.digits_max || token.number < shape.value_min ||
      token.number > shape.value_max)
    return std::nullopt;
  if (shape.name == "year2") return token.number + (token.number <= kTwoDigitYearMax ? 2000 : 1900);
  return token.number;
}

TimeToken TimeGrammar::token(const TextAtom& atom) const {
  TimeToken token;
  const std::string key = atom_key(atom.kind, atom.raw);
  if (atom.kind == AtomKind::kDigits && (!atom.is_partial_number || atom.is_clock) && key.size() <= 9) {
    std::int32_t number = -1;
    std::from_chars(key.data(), key.data() + key.size(), number);
    token.number = number;
    token.is_clock = atom.is_clock;
    token.digit_count = static_cast<std::uint8_t>(key.size());
    for (std::uint32_t c = 1; c <= kDigitClasses.size(); ++c)
      if (digit_value(c, token)) token.starts |= digit_starts_[c];
  }
  if (const auto found = words_.find(key); found != words_.end()) {
    token.word = found->second;
    token.starts |= starts_[static_cast<std::size_t>(found->second)];
  }
  if (exact_.empty() || atom.kind != AtomKind::kLetters) return token;
  if (const auto found = exact_.find(atom.raw); found != exact_.end()) {
    token.exact = found->second;
    token.starts |= starts_[static_cast<std::size_t>(found->second)];
  }
  return token;
}

}  // namespace rawi
