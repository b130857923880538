// From the scores of all possible edges to the best tree.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace rawi {

/// `scores`: n rows of n + 1 candidates for the head of each word, the last one the root. Returns each word's head (n for the root)
/// such that the edges are a tree with exactly one child of the root and the sum of their scores is the largest possible
/// (Chu, Liu and Edmonds). Where scores are equal the lower index wins. Quadratic in n. Pure. Scores must be finite.
[[nodiscard]] std::vector<std::size_t> decode_tree(std::span<const float> scores, std::size_t n);

}  // namespace rawi
