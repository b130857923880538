// Bytes in order from somewhere: a file, standard input, a compressed stream, or memory (the twin that the tests use).
// Every reader of this folder reads from a ByteStream, so none of them knows where its bytes come from.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/result.hpp"

namespace rawi {

/// Read by one thread, once, from front to back.
class ByteStream {
 public:
  ByteStream() = default;
  ByteStream(const ByteStream&) = delete;
  ByteStream& operator=(const ByteStream&) = delete;
  virtual ~ByteStream() = default;

  /// Fills at most `into` (which must not be empty) and returns how many bytes it wrote; 0 only at the end.
  /// An error has an empty subject: the caller knows the file's name. After an error the stream is of no use.
  [[nodiscard]] virtual Result<std::size_t> read(std::span<char> into) = 0;
};

/// Opens a file, pipe or device for reading. Fails with kNotFound, or with kIo when it may not be read or is a directory.
[[nodiscard]] Result<std::unique_ptr<ByteStream>> open_file(const std::filesystem::path& path);

/// Standard input. Does not close it.
[[nodiscard]] std::unique_ptr<ByteStream> standard_input();

/// Bytes in memory; `chunk_bytes` is the most that one read returns, so that tests can cut at every place.
class MemoryStream final : public ByteStream {
 public:
  explicit MemoryStream(std::string bytes, std::size_t chunk_bytes = 1U << 16)
      : bytes_(std::move(bytes)), chunk_bytes_(chunk_bytes) {}
  [[nodiscard]] Result<std::size_t> read(std::span<char> into) override;

 private:
  std::string bytes_;
  std::size_t chunk_bytes_;
  std::size_t at_ = 0;
};

/// Another stream whose first bytes can be looked at before they are read: for telling formats apart.
class PeekStream final : public ByteStream {
 public:
  explicit PeekStream(std::unique_ptr<ByteStream> inner) : inner_(std::move(inner)) {}

  /// The next bytes without taking them: `size_bytes` of them, or fewer when the stream ends before. Valid until the next
  /// call of anything. A read error shows up here only when there are no bytes before it; otherwise read() reports it.
  [[nodiscard]] Result<std::string_view> peek(std::size_t size_bytes);
  /// Takes `size_bytes` bytes away that peek() has shown.
  void drop(std::size_t size_bytes) { at_ += size_bytes; }
  [[nodiscard]] Result<std::size_t> read(std::span<char> into) override;

 private:
  std::unique_ptr<ByteStream> inner_;
  std::string held_;
  std::size_t at_ = 0;
  Result<void> failure_;
};

/// Reads what is left, up to `size_bytes_max`. When there is more, `whole` is false and the bytes are the first ones.
struct Slurped {
  std::string bytes;
  bool whole = true;
};
[[nodiscard]] Result<Slurped> read_all(ByteStream& stream, std::size_t size_bytes_max);

}  // namespace rawi
