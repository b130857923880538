#include "extractors/resolve/actor_archive_writer.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <map>
#include <queue>
#include <set>
#include <system_error>
#include <vector>

#include "extractors/resolve/actor_archive_format.hpp"

namespace rawi {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kTextBytesMax = 0xFFFF;
constexpr std::size_t kNamesMax = 4'000;
constexpr std::size_t kRunBufferEntries = 16'384;
constexpr std::uint32_t kEntriesPerBucket = 4;

/// Text for a record: a length of two bytes in front.
void append_text(std::string& out, std::string_view text) {
  const auto size = static_cast<std::uint16_t>(std::min(text.size(), kTextBytesMax));
  out.append(reinterpret_cast<const char*>(&size), sizeof size).append(text.substr(0, size));
}

template <typename Number>
void append_number(std::string& out, Number number) {
  out.append(reinterpret_cast<const char*>(&number), sizeof number);
}

/// One sorted file of entries, read in pieces.
class Run {
 public:
  explicit Run(const fs::path& file) : in_(file, std::ios::binary) { next(); }

  [[nodiscard]] bool done() const { return at_ == buffer_.size(); }
  [[nodiscard]] const archive::IndexEntry& front() const { return buffer_[at_]; }
  void next() {
    if (++at_ < buffer_.size()) return;
    buffer_.resize(kRunBufferEntries);
    in_.read(reinterpret_cast<char*>(buffer_.data()), static_cast<std::streamsize>(buffer_.size() * sizeof(archive::IndexEntry)));
    buffer_.resize(static_cast<std::size_t>(in_.gcount()) / sizeof(archive::IndexEntry));
    at_ = 0;
  }

 private:
  std::ifstream in_;
  std::vector<archive::IndexEntry> buffer_;
  std::size_t at_ = 0;
};

struct FreeHash {
  void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
};

}  // namespace

struct ActorArchiveWriter::State {
  fs::path file, half;
  std::ofstream out;
  std::unique_ptr<XXH3_state_t, FreeHash> checksum;
  archive::Header header;
  std::uint64_t at = sizeof(archive::Header);
  std::size_t entries_max = 0;
  std::vector<archive::IndexEntry> entries;
  std::vector<fs::path> runs;
  std::map<std::uint32_t, std::string> states;
  std::string record;

  ~State() {
    out.close();
    std::error_code ignored;
    for (const fs::path& run : runs) fs::remove(run, ignored);
    fs::remove(half, ignored);
  }

  void write(const void* bytes, std::size_t size) {
    out.write(static_cast<const char*>(bytes), static_cast<std::streamsize>(size));
    XXH3_64bits_update(checksum.get(), bytes, size);
    at += size;
  }

  /// Up to the next multiple of eight.
  void pad() {
    constexpr std::array<char, sizeof(std::uint64_t)> kZeros = {};
    if (const std::size_t over = at % kZeros.size(); over != 0) write(kZeros.data(), kZeros.size() - over);
  }

  Result<void> spill() {
    std::sort(entries.begin(), entries.end());
    runs.push_back(file.string() + ".names-" + std::to_string(runs.size()));
    std::ofstream run(runs.back(), std::ios::binary | std::ios::trunc);
    run.write(reinterpret_cast<const char*>(entries.data()),
              static_cast<std::streamsize>(entries.size() * sizeof(archive::IndexEntry)));
    entries.clear();
    if (!run.flush()) return io_error(runs.back());
    return {};
  }

  static tl::unexpected<Error> io_error(const fs::path& path) {
    return fail(errno == ENOSPC ? ErrorCode::kFull : ErrorCode::kIo, path.string(),
                "writing failed: " + std::generic_category().message(errno), "see that there is room and leave to write");
  }

  std::vector<std::uint64_t> write_index();
};

/// Merges the sorted files into the index; the first entry of each bucket comes back.
std::vector<std::uint64_t> ActorArchiveWriter::State::write_index() {
  const std::uint64_t buckets = std::bit_ceil(std::max<std::uint64_t>(header.entry_count / kEntriesPerBucket, 2));
  header.bucket_bits = static_cast<std::uint32_t>(std::countr_zero(buckets));
  std::vector<std::uint64_t> first(buckets + 1, header.entry_count);
  std::vector<Run> open_runs;
  open_runs.reserve(runs.size());
  for (const fs::path& run : runs) open_runs.emplace_back(run);
  const auto later = [&](std::size_t a, std::size_t b) { return open_runs[b].front() < open_runs[a].front(); };
  std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(later)> next(later);
  for (std::size_t i = 0; i < open_runs.size(); ++i)
    if (!open_runs[i].done()) next.push(i);
  std::uint64_t written = 0, filled = 0;
  while (!next.empty()) {
    const std::size_t run = next.top();
    next.pop();
    const archive::IndexEntry entry = open_runs[run].front();
    for (const std::uint64_t bucket = entry.key >> (64 - header.bucket_bits); filled <= bucket; ++filled) first[filled] = written;
    write(&entry, sizeof entry);
    ++written;
    open_runs[run].next();
    if (!open_runs[run].done()) next.push(run);
  }
  return first;
}

