#include "extractors/resolve/actor_archive.hpp"

#define XXH_INLINE_ALL
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <span>
#include <system_error>

#include "extractors/fold.hpp"
#include "extractors/resolve/actor_archive_format.hpp"
#include "extractors/resolve/spelling_key.hpp"

namespace rawi {

namespace archive {

std::string name_key(std::string_view name) {
  std::string key;
  for (const std::string& word : name_words(fold(name))) key.append(key.empty() ? "" : " ").append(without_article(word));
  return key;
}

std::uint64_t hash_of(std::string_view key) { return XXH3_64bits(key.data(), key.size()); }

std::uint64_t checksum_of(Header header, std::uint64_t body) {
  header.checksum = 0;
  return XXH3_64bits_withSeed(&header, sizeof header, body);
}

}  // namespace archive

namespace {

constexpr const char* kAdvice = "make it again with 'rawi actors import'";

/// Reads a record front to back; what lies beyond the records reads as nothing.
class RecordReader {
 public:
  explicit RecordReader(std::span<const char> bytes) : bytes_(bytes) {}

  template <typename Number>
  Number number() {
    Number value{};
    if (bytes_.size() < sizeof value) return bad_ = true, Number{};
    std::memcpy(&value, bytes_.data(), sizeof value);
    bytes_ = bytes_.subspan(sizeof value);
    return value;
  }

  std::string_view text() {
    const auto size = number<std::uint16_t>();
    if (bytes_.size() < size) return bad_ = true, std::string_view();
    const std::string_view value(bytes_.data(), size);
    bytes_ = bytes_.subspan(size);
    return value;
  }

  [[nodiscard]] bool bad() const { return bad_; }

 private:
  std::span<const char> bytes_;
  bool bad_ = false;
};

}  // namespace

/// The mapped bytes and where their parts lie.
class ActorArchive::File {
 public:
  File(void* address, std::size_t size_bytes) : address_(address), size_bytes_(size_bytes) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() { munmap(address_, size_bytes_); }

  /// Whether every part lies within the file, and the bytes are those that were written; the problem when not.
  [[nodiscard]] std::optional<std::pair<ErrorCode, std::string>> check();

  [[nodiscard]] const archive::Header& header() const { return header_; }
  [[nodiscard]] std::span<const archive::IndexEntry> entries_of(std::uint64_t key) const;
  [[nodiscard]] std::optional<Entity> actor_at(std::uint64_t at) const;

 private:
  template <typename Item>
  [[nodiscard]] std::span<const Item> part(std::uint64_t at, std::uint64_t count) const {
    return {reinterpret_cast<const Item*>(static_cast<const char*>(address_) + at), static_cast<std::size_t>(count)};
  }
  [[nodiscard]] std::string code_of(std::uint32_t state) const;

