// The parts of rawi-bench: what is asked of a graph in memory, what a store on disk does, and what imported actors cost.
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

/// Writes so many generated actors to `file` as `rawi actors import` does, and asks it for names.
void bench_actors(std::uint32_t count, const std::filesystem::path& file);

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