ActorArchiveWriter::ActorArchiveWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
ActorArchiveWriter::ActorArchiveWriter(ActorArchiveWriter&&) noexcept = default;
ActorArchiveWriter& ActorArchiveWriter::operator=(ActorArchiveWriter&&) noexcept = default;
ActorArchiveWriter::~ActorArchiveWriter() = default;

Result<ActorArchiveWriter> ActorArchiveWriter::create(const fs::path& file, std::size_t entries_max) {
  auto state = std::make_unique<State>();
  state->file = file;
  state->half = file.string() + ".new";
  state->entries_max = std::max<std::size_t>(entries_max, 1);
  state->checksum.reset(XXH3_createState());
  XXH3_64bits_reset(state->checksum.get());
  errno = 0;
  state->out.open(state->half, std::ios::binary | std::ios::trunc);
  state->out.write(reinterpret_cast<const char*>(&state->header), sizeof state->header);
  if (!state->out) return State::io_error(state->half);
  return ActorArchiveWriter(std::move(state));
}

Result<void> ActorArchiveWriter::add(const Entity& actor, std::uint32_t state) {
  State& s = *state_;
  const std::uint64_t record_at = s.at;
  std::set<std::uint64_t> keys = {archive::hash_of(actor.id.text())};
  const auto key = [&](const std::string& name) {
    if (const std::string text = archive::name_key(name); !text.empty()) keys.insert(archive::hash_of(text));
  };
  key(actor.name);
  std::string names;
  std::uint16_t name_count = 0;
  for (const auto& [language, list] : actor.names)
    for (const std::string& name : list) {
      if (name_count == kNamesMax) break;
      append_text(names, language);
      append_text(names, name);
      key(name);
      ++name_count;
    }
  s.record.clear();
  const auto country = state != 0 ? archive::CountryIs::kNumber : actor.country.empty() ? archive::CountryIs::kNone : archive::CountryIs::kCode;
  append_number(s.record, static_cast<std::uint8_t>(actor.type));
  append_number(s.record, static_cast<std::uint8_t>(country));
  append_number(s.record, state);
  for (const std::string* text : {&actor.id.text(), &actor.name, &actor.country}) append_text(s.record, *text);
  append_number(s.record, name_count);
  s.record += names;
  append_number(s.record, static_cast<std::uint16_t>(actor.external_ids.size()));
  for (const auto& [name, value] : actor.external_ids) {
    append_text(s.record, name);
    append_text(s.record, value);
  }
  errno = 0;
  s.write(s.record.data(), s.record.size());
  if (!s.out) return State::io_error(s.half);
  ++s.header.actor_count;
  s.header.entry_count += keys.size();
  for (const std::uint64_t hash : keys) s.entries.push_back({hash, record_at});
  return s.entries.size() < s.entries_max ? Result<void>() : s.spill();
}

void ActorArchiveWriter::add_state(std::uint32_t number, const std::string& alpha3) { state_->states[number] = alpha3; }

std::uint64_t ActorArchiveWriter::actors() const { return state_->header.actor_count; }
std::uint64_t ActorArchiveWriter::names() const { return state_->header.entry_count; }

Result<void> ActorArchiveWriter::finish() {
  State& s = *state_;
  if (!s.entries.empty())
    if (auto spilled = s.spill(); !spilled) return spilled;
  errno = 0;
  s.pad();
  s.header.index_at = s.at;
  const std::vector<std::uint64_t> buckets = s.write_index();
  s.header.buckets_at = s.at;
  s.write(buckets.data(), buckets.size() * sizeof(std::uint64_t));
  s.header.states_at = s.at;
  s.header.state_count = static_cast<std::uint32_t>(s.states.size());
  for (const auto& [number, alpha3] : s.states) {
    archive::StateCode code{number, {}};
    std::copy_n(alpha3.begin(), std::min<std::size_t>(alpha3.size(), code.alpha3.size() - 1), code.alpha3.begin());
    s.write(&code, sizeof code);
  }
  s.header.file_bytes = s.at;
  s.header.checksum = archive::checksum_of(s.header, XXH3_64bits_digest(s.checksum.get()));
  s.out.seekp(0);
  s.out.write(reinterpret_cast<const char*>(&s.header), sizeof s.header);
  if (!s.out.flush()) return State::io_error(s.half);
  s.out.close();
  std::error_code error;
  fs::rename(s.half, s.file, error);
  if (error) return fail(ErrorCode::kIo, s.file.string(), "renaming failed: " + error.message(), "see that there is leave to write");
  return {};
}

}  // namespace rawi
