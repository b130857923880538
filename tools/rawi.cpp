// Parses the command line and hands over to one subcommand. The parser's exceptions become advice here and nowhere else.
#include <CLI/CLI.hpp>
#include <ostream>

#include "tools/command.hpp"
#include "tools/version.hpp"

namespace rawi {

namespace {

/// One line, as all errors are.
std::string usage_error(const CLI::App* app, const CLI::Error& error) {
  std::string command = app->get_name();
  for (const CLI::App* sub : app->get_subcommands()) command += " " + sub->get_name();
  std::string problem = error.what();
  if (const auto unknown = app->remaining(); app->get_subcommands().empty() && !unknown.empty())
    problem = (unknown.front().starts_with("-") ? "there is no option " : "there is no command ") + unknown.front();
  return command + ": " + problem + "; see '" + command + " --help'\n";
}

/// An answer that did not reach its reader is none.
int finish(Console& console, const std::string& command, ExitCode code) {
  if (console.out.flush()) return static_cast<int>(code);
  console.err << "rawi " << command
              << ": standard output: not all of the answer could be written; is there room on the device?\n";
  return static_cast<int>(ExitCode::kFailed);
}

}  // namespace

int run_rawi(const std::vector<std::string>& arguments, Console& console) {
  CLI::App app("rawi reads news and keeps who did what to whom, when, where and who says so.", "rawi");
  app.set_version_flag("--version", "rawi " + std::string(version()));
  app.require_subcommand(1);
  app.failure_message(usage_error);
  app.footer("'rawi COMMAND --help' describes a command. Exit codes: 0 done, 1 the data or the answer failed, 2 wrong usage.");
  auto commands = make_commands();
  std::vector<CLI::App*> subcommands;
  for (const auto& command : commands) {
    subcommands.push_back(app.add_subcommand(command->name(), command->summary()));
    command->set_up(*subcommands.back());
  }
  try {
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());  // CLI11 takes them from the back
    app.parse(reversed);
  } catch (const CLI::ParseError& e) {
    const int code = app.exit(e, console.out, console.err);
    return code == 0 ? static_cast<int>(ExitCode::kOk) : static_cast<int>(ExitCode::kUsage);
  }
  for (std::size_t i = 0; i < commands.size(); ++i) {
    if (!subcommands[i]->parsed()) continue;
    const auto code = commands[i]->run(console);
    if (code) return finish(console, commands[i]->name(), *code);
    console.err << "rawi " << commands[i]->name() << ": " << code.error().message() << '\n';
    const bool usage = code.error().subject.starts_with("--");  // what was wrong is an option, found out after parsing
    return static_cast<int>(usage ? ExitCode::kUsage : ExitCode::kFailed);
  }
  return static_cast<int>(ExitCode::kUsage);
}

}  // namespace rawi
