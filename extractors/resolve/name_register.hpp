// Finds names that sound like one that was met before, in any script, without comparing it with all of them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/resolve/name_trie.hpp"

namespace rawi {

/// Names of two words or more, each with a number of the caller's. Filled from one thread; asking does not change it.
class NameRegister {
 public:
  /// A name of a single word, or one of which nothing is left but vowels, is passed over: one word is no evidence.
  void add(std::string_view name, std::uint32_t number);

  /// The numbers of the names that may be spellings of this one, each once, in ascending order. They share the rough
  /// sound of two words; whether they are the same is for match_names to say.
  [[nodiscard]] std::vector<std::uint32_t> near(std::string_view name) const;

 private:
  TextMap<std::vector<std::uint32_t>> by_key_;
};

}  // namespace rawi
