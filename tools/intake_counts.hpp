// What a run that takes articles or coded facts into a store did, and how it says so for programs.
#pragma once

#include <cstdint>
#include <iosfwd>

#include "storage/fact_store.hpp"

namespace rawi {

struct IntakeCounts {
  std::uint64_t added = 0, replaced = 0, unchanged = 0, reports = 0;

  void add(PutOutcome outcome) {
    ++(outcome == PutOutcome::kAdded ? added : outcome == PutOutcome::kReplaced ? replaced : unchanged);
  }
  [[nodiscard]] std::uint64_t total() const { return added + replaced + unchanged; }
};

/// One line of JSON (schemas/io/build.json); `skipped` is what could not be read.
void write_json(const IntakeCounts& counts, std::uint64_t skipped, std::ostream& out);

}  // namespace rawi