  void* address_;
  std::size_t size_bytes_;
  archive::Header header_;
};

std::optional<std::pair<ErrorCode, std::string>> ActorArchive::File::check() {
  using archive::Header;
  if (size_bytes_ < sizeof(Header)) return std::pair(ErrorCode::kCorrupt, "the actors file is cut short");
  std::memcpy(&header_, address_, sizeof header_);
  if (header_.magic != archive::kMagic) return std::pair(ErrorCode::kCorrupt, "this is no actors file");
  if (header_.version != archive::kVersion || header_.byte_order != archive::kByteOrder)
    return std::pair(ErrorCode::kUnsupported, "the actors file was made by another rawi");
  if (header_.file_bytes != size_bytes_) return std::pair(ErrorCode::kCorrupt, "the actors file is cut short");
  const auto fits = [&](std::uint64_t at, std::uint64_t count, std::uint64_t item_bytes) {
    return at % sizeof(std::uint64_t) == 0 && at <= size_bytes_ && count <= (size_bytes_ - at) / item_bytes;
  };
  constexpr std::uint32_t kBitsMax = 40;
  const bool whole = header_.bucket_bits > 0 && header_.bucket_bits <= kBitsMax && header_.index_at >= sizeof(Header) &&
                     fits(header_.index_at, header_.entry_count, sizeof(archive::IndexEntry)) &&
                     fits(header_.buckets_at, (1ULL << header_.bucket_bits) + 1, sizeof(std::uint64_t)) &&
                     fits(header_.states_at, header_.state_count, sizeof(archive::StateCode));
  const char* body = static_cast<const char*>(address_) + sizeof(Header);
  if (!whole || archive::checksum_of(header_, XXH3_64bits(body, size_bytes_ - sizeof(Header))) != header_.checksum)
    return std::pair(ErrorCode::kCorrupt, "the actors file is damaged");
  return std::nullopt;
}

std::span<const archive::IndexEntry> ActorArchive::File::entries_of(std::uint64_t key) const {
  const auto buckets = part<std::uint64_t>(header_.buckets_at, (1ULL << header_.bucket_bits) + 1);
  const std::uint64_t bucket = key >> (64 - header_.bucket_bits);
  const std::uint64_t begin = buckets[bucket], end = buckets[bucket + 1];
  if (begin > end || end > header_.entry_count) return {};
  const auto entries = part<archive::IndexEntry>(header_.index_at, header_.entry_count).subspan(begin, end - begin);
  const auto [first, last] = std::equal_range(entries.begin(), entries.end(), archive::IndexEntry{key, 0},
                                              [](const auto& a, const auto& b) { return a.key < b.key; });
  return entries.subspan(static_cast<std::size_t>(first - entries.begin()), static_cast<std::size_t>(last - first));
}

std::string ActorArchive::File::code_of(std::uint32_t state) const {
  const auto states = part<archive::StateCode>(header_.states_at, header_.state_count);
  const auto found = std::lower_bound(states.begin(), states.end(), state,
                                      [](const archive::StateCode& s, std::uint32_t number) { return s.number < number; });
  return found == states.end() || found->number != state ? std::string() : std::string(found->alpha3.data());
}

std::optional<Entity> ActorArchive::File::actor_at(std::uint64_t at) const {
  if (at < sizeof(archive::Header) || at >= header_.index_at) return std::nullopt;
  RecordReader in(part<char>(at, header_.index_at - at));
  Entity entity;
  entity.type = static_cast<EntityType>(in.number<std::uint8_t>());
  const auto country = static_cast<archive::CountryIs>(in.number<std::uint8_t>());
  const auto state = in.number<std::uint32_t>();
  entity.id = EntityId(std::string(in.text()));
  entity.name = in.text();
  entity.country = in.text();
  if (country == archive::CountryIs::kNumber) entity.country = code_of(state);
  for (auto left = in.number<std::uint16_t>(); left > 0 && !in.bad(); --left) {
    const std::string language(in.text());
    entity.names[language].emplace_back(in.text());
  }
  for (auto left = in.number<std::uint16_t>(); left > 0 && !in.bad(); --left) {
    const std::string key(in.text());
    entity.external_ids.emplace(key, in.text());
  }
  entity.known = true;
  return in.bad() ? std::nullopt : std::optional(std::move(entity));
}

Result<ActorArchive> ActorArchive::open(const std::filesystem::path& file) {
  const auto io_error = [&] {
    return fail(ErrorCode::kIo, file.string(), std::generic_category().message(errno), "check that it is a readable file");
  };
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0 && errno == ENOENT)
    return fail(ErrorCode::kNotFound, file.string(), "there is no such actors file", "name the file that 'rawi actors import' made");
  if (descriptor < 0) return io_error();
  struct stat status = {};
  if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size == 0) {
    close(descriptor);
    return fail(ErrorCode::kCorrupt, file.string(), "this is no actors file", kAdvice);
  }
  const auto size = static_cast<std::size_t>(status.st_size);
  void* address = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
  close(descriptor);
  if (address == MAP_FAILED) return io_error();
  auto mapped = std::make_shared<File>(address, size);
  if (auto problem = mapped->check()) return fail(problem->first, file.string(), std::move(problem->second), kAdvice);
  return ActorArchive(std::move(mapped));
}

std::vector<Entity> ActorArchive::find(std::string_view name) const {
  const auto look_up = [&](std::string_view key, const auto& goes_by) {
    std::vector<Entity> found;
    for (const archive::IndexEntry& entry : file_->entries_of(archive::hash_of(key)))
      if (auto actor = file_->actor_at(entry.record_at); actor && goes_by(*actor)) found.push_back(std::move(*actor));
    return found;
  };
  if (name.find(':') != std::string_view::npos)
    if (auto by_id = look_up(name, [&](const Entity& e) { return e.id.text() == name; }); !by_id.empty()) return by_id;
  const std::string key = archive::name_key(name);
  if (key.empty()) return {};
  const auto same = [&](const std::string& other) { return archive::name_key(other) == key; };
  return look_up(key, [&](const Entity& actor) {  // two names may share a hash
    return same(actor.name) || std::any_of(actor.names.begin(), actor.names.end(), [&](const auto& list) {
             return std::any_of(list.second.begin(), list.second.end(), same);
           });
  });
}

std::uint64_t ActorArchive::size() const { return file_->header().actor_count; }

}  // namespace rawi
