#include "core/graph/graph_file.hpp"

#define XXH_INLINE_ALL
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

#include "core/graph/graph_image.hpp"

namespace rawi {

namespace {

constexpr const char* kAdvice = "nothing is lost: it is made again from the store";

tl::unexpected<Error> io_error(const std::filesystem::path& file, std::string_view doing) {
  const std::error_code error(errno, std::generic_category());
  return fail(error == std::errc::no_space_on_device ? ErrorCode::kFull : ErrorCode::kIo, file.string(),
              std::string(doing) + " failed: " + error.message(), kAdvice);
}

/// Of the header, its checksum taken as zero, and of all that follows.
std::uint64_t checksum_of(GraphImage::Header header, std::span<const char> body) {
  header.checksum = 0;
  return XXH3_64bits_withSeed(body.data(), body.size(), XXH3_64bits(&header, sizeof header));
}

class Mapping {
 public:
  Mapping(void* address, std::size_t size_bytes) : address_(address), size_bytes_(size_bytes) {}
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;
  ~Mapping() { munmap(address_, size_bytes_); }
  [[nodiscard]] std::span<const char> bytes() const { return {static_cast<const char*>(address_), size_bytes_}; }

 private:
  void* address_;
  std::size_t size_bytes_;
};

Result<std::shared_ptr<const Mapping>> map_file(const std::filesystem::path& file) {
  const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    if (errno == ENOENT) return fail(ErrorCode::kNotFound, file.string(), "there is no such file", kAdvice);
    return io_error(file, "opening the graph file");
  }
  struct stat status = {};
  if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode) ||
      status.st_size < static_cast<off_t>(sizeof(GraphImage::Header))) {
    close(descriptor);
    return fail(ErrorCode::kCorrupt, file.string(), "the graph file is cut short", kAdvice);
  }
  const auto size = static_cast<std::size_t>(status.st_size);
  void* address = mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, descriptor, 0);
  close(descriptor);
  if (address == MAP_FAILED) return io_error(file, "mapping the graph file");
  return std::make_shared<const Mapping>(address, size);
}

}  // namespace

Result<void> GraphFile::save(const GraphView& view, const std::filesystem::path& file, std::uint64_t stamp) {
  GraphImage::Header header;
  std::memcpy(&header, view.image_.data(), sizeof header);
  const std::span<const char> body = view.image_.subspan(sizeof header);
  header.stamp = stamp;
  header.checksum = checksum_of(header, body);
  const std::filesystem::path half = file.string() + ".new";
  errno = 0;
  {
    std::ofstream out(half, std::ios::binary | std::ios::trunc);
    out.write(reinterpret_cast<const char*>(&header), sizeof header);
    out.write(body.data(), static_cast<std::streamsize>(body.size()));
    out.close();
    if (!out) {
      auto failed = io_error(file, "writing the graph file");
      std::error_code ignored;
      std::filesystem::remove(half, ignored);
      return failed;
    }
  }
  if (std::rename(half.c_str(), file.c_str()) != 0) return io_error(file, "renaming the graph file");
  return {};
}

Result<GraphView> GraphFile::load(const std::filesystem::path& file, std::uint64_t stamp) {
  auto mapped = map_file(file);
  if (!mapped) return fail(std::move(mapped.error()));
  const std::span<const char> bytes = (*mapped)->bytes();
  GraphImage::Header header;
  std::memcpy(&header, bytes.data(), sizeof header);
  if (header.magic != GraphImage::kMagic || header.layout != GraphImage::kLayout)
    return fail(ErrorCode::kUnsupported, file.string(), "the graph file has another layout", kAdvice);
  if (header.stamp != stamp)
    return fail(ErrorCode::kNotFound, file.string(), "the graph file is of another state of the store", kAdvice);
  if (header.checksum != checksum_of(header, bytes.subspan(sizeof header)))
    return fail(ErrorCode::kCorrupt, file.string(), "the graph file's checksum is wrong", kAdvice);
  auto view = lay_out(*mapped, bytes);
  if (!view) return fail(ErrorCode::kCorrupt, file.string(), "the graph file's parts do not fit into it", kAdvice);
  return std::move(*view);
}

std::optional<GraphView> GraphFile::lay_out(std::shared_ptr<const void> keeper, std::span<const char> image) {
  const auto parts = GraphImage::parts_of(image);
  if (!parts) return std::nullopt;
  GraphView view;
  view.keeper_ = std::move(keeper);
  view.image_ = image;
  const auto at = [&]<class T>(const GraphImage::Part<T>& part) {
    return std::span<const T>(reinterpret_cast<const T*>(image.data() + part.begin), part.count);
  };
  view.csr_ = {at(parts->row), at(parts->target), at(parts->role)};
  const auto events = at(parts->events);
  view.events_ = {reinterpret_cast<const GraphView::EventRecord*>(events.data()), events.size()};
  view.events_by_id_ = at(parts->events_by_id);
  view.actor_begin_ = at(parts->actor_begin);
  const auto text = at(parts->actor_text);
  view.actor_text_ = {text.data(), text.size()};
  const auto kinds = at(parts->kinds);
  for (std::string_view rest(kinds.data(), kinds.size()); !rest.empty();) {
    const std::size_t end = rest.find('\n');
    view.kinds_.emplace_back(std::string(rest.substr(0, end)));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  return view;
}

}  // namespace rawi
