#include "extractors/ingest/byte_stream.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace rawi {

namespace {

class FileStream final : public ByteStream {
 public:
  FileStream(int descriptor, bool owned) : descriptor_(descriptor), owned_(owned) {}
  ~FileStream() override {
    if (owned_) ::close(descriptor_);
  }

  Result<std::size_t> read(std::span<char> into) override {
    for (;;) {
      const ssize_t got = ::read(descriptor_, into.data(), into.size());
      if (got >= 0) return static_cast<std::size_t>(got);
      if (errno != EINTR)
        return fail(ErrorCode::kIo, {}, std::string("cannot be read: ") + std::strerror(errno), "check the disk and try again");
    }
  }

 private:
  int descriptor_;
  bool owned_;
};

}  // namespace

Result<std::unique_ptr<ByteStream>> open_file(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    if (errno == ENOENT || errno == ENOTDIR)
      return fail(ErrorCode::kNotFound, path.string(), "there is no such file", "check the path");
    return fail(ErrorCode::kIo, path.string(), std::string("cannot be opened: ") + std::strerror(errno),
                "check that you may read it");
  }
  struct stat status {};
  if (::fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode)) {
    ::close(descriptor);
    return fail(ErrorCode::kIo, path.string(), "is a directory",
                "name the files in it, for example " + (path / "*.jsonl").string());
  }
  return std::make_unique<FileStream>(descriptor, true);
}

std::unique_ptr<ByteStream> standard_input() { return std::make_unique<FileStream>(STDIN_FILENO, false); }

Result<std::size_t> MemoryStream::read(std::span<char> into) {
  const std::size_t size = std::min({into.size(), chunk_bytes_, bytes_.size() - at_});
  std::copy_n(bytes_.data() + at_, size, into.data());
  at_ += size;
  return size;
}

Result<std::string_view> PeekStream::peek(std::size_t size_bytes) {
  held_.erase(0, at_);
  at_ = 0;
  while (failure_ && held_.size() < size_bytes) {
    const std::size_t had = held_.size();
    held_.resize(size_bytes);
    const auto got = inner_->read(std::span(held_).subspan(had));
    held_.resize(had + got.value_or(0));
    if (!got)
      failure_ = fail(got.error());
    else if (*got == 0)
      break;
  }
  if (held_.empty() && !failure_) return fail(failure_.error());
  return std::string_view(held_).substr(0, size_bytes);
}

Result<std::size_t> PeekStream::read(std::span<char> into) {
  if (at_ < held_.size()) {
    const std::size_t size = std::min(into.size(), held_.size() - at_);
    std::copy_n(held_.data() + at_, size, into.data());
    at_ += size;
    return size;
  }
  if (!failure_) return fail(failure_.error());
  return inner_->read(into);
}

Result<Slurped> read_all(ByteStream& stream, std::size_t size_bytes_max) {
  constexpr std::size_t kChunkBytes = 1U << 16;
  Slurped slurped;
  for (;;) {
    const std::size_t had = slurped.bytes.size();
    slurped.bytes.resize(had + kChunkBytes);
    const auto got = stream.read(std::span(slurped.bytes).subspan(had));
    if (!got) return fail(got.error());
    slurped.bytes.resize(had + *got);
    if (*got == 0) return slurped;
    if (slurped.bytes.size() > size_bytes_max) {
      slurped.bytes.resize(size_bytes_max);
      slurped.whole = false;
      return slurped;
    }
  }
}

}  // namespace rawi
