#include "tools/version.hpp"

namespace rawi {

std::string_view version() { return RAWI_VERSION; }

}  // namespace rawi
