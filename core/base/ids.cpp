#include "core/base/ids.hpp"

#include <charconv>

namespace rawi {

namespace {
constexpr std::string_view kEventPrefix = "evt:";
constexpr std::size_t kEventDigits = 16;
}  // namespace

std::string EventId::text() const {
  char digits[kEventDigits];
  const auto end = std::to_chars(digits, digits + kEventDigits, value, 16).ptr;
  const std::size_t n = static_cast<std::size_t>(end - digits);
  return std::string(kEventPrefix) + std::string(kEventDigits - n, '0') + std::string(digits, n);
}

EventId EventId::parse(std::string_view text) {
  if (!text.starts_with(kEventPrefix)) return {};
  text.remove_prefix(kEventPrefix.size());
  EventId id;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id.value, 16);
  if (error != std::errc{} || end != text.data() + text.size() || text.size() != kEventDigits) return {};
  return id;
}

std::uint64_t stable_hash(std::string_view bytes, std::uint64_t seed) {
  constexpr std::uint64_t kPrime = 1099511628211ULL;
  std::uint64_t h = seed;
  for (const char c : bytes) {
    h ^= static_cast<unsigned char>(c);
    h *= kPrime;
  }
  return h;
}

}  // namespace rawi
