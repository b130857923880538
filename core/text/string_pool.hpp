// Every distinct string of a document once: lemmas, features and relations repeat all the time, and a
// word that holds three numbers instead of three strings is copied and compared for nothing.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

namespace rawi {

/// A string in a StringPool. Symbol 0 is the empty string in every pool.
enum class Symbol : std::uint32_t { kEmpty = 0 };

/// Not safe for writing threads; a pool belongs to one document.
class StringPool {
 public:
  StringPool() { static_cast<void>(intern("")); }
  StringPool(const StringPool&) = delete;  // the map's keys point into strings_
  StringPool& operator=(const StringPool&) = delete;
  StringPool(StringPool&&) = default;
  StringPool& operator=(StringPool&&) = default;
  ~StringPool() = default;

  [[nodiscard]] Symbol intern(std::string_view text) {
    if (const auto found = index_.find(text); found != index_.end()) return found->second;
    const Symbol symbol{static_cast<std::uint32_t>(strings_.size())};
    index_.emplace(strings_.emplace_back(text), symbol);
    return symbol;
  }

  /// Valid as long as the pool.
  [[nodiscard]] std::string_view operator[](Symbol symbol) const { return strings_[static_cast<std::uint32_t>(symbol)]; }

 private:
  std::deque<std::string> strings_;  // a deque: growing it moves no string
  std::unordered_map<std::string_view, Symbol> index_;
};

}  // namespace rawi
