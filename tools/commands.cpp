#include "tools/commands.hpp"

namespace rawi {

std::vector<std::unique_ptr<Command>> make_commands() {
  std::vector<std::unique_ptr<Command>> all;
  for (const auto make :
       {make_build_command,    make_import_command, make_extract_command,   make_annotate_command, make_actors_command,
        make_match_command,    make_show_command,   make_relations_command, make_path_command,     make_neighbors_command,
        make_timeline_command, make_export_command, make_stats_command,     make_merge_command,    make_split_command,
        make_edits_command,    make_delete_command, make_check_command,     make_backup_command,   make_restore_command})
    all.push_back(make());
  return all;
}

}  // namespace rawi
