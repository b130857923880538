#include "tools/intake_counts.hpp"

#include <nlohmann/json.hpp>
#include <ostream>

namespace rawi {

void write_json(const IntakeCounts& counts, std::uint64_t skipped, std::ostream& out) {
  out << nlohmann::ordered_json{{"added", counts.added},
                                {"replaced", counts.replaced},
                                {"unchanged", counts.unchanged},
                                {"skipped", skipped},
                                {"reports", counts.reports}}
             .dump()
      << '\n';
}

}  // namespace rawi
