#include "extractors/mentions/time_matcher.hpp"

#include <algorithm>

namespace rawi {

namespace {

const TimeGrammar::Edge* find_edge(const std::vector<TimeGrammar::Edge>& edges, std::int32_t key) {
  const auto found =
      std::lower_bound(edges.begin(), edges.end(), key, [](const TimeGrammar::Edge& e, std::int32_t k) { return e.key < k; });
  return found != edges.end() && found->key == key ? &*found : nullptr;
}

}  // namespace

void TimeMatcher::walk(std::uint32_t node_index, std::uint32_t at, Path& path, Best& best) {
  const TimeGrammar::Node& node = grammar_.node(node_index);
  if (node.variant != TimeGrammar::kNothing) {
    const TimeGrammar::Variant& variant = grammar_.variant(node.variant);
    const bool better = best.variant == TimeGrammar::kNothing || at > best.end ||
                        (at == best.end && variant.row < grammar_.variant(best.variant).row);
    if (better) {
      const std::size_t before = variant.context_before;
      const std::size_t through = path.size - variant.context_after;
      best = {node.variant, before == 0 ? path.begin : path.token_after[before - 1], path.token_after[through - 1], at,
              path.captures};
    }
  }
  if (at == tokens_.size() || path.size == kDepthMax) return;
  const TimeToken& token = tokens_[at];
  const auto follow = [&](std::uint32_t next, std::uint32_t end) {
    path.token_after[path.size++] = end;
    walk(next, end, path, best);
    --path.size;
  };
  for (const std::int32_t word : {token.word, token.exact}) {
    if (word == TimeToken::kNoWord) continue;
    if (const auto* edge = find_edge(node.words, word)) follow(edge->node, at + 1);
  }
  for (const TimeGrammar::Edge& edge : node.classes) {
    if ((token.starts >> static_cast<unsigned>(edge.key) & 1U) == 0) continue;
    const auto inner = match_class(static_cast<std::uint32_t>(edge.key), at);
    if (!inner) continue;
    path.captures.push_back(inner->match);
    follow(edge.node, inner->end);
    path.captures.pop_back();
  }
}

TimeMatcher::Best TimeMatcher::best_of(std::uint32_t time_class, std::uint32_t begin) {
  Path path;
  path.begin = begin;
  Best best;
  walk(grammar_.root(time_class), begin, path, best);
  return best;
}

std::optional<TimeMatcher::Inner> TimeMatcher::match_class(std::uint32_t time_class, std::uint32_t begin) {
  const auto added = static_cast<std::uint32_t>(matches_.size());
  if (grammar_.is_digit_class(time_class)) {
    const auto value = grammar_.digit_value(time_class, tokens_[begin]);
    if (!value) return std::nullopt;
    matches_.push_back({nullptr, *value, {}});
    return Inner{added, begin + 1};
  }
  Best best = best_of(time_class, begin);
  if (best.variant == TimeGrammar::kNothing) return std::nullopt;
  const auto index = static_cast<std::uint32_t>(matches_.size());
  matches_.push_back({grammar_.variant(best.variant).value, 0, std::move(best.captures)});
  return Inner{index, best.end};
}

std::optional<FoundTime> TimeMatcher::match_at(std::span<const TimeToken> tokens, std::uint32_t begin) {
  tokens_ = tokens;
  matches_.clear();
  if ((tokens[begin].starts & (TimeClasses{1} << TimeGrammar::kTimeClass)) == 0) return std::nullopt;
  Best best = best_of(TimeGrammar::kTimeClass, begin);
  if (best.variant == TimeGrammar::kNothing) return std::nullopt;
  const auto index = static_cast<std::uint32_t>(matches_.size());
  matches_.push_back({grammar_.variant(best.variant).value, 0, std::move(best.captures)});
  return FoundTime{best.core_begin, best.core_end, index};
}

}  // namespace rawi
