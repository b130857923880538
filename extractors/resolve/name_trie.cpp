#include "extractors/resolve/name_trie.hpp"

#include <algorithm>

namespace rawi {

namespace {

std::uint64_t edge_key(NameTrie::Node node, NameTrie::WordId word) { return (static_cast<std::uint64_t>(node) << 32) | word; }

}  // namespace

void NameTrie::reserve(std::size_t word_count) {
  word_ids_.reserve(word_count);
  children_.reserve(2 * word_count);
  entries_.reserve(2 * word_count);
}

void NameTrie::add(const std::vector<std::string>& words, const NameEntry& entry) {
  if (words.empty()) return;
  Node node = kRoot;
  for (const std::string& word : words) {
    const WordId id = word_ids_.emplace(word, static_cast<WordId>(word_ids_.size())).first->second;
    const auto [edge, is_new] = children_.emplace(edge_key(node, id), static_cast<Node>(entries_.size()));
    if (is_new) entries_.emplace_back();
    node = edge->second;
  }
  std::vector<NameEntry>& at_node = entries_[node];
  if (std::find(at_node.begin(), at_node.end(), entry) == at_node.end()) at_node.push_back(entry);
}

NameTrie::WordId NameTrie::word_id(std::string_view word) const {
  const auto found = word_ids_.find(word);
  return found == word_ids_.end() ? kNoWordId : found->second;
}

NameTrie::Node NameTrie::child(Node node, WordId word) const {
  const auto found = children_.find(edge_key(node, word));
  return found == children_.end() ? kNoNode : found->second;
}

}  // namespace rawi
