#include "storage/rocks_store.hpp"

#include <rocksdb/cache.h>
#include <rocksdb/convenience.h>
#include <rocksdb/db.h>
#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/sst_file_writer.h>
#include <rocksdb/table.h>
#include <rocksdb/utilities/backup_engine.h>
#include <rocksdb/write_batch.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <fstream>
#include <future>
#include <system_error>
#include <thread>

#include "storage/kv_fact_store.hpp"

namespace rawi {

namespace {

namespace fs = std::filesystem;

/// The file that tells a directory of ours from any other: checked before RocksDB, which would write, gets to see it.
constexpr const char* kMarkerFile = "RAWI";
constexpr std::string_view kMarkerText = "This directory is a store of rawi. Its files belong together.\n";
constexpr const char* kBackupMarkerFile = "RAWI-BACKUPS";
constexpr std::string_view kBackupMarkerText = "This directory holds backups of a store of rawi. Its files belong together.\n";

/// Where a bulk load is written before RocksDB takes it over. A crash may leave it; the next load writes over it.
constexpr const char* kBulkFile = "bulk-load.";

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

rocksdb::Options make_options(OpenMode mode, rocksdb::Env* system) {
  rocksdb::Options options;
  if (system != nullptr) options.env = system;
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
  RocksKeyValue(std::unique_ptr<rocksdb::DB> db, std::string name, OpenMode mode, rocksdb::Env* system)
      : db_(std::move(db)), name_(std::move(name)), mode_(mode), system_(system) {}
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

  Result<void> write_runs(const std::vector<const SortedRun*>& runs) override {
    if (failure_) return fail(*failure_);
    std::vector<std::string> files;
    std::vector<std::future<rocksdb::Status>> writing;  // packing and checksums are most of the work: a thread for each run
    for (const SortedRun* run : runs) {
      files.push_back((fs::path(name_) / (kBulkFile + std::to_string(files.size()))).string());
      writing.push_back(std::async(std::launch::async, [this, run, file = files.back()] { return write_table(*run, file); }));
    }
    rocksdb::Status status;
    for (auto& one : writing)
      if (const rocksdb::Status written = one.get(); status.ok()) status = written;
    if (!status.ok()) {  // the store has not been touched: it can go on
      std::error_code ignored;
      for (const std::string& file : files) fs::remove(file, ignored);
      return fail_with(status, name_, "writing a bulk load");
    }
    rocksdb::IngestExternalFileOptions ingest;
    ingest.move_files = true;
    ingest.write_global_seqno = false;
    status = db_->IngestExternalFile(files, ingest);
    if (!status.ok()) return give_up(status, "taking in a bulk load");
    return {};
  }

  Result<void> sync() override {
    if (failure_) return fail(*failure_);
    const rocksdb::Status status = db_->FlushWAL(/*sync=*/true);
    if (!status.ok()) return give_up(status, "waiting for the disk");
    return {};
  }

 private:
  [[nodiscard]] rocksdb::Status write_table(const SortedRun& run, const std::string& file) const {
    rocksdb::Options options = make_options(mode_, system_);
    options.bottommost_compression = rocksdb::kDisableCompressionOption;  // the fast one; compactions pack it tighter later
    rocksdb::SstFileWriter writer(rocksdb::EnvOptions(options), options);
    rocksdb::Status status = writer.Open(file);
    for (std::size_t i = 0; status.ok() && i < run.record_count(); ++i)
      status = writer.Put(slice(run.key(i)), slice(run.value(i)));
    return status.ok() ? writer.Finish() : status;
  }

  /// RocksDB ends the process by an assertion when a log that could not be written is touched again.
  tl::unexpected<Error> give_up(const rocksdb::Status& status, std::string_view doing) {
    failure_ = fail_with(status, name_, doing).value();
    return fail(*failure_);
  }

  std::unique_ptr<rocksdb::DB> db_;
  std::string name_;
  OpenMode mode_;
  rocksdb::Env* system_;          // nullptr for the usual one
  std::optional<Error> failure_;  // of the first write that failed: there is none after it
};

tl::unexpected<Error> fail_with(const std::error_code& error, const std::string& name, std::string_view doing) {
  const ErrorCode code = error == std::errc::no_space_on_device ? ErrorCode::kFull : ErrorCode::kIo;
  return fail(code, name, std::string(doing) + " failed: " + error.message(),
              "check the path, its permissions and the room on the disk");
}

Result<void> write_marker(const fs::path& directory, const std::string& name, const char* marker = kMarkerFile,
                          std::string_view text = kMarkerText) {
  errno = 0;
  std::ofstream file(directory / marker, std::ios::binary);
  file << text;
  file.close();
  if (file) return {};
  return fail_with(std::error_code(errno != 0 ? errno : EIO, std::generic_category()), name,
                   "writing the file " + std::string(marker));
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

rocksdb::Status open_database(const std::string& name, OpenMode mode, rocksdb::Env* system, rocksdb::DB** db) {
  const rocksdb::Options options = make_options(mode, system);
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

Result<std::unique_ptr<KeyValue>> open_rocks_key_value(const fs::path& directory, OpenMode mode, rocksdb::Env* system) {
  const std::string name = directory.string();
  if (name.empty()) return fail(ErrorCode::kInvalidInput, "the store's directory", "its name is empty", "name one with --db DIR");
  if (auto claimed = claim_directory(directory, name, mode); !claimed) return fail(std::move(claimed.error()));
  try {
    rocksdb::DB* raw = nullptr;
    const rocksdb::Status status = open_database(name, mode, system, &raw);
    std::unique_ptr<rocksdb::DB> db(raw);
    if (!status.ok()) {
      if (is_lock_held(status))
        return fail(ErrorCode::kBusy, name, "another process has the store open for writing", "wait until it is done, or end it");
      return fail_with(status, name, "opening the store");
    }
    return std::make_unique<RocksKeyValue>(std::move(db), name, mode, system);
  } catch (const std::exception& e) {
    return fail(ErrorCode::kIo, name, std::string("opening the store failed: ") + e.what(), "free memory and try again");
  }
}

namespace {

struct OpenedBackups {
  std::unique_ptr<rocksdb::BackupEngine> engine;
  std::uint32_t latest = 0;
};

Result<OpenedBackups> open_backups(const fs::path& directory) {
  const std::string name = directory.string();
  rocksdb::BackupEngineOptions options(name);
  options.share_files_with_checksum = true;  // tables of two stores may have one name
  options.sync = true;
  rocksdb::BackupEngine* raw = nullptr;
  const rocksdb::IOStatus status = rocksdb::BackupEngine::Open(rocksdb::Env::Default(), options, &raw);
  OpenedBackups opened{std::unique_ptr<rocksdb::BackupEngine>(raw), 0};
  if (!status.ok()) return fail_with(status, name, "opening the backups");
  std::vector<rocksdb::BackupInfo> infos;
  opened.engine->GetBackupInfo(&infos);
  for (const rocksdb::BackupInfo& info : infos) opened.latest = std::max(opened.latest, info.backup_id);
  return opened;
}

/// What the engine says of a backup, once all its files have been compared with their checksums.
Result<BackupReport> verified(const rocksdb::BackupEngine& engine, std::uint32_t number, const std::string& name) {
  std::vector<rocksdb::BackupInfo> infos;
  engine.GetBackupInfo(&infos);
  const auto info = std::find_if(infos.begin(), infos.end(), [&](const auto& i) { return i.backup_id == number; });
  if (info == infos.end())
    return fail(ErrorCode::kNotFound, name, "there is no backup " + std::to_string(number), "leave --number out for the latest");
  if (const rocksdb::IOStatus status = engine.VerifyBackup(number, /*verify_with_checksum=*/true); !status.ok())
    return fail(ErrorCode::kCorrupt, name, "backup " + std::to_string(number) + " is damaged: " + status.ToString(),
                "take another backup with --number");
  return BackupReport{number, info->size, info->number_files};
}

/// An absent or empty directory is made one of backups; another must be one.
Result<void> claim_backups(const fs::path& directory, const std::string& name) {
  std::error_code error;
  if (fs::exists(directory / kBackupMarkerFile, error)) return {};
  if (fs::exists(directory, error) && !(fs::is_directory(directory, error) && fs::is_empty(directory, error)))
    return fail(ErrorCode::kInvalidInput, name, "there are other things here and no backups of rawi; nothing was changed",
                "name an empty or a new directory");
  if (fs::create_directories(directory, error); error) return fail_with(error, name, "making the directory");
  return write_marker(directory, name, kBackupMarkerFile, kBackupMarkerText);
}

}  // namespace

Result<BackupReport> backup_rocks_store(const fs::path& directory, const fs::path& backups) {
  const std::string name = directory.string();
  if (auto there = open_rocks_key_value(directory, OpenMode::kRead); !there) return fail(std::move(there.error()));
  if (auto claimed = claim_backups(backups, backups.string()); !claimed) return fail(std::move(claimed.error()));
  try {
    rocksdb::DB* raw = nullptr;
    const rocksdb::Status status = open_database(name, OpenMode::kWrite, nullptr, &raw);
    const std::unique_ptr<rocksdb::DB> db(raw);
    if (!status.ok()) {
      if (is_lock_held(status))
        return fail(ErrorCode::kBusy, name, "another process has the store open for writing", "wait until it is done, or end it");
      return fail_with(status, name, "opening the store");
    }
    auto opened = open_backups(backups);
    if (!opened) return fail(std::move(opened.error()));
    rocksdb::BackupID number = 0;
    const rocksdb::IOStatus copied =
        opened->engine->CreateNewBackup(rocksdb::CreateBackupOptions{.flush_before_backup = true}, db.get(), &number);
    if (!copied.ok()) return fail_with(copied, backups.string(), "writing the backup");
    return verified(*opened->engine, number, backups.string());
  } catch (const std::exception& e) {
    return fail(ErrorCode::kIo, name, std::string("the backup failed: ") + e.what(), "free memory and try again");
  }
}

Result<BackupReport> restore_rocks_store(const fs::path& backups, const fs::path& directory,
                                         std::optional<std::uint32_t> number) {
  const std::string name = directory.string(), from = backups.string();
  std::error_code error;
  if (!fs::exists(backups / kBackupMarkerFile, error))
    return fail(ErrorCode::kNotFound, from, "there are no backups here",
                "name the directory that rawi backup was given with --to");
  if (fs::exists(directory, error) && !(fs::is_directory(directory, error) && fs::is_empty(directory, error)))
    return fail(ErrorCode::kInvalidInput, name, "there is something here already; nothing was changed",
                "name an empty or a new directory");
  try {
    auto opened = open_backups(backups);
    if (!opened) return fail(std::move(opened.error()));
    if (opened->latest == 0) return fail(ErrorCode::kNotFound, from, "there is no backup here yet", "make one with rawi backup");
    auto report = verified(*opened->engine, number.value_or(opened->latest), from);
    if (!report) return report;
    if (fs::create_directories(directory, error); error) return fail_with(error, name, "making the directory");
    const rocksdb::IOStatus status = opened->engine->RestoreDBFromBackup(report->number, name, name);
    if (!status.ok()) return fail_with(status, name, "restoring the backup");
    if (auto marked = write_marker(directory, name); !marked) return fail(std::move(marked.error()));
    return report;
  } catch (const std::exception& e) {
    return fail(ErrorCode::kIo, name, std::string("restoring failed: ") + e.what(), "free memory and try again");
  }
}

Result<std::unique_ptr<FactStore>> open_rocks_store(const fs::path& directory, OpenMode mode) {
  auto map = open_rocks_key_value(directory, mode);
  if (!map) return fail(std::move(map.error()));
  return KvFactStore::open(std::move(*map));
}

}  // namespace rawi
