// rawi actors import: actors that others have published, into a file that rawi asks beside its own.
#pragma once

#include <CLI/App.hpp>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "tools/command.hpp"

namespace rawi {

/// A subcommand of `rawi actors`.
class ActorImport {
 public:
  void set_up(CLI::App& actors);
  [[nodiscard]] bool chosen() const { return app_ != nullptr && app_->parsed(); }
  /// kFailed when a line or a file could not be used; each is named on `console.err`.
  [[nodiscard]] Result<ExitCode> run(Console& console) const;

 private:
  CLI::App* app_ = nullptr;  // owned by the app of `rawi actors`
  std::vector<std::string> files_, languages_;
  std::string format_, out_, data_;
  bool json_ = false;
};

}  // namespace rawi
