// The store on disk: a FactStore in a directory of its own, kept by RocksDB.
//
// Durability. put() and remove() return when the change is in the write-ahead log and with the operating system, without
// waiting for the disk: a crash of rawi loses nothing, a loss of power may lose the last changes, but never half an article
// (after it the store stands as it did after some earlier put). flush() waits for the disk; everything before it is safe.
// Call it once at the end of a batch: a disk gives a few hundred such waits a second, and an ingest makes thousands of puts.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

#include "core/base/result.hpp"
#include "storage/fact_store.hpp"
#include "storage/key_value.hpp"

namespace rocksdb {
class Env;
}

namespace rawi {

enum class OpenMode {
  kRead,   // takes no lock and writes nothing: works beside a writer, and shows the store as it was when it was opened
  kWrite,  // creates the directory when there is none; one process at a time
};

/// Fails with kNotFound (reading what is not there), kInvalidInput (a file, or a directory with other things in it: nothing is
/// touched), kBusy (another process, or this one, has it open for writing), kUnsupported (another format), kCorrupt, kFull, kIo.
/// The destructor writes out what is in memory so that the next opening is quick; it waits for the disk and ignores failure,
/// which loses nothing.
[[nodiscard]] Result<std::unique_ptr<FactStore>> open_rocks_store(const std::filesystem::path& directory, OpenMode mode);

struct BackupReport {
  std::uint32_t number = 0;      // backups of a directory are numbered from 1
  std::uint64_t size_bytes = 0;  // of all the files that it needs, also those that it shares with others
  std::uint32_t file_count = 0;
};

/// Adds a backup of the store to `backups`, a directory of its own that is made when there is none. Tables that an earlier backup
/// has are shared with it, so that only what is new is copied; then every file is read back and its checksum compared. Takes the
/// store's lock for that time. A crash leaves the earlier backups whole. Fails as open_rocks_store does, for either directory,
/// and with kNotFound when there is no store.
[[nodiscard]] Result<BackupReport> backup_rocks_store(const std::filesystem::path& directory,
                                                      const std::filesystem::path& backups);

/// Makes a store in `directory`, which must be empty or absent, out of a backup: the latest, or the one of that number. Every
/// file is compared with its checksum before. kNotFound when there is no such backup; kCorrupt, and no store, when it is damaged.
/// A store whose restoring was cut short is none: it cannot be opened, and is removed by hand.
[[nodiscard]] Result<BackupReport> restore_rocks_store(const std::filesystem::path& backups,
                                                       const std::filesystem::path& directory,
                                                       std::optional<std::uint32_t> number);

/// The map below it, for tests that damage a store on purpose, and over an operating system that fails on purpose: `system` is
/// where RocksDB reads and writes, and must outlive the map.
[[nodiscard]] Result<std::unique_ptr<KeyValue>> open_rocks_key_value(const std::filesystem::path& directory, OpenMode mode,
                                                                     rocksdb::Env* system = nullptr);

}  // namespace rawi
