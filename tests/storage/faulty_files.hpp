// A file system that fails when it is told to: the disk below RocksDB in tests of what a store does then.
#pragma once

#include <rocksdb/env.h>
#include <rocksdb/file_system.h>

#include <atomic>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace rawi::test {

enum class Fault {
  kNone,
  kNoSpace,  // writes fail: the disk is full
  kIoError,  // writes fail
  kTorn,     // a write is half done, and this and all after it fail
  kNoRead,   // reads fail
};

/// Counts bytes and fails from a given number of written bytes on. Also knows how much of each file has reached the disk for
/// good.
class FaultyFiles : public rocksdb::FileSystemWrapper {
 public:
  FaultyFiles() : rocksdb::FileSystemWrapper(rocksdb::FileSystem::Default()) {}
  const char* Name() const override { return "FaultyFiles"; }

  /// From `after_bytes` more written bytes on.
  void arm(Fault fault, std::uint64_t after_bytes = 0) {
    left_ = after_bytes;
    fault_ = fault;
  }
  [[nodiscard]] bool reads_fail() const { return fault_ == Fault::kNoRead; }

  /// How many of these bytes are to be written, and how it ends.
  rocksdb::IOStatus admit(std::size_t size, std::size_t& admitted) {
    admitted = size;
    const Fault fault = fault_;
    if (fault == Fault::kNone || fault == Fault::kNoRead) return rocksdb::IOStatus::OK();
    std::uint64_t left = left_;
    if (left >= size) {
      left_ = left - size;
      return rocksdb::IOStatus::OK();
    }
    left_ = 0;
    admitted = fault == Fault::kTorn ? left : 0;
    return fault == Fault::kNoSpace ? rocksdb::IOStatus::NoSpace("no room, as told") : rocksdb::IOStatus::IOError("as told");
  }

  void wrote(const std::string& file, std::uint64_t size) {
    const std::lock_guard lock(mutex_);
    sizes_[file].written += size;
  }
  void synced(const std::string& file) {
    const std::lock_guard lock(mutex_);
    sizes_[file].safe = sizes_[file].written;
  }

  /// Cuts the files of a copy of `directory` to what a loss of power would leave of them.
  void lose_unsynced(const std::filesystem::path& directory, const std::filesystem::path& copy) {
    const std::lock_guard lock(mutex_);
    for (const auto& [file, size] : sizes_) {
      const std::filesystem::path path(file);
      if (path.parent_path() == directory && std::filesystem::exists(copy / path.filename()))
        std::filesystem::resize_file(copy / path.filename(), size.safe);
    }
  }

  rocksdb::IOStatus NewWritableFile(const std::string& name, const rocksdb::FileOptions& options,
                                    std::unique_ptr<rocksdb::FSWritableFile>* file, rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus NewRandomAccessFile(const std::string& name, const rocksdb::FileOptions& options,
                                        std::unique_ptr<rocksdb::FSRandomAccessFile>* file,
                                        rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus RenameFile(const std::string& from, const std::string& to, const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* debug) override {
    {
      const std::lock_guard lock(mutex_);
      if (const auto moved = sizes_.extract(from)) sizes_[to] = moved.mapped();
    }
    return rocksdb::FileSystemWrapper::RenameFile(from, to, options, debug);
  }

 private:
  struct Size {
    std::uint64_t written = 0, safe = 0;
  };
  std::atomic<Fault> fault_ = Fault::kNone;
  std::atomic<std::uint64_t> left_ = 0;
  std::mutex mutex_;
  std::map<std::string, Size> sizes_;
};

class FaultyWritable final : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  FaultyWritable(FaultyFiles& files, std::string name, std::unique_ptr<rocksdb::FSWritableFile>&& file)
      : rocksdb::FSWritableFileOwnerWrapper(std::move(file)), files_(files), name_(std::move(name)) {}

  rocksdb::IOStatus Append(const rocksdb::Slice& data, const rocksdb::IOOptions& options,
                           rocksdb::IODebugContext* debug) override {
    std::size_t admitted = 0;
    const rocksdb::IOStatus status = files_.admit(data.size(), admitted);
    if (admitted > 0) {
      const rocksdb::IOStatus written =
          rocksdb::FSWritableFileOwnerWrapper::Append(rocksdb::Slice(data.data(), admitted), options, debug);
      if (!written.ok()) return written;
      files_.wrote(name_, admitted);
    }
    return status;
  }
  rocksdb::IOStatus Append(const rocksdb::Slice& data, const rocksdb::IOOptions& options, const rocksdb::DataVerificationInfo&,
                           rocksdb::IODebugContext* debug) override {
    return Append(data, options, debug);
  }
  rocksdb::IOStatus Sync(const rocksdb::IOOptions& options, rocksdb::IODebugContext* debug) override {
    std::size_t none = 0;
    if (const rocksdb::IOStatus status = files_.admit(1, none); !status.ok()) return status;
    files_.synced(name_);
    return rocksdb::FSWritableFileOwnerWrapper::Sync(options, debug);
  }
  rocksdb::IOStatus Fsync(const rocksdb::IOOptions& options, rocksdb::IODebugContext* debug) override {
    return Sync(options, debug);
  }

 private:
  FaultyFiles& files_;
  std::string name_;
};

class FaultyReadable final : public rocksdb::FSRandomAccessFileOwnerWrapper {
 public:
  FaultyReadable(FaultyFiles& files, std::unique_ptr<rocksdb::FSRandomAccessFile>&& file)
      : rocksdb::FSRandomAccessFileOwnerWrapper(std::move(file)), files_(files) {}

  rocksdb::IOStatus Read(std::uint64_t offset, std::size_t size, const rocksdb::IOOptions& options, rocksdb::Slice* result,
                         char* scratch, rocksdb::IODebugContext* debug) const override {
    if (files_.reads_fail()) return rocksdb::IOStatus::IOError("as told");
    return rocksdb::FSRandomAccessFileOwnerWrapper::Read(offset, size, options, result, scratch, debug);
  }

 private:
  FaultyFiles& files_;
};

inline rocksdb::IOStatus FaultyFiles::NewWritableFile(const std::string& name, const rocksdb::FileOptions& options,
                                                      std::unique_ptr<rocksdb::FSWritableFile>* file,
                                                      rocksdb::IODebugContext* debug) {
  std::unique_ptr<rocksdb::FSWritableFile> inner;
  const rocksdb::IOStatus status = rocksdb::FileSystemWrapper::NewWritableFile(name, options, &inner, debug);
  if (!status.ok()) return status;
  wrote(name, 0);
  *file = std::make_unique<FaultyWritable>(*this, name, std::move(inner));
  return status;
}

inline rocksdb::IOStatus FaultyFiles::NewRandomAccessFile(const std::string& name, const rocksdb::FileOptions& options,
                                                          std::unique_ptr<rocksdb::FSRandomAccessFile>* file,
                                                          rocksdb::IODebugContext* debug) {
  std::unique_ptr<rocksdb::FSRandomAccessFile> inner;
  const rocksdb::IOStatus status = rocksdb::FileSystemWrapper::NewRandomAccessFile(name, options, &inner, debug);
  if (!status.ok()) return status;
  *file = std::make_unique<FaultyReadable>(*this, std::move(inner));
  return status;
}

}  // namespace rawi::test
