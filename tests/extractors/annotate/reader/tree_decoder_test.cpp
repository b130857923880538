// The decoder finds the best tree there is.
#include "extractors/annotate/reader/tree_decoder.hpp"

#include <catch2/catch.hpp>
#include <cstdint>

namespace rawi::test {

namespace {

/// Numbers between -8 and 8, always the same.
class Numbers {
 public:
  float next() {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<float>(static_cast<std::int32_t>(state_ >> 32)) / 268435456.0F;
  }

 private:
  std::uint64_t state_ = 7;
};

bool is_tree_with_one_root(const std::vector<std::size_t>& heads) {
  const std::size_t n = heads.size();
  std::size_t roots = 0;
  for (std::size_t i = 0; i < n; ++i) {
    if (heads[i] == n) ++roots;
    std::size_t w = i, steps = 0;
    while (w != n && ++steps <= n) w = heads[w];
    if (w != n) return false;
  }
  return roots == 1;
}

double sum_of(const std::vector<float>& scores, const std::vector<std::size_t>& heads) {
  double sum = 0;
  for (std::size_t i = 0; i < heads.size(); ++i) sum += scores[i * (heads.size() + 1) + heads[i]];
  return sum;
}

/// The sum of the best tree, by trying them all.
double best_sum(const std::vector<float>& scores, std::size_t n) {
  std::vector<std::size_t> heads(n, 0);
  double best = -1e9;
  while (true) {
    if (is_tree_with_one_root(heads)) best = std::max(best, sum_of(scores, heads));
    std::size_t i = 0;
    for (; i < n && heads[i] == n; ++i) heads[i] = 0;
    if (i == n) return best;
    ++heads[i];
  }
}

}  // namespace

TEST_CASE("no tree of a few words is better than the one found") {
  Numbers numbers;
  for (int round = 0; round < 400; ++round) {
    const std::size_t n = 1 + static_cast<std::size_t>(round) % 5;
    std::vector<float> scores(n * (n + 1));
    for (float& s : scores) s = numbers.next();
    if (round % 2 == 0)
      for (std::size_t i = 0; i < n; ++i) scores[i * (n + 1) + n] += 6;  // every word wants to be the root
    const auto heads = decode_tree(scores, n);
    REQUIRE(is_tree_with_one_root(heads));
    CHECK(sum_of(scores, heads) == Approx(best_sum(scores, n)));
  }
}

TEST_CASE("cycles within cycles come apart, in a long sentence too") {
  Numbers numbers;
  for (const std::size_t n : {2U, 17U, 60U, 400U}) {
    std::vector<float> scores(n * (n + 1));
    for (float& s : scores) s = numbers.next();
    for (std::size_t i = 0; i < n; ++i) scores[i * (n + 1) + (i ^ 1U) % n] += 20;  // pairs that want each other
    for (std::size_t i = 0; i < n; ++i) scores[i * (n + 1) + n] -= 50;
    CHECK(is_tree_with_one_root(decode_tree(scores, n)));
  }
}

TEST_CASE("equal scores give a tree as well, and the same one each time") {
  const std::vector<float> scores(std::size_t{30} * 31, 0.5F);
  const auto heads = decode_tree(scores, 30);
  CHECK(is_tree_with_one_root(heads));
  CHECK(heads == decode_tree(scores, 30));
  CHECK(decode_tree({}, 0).empty());
}

}  // namespace rawi::test
