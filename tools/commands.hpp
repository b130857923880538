// The subcommands, one file each.
#pragma once

#include "tools/command.hpp"

namespace rawi {

[[nodiscard]] std::unique_ptr<Command> make_build_command();
[[nodiscard]] std::unique_ptr<Command> make_import_command();
[[nodiscard]] std::unique_ptr<Command> make_extract_command();
[[nodiscard]] std::unique_ptr<Command> make_annotate_command();
[[nodiscard]] std::unique_ptr<Command> make_actors_command();
[[nodiscard]] std::unique_ptr<Command> make_match_command();
[[nodiscard]] std::unique_ptr<Command> make_show_command();
[[nodiscard]] std::unique_ptr<Command> make_relations_command();
[[nodiscard]] std::unique_ptr<Command> make_path_command();
[[nodiscard]] std::unique_ptr<Command> make_neighbors_command();
[[nodiscard]] std::unique_ptr<Command> make_timeline_command();
[[nodiscard]] std::unique_ptr<Command> make_export_command();
[[nodiscard]] std::unique_ptr<Command> make_stats_command();
[[nodiscard]] std::unique_ptr<Command> make_merge_command();
[[nodiscard]] std::unique_ptr<Command> make_split_command();
[[nodiscard]] std::unique_ptr<Command> make_edits_command();
[[nodiscard]] std::unique_ptr<Command> make_delete_command();
[[nodiscard]] std::unique_ptr<Command> make_check_command();
[[nodiscard]] std::unique_ptr<Command> make_backup_command();
[[nodiscard]] std::unique_ptr<Command> make_restore_command();

}  // namespace rawi
