#include "storage/rocks_store.hpp"

#include <rocksdb/cache.h>
#include <rocksdb/convenience.h>
#include <rocksdb/db.h>
#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/table.h>
#include <rocksdb/write_batch.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <fstream>
#include <system_error>
#include <thread>

#include "storage/kv_fact_store.hpp"

namespace rawi {

namespace {

namespace fs = std::filesystem;

/// The file that tells a directory of ours from any other: checked before RocksDB, which would write, gets to see it.
constexpr const char* kMarkerFile = "RAWI";
constexpr std::string_view kMarkerText = "This directory is a store of rawi. Its files belong together.\n";

constexpr std::size_t kWriteBufferBytes = std::size_t{64} << 20;
constexpr std::size_t kBlockCacheBytes = std::size_t{64} << 20;
constexpr std::size_t kBlockBytes = std::size_t{16} << 10;
constexpr double kBloomBitsPerKey = 10;  // one lookup in a hundred of a key that is not there reads a block
constexpr int kOpenAttempts = 3;

/// RocksDB would keep a LOG beside the data, even when it only reads.
class SilentLogger final : public rocksdb::Logger {
 public:
  using rocksdb::Logger::Logv;
  void Logv(const char*, va_list) override {}
};

tl::unexpected<Error> fail_with(const rocksdb::Status& status, const std::string& name, std::string_view doing) {
  const std::string problem = std::string(doing) + " failed: " + status.ToString();
  if (status.IsNoSpace())
    return fail(ErrorCode::kFull, name, "no room left on the disk while " + std::string(doing), "make room and run rawi again");
  if (status.IsCorruption())
    return fail(ErrorCode::kCorrupt, name, problem, "the store is damaged: restore a backup, or build it again");
  if (status.IsBusy()) return fail(ErrorCode::kBusy, name, problem, "try again");
  return fail(ErrorCode::kIo, name, problem, "check the disk and the permissions of the directory");
}

/// RocksDB has no code of its own for a lock that is held, in another process or in this one.
bool is_lock_held(const rocksdb::Status& status) {
  const std::string text = status.ToString();
  return status.IsIOError() &&
         (text.find("While lock file") != std::string::npos || text.find("lock hold by") != std::string::npos);
}

rocksdb::Slice slice(std::string_view bytes) { return {bytes.data(), bytes.size()}; }
std::string_view view_of(const rocksdb::Slice& bytes) { return {bytes.data(), bytes.size()}; }

bool supports(rocksdb::CompressionType type) {
  const auto supported = rocksdb::GetSupportedCompressions();
  return std::find(supported.begin(), supported.end(), type) != supported.end();
}

rocksdb::Options make_options(OpenMode mode) {
  rocksdb::Options options;
  options.create_if_missing = mode == OpenMode::kWrite;
  options.info_log = std::make_shared<SilentLogger>();
  options.write_buffer_size = kWriteBufferBytes;
  options.max_background_jobs = 2;
  if (supports(rocksdb::kLZ4Compression)) options.compression = rocksdb::kLZ4Compression;
  if (supports(rocksdb::kZSTD)) options.bottommost_compression = rocksdb::kZSTD;
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = rocksdb::NewLRUCache(kBlockCacheBytes);
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(kBloomBitsPerKey));
  table.block_size = kBlockBytes;
  table.format_version = 5;
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  return options;
}

class RocksView final : public KeyValueView {
 public:
  RocksView(rocksdb::DB& db, const std::string& name) : db_(db), name_(name), snapshot_(db.GetSnapshot()) {}
  RocksView(const RocksView&) = delete;
  RocksView& operator=(const RocksView&) = delete;
  ~RocksView() override { db_.ReleaseSnapshot(snapshot_); }

  Result<std::optional<std::string>> get(std::string_view key) const override {
    std::string value;
    const rocksdb::Status status = db_.Get(options(), slice(key), &value);
    if (status.IsNotFound()) return std::nullopt;
    if (!status.ok()) return fail_with(status, name_, "reading the " + keys::describe(key));
    return value;
  }

