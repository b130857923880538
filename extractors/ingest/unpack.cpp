#include "extractors/ingest/unpack.hpp"

#include <lzma.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace rawi {

namespace {

constexpr std::size_t kChunkBytes = 1U << 16;
constexpr int kGzipOrZlib = 15 + 32;  // zlib's window bits: the largest window, header told by its bytes
constexpr int kRawDeflate = -15;
constexpr std::uint64_t kXzMemoryBytesMax = std::uint64_t{256} << 20;  // xz -9 needs a quarter of it to unpack

constexpr std::string_view kGzipMagic = "\x1f\x8b";
constexpr std::string_view kZstdMagic = "\x28\xb5\x2f\xfd";
constexpr std::string_view kXzMagic(
    "\xfd"
    "7zXZ\0",
    6);
constexpr std::string_view kBzip2Magic = "BZh";
constexpr std::string_view kZipMagic = "PK\x03\x04";

tl::unexpected<Error> broken(std::string_view what, std::string_view how) {
  return fail(ErrorCode::kCorrupt, {}, "the " + std::string(what) + " stream " + std::string(how),
              "fetch or pack the file again; what came before this place was read");
}

Bytef* bytes_of(char* data) { return reinterpret_cast<Bytef*>(data); }

/// What the decompressors share: a buffer of packed bytes, refilled from the inner stream.
class PackedStream : public ByteStream {
 public:
  explicit PackedStream(std::unique_ptr<ByteStream> inner) : inner_(std::move(inner)), packed_(kChunkBytes) {}

 protected:
  /// Has packed bytes ready unless the inner stream has ended.
  Result<void> refill() {
    if (begin_ < end_ || ended_) return {};
    const auto got = inner_->read(packed_);
    if (!got) return fail(got.error());
    begin_ = 0;
    end_ = *got;
    ended_ = *got == 0;
    return {};
  }
  [[nodiscard]] bool exhausted() const { return ended_ && begin_ == end_; }

  std::unique_ptr<ByteStream> inner_;
  std::vector<char> packed_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool ended_ = false;
};

class GzipStream final : public PackedStream {
 public:
  explicit GzipStream(std::unique_ptr<ByteStream> inner) : PackedStream(std::move(inner)) { inflateInit2(&zlib_, kGzipOrZlib); }
  ~GzipStream() override { inflateEnd(&zlib_); }

  Result<std::size_t> read(std::span<char> into) override {
    zlib_.next_out = bytes_of(into.data());
    zlib_.avail_out = static_cast<uInt>(std::min<std::size_t>(into.size(), 1U << 30));
    const uInt room = zlib_.avail_out;
    while (zlib_.avail_out == room) {
      if (auto ready = refill(); !ready) return fail(std::move(ready.error()));
      if (between_members_ && !next_member()) return 0;
      if (exhausted()) return broken("gzip", "ends in the middle");
      if (between_members_) continue;
      zlib_.next_in = bytes_of(packed_.data() + begin_);
      zlib_.avail_in = static_cast<uInt>(end_ - begin_);
      const int status = inflate(&zlib_, Z_NO_FLUSH);
      begin_ = end_ - zlib_.avail_in;
      if (status == Z_STREAM_END)
        between_members_ = true;
      else if (status != Z_OK && status != Z_BUF_ERROR)
        return broken("gzip", "is broken");
    }
    return room - zlib_.avail_out;
  }

 private:
  /// False at the end of the stream. Zero bytes after a member are padding (tapes, some archives) and skipped; other bytes
  /// are taken for the next member, and inflate complains when they are none.
  bool next_member() {
    while (begin_ < end_ && packed_[begin_] == '\0') ++begin_;
    if (exhausted()) return false;
    if (begin_ == end_) return true;  // the padding goes on in the next chunk
    inflateReset(&zlib_);
    between_members_ = false;
    return true;
  }

  z_stream zlib_{};
  bool between_members_ = false;
};

class ZstdStream final : public PackedStream {
 public:
  explicit ZstdStream(std::unique_ptr<ByteStream> inner) : PackedStream(std::move(inner)), zstd_(ZSTD_createDStream()) {}
  ~ZstdStream() override { ZSTD_freeDStream(zstd_); }

