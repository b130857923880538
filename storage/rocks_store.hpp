// The store on disk: a FactStore in a directory of its own, kept by RocksDB.
//
// Durability. put() and remove() return when the change is in the write-ahead log and with the operating system, without
// waiting for the disk: a crash of rawi loses nothing, a loss of power may lose the last changes, but never half an article
// (after it the store stands as it did after some earlier put). flush() waits for the disk; everything before it is safe.
// Call it once at the end of a batch: a disk gives a few hundred such waits a second, and an ingest makes thousands of puts.
#pragma once

#include <filesystem>
#include <memory>

#include "core/base/result.hpp"
#include "storage/fact_store.hpp"
#include "storage/key_value.hpp"

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

/// The map below it, for tests that damage a store on purpose.
[[nodiscard]] Result<std::unique_ptr<KeyValue>> open_rocks_key_value(const std::filesystem::path& directory, OpenMode mode);

}  // namespace rawi
