// What people decided by hand about a graph, against what was worked out: two entities are one, a report belongs to no event with
// others. An edit is a fact like a report: it is kept with who made it, when and why, it is never changed or taken away, and what
// it does is worked out from it each time. What undoes an edit is another edit.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/facts/event.hpp"

namespace rawi {

enum class EditKind : std::uint8_t { kMerge, kPart, kUndo };
[[nodiscard]] std::string_view to_string(EditKind kind);  // "merge"

/// A mention by its place in its article, which stays when the article is read again.
struct PartedMention {
  ArticleId article;
  Part part = Part::kBody;
  Span trigger;
  KindId kind;
  std::string sentence;  // for who reads the edit

  [[nodiscard]] bool is_at(const EventMention& m) const {
    return article == m.article && part == m.part && trigger == m.trigger.span && kind == m.kind;
  }
  friend bool operator==(const PartedMention&, const PartedMention&) = default;
};

struct Edit {
  std::uint32_t number = 0;  // from 1, in the order in which they were made; the store gives it
  EditKind kind = EditKind::kMerge;
  Day day{};           // when it was made
  std::string author;  // who made it, or empty
  std::string note;    // why, or empty

  EntityId kept, other;                 // kMerge: the second is the first one under another id
  EventId event;                        // kPart: what the mentions were taken from; it may have another id by now
  std::vector<PartedMention> mentions;  // kPart: those that are of one event, if at all, only with each other
  std::uint32_t undone = 0;             // kUndo: which edit

  friend bool operator==(const Edit&, const Edit&) = default;
};

/// All edits of a graph, and what they come to. Immutable; threads may share it.
class Edits {
 public:
  Edits() = default;
  /// Takes them in any order, each number once.
  explicit Edits(std::vector<Edit> all);
  /// The same, and one more. Its number must be next_number().
  [[nodiscard]] Edits with(Edit edit) const;

  /// By number.
  [[nodiscard]] const std::vector<Edit>& all() const { return all_; }
  /// nullptr when there is none.
  [[nodiscard]] const Edit* find(std::uint32_t number) const;
  [[nodiscard]] std::uint32_t next_number() const { return all_.empty() ? 1 : all_.back().number + 1; }
  /// The number of the edit that took this one back, and was not taken back itself; 0 for none.
  [[nodiscard]] std::uint32_t undone_by(std::uint32_t number) const;

  /// Which entity an id stands for: itself unless it was merged into another.
  [[nodiscard]] const EntityId& canonical(const EntityId& id) const;
  /// The ids that stand for this entity: itself first, the others in the order in which they were merged.
  [[nodiscard]] std::vector<EntityId> members(const EntityId& canonical) const;
  /// The entities of more than one id, with all of their ids.
  [[nodiscard]] const std::map<EntityId, std::vector<EntityId>>& merged() const { return merged_; }
  /// Puts the canonical ids into a mention.
  void apply(EventMention& mention) const;
  [[nodiscard]] EventMention applied(EventMention mention) const;

  /// The numbers of the edits that part this mention from others, sorted. Mentions with other numbers are never of one event.
  [[nodiscard]] std::vector<std::uint32_t> parting(const EventMention& mention) const;
  /// The merges that are at work on this entity, by number.
  [[nodiscard]] std::vector<const Edit*> merges_of(const EntityId& canonical) const;

 private:
  void work_out_merges();

  std::vector<Edit> all_;
  std::map<std::uint32_t, std::uint32_t> undone_by_;
  std::map<EntityId, EntityId> canonical_;  // of those that are not their own
  std::map<EntityId, std::vector<EntityId>> merged_;
  std::map<ArticleId, std::vector<std::uint32_t>> partings_;  // the edits that part a mention of the article
};

/// For a graph that nobody edited.
[[nodiscard]] const Edits& no_edits();

}  // namespace rawi
