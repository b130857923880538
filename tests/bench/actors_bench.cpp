#include <random>

#include "extractors/resolve/actor_archive.hpp"
#include "extractors/resolve/actor_archive_writer.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/table.hpp"

namespace rawi::bench {

namespace {

constexpr std::size_t kLookups = 200'000;

/// Names that sound like names: two words of two to four syllables.
std::string random_name(std::mt19937_64& random) {
  static constexpr const char* kSyllables[] = {"ba", "ko", "ri", "ven", "dal", "mo", "sta", "per", "lin", "go", "tar",
                                                "esh", "um", "ju", "zel", "fa"};
  std::string name;
  for (int word = 0; word < 2; ++word) {
    if (word > 0) name += ' ';
    for (std::uint64_t left = 2 + random() % 3; left > 0; --left) name += kSyllables[random() % std::size(kSyllables)];
  }
  return name;
}

}  // namespace

void bench_actors(std::uint32_t count, const std::filesystem::path& file) {
  std::mt19937_64 random(7);
  std::vector<std::string> asked;
  auto start = Clock::now();
  auto writer = need(ActorArchiveWriter::create(file));
  for (std::uint32_t i = 0; i < count; ++i) {
    Entity actor;
    actor.id = EntityId("person:q" + std::to_string(i));
    actor.type = EntityType::kPerson;
    actor.name = random_name(random);
    actor.names["en"] = {actor.name, random_name(random)};
    actor.names["fr"] = {random_name(random)};
    if (asked.size() < kLookups) asked.push_back(actor.names["fr"].front());
    need(writer.add(actor, 0));
  }
  need(writer.finish());
  print_head(std::to_string(count) + " imported actors");
  print_line("import", figure(count / seconds_since(start), "actors/s", 0));
  start = Clock::now();
  const ActorArchive archive = need(ActorArchive::open(file));
  print_line("open, with the checksum of every byte", figure(seconds_since(start) * 1000, "ms"));
  std::shuffle(asked.begin(), asked.end(), random);
  std::size_t found = 0;
  const auto known = times_ms(asked.size(), [&](std::size_t i) { found += archive.find(asked[i]).empty() ? 0 : 1; });
  if (found != asked.size()) std::exit(1);  // every name asked for is there
  std::vector<std::string> unknown;
  for (std::size_t i = 0; i < kLookups; ++i) unknown.push_back(random_name(random) + " x");
  const auto missed = times_ms(unknown.size(), [&](std::size_t i) { found += archive.find(unknown[i]).size(); });
  print_line("look up a name, median", figure(quantile(known, 0.5) * 1000, "us"), "", "10 us");
  print_line("look up a name, 99 of 100", figure(quantile(known, 0.99) * 1000, "us"));
  print_line("look up a name that is not there, median", figure(quantile(missed, 0.5) * 1000, "us"), "", "10 us");
}

}  // namespace rawi::bench
