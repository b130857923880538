#include "core/base/result.hpp"

namespace rawi {

std::string Error::message() const {
  std::string line = subject;
  if (!line.empty() && !problem.empty()) line += ": ";
  line += problem;
  if (!advice.empty()) line += (line.empty() ? "" : "; ") + advice;
  for (char& c : line)
    if (c == '\n' || c == '\r') c = ' ';
  return line;
}

}  // namespace rawi
