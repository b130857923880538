// Makes the file that ActorArchive reads, from actors that come one by one, in memory that does not grow with their number.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "core/base/result.hpp"
#include "core/facts/entity.hpp"

namespace rawi {

/// Used by one thread. Until finish() has ended well the file of that name is as it was; what was written is then removed again.
class ActorArchiveWriter {
 public:
  /// Names of actors are held `entries_max` at a time and kept in sorted files of their own beside `file` before they are merged.
  static constexpr std::size_t kEntriesMax = 4'000'000;  // 64 MB
  [[nodiscard]] static Result<ActorArchiveWriter> create(const std::filesystem::path& file, std::size_t entries_max = kEntriesMax);

  ActorArchiveWriter(ActorArchiveWriter&&) noexcept;
  ActorArchiveWriter& operator=(ActorArchiveWriter&&) noexcept;
  ~ActorArchiveWriter();

  /// `state` is the number that add_state() tells the code of, sooner or later; 0 when `actor.country` is the code itself. Names
  /// beyond a few thousand of one actor are left out.
  [[nodiscard]] Result<void> add(const Entity& actor, std::uint32_t state);
  void add_state(std::uint32_t number, const std::string& alpha3);

  [[nodiscard]] std::uint64_t actors() const;
  [[nodiscard]] std::uint64_t names() const;

  /// Merges the index and puts the file in its place.
  [[nodiscard]] Result<void> finish();

 private:
  struct State;
  explicit ActorArchiveWriter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace rawi
