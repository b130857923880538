// A trie over the words of names: finds the longest name that begins at a word in one walk, whatever the number of names.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace rawi {

/// Lets a map of strings be asked with a string_view.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
};
template <class T>
using TextMap = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;

/// A name at the end of its path: whose it is and under what conditions it counts.
struct NameEntry {
  std::uint32_t actor = 0;
  std::uint8_t language = 0;  // index of the language the name is in; kAnyLanguage for none in particular
  std::uint8_t script = 0;    // index of the script it is written in
  bool is_short = false;
  bool acronym = false;  // all in capitals, in a script that has them
  bool one_word = false;
  bool article = false;  // a one-word name that is written with an article

  friend bool operator==(const NameEntry&, const NameEntry&) = default;
};
inline constexpr std::uint8_t kAnyLanguage = 0xFF;

/// Filled once, then only read; threads may share it.
class NameTrie {
 public:
  using Node = std::uint32_t;
  using WordId = std::uint32_t;
  static constexpr Node kRoot = 0;
  static constexpr Node kNoNode = std::numeric_limits<Node>::max();
  static constexpr WordId kNoWordId = std::numeric_limits<WordId>::max();

  NameTrie() : entries_(1) {}

  /// Makes room for about that many words of names.
  void reserve(std::size_t word_count);

  /// The words must be as `name_words` gives them, without articles.
  void add(const std::vector<std::string>& words, const NameEntry& entry);

  [[nodiscard]] WordId word_id(std::string_view word) const;
  [[nodiscard]] Node child(Node node, WordId word) const;
  [[nodiscard]] const std::vector<NameEntry>& entries(Node node) const { return entries_[node]; }

 private:
  TextMap<WordId> word_ids_;
  std::unordered_map<std::uint64_t, Node> children_;  // node and word in one key
  std::vector<std::vector<NameEntry>> entries_;       // by node
};

}  // namespace rawi
