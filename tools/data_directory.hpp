// Where rawi's own data is: language packs, known actors, the ontology.
#pragma once

#include <filesystem>
#include <string>

#include "core/base/result.hpp"

namespace rawi {

/// The first of these that holds schemas/ontology: `given` (--data) if not empty, and then no other; $RAWI_DATA if set, and then
/// no other; share/rawi beside the program's bin directory; the source tree that the program was built from. Fails with kNotFound
/// and says where it looked.
[[nodiscard]] Result<std::filesystem::path> find_data_directory(const std::string& given);

}  // namespace rawi
