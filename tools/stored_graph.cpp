#include "tools/stored_graph.hpp"

#include "core/graph/graph_file.hpp"

namespace rawi {

namespace {

constexpr const char* kFileName = "graph.view";

/// Below it a view is built from the store in some 50 ms.
constexpr std::uint64_t kLargeEvents = 20'000;

}  // namespace

Result<bool> StoredGraph::is_large() const {
  const auto stats = store_->stats();
  if (!stats) return fail(stats.error());
  return stats->event_count >= kLargeEvents;
}

Result<GraphView> StoredGraph::whole() const {
  const auto stamp = store_->stamp();
  if (!stamp) return fail(stamp.error());
  const std::filesystem::path file = directory_ / kFileName;
  if (auto mapped = GraphFile::load(file, *stamp)) return mapped;
  auto built = GraphView::build(*store_, {});
  if (built) static_cast<void>(GraphFile::save(*built, file, *stamp));  // a store that may only be read is asked all the same
  return built;
}

Result<GraphView> StoredGraph::view(const Filter& filter) const {
  const auto large = is_large();
  if (!large) return fail(large.error());
  if (filter.as_of || !*large) return GraphView::build(*store_, filter);
  auto all = whole();
  if (!all) return all;
  return all->filtered(filter);
}

Result<void> StoredGraph::refresh() const {
  const auto large = is_large();
  if (!large) return fail(large.error());
  if (!*large) return {};
  const auto all = whole();
  if (!all) return fail(all.error());
  return {};
}

}  // namespace rawi
