// What the commands that change a graph by hand have in common: their options, the opening of a graph that must be there, and the
// words in which an edit is told.
#pragma once

#include <CLI/App.hpp>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <ostream>
#include <string>

#include "core/facts/edit.hpp"
#include "core/facts/ontology.hpp"
#include "extractors/identity/event_identity.hpp"
#include "storage/fact_store.hpp"
#include "tools/command.hpp"

namespace rawi {

/// A graph opened for changes. Fails with kNotFound where there is none: a store that is only written to would be made.
[[nodiscard]] Result<std::unique_ptr<FactStore>> open_for_changes(const std::string& db);

/// Options --db, --data, --json, --by, --note, --date. Bound to the members: must outlive the parsing.
class EditOptions {
 public:
  void add_to(CLI::App& app);

  /// The edit with who makes it, when (today, if no date is given) and why. kInvalidInput for what is no date.
  [[nodiscard]] Result<Edit> signed_edit(Edit edit) const;

  std::string db, data;
  bool json = false;

 private:
  std::string author_, note_, date_;
};

/// A graph opened for changes by hand, with what decides about events.
struct EditedGraph {
  std::filesystem::path data;
  std::unique_ptr<Ontology> ontology;  // identity refers to it
  EventIdentity identity;
  std::unique_ptr<FactStore> store;
  std::string db;

  [[nodiscard]] static Result<EditedGraph> open(const EditOptions& options);
  /// Makes the edit, waits until it is on disk, and brings the graph's file up to date. Gives the edit as it was kept.
  [[nodiscard]] Result<Edit> make(Edit edit);
};

/// {"edit", "kind", "date", "by", "note", "undone_by", "kept", "other", "event", "reports", "undoes"} (schemas/io/edit.json)
[[nodiscard]] nlohmann::ordered_json edit_answer(const Edit& edit, const Edits& all);

/// "edit 2, 2025-04-01, by Huda: person:b is person:a; undone by edit 3", then the note and the reports, each on a line of its
/// own.
void write_edit(const Edit& edit, const Edits& all, std::ostream& out);

}  // namespace rawi