  Result<void> scan(const keys::Range& range, const RecordVisitor& visit) const override {
    const rocksdb::Slice end = slice(range.end);
    rocksdb::ReadOptions read = options();
    if (!range.end.empty()) read.iterate_upper_bound = &end;
    const std::unique_ptr<rocksdb::Iterator> it(db_.NewIterator(read));
    for (it->Seek(slice(range.first)); it->Valid(); it->Next()) {
      auto go_on = visit(view_of(it->key()), view_of(it->value()));
      if (!go_on) return fail(std::move(go_on.error()));
      if (!*go_on) return {};
    }
    if (!it->status().ok()) return fail_with(it->status(), name_, "reading from the " + keys::describe(range.first));
    return {};
  }

  Result<std::optional<std::string>> last_key(const keys::Range& range) const override {
    const rocksdb::Slice end = slice(range.end);
    rocksdb::ReadOptions read = options();
    if (!range.end.empty()) read.iterate_upper_bound = &end;
    const std::unique_ptr<rocksdb::Iterator> it(db_.NewIterator(read));
    it->SeekToLast();
    if (!it->status().ok()) return fail_with(it->status(), name_, "reading from the " + keys::describe(range.first));
    if (!it->Valid() || view_of(it->key()) < range.first) return std::nullopt;
    return it->key().ToString();
  }

 private:
  [[nodiscard]] rocksdb::ReadOptions options() const {
    rocksdb::ReadOptions read;
    read.snapshot = snapshot_;
    return read;
  }

  rocksdb::DB& db_;
  const std::string& name_;
  const rocksdb::Snapshot* snapshot_;
};

class RocksKeyValue final : public KeyValue {
 public:
  RocksKeyValue(std::unique_ptr<rocksdb::DB> db, std::string name, OpenMode mode)
      : db_(std::move(db)), name_(std::move(name)), mode_(mode) {}
  RocksKeyValue(const RocksKeyValue&) = delete;
  RocksKeyValue& operator=(const RocksKeyValue&) = delete;
  ~RocksKeyValue() override {
    // What a reader would have to replay from the log goes into a table. When that fails the log still has it.
    if (writable() && !failure_) db_->Flush(rocksdb::FlushOptions()).PermitUncheckedError();
    db_->Close().PermitUncheckedError();
  }

  std::string name() const override { return name_; }
  bool writable() const override { return mode_ == OpenMode::kWrite; }
  std::unique_ptr<KeyValueView> snapshot() const override { return std::make_unique<RocksView>(*db_, name_); }

  Result<void> write(const WriteBatch& batch) override {
    if (failure_) return fail(*failure_);
    rocksdb::WriteBatch changes;
    for (const WriteBatch::Operation& op : batch.operations()) {
      const rocksdb::Status status = op.value ? changes.Put(op.key, *op.value) : changes.Delete(op.key);
      if (!status.ok()) return fail_with(status, name_, "preparing a change");
    }
    const rocksdb::Status status = db_->Write(rocksdb::WriteOptions(), &changes);
    if (!status.ok()) return give_up(status, "writing");
    return {};
  }

  Result<void> sync() override {
    if (failure_) return fail(*failure_);
    const rocksdb::Status status = db_->FlushWAL(/*sync=*/true);
    if (!status.ok()) return give_up(status, "waiting for the disk");
    return {};
  }

 private:
  /// RocksDB ends the process by an assertion when a log that could not be written is touched again.
  tl::unexpected<Error> give_up(const rocksdb::Status& status, std::string_view doing) {
    failure_ = fail_with(status, name_, doing).value();
    return fail(*failure_);
  }

