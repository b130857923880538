// The questions of the command line, once their arguments are ids: asks core/graph and writes the answer as text or as JSON
// Lines. What the names of actors mean is settled before (see the commands); who opens the store, too.
#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "core/graph/neighbors.hpp"
#include "core/graph/paths.hpp"
#include "core/graph/relations.hpp"
#include "core/graph/timeline.hpp"
#include "tools/answer_facts.hpp"
#include "tools/stored_graph.hpp"

namespace rawi {

enum class AnswerFormat { kText, kJson };

/// Who is asked, and where and how the answer goes. Borrows everything.
struct Asker {
  const FactReader& reader;
  const Ontology& ontology;
  std::ostream& out;
  AnswerFormat format = AnswerFormat::kText;
  const StoredGraph* graph = nullptr;  // without one, views are built from the reader
};

/// The kinds of these names and all kinds below them in the ontology. kInvalidInput names an unknown one and lists the known.
[[nodiscard]] Result<std::vector<KindId>> parse_kinds(const Ontology& ontology, const std::vector<std::string>& names);
[[nodiscard]] Result<std::vector<EventStatus>> parse_statuses(const std::vector<std::string>& names);

/// How many answers (events, paths, neighbours) were written. None is no error here: the command decides.
using AnswerCount = std::size_t;

[[nodiscard]] Result<AnswerCount> ask_timeline(const Asker& asker, const TimelineQuery& query);
[[nodiscard]] Result<AnswerCount> ask_relations(const Asker& asker, const RelationQuery& query);

struct PathQuery {
  EntityId from;
  EntityId to;
  Filter filter{};
  PathOptions options{};
  /// Where no chain of events joins the two, may a person or a body stand for the state that it belongs to? The hop between
  /// the two then has no event, and says so.
  bool through_states = true;
};
[[nodiscard]] Result<AnswerCount> ask_path(const Asker& asker, const PathQuery& query);

struct NeighborQuery {
  EntityId actor;
  Filter filter{};
  NeighborOptions options{};
  std::size_t limit = SIZE_MAX;
};
[[nodiscard]] Result<AnswerCount> ask_neighbors(const Asker& asker, const NeighborQuery& query);

/// Everything about one id: an event with its reports, an actor with its events (as a timeline, up to `limit`), or an
/// article with what it reports. kNotFound when the store has none of that id.
[[nodiscard]] Result<AnswerCount> ask_show(const Asker& asker, std::string_view id, std::optional<Day> as_of,
                                           std::uint64_t limit);

}  // namespace rawi
