// Who and what fills the roles of one trigger: its frame laid over what hangs on it in the tree.
#pragma once

#include <span>
#include <vector>

#include "core/facts/extraction.hpp"
#include "core/facts/ontology.hpp"
#include "extractors/annotate/language_pack.hpp"
#include "extractors/events/argument_finder.hpp"
#include "extractors/events/trigger_matcher.hpp"
#include "extractors/resolve/actor_catalogue.hpp"

namespace rawi {

/// A role filled by a mention, before it becomes a Participant.
struct Filled {
  Role role = Role::kSource;
  const Mention* mention = nullptr;  // nullptr for somebody who is understood
  EntityId entity;
};

/// Works over one document and adds to its extraction the actors that no mention names (a capital's state, "unnamed speaker").
/// Borrows everything it is given.
class RoleFiller {
 public:
  RoleFiller(Extraction& extraction, const LanguagePack& pack, const ActorCatalogue& catalogue, const ChildIndex& children,
             const ArgumentFinder& arguments, const MentionIndex& mentions)
      : extraction_(extraction),
        document_(extraction.document),
        pack_(pack),
        catalogue_(catalogue),
        children_(children),
        arguments_(arguments),
        mentions_(mentions) {}

  /// `last_speakers`: who spoke last before, for a verb of saying that goes on without a subject.
  [[nodiscard]] std::vector<Filled> fill(const TriggerMatch& match, const EventKind& kind,
                                         std::span<const Mention* const> last_speakers) const;

 private:
  void add(std::vector<Filled>& out, Role role, WordIndex word, const EventKind& kind, bool inverted = false) const;
  void add_clause_place(std::vector<Filled>& out, const TriggerMatch& match, const EventKind& kind) const;
  void add_dropped_speaker(std::vector<Filled>& out, const TriggerMatch& match, std::span<const Mention* const> last_speakers) const;
  void add_issuer(std::vector<Filled>& out, const TriggerMatch& match, const EventKind& kind,
                  std::span<const Mention* const> last_speakers) const;
  [[nodiscard]] WordIndex inverted_speaker(const TriggerMatch& match, const EventKind& kind) const;
  [[nodiscard]] EntityType type_of(const EntityId& id, EntityType otherwise) const;
  void know(const Entity& entity) const;

  Extraction& extraction_;
  const Document& document_;
  const LanguagePack& pack_;
  const ActorCatalogue& catalogue_;
  const ChildIndex& children_;
  const ArgumentFinder& arguments_;
  const MentionIndex& mentions_;
};

}  // namespace rawi
