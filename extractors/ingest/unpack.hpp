// Compressed input. What a stream is packed with is told by its first bytes, never by its name: a name can be wrong, and
// standard input has none.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "extractors/ingest/byte_stream.hpp"

namespace rawi {

/// The same stream, or its content when it is gzip (any number of members), Zstandard (any number of frames) or xz (any number of streams).
/// Everything that could be unpacked is handed out before a read reports kCorrupt for a broken or cut-off stream.
/// Fails with kUnsupported for bzip2 and zip.
[[nodiscard]] Result<std::unique_ptr<PeekStream>> unpacked(std::unique_ptr<ByteStream> packed);

/// Unpacks a gzip or zlib (also raw deflate) body that lies in memory. Fails with kCorrupt, or kInvalidInput when it is
/// longer than `size_bytes_max` unpacked.
[[nodiscard]] Result<std::string> inflate_body(std::string_view packed, std::size_t size_bytes_max);

}  // namespace rawi
