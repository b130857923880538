// The options that every question about a stored graph shares, and the opening of what it asks.
#pragma once

#include <CLI/App.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/facts/ontology.hpp"
#include "storage/fact_store.hpp"
#include "tools/command.hpp"
#include "tools/questions.hpp"

namespace rawi {

/// Options --db, --data, --json. Bound to the members: must outlive the parsing.
struct StoreOptions {
  std::string db;
  std::string data;
  bool json = false;

  void add_to(CLI::App& app, bool with_json = true);
};

/// Options --kind, --status, --from, --to, --as-of, --min-confidence.
struct FilterOptions {
  std::vector<std::string> kinds, statuses;
  std::string from, to, as_of;
  double confidence_min = 0;

  void add_to(CLI::App& app);
  /// kInvalidInput names the option and what it may be.
  [[nodiscard]] Result<Filter> filter(const Ontology& ontology) const;
};

/// A store opened for reading, with the ontology that its answers are worded by.
struct OpenedStore {
  std::filesystem::path data;
  Ontology ontology;
  std::unique_ptr<FactStore> store;
  StoredGraph graph;

  [[nodiscard]] Asker asker(Console& console, bool json) const;
};

[[nodiscard]] Result<OpenedStore> open_for_questions(const StoreOptions& options);

/// "2025-03-26", "2025-03" or "2025" as the first (or last) day of it; nothing for an empty text. kInvalidInput names the option.
[[nodiscard]] Result<std::optional<Day>> day_option(const std::string& option, const std::string& text, bool last_day);

/// Ends a question: no answer at all is exit code 1 with one line on err, unless JSON was asked for, where an empty answer is
/// one.
[[nodiscard]] ExitCode finish_question(Console& console, const std::string& command, AnswerCount count, bool json);

}  // namespace rawi
