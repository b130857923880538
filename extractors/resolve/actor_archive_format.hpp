// The bytes of an actors file: for ActorArchive, which reads it, and ActorArchiveWriter, which makes it.
//
//   Header | records | IndexEntry… by key | first entry of each bucket | StateCode…
//
// A record is: type (1 byte), what `country` is (1 byte), the state's number (4 bytes), then id, name, country, language and name of
// each further name, key and value of each further id, all with their length in front. A checksum covers every byte.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace rawi::archive {

inline constexpr std::array<char, 8> kMagic = {'R', 'A', 'W', 'I', 'A', 'C', 'T', '\n'};
inline constexpr std::uint32_t kVersion = 1;
inline constexpr std::uint32_t kByteOrder = 0x01020304;  // a machine of the other order reads something else

struct Header {
  std::array<char, 8> magic = kMagic;
  std::uint32_t version = kVersion;
  std::uint32_t byte_order = kByteOrder;
  std::uint64_t checksum = 0;
  std::uint64_t file_bytes = 0;
  std::uint64_t actor_count = 0;
  std::uint64_t entry_count = 0;
  std::uint64_t index_at = 0;  // bytes from the beginning of the file, a multiple of 8, as the two below
  std::uint64_t buckets_at = 0;
  std::uint64_t states_at = 0;
  std::uint32_t bucket_bits = 0;
  std::uint32_t state_count = 0;
};
static_assert(sizeof(Header) == 80);

/// One name of one actor.
struct IndexEntry {
  std::uint64_t key = 0;
  std::uint64_t record_at = 0;
  friend bool operator<(const IndexEntry& a, const IndexEntry& b) {
    return a.key != b.key ? a.key < b.key : a.record_at < b.record_at;
  }
};

/// A state of the imported data and its ISO code.
struct StateCode {
  std::uint32_t number = 0;
  std::array<char, 4> alpha3 = {};
};

enum class CountryIs : std::uint8_t { kNone = 0, kCode = 1, kNumber = 2 };

/// What a name is looked up by: its words folded, without definite articles.
[[nodiscard]] std::string name_key(std::string_view name);
[[nodiscard]] std::uint64_t hash_of(std::string_view name_key);

/// Of the header, its checksum taken as zero, and of the bytes behind it, whose own checksum is `body`.
[[nodiscard]] std::uint64_t checksum_of(Header header, std::uint64_t body);

}  // namespace rawi::archive
