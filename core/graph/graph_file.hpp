// A GraphView's block of memory as a file, so that the next question maps it instead of reading every event. A file is a copy of
// what the store says and never believed for more: it carries the stamp of the store that it was made from and a checksum of
// every byte, and whatever does not fit is no graph. It is made for one machine: byte order and layout are those of memory.
#pragma once

#include <cstdint>
#include <filesystem>

#include "core/graph/graph_view.hpp"

namespace rawi {

class GraphFile {
 public:
  /// Writes the view beside `file` and renames it in its place, so that no reader ever sees half of one. The filter is left out:
  /// the file holds what build() held. Waits for no disk: a file that a loss of power damages is seen by its checksum. kIo or
  /// kFull.
  [[nodiscard]] static Result<void> save(const GraphView& view, const std::filesystem::path& file, std::uint64_t stamp);

  /// Maps the file, and reads each byte once for the checksum. kNotFound without a file or with one of another stamp; kCorrupt,
  /// kUnsupported (another layout) and kIo for what cannot be used. The file may be replaced or removed while it is mapped.
  [[nodiscard]] static Result<GraphView> load(const std::filesystem::path& file, std::uint64_t stamp);

  /// Splits a block of memory into a view; nothing when its parts do not fit into it. For build() and load().
  [[nodiscard]] static std::optional<GraphView> lay_out(std::shared_ptr<const void> keeper, std::span<const char> image);
};

}  // namespace rawi