  Result<std::size_t> read(std::span<char> into) override {
    ZSTD_outBuffer out{into.data(), into.size(), 0};
    while (out.pos == 0) {
      if (auto ready = refill(); !ready) return fail(std::move(ready.error()));
      if (exhausted() && at_frame_end_) return 0;
      ZSTD_inBuffer in{packed_.data(), end_, begin_};
      const std::size_t had = begin_;
      const std::size_t status = ZSTD_decompressStream(zstd_, &out, &in);
      begin_ = in.pos;
      if (ZSTD_isError(status)) return broken("Zstandard", "is broken");
      at_frame_end_ = status == 0;
      if (exhausted() && !at_frame_end_ && out.pos == 0 && begin_ == had) return broken("Zstandard", "ends in the middle");
    }
    return out.pos;
  }

 private:
  ZSTD_DStream* zstd_;
  bool at_frame_end_ = false;
};

class XzStream final : public PackedStream {
 public:
  explicit XzStream(std::unique_ptr<ByteStream> inner) : PackedStream(std::move(inner)) {
    ready_ = lzma_stream_decoder(&lzma_, kXzMemoryBytesMax, LZMA_CONCATENATED) == LZMA_OK;
  }
  ~XzStream() override { lzma_end(&lzma_); }

  Result<std::size_t> read(std::span<char> into) override {
    if (!ready_) return broken("xz", "needs more memory than there is");
    lzma_.next_out = reinterpret_cast<std::uint8_t*>(into.data());
    lzma_.avail_out = into.size();
    while (lzma_.avail_out == into.size() && !finished_) {
      if (auto filled = refill(); !filled) return fail(std::move(filled.error()));
      lzma_.next_in = reinterpret_cast<const std::uint8_t*>(packed_.data() + begin_);
      lzma_.avail_in = end_ - begin_;
      const lzma_ret status = lzma_code(&lzma_, ended_ ? LZMA_FINISH : LZMA_RUN);
      begin_ = end_ - lzma_.avail_in;
      finished_ = status == LZMA_STREAM_END;
      if (status == LZMA_BUF_ERROR && ended_) return broken("xz", "ends in the middle");
      if (status != LZMA_OK && status != LZMA_BUF_ERROR && !finished_) return broken("xz", "is broken");
    }
    return into.size() - lzma_.avail_out;
  }

 private:
  lzma_stream lzma_ = LZMA_STREAM_INIT;
  bool ready_ = false;
  bool finished_ = false;
};

}  // namespace

Result<std::unique_ptr<PeekStream>> unpacked(std::unique_ptr<ByteStream> packed) {
  auto stream = std::make_unique<PeekStream>(std::move(packed));
  const auto head = stream->peek(8);
  if (!head) return fail(head.error());
  const auto refuse = [](const char* name, const char* command) {
    return fail(ErrorCode::kUnsupported, {}, std::string("is packed with ") + name + ", which rawi does not read",
                std::string("unpack it first: ") + command);
  };
  if (head->starts_with(kGzipMagic)) return std::make_unique<PeekStream>(std::make_unique<GzipStream>(std::move(stream)));
  if (head->starts_with(kZstdMagic)) return std::make_unique<PeekStream>(std::make_unique<ZstdStream>(std::move(stream)));
  if (head->starts_with(kXzMagic)) return std::make_unique<PeekStream>(std::make_unique<XzStream>(std::move(stream)));
  if (head->starts_with(kBzip2Magic) && head->size() > 4 && (*head)[4] == '1')
    return refuse("bzip2", "bzip2 -dc FILE | rawi … -");
  if (head->starts_with(kZipMagic)) return refuse("zip", "unzip FILE");
  return stream;
}

Result<std::string> inflate_body(std::string_view packed, std::size_t size_bytes_max) {
  for (const int window_bits : {kGzipOrZlib, kRawDeflate}) {
    z_stream zlib{};
    inflateInit2(&zlib, window_bits);
    std::string body;
    std::string chunk(kChunkBytes, '\0');
    zlib.next_in =
        reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));  // zlib reads it only; its interface is older than const
    zlib.avail_in = static_cast<uInt>(packed.size());
    int status = Z_OK;
    while (status == Z_OK && body.size() <= size_bytes_max) {
      zlib.next_out = bytes_of(chunk.data());
      zlib.avail_out = static_cast<uInt>(chunk.size());
      status = inflate(&zlib, Z_NO_FLUSH);
      body.append(chunk, 0, chunk.size() - zlib.avail_out);
    }
    inflateEnd(&zlib);
    if (body.size() > size_bytes_max) return fail(ErrorCode::kInvalidInput, {}, "is too long when unpacked");
    if (status == Z_STREAM_END) return body;
  }
  return fail(ErrorCode::kCorrupt, {}, "its compressed body is broken");
}

}  // namespace rawi
