#include "storage/sorted_run.hpp"

#include <algorithm>

namespace rawi {

namespace {

/// Eight bytes of the key from `at` on, highest first; zeros after its end.
std::uint64_t number_at(std::string_view key, std::size_t at) {
  std::uint64_t number = 0;
  for (std::size_t i = at; i < at + sizeof number; ++i)
    number = number << 8 | (i < key.size() ? static_cast<unsigned char>(key[i]) : 0U);
  return number;
}

}  // namespace

void SortedRun::put(std::string_view key, std::string_view value) {
  entries_.push_back({number_at(key, 0), number_at(key, sizeof(std::uint64_t)), bytes_.size(),
                      static_cast<std::uint32_t>(key.size()), static_cast<std::uint32_t>(value.size())});
  bytes_ += key;
  bytes_ += value;
}

void SortedRun::sort() {
  const auto key_of = [&](const Entry& e) { return std::string_view(bytes_).substr(e.begin, e.key_size); };
  std::sort(entries_.begin(), entries_.end(), [&](const Entry& a, const Entry& b) {
    if (a.head != b.head) return a.head < b.head;
    if (a.next != b.next) return a.next < b.next;
    const int order = key_of(a).compare(key_of(b));
    return order != 0 ? order < 0 : a.begin < b.begin;
  });
  entries_.erase(
      std::unique(entries_.begin(), entries_.end(),
                  [&](const Entry& a, const Entry& b) { return a.head == b.head && a.next == b.next && key_of(a) == key_of(b); }),
      entries_.end());
}

}  // namespace rawi
