// What every subcommand is: it sets its options up, and once they are parsed it runs. Arguments first, work second.
#pragma once

#include <CLI/App.hpp>
#include <iosfwd>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.hpp"

namespace rawi {

enum class ExitCode { kOk = 0, kFailed = 1, kUsage = 2 };

/// Where a command writes: answers on `out`, everything else on `err`. Tests give string streams.
struct Console {
  std::ostream& out;
  std::ostream& err;
};

class Command {
 public:
  virtual ~Command() = default;

  [[nodiscard]] virtual std::string name() const = 0;
  /// One line for `rawi --help`.
  [[nodiscard]] virtual std::string summary() const = 0;
  /// Declares options on the command's own app; they are bound to members, so the command must outlive the parsing.
  virtual void set_up(CLI::App& app) = 0;
  /// Does the work. A returned error is printed as one line "rawi NAME: …" and ends with exit code 1; kFailed is for a command
  /// that has already said on `err` what went wrong with part of its input.
  [[nodiscard]] virtual Result<ExitCode> run(Console& console) = 0;
};

/// Every subcommand, in the order of `rawi --help` (tools/commands.cpp).
[[nodiscard]] std::vector<std::unique_ptr<Command>> make_commands();

/// Parses and runs: what main() does with the process's arguments and streams. `arguments` without the program's name.
[[nodiscard]] int run_rawi(const std::vector<std::string>& arguments, Console& console);

}  // namespace rawi
