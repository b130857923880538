#include "tools/commands.hpp"

namespace rawi {

std::vector<std::unique_ptr<Command>> make_commands() {
  std::vector<std::unique_ptr<Command>> all;
  for (const auto make : {make_extract_command, make_annotate_command}) all.push_back(make());
  return all;
}

}  // namespace rawi
