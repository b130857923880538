// The graph of a store, ready to walk. A small one is built from the store for each question; of a large one there is a file
// beside the store's own (core/graph/graph_file.hpp), which is mapped as long as its stamp is the store's, and made anew when it
// is not.
#pragma once

#include <filesystem>

#include "core/graph/graph_view.hpp"
#include "storage/fact_store.hpp"

namespace rawi {

/// Refers to the store. Const, and safe for threads as the store is.
class StoredGraph {
 public:
  StoredGraph(const FactStore& store, std::filesystem::path directory) : store_(&store), directory_(std::move(directory)) {}

  /// What passes the filter. With `as_of` it is always built: what was known on a day is in the reports alone. A file that cannot
  /// be read or written costs time, never an answer. Fails when the store does.
  [[nodiscard]] Result<GraphView> view(const Filter& filter) const;

  /// Brings the file up to date if the graph is a large one: after a change, so that the first question need not. Failing to
  /// write is no error.
  [[nodiscard]] Result<void> refresh() const;

 private:
  [[nodiscard]] Result<bool> is_large() const;
  [[nodiscard]] Result<GraphView> whole() const;

  const FactStore* store_;
  std::filesystem::path directory_;
};

}  // namespace rawi
