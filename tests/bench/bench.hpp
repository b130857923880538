// The two halves of rawi-bench: what is asked of a graph in memory, and what a store on disk does.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/bench/generated_graph.hpp"

namespace rawi::bench {

/// Views, walks and paths, beside a bare boost::compressed_sparse_row_graph of the same edges.
void bench_graph(const std::string& title, const FactReader& reader, const std::filesystem::path& edges_file);

/// Bulk and single ingest of the generated graph into `directory` (which must not exist), then questions.
void bench_store(const GeneratedGraph& graph, const std::filesystem::path& directory);

/// Ends the bench with the error, if there is one.
template <class T>
[[nodiscard]] T need(Result<T> result) {
  if (!result) {
    std::fprintf(stderr, "rawi-bench: %s\n", result.error().message().c_str());
    std::exit(1);
  }
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

}  // namespace rawi::bench
