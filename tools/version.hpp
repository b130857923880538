// Which rawi this is, for --version and for the provenance of every fact.
#pragma once

#include <string_view>

namespace rawi {

[[nodiscard]] std::string_view version();

}  // namespace rawi
