// An immutable snapshot of actors and events as a graph to walk. It is bipartite: an event is a node, and a
// participation is what joins an actor to it, with the role on the edge. "France met Ukraine" is never an edge.
//
// Everything lies in one block of memory, which is made by build() or mapped from a file (core/graph/graph_file.hpp): compressed
// sparse rows, each edge stored in both directions, that the traversals of Boost.Graph run on (csr()), and what a walk needs of
// the nodes (ids, kind, status, day): 5 bytes an edge direction, 32 an event with its row, no heap object of a node's own. Names
// and evidence are read from the reader for the few nodes an answer shows.
//
// Nodes are numbered without gaps: first the actors by id, then the events by day and id (undated last). The events around an
// actor are therefore in order of time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/facts/fact_reader.hpp"
#include "core/graph/csr.hpp"
#include "core/graph/filter.hpp"

namespace rawi {

/// A node of one GraphView; of no meaning in another, but for views of one graph with different filters.
enum class NodeId : std::uint32_t {};

/// Copies share the graph. Safe for any number of reading threads; independent of the reader once built.
class GraphView {
 public:
  /// Holds the events that pass the filter (as of its date) and the actors that take part in one of them.
  /// Reads each event once: O(events + participations + actors log actors). Errors are the reader's; kInvalidInput when
  /// there are more than 2^31 participations.
  [[nodiscard]] static Result<GraphView> build(const FactReader& reader, const Filter& filter);

  /// The same graph, seen without the events that do not pass: links to them are not met, and actors with no other are not found.
  /// The numbers of nodes stay, and so do the counts. `filter.as_of` must be empty: what was known on a day is not in the graph.
  /// O(kinds).
  [[nodiscard]] GraphView filtered(const Filter& filter) const;

  [[nodiscard]] std::uint32_t actor_count() const { return static_cast<std::uint32_t>(actor_begin_.size() - 1); }
  [[nodiscard]] std::uint32_t event_count() const { return static_cast<std::uint32_t>(events_.size()); }
  [[nodiscard]] std::uint32_t node_count() const { return actor_count() + event_count(); }
  /// Participations, each once: half of csr()'s edges.
  [[nodiscard]] std::uint32_t participation_count() const { return num_edges(csr_) / 2; }
  [[nodiscard]] std::size_t size_bytes() const { return image_.size(); }

  [[nodiscard]] NodeId actor_at(std::uint32_t index) const { return NodeId{index}; }
  [[nodiscard]] NodeId event_at(std::uint32_t index) const { return NodeId{actor_count() + index}; }
  [[nodiscard]] bool is_actor(NodeId node) const { return number(node) < actor_count(); }

  /// Nothing when the actor takes part in no event of this view. O(log actors), and with a filter O(events of the actor).
  [[nodiscard]] std::optional<NodeId> find_actor(const EntityId& id) const;
  /// O(log events).
  [[nodiscard]] std::optional<NodeId> find_event(EventId id) const;

  /// Of an actor node. The text lives as long as the view.
  [[nodiscard]] std::string_view actor_id_text(NodeId actor) const;
  [[nodiscard]] EntityId actor_id(NodeId actor) const { return EntityId(std::string(actor_id_text(actor))); }

  /// Of an event node.
  [[nodiscard]] EventId event_id(NodeId event) const { return EventId{record(event).id}; }
  [[nodiscard]] const KindId& kind(NodeId event) const { return kinds_[record(event).kind]; }
  [[nodiscard]] EventStatus status(NodeId event) const { return record(event).status; }
  [[nodiscard]] std::optional<Day> sort_day(NodeId event) const;

  /// Does the event pass this view's filter?
  [[nodiscard]] bool shows(NodeId event) const { return !test_ || test_->accepts(record(event)); }

  /// Calls visit(NodeId other, Role role) for each participation of an actor (others are the events that pass, in order of time)
  /// or an event (others are actors, by role and id). An actor with two roles in one event is met twice.
  template <class Visit>
  void each_link(NodeId node, Visit&& visit) const {
    const std::uint32_t end = csr_.row[number(node) + 1];
    const bool test = test_ != nullptr && is_actor(node);
    for (std::uint32_t edge = csr_.row[number(node)]; edge < end; ++edge) {
      const NodeId other{csr_.target[edge]};
      if (!test || test_->accepts(record(other))) visit(other, csr_.role[edge]);
    }
  }

  /// Without regard to the filter. The arrays live as long as the view.
  [[nodiscard]] const Csr& csr() const { return csr_; }
  [[nodiscard]] static std::uint32_t number(NodeId node) { return static_cast<std::uint32_t>(node); }

 private:
  friend class GraphFile;

  struct EventRecord {  // 24 bytes, as they lie in a file
    std::uint64_t id = 0;
    double confidence = 0;
    std::int32_t day = 0;    // days since 1970-01-01, kNoDay for none
    std::uint16_t kind = 0;  // index into kinds_
    EventStatus status = EventStatus::kHappened;
    std::uint8_t zero = 0;  // no byte of a file is left to chance
  };
  static constexpr std::int32_t kNoDay = INT32_MAX;
  class Builder;

  /// Filter, in the terms of the records.
  struct EventTest {
    std::vector<bool> kinds;  // by index; all pass when empty
    unsigned statuses = 0;    // bit by status
    std::int32_t first_day = INT32_MIN, last_day = kNoDay;
    double confidence_min = 0;

    [[nodiscard]] bool accepts(const EventRecord& event) const {
      return event.day >= first_day && event.day <= last_day && event.confidence >= confidence_min &&
             (statuses >> static_cast<unsigned>(event.status) & 1U) != 0 && (kinds.empty() || kinds[event.kind]);
    }
  };

  GraphView() = default;
  [[nodiscard]] const EventRecord& record(NodeId event) const { return events_[number(event) - actor_count()]; }

  std::shared_ptr<const void> keeper_;  // of image_
  std::span<const char> image_;
  Csr csr_;
  std::span<const EventRecord> events_;
  std::span<const std::uint32_t> events_by_id_;  // indices into events_
  std::span<const std::uint32_t> actor_begin_;   // where each begins in actor_text_, and the end of the last
  std::string_view actor_text_;                  // all actor ids, one after the other
  std::vector<KindId> kinds_;
  std::shared_ptr<const EventTest> test_;  // none when all events pass
};

}  // namespace rawi
