// The alphabet of the records (codec.hpp): how one number, string, day or option is written, and the bounds-checked
// reading of it. Header only, because every record is made of hundreds of these.
#pragma once

#include <bit>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/date.hpp"

namespace rawi {

class ByteWriter {
 public:
  explicit ByteWriter(std::uint8_t record_version) {
    bytes_.reserve(kUsualBytes);
    byte(record_version);
  }

  void byte(std::uint8_t value) { bytes_ += static_cast<char>(value); }
  void flag(bool value) { byte(value ? 1 : 0); }
  template <class Enum>
  void enumerator(Enum value) {
    byte(static_cast<std::uint8_t>(value));
  }
  /// LEB128: seven bits a byte, lowest first, the top bit says that more follow.
  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) byte(static_cast<std::uint8_t>(value | 0x80));
    byte(static_cast<std::uint8_t>(value));
  }
  /// Eight bytes, highest first.
  void fixed(std::uint64_t value) {
    for (int shift = 56; shift >= 0; shift -= 8) byte(static_cast<std::uint8_t>(value >> shift));
  }
  void real(double value) { fixed(std::bit_cast<std::uint64_t>(value)); }
  void text(std::string_view value) {
    number(value.size());
    bytes_ += value;
  }
  void day(Day value) {
    const std::int64_t n = value.time_since_epoch().count();
    number((static_cast<std::uint64_t>(n) << 1) ^ static_cast<std::uint64_t>(n >> 63));  // zigzag: small either side of 0
  }
  template <class T, class Write>
  void option(const std::optional<T>& value, const Write& write) {
    flag(value.has_value());
    if (value) write(*value);
  }
  template <class List, class Write>
  void list(const List& values, const Write& write) {
    number(values.size());
    for (const auto& value : values) write(value);
  }

  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  static constexpr std::size_t kUsualBytes = 192;  // few records are longer, and growing costs more than room

  std::string bytes_;
};

/// After the first thing that cannot be read everything reads as zero or empty, and good() is false.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  [[nodiscard]] bool good() const { return good_; }
  /// All was readable and nothing is left.
  [[nodiscard]] bool finished() const { return good_ && rest_.empty(); }
  void refuse() {
    good_ = false;
    rest_ = {};
  }

  std::uint8_t byte() {
    if (rest_.empty()) {
      refuse();
      return 0;
    }
    const auto value = static_cast<std::uint8_t>(rest_.front());
    rest_.remove_prefix(1);
    return value;
  }
  bool flag() {
    const std::uint8_t value = byte();
    if (value > 1) refuse();
    return value == 1;
  }
  template <class Enum>
  Enum enumerator(Enum last) {
    const std::uint8_t value = byte();
    if (value > static_cast<std::uint8_t>(last)) {
      refuse();
      return Enum{};
    }
    return static_cast<Enum>(value);
  }
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const std::uint8_t part = byte();
      if (shift == 63 && part > 1) break;  // more than 64 bits
      value |= static_cast<std::uint64_t>(part & 0x7F) << shift;
      if (part < 0x80) return value;
    }
    refuse();
    return 0;
  }
  std::uint32_t number32() {
    const std::uint64_t value = number();
    if (value <= std::numeric_limits<std::uint32_t>::max()) return static_cast<std::uint32_t>(value);
    refuse();
    return 0;
  }
  std::uint64_t fixed() {
    std::uint64_t value = 0;
    for (int i = 0; i < 8; ++i) value = (value << 8) | byte();
    return value;
  }
  double real() { return std::bit_cast<double>(fixed()); }
  std::string text() {
    const std::uint64_t size = number();
    if (size > rest_.size()) {
      refuse();
      return {};
    }
    std::string value(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return value;
  }
  Day day() {
    const std::uint64_t n = number();
    const auto count = static_cast<std::int64_t>((n >> 1) ^ (~(n & 1) + 1));
    if (count < std::numeric_limits<std::int32_t>::min() || count > std::numeric_limits<std::int32_t>::max()) refuse();
    return Day(std::chrono::days(good_ ? count : 0));
  }
  /// `read` gives the value.
  template <class Read>
  auto option(const Read& read) -> std::optional<decltype(read())> {
    if (!flag()) return std::nullopt;
    return read();
  }
  /// Calls `read` once for each element. A length that cannot be true ends at the first byte that is missing.
  template <class Read>
  void list(const Read& read) {
    const std::uint64_t size = number();
    for (std::uint64_t i = 0; i < size && good_; ++i) read();
  }

 private:
  std::string_view rest_;
  bool good_ = true;
};

}  // namespace rawi
