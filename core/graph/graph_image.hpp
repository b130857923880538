// The layout of a GraphView's block of memory, in one place; for the .cpp files of core/graph only. A header, then the parts in
// the order of their alignment, each as long as the header's numbers make it.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>

#include "core/facts/ontology.hpp"

namespace rawi {

struct GraphImage {
  static constexpr std::array<char, 8> kMagic = {'R', 'A', 'W', 'I', 'G', 'R', 'P', 'H'};
  /// A change of this file is a new number. Read on a machine of the other byte order it is another number as well.
  static constexpr std::uint64_t kLayout = 1;

  struct Header {
    std::array<char, 8> magic = kMagic;
    std::uint64_t layout = kLayout;
    std::uint64_t stamp = 0;
    std::uint64_t checksum = 0;
    std::uint64_t actor_count = 0;
    std::uint64_t event_count = 0;
    std::uint64_t edge_count = 0;
    std::uint64_t kinds_bytes = 0;
    std::uint64_t actor_text_bytes = 0;
  };

  /// 24 bytes of an event, of whose fields only GraphView knows.
  struct EventBytes {
    std::uint64_t words[3];
  };

  template <class T>
  struct Part {
    std::size_t begin = 0;  // in bytes from the beginning of the image
    std::size_t count = 0;  // in Ts
  };
  struct Parts {
    Part<EventBytes> events;
    Part<std::uint32_t> row, target, events_by_id, actor_begin;
    Part<Role> role;
    Part<char> kinds, actor_text;
    std::size_t end = 0;
  };

  [[nodiscard]] static Parts parts_of(const Header& header) {
    Parts parts;
    parts.end = sizeof(Header);
    const auto place = [&]<class T>(Part<T>& part, std::uint64_t count) {
      part = {parts.end, static_cast<std::size_t>(count)};
      parts.end += part.count * sizeof(T);
    };
    place(parts.events, header.event_count);
    place(parts.row, header.actor_count + header.event_count + 1);
    place(parts.target, header.edge_count);
    place(parts.events_by_id, header.event_count);
    place(parts.actor_begin, header.actor_count + 1);
    place(parts.role, header.edge_count);
    place(parts.kinds, header.kinds_bytes);
    place(parts.actor_text, header.actor_text_bytes);
    return parts;
  }

  /// Nothing when the header asks for another number of bytes than there are.
  [[nodiscard]] static std::optional<Parts> parts_of(std::span<const char> image) {
    Header header;
    if (image.size() < sizeof header) return std::nullopt;
    std::memcpy(&header, image.data(), sizeof header);
    for (const std::uint64_t count :
         {header.actor_count, header.event_count, header.edge_count, header.kinds_bytes, header.actor_text_bytes})
      if (count > image.size()) return std::nullopt;
    const Parts parts = parts_of(header);
    if (parts.end != image.size()) return std::nullopt;
    return parts;
  }
};

}  // namespace rawi