  std::unique_ptr<rocksdb::DB> db_;
  std::string name_;
  OpenMode mode_;
  std::optional<Error> failure_;  // of the first write that failed: there is none after it
};

tl::unexpected<Error> fail_with(const std::error_code& error, const std::string& name, std::string_view doing) {
  const ErrorCode code = error == std::errc::no_space_on_device ? ErrorCode::kFull : ErrorCode::kIo;
  return fail(code, name, std::string(doing) + " failed: " + error.message(),
              "check the path, its permissions and the room on the disk");
}

Result<void> write_marker(const fs::path& directory, const std::string& name) {
  errno = 0;
  std::ofstream file(directory / kMarkerFile, std::ios::binary);
  file << kMarkerText;
  file.close();
  if (file) return {};
  return fail_with(std::error_code(errno != 0 ? errno : EIO, std::generic_category()), name, "writing the file RAWI");
}

tl::unexpected<Error> fail_not_there(const std::string& name) {
  return fail(ErrorCode::kNotFound, name, "there is no store here", "run rawi build --db " + name + " FILE... first");
}

/// Are there tables, or a log with something in it?
bool has_records(const fs::path& directory) {
  std::error_code error;
  for (fs::directory_iterator it(directory, error), end; !error && it != end; it.increment(error)) {
    const fs::path extension = it->path().extension();
    if (extension == ".sst" || (extension == ".log" && it->file_size(error) > 0)) return true;
  }
  return false;
}

/// Is the directory ours, or free to become ours? Changes nothing but an absent or empty one that is to be written.
Result<void> claim_directory(const fs::path& directory, const std::string& name, OpenMode mode) {
  std::error_code error;
  const fs::file_status status = fs::status(directory, error);
  if (!fs::exists(status)) {
    if (error && error != std::errc::no_such_file_or_directory) return fail_with(error, name, "looking at the directory");
    if (mode == OpenMode::kRead) return fail_not_there(name);
    if (fs::create_directories(directory, error); error) return fail_with(error, name, "making the directory");
    return write_marker(directory, name);
  }
  if (!fs::is_directory(status))
    return fail(ErrorCode::kInvalidInput, name, "this is a file, and a store is a directory", "name another path");
  const bool empty = fs::is_empty(directory, error);
  if (error) return fail_with(error, name, "reading the directory");
  if (empty) return mode == OpenMode::kRead ? Result<void>(fail_not_there(name)) : write_marker(directory, name);
  const bool marked = fs::exists(directory / kMarkerFile, error);
  if (error) return fail_with(error, name, "reading the directory");
  if (!marked)
    return fail(ErrorCode::kInvalidInput, name,
                "the directory has other things in it and is no store of rawi; nothing was changed",
                mode == OpenMode::kRead ? "name the directory that rawi build was given" : "name an empty or a new directory");
  if (fs::exists(directory / "CURRENT", error)) return {};
  // RocksDB would take the tables of a database whose list is lost for litter, and begin anew.
  if (has_records(directory))
    return fail(ErrorCode::kCorrupt, name, "the file CURRENT is missing; nothing was changed",
                "restore a backup, or build the store anew elsewhere");
  return mode == OpenMode::kRead ? Result<void>(fail_not_there(name)) : Result<void>();  // the first opening was cut short
}

rocksdb::Status open_database(const std::string& name, OpenMode mode, rocksdb::DB** db) {
  const rocksdb::Options options = make_options(mode);
  if (mode == OpenMode::kWrite) return rocksdb::DB::Open(options, name, db);
  // A writer may retire a file between our reading of the list and our opening of it: the next list is right again.
  rocksdb::Status status;
  for (int attempt = 0; attempt < kOpenAttempts; ++attempt) {
    if (attempt > 0) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    status = rocksdb::DB::OpenForReadOnly(options, name, db);
    if (status.ok()) break;
  }
  return status;
}

}  // namespace

Result<std::unique_ptr<KeyValue>> open_rocks_key_value(const fs::path& directory, OpenMode mode) {
  const std::string name = directory.string();
  if (name.empty()) return fail(ErrorCode::kInvalidInput, "the store's directory", "its name is empty", "name one with --db DIR");
  if (auto claimed = claim_directory(directory, name, mode); !claimed) return fail(std::move(claimed.error()));
  try {
    rocksdb::DB* raw = nullptr;
    const rocksdb::Status status = open_database(name, mode, &raw);
    std::unique_ptr<rocksdb::DB> db(raw);
    if (!status.ok()) {
      if (is_lock_held(status))
        return fail(ErrorCode::kBusy, name, "another process has the store open for writing", "wait until it is done, or end it");
      return fail_with(status, name, "opening the store");
    }
    return std::make_unique<RocksKeyValue>(std::move(db), name, mode);
  } catch (const std::exception& e) {
    return fail(ErrorCode::kIo, name, std::string("opening the store failed: ") + e.what(), "free memory and try again");
  }
}

Result<std::unique_ptr<FactStore>> open_rocks_store(const fs::path& directory, OpenMode mode) {
  auto map = open_rocks_key_value(directory, mode);
  if (!map) return fail(std::move(map.error()));
  return KvFactStore::open(std::move(*map));
}

}  // namespace rawi
