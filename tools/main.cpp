// The process around run_rawi(): its arguments, its streams, its exit code.
#include <csignal>
#include <exception>
#include <iostream>

#include "tools/command.hpp"

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  std::signal(SIGPIPE, SIG_DFL);  // `rawi timeline | head` ends quietly
  rawi::Console console{std::cout, std::cerr};
  try {
    return rawi::run_rawi({argv + 1, argv + argc}, console);
  } catch (const std::exception& e) {  // memory, or a fault of rawi's own: nothing below main may throw otherwise
    std::cerr << "rawi: " << e.what() << "; this is a fault of rawi's own, please report it\n";
    return static_cast<int>(rawi::ExitCode::kFailed);
  }
}
