// A directory that is there for the length of a test.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <stdexcept>
#include <string>

namespace rawi::test {

/// New and empty; goes with the object, and all that is in it. Throws when there can be none: a test without it must not pass.
class TemporaryDirectory {
 public:
  explicit TemporaryDirectory(const std::string& name) {
    std::string pattern = (std::filesystem::temp_directory_path() / ("rawi-" + name + "-XXXXXX")).string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary directory " + pattern);
    path_ = pattern;
  }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  ~TemporaryDirectory() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace rawi::test
