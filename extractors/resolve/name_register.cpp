#include "extractors/resolve/name_register.hpp"

#include <algorithm>

#include "extractors/fold.hpp"
#include "extractors/resolve/name_sounds.hpp"
#include "extractors/resolve/spelling_key.hpp"

namespace rawi {

namespace {

/// Vowels, half vowels and breaths go; sounds that are written for one another become one.
/// `open` leaves out the letters that may be a breath, too.
std::string rough(const std::string& sounds, bool open) {
  std::string out;
  for (const char c : sounds) {
    if (open && (c == 'X' || c == 'Y')) continue;
    char kind = 0;
    switch (c) {
      case 'b':
      case 'p':
        kind = 'b';
        break;
      case 'l':
      case 'm':
      case 'n':
      case 'r':
        kind = c;
        break;
      case 'd':
      case 't':
      case 's':
      case 'z':
      case 'S':
      case 'C':
      case 'X':
      case 'J':
      case 'Y':
      case 'Z':
      case 'c':
      case 'k':
      case 'g':
        kind = 't';
        break;
      default:
        break;
    }
    if (kind != 0 && (out.empty() || out.back() != kind)) out += kind;
  }
  return out;
}

std::string rough_key(std::string_view name, bool open) {
  std::vector<std::string> words;
  for (const std::string& word : name_words(fold(name)))
    if (std::string key = rough(sounds_of(without_article(word)).sounds, open); !key.empty()) words.push_back(std::move(key));
  if (words.size() < 2) return {};
  std::string first = words.front(), last = words.back();
  if (last < first) std::swap(first, last);  // names are turned round in lists and by some languages
  return first + "|" + last;
}

}  // namespace

void NameRegister::add(std::string_view name, std::uint32_t number) {
  for (const bool open : {false, true}) {
    const std::string key = rough_key(name, open);
    if (key.empty()) continue;
    std::vector<std::uint32_t>& numbers = by_key_[key];
    if (numbers.empty() || numbers.back() != number) numbers.push_back(number);
  }
}

std::vector<std::uint32_t> NameRegister::near(std::string_view name) const {
  std::vector<std::uint32_t> out;
  for (const bool open : {false, true}) {
    const auto found = by_key_.find(rough_key(name, open));
    if (found != by_key_.end()) out.insert(out.end(), found->second.begin(), found->second.end());
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace rawi
