#include "tools/data_directory.hpp"

#include <cstdlib>
#include <vector>

namespace rawi {

namespace fs = std::filesystem;

Result<fs::path> find_data_directory(const std::string& given) {
  std::vector<fs::path> places;
  const char* variable = std::getenv("RAWI_DATA");
  if (!given.empty()) {
    places.emplace_back(given);
  } else if (variable != nullptr && *variable != '\0') {
    places.emplace_back(variable);
  } else {
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    if (!error) places.push_back(program.parent_path().parent_path() / "share" / "rawi");
    places.emplace_back(RAWI_SOURCE_DIR);
  }
  std::string looked;
  for (const fs::path& place : places) {
    std::error_code error;
    if (fs::is_directory(place / "schemas" / "ontology", error)) return place;
    looked += (looked.empty() ? "" : ", ") + place.string();
  }
  return fail(
      ErrorCode::kNotFound, "rawi's data directory", "there is none in " + looked,
      "give --data DIR or set RAWI_DATA to a directory with schemas/ontology, extractors/languages and extractors/actors");
}

}  // namespace rawi
