// How a name sounds, whatever script it is written in: a row of sounds that names from different scripts and spelling habits can
// be compared by, and the distance between two such rows.
#pragma once

#include <string>
#include <string_view>

namespace rawi {

/// One letter a sound. Vowels are a e i o u; capitals are sounds that scripts write in several ways: S (sh), J (zh, dj), C (ch,
/// tsh), X (a Latin "ch", which may be any of C S h k), Y (a Latin "j": J, y or h), Z (a Latin "c" before e or i: s, ts, C).
struct NameSounds {
  std::string sounds;
  bool unvowelled = false;  // from a script that leaves short vowels out
};

/// The sounds of one word of a name, as written (its accents count). Letters of scripts that are neither Latin, Cyrillic nor
/// Arabic are transliterated by ICU first. Pure and safe for threads.
[[nodiscard]] NameSounds sounds_of(std::string_view word);

/// 0 (nothing in common) to 1 (the same sounds). Differences that another script or habit of spelling explains cost little.
[[nodiscard]] double likeness(const NameSounds& a, const NameSounds& b);

}  // namespace rawi
