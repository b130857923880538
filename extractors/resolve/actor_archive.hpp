// Actors that a user has brought along (rawi actors import), by the million: a file that is mapped, not loaded, and asked by name.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/facts/entity.hpp"

namespace rawi {

/// Immutable; threads may share it. The file may be replaced while it is open, but must not be written to.
class ActorArchive {
 public:
  /// Maps the file and reads each byte once for the checksum. kNotFound without a file; kCorrupt, kUnsupported (another version, or
  /// made on a machine of another byte order) and kIo for what cannot be used, each with what to do.
  [[nodiscard]] static Result<ActorArchive> open(const std::filesystem::path& file);

  /// Every actor that goes by this name, spelled alike but for case, accents and the definite article; by id for an id. In the
  /// order in which they came. Made anew at each call, in microseconds.
  [[nodiscard]] std::vector<Entity> find(std::string_view name) const;

  [[nodiscard]] std::uint64_t size() const;

 private:
  class File;
  explicit ActorArchive(std::shared_ptr<const File> file) : file_(std::move(file)) {}
  std::shared_ptr<const File> file_;
};

}  // namespace rawi
