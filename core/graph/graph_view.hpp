// An immutable snapshot of actors and events as a graph to walk. It is bipartite: an event is a node, and a
// participation is what joins an actor to it, with the role on the edge. "France met Ukraine" is never an edge.
//
// The edges lie in one boost::compressed_sparse_row_graph, each stored in both directions, so that every algorithm of Boost.Graph
// runs on csr() as it is. Nothing else is kept but what a walk needs (ids, kind, status, day): 5 bytes an edge direction and
// some 20 a node, no heap object of a node's own. Names and evidence are read from the reader for the few nodes an answer shows.
//
// Nodes are numbered without gaps: first the actors by id, then the events by day and id (undated last). The events around an
// actor are therefore in order of time.
#pragma once

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/facts/fact_reader.hpp"
#include "core/graph/filter.hpp"

namespace rawi {

/// A node of one GraphView; of no meaning in another.
enum class NodeId : std::uint32_t {};

/// The property of an edge.
struct Participation {
  Role role = Role::kSource;
};

/// Move-only (a copy is rarely meant). Safe for any number of reading threads; independent of the reader once built.
class GraphView {
 public:
  /// Vertex descriptors are the numbers of NodeIds. Models VertexListGraph, IncidenceGraph and EdgeListGraph.
  using Csr = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, Participation, boost::no_property,
                                                 std::uint32_t, std::uint32_t>;

  /// Holds the events that pass the filter (as of its date) and the actors that take part in one of them.
  /// Reads each event once: O(events + participations + actors log actors). Errors are the reader's; kInvalidInput when
  /// there are more than 2^31 participations.
  [[nodiscard]] static Result<GraphView> build(const FactReader& reader, const Filter& filter);

  GraphView(const GraphView&) = delete;
  GraphView& operator=(const GraphView&) = delete;
  GraphView(GraphView&&) = default;
  GraphView& operator=(GraphView&&) = default;
  ~GraphView() = default;

  [[nodiscard]] std::uint32_t actor_count() const { return static_cast<std::uint32_t>(actor_begin_.size() - 1); }
  [[nodiscard]] std::uint32_t event_count() const { return static_cast<std::uint32_t>(events_.size()); }
  [[nodiscard]] std::uint32_t node_count() const { return actor_count() + event_count(); }
  /// Participations, each once: half of csr()'s edges.
  [[nodiscard]] std::uint32_t participation_count() const { return static_cast<std::uint32_t>(num_edges(csr_) / 2); }

  [[nodiscard]] NodeId actor_at(std::uint32_t index) const { return NodeId{index}; }
  [[nodiscard]] NodeId event_at(std::uint32_t index) const { return NodeId{actor_count() + index}; }
  [[nodiscard]] bool is_actor(NodeId node) const { return number(node) < actor_count(); }

  /// Nothing when the actor takes part in no event of this view. O(log actors).
  [[nodiscard]] std::optional<NodeId> find_actor(const EntityId& id) const;
  /// O(log events).
  [[nodiscard]] std::optional<NodeId> find_event(EventId id) const;

  /// Of an actor node. The text lives as long as the view.
  [[nodiscard]] std::string_view actor_id_text(NodeId actor) const;
  [[nodiscard]] EntityId actor_id(NodeId actor) const { return EntityId(std::string(actor_id_text(actor))); }

  /// Of an event node.
  [[nodiscard]] EventId event_id(NodeId event) const { return record(event).id; }
  [[nodiscard]] const KindId& kind(NodeId event) const { return kinds_[record(event).kind]; }
  [[nodiscard]] EventStatus status(NodeId event) const { return record(event).status; }
  [[nodiscard]] std::optional<Day> sort_day(NodeId event) const;

  /// Calls visit(NodeId other, Role role) for each participation of an actor (others are events, in order of time) or an
  /// event (others are actors, by role and id). An actor with two roles in one event is met twice.
  template <class Visit>
  void each_link(NodeId node, Visit&& visit) const {
    const auto [begin, end] = out_edges(number(node), csr_);
    for (auto edge = begin; edge != end; ++edge) visit(NodeId{target(*edge, csr_)}, csr_[*edge].role);
  }

  [[nodiscard]] const Csr& csr() const { return csr_; }
  [[nodiscard]] static std::uint32_t number(NodeId node) { return static_cast<std::uint32_t>(node); }

 private:
  struct EventRecord {  // 16 bytes
    EventId id;
    std::int32_t day = 0;    // days since 1970-01-01, kNoDay for none
    std::uint16_t kind = 0;  // index into kinds_
    EventStatus status = EventStatus::kHappened;
  };
  static constexpr std::int32_t kNoDay = INT32_MAX;
  class Builder;

  GraphView() = default;
  [[nodiscard]] const EventRecord& record(NodeId event) const { return events_[number(event) - actor_count()]; }

  Csr csr_;
  std::string actor_text_;                  // all actor ids, one after the other
  std::vector<std::uint32_t> actor_begin_;  // where each begins in actor_text_, and the end of the last
  std::vector<EventRecord> events_;
  std::vector<std::uint32_t> events_by_id_;  // indices into events_
  std::vector<KindId> kinds_;
};

}  // namespace rawi
