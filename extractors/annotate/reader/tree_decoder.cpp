#include "extractors/annotate/reader/tree_decoder.hpp"

#include <limits>

namespace rawi {

namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);
constexpr double kMinusInfinity = -std::numeric_limits<double>::infinity();
// Taken off every edge from the root, it outweighs any sum of scores: a second child of the root never pays.
constexpr double kRootPenalty = 1e7;

/// Is each word's best head a tree with one child of the root?
bool is_tree(const std::vector<std::size_t>& heads) {
  const std::size_t n = heads.size();
  std::size_t roots = 0;
  std::vector<std::size_t> seen(n, kNone);  // the word whose way to the root came by
  for (std::size_t i = 0; i < n; ++i) {
    if (heads[i] == n) ++roots;
    for (std::size_t w = i; w != n && seen[w] != i; w = heads[w]) {
      if (seen[w] != kNone) break;  // from here on it was walked before
      seen[w] = i;
      if (heads[w] != n && seen[heads[w]] == i) return false;
    }
  }
  return roots == 1;
}

/// Chu-Liu/Edmonds over a dense matrix. Nodes 0 to n - 1 are words, n is the root; a cycle becomes a new node, which takes the
/// place of its first member in the matrix.
class Decoder {
 public:
  Decoder(std::span<const float> scores, std::size_t n) : n_(n), columns_(n + 1), edges_(n * (n + 1)), node_at_(n), best_(n, kNone) {
    for (std::size_t i = 0; i < n; ++i) {
      node_at_[i] = i;
      for (std::size_t j = 0; j <= n; ++j) {
        const double score = i == j ? kMinusInfinity : scores[i * columns_ + j] - (j == n ? kRootPenalty : 0);
        edge(i, j) = {score, i, j};
      }
    }
    nodes_.resize(n);
    for (std::size_t i = 0; i < n; ++i) active_.push_back(i);
  }

  std::vector<std::size_t> run() {
    for (const std::size_t i : active_) choose(i);
    while (contract_a_cycle()) {
    }
    for (const std::size_t i : active_) nodes_[node_at_[i]].incoming = edge(i, best_[i]);
    for (std::size_t node = nodes_.size(); node-- > n_;) expand(node);
    std::vector<std::size_t> heads(n_);
    for (std::size_t i = 0; i < n_; ++i) heads[i] = nodes_[i].incoming.head;
    return heads;
  }

 private:
  struct Edge {
    double score = kMinusInfinity;
    std::size_t word = 0, head = 0;  // the words at its ends, whatever they are part of by now
  };
  struct Node {
    std::vector<std::size_t> members;  // of the cycle that it was made of
    std::size_t parent = kNone;
    Edge incoming;
  };

  Edge& edge(std::size_t i, std::size_t j) { return edges_[i * columns_ + j]; }

  void choose(std::size_t i) {
    best_[i] = kNone;
    const auto consider = [&](std::size_t j) {
      if (j != i && (best_[i] == kNone || edge(i, j).score > edge(i, best_[i]).score)) best_[i] = j;
    };
    for (const std::size_t j : active_) consider(j);
    consider(n_);
  }

  /// Finds a cycle among the best heads and makes one node of it; false when there is none.
  bool contract_a_cycle() {
    std::vector<std::size_t> seen(n_, kNone);
    for (const std::size_t start : active_) {
      std::size_t at = start;
      while (at != n_ && seen[at] == kNone) {
        seen[at] = start;
        at = best_[at];
      }
      if (at == n_ || seen[at] != start) continue;
      std::vector<std::size_t> cycle;
      for (std::size_t w = at; cycle.empty() || w != at; w = best_[w]) cycle.push_back(w);
      contract(cycle);
      return true;
    }
    return false;
  }

  void contract(const std::vector<std::size_t>& cycle) {
    Node node;
    std::vector<bool> inside(n_ + 1, false);
    for (const std::size_t w : cycle) {
      inside[w] = true;
      nodes_[node_at_[w]].incoming = edge(w, best_[w]);
      nodes_[node_at_[w]].parent = nodes_.size();
      node.members.push_back(node_at_[w]);
    }
    const std::size_t at = cycle.front();
    std::vector<std::size_t> left;
    for (const std::size_t i : active_)
      if (!inside[i] || i == at) left.push_back(i);
    std::vector<double> lost(cycle.size());  // by breaking the cycle at each member
    for (std::size_t k = 0; k < cycle.size(); ++k) lost[k] = edge(cycle[k], best_[cycle[k]]).score;
    for (std::size_t j = 0; j <= n_; ++j) {
      if (inside[j]) continue;
      Edge in;
      for (std::size_t k = 0; k < cycle.size(); ++k) {
        const Edge& e = edge(cycle[k], j);
        if (e.score - lost[k] > in.score) in = {e.score - lost[k], e.word, e.head};
      }
      edge(at, j) = in;
    }
    for (const std::size_t i : left) {
      if (i == at) continue;
      Edge out;
      for (const std::size_t w : cycle)
        if (edge(i, w).score > out.score) out = edge(i, w);
      edge(i, at) = out;
      if (best_[i] != n_ && inside[best_[i]]) best_[i] = at;
    }
    active_ = std::move(left);
    node_at_[at] = nodes_.size();
    nodes_.push_back(std::move(node));
    choose(at);
  }

  /// The edge into the node enters the cycle at one member, whose own edge in the cycle falls away.
  void expand(std::size_t node) {
    const Edge incoming = nodes_[node].incoming;
    std::size_t member = incoming.word;
    while (nodes_[member].parent != node) member = nodes_[member].parent;
    nodes_[member].incoming = incoming;
  }

  std::size_t n_, columns_;
  std::vector<Edge> edges_;            // row: the word, column: its head
  std::vector<std::size_t> node_at_;   // row of the matrix -> node
  std::vector<std::size_t> best_;      // row -> column
  std::vector<std::size_t> active_;    // rows that still stand for a node
  std::vector<Node> nodes_;            // n words, then what cycles became
};

}  // namespace

std::vector<std::size_t> decode_tree(std::span<const float> scores, std::size_t n) {
  std::vector<std::size_t> heads(n, n);
  for (std::size_t i = 0; i < n; ++i) {
    std::size_t best = kNone;
    for (std::size_t j = 0; j <= n; ++j)
      if (j != i && (best == kNone || scores[i * (n + 1) + j] > scores[i * (n + 1) + best])) best = j;
    heads[i] = best;
  }
  return n < 2 || is_tree(heads) ? heads : Decoder(scores, n).run();
}

}  // namespace rawi
