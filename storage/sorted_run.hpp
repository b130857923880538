// Many records side by side in one buffer, put in the order of their keys in one go: what a bulk load is made of. A std::map or a
// list of strings would spend more time on the heap than the records take to write.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rawi {

/// One thread at a time. Views of keys and values live until the next put() or clear().
class SortedRun {
 public:
  /// Each key once: sort() keeps the first of several.
  void put(std::string_view key, std::string_view value = {});
  void sort();

  [[nodiscard]] std::size_t record_count() const { return entries_.size(); }
  [[nodiscard]] std::size_t size_bytes() const { return bytes_.size(); }
  [[nodiscard]] std::string_view key(std::size_t i) const {
    return std::string_view(bytes_).substr(entries_[i].begin, entries_[i].key_size);
  }
  [[nodiscard]] std::string_view value(std::size_t i) const {
    return std::string_view(bytes_).substr(entries_[i].begin + entries_[i].key_size, entries_[i].value_size);
  }

 private:
  struct Entry {
    std::uint64_t head = 0, next = 0;  // the key's first sixteen bytes as numbers: most comparisons need no more
    std::size_t begin = 0;
    std::uint32_t key_size = 0;
    std::uint32_t value_size = 0;
  };

  std::string bytes_;
  std::vector<Entry> entries_;
};

}  // namespace rawi
