// The actors of one document while it is being resolved: known ones that it names, and new ones made from its words.
#pragma once

#include <deque>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/facts/entity.hpp"
#include "extractors/mentions/mention_finder.hpp"
#include "extractors/resolve/actor_catalogue.hpp"

namespace rawi {

/// One resolved mention, for those behind it that point back to it.
struct ResolvedMention {
  std::size_t mention = 0;  // index into Document::mentions
  const Entity* actor = nullptr;
  const Nominal* nominal = nullptr;  // as what the text described the actor
};

class DocumentActors {
 public:
  explicit DocumentActors(const ActorCatalogue& catalogue) : catalogue_(catalogue) {}

  /// Tells of a known actor that the document names in full, and of a state that it mentions, before anything is resolved.
  void expect(const Entity& actor) { expected_.insert(&actor); }
  [[nodiscard]] bool expects(const Entity& actor) const { return expected_.contains(&actor); }
  [[nodiscard]] bool expects_state(std::string_view country) const;
  [[nodiscard]] const std::set<const Entity*>& expected() const { return expected_; }

  /// The new actor of that type and name, made when the document has none yet. `original` is the name as written, kept under
  /// `language`; empty for a description. A known actor with the same id is taken instead. `apart` keeps those apart that go by
  /// the same description: it becomes a part of the id.
  [[nodiscard]] const Entity* make(EntityType type, const std::string& name, const std::string& original,
                                   const std::string& language, const std::string& country, const std::string& apart = {});

  /// Keeps an imported actor for the document.
  [[nodiscard]] const Entity* adopt(Entity actor);

  /// An unknown person by the words of a name: the one that already goes by all of them, or by the last of them alone; nullptr
  /// for a new one.
  [[nodiscard]] const Entity* person_named(const std::vector<std::string>& words) const;
  void remember_person(const std::vector<std::string>& words, const Entity* person);

  /// Mentions in the order in which they were resolved.
  void resolved(const ResolvedMention& mention) { history_.push_back(mention); }
  [[nodiscard]] const std::vector<ResolvedMention>& history() const { return history_; }

 private:
  struct NamedPerson {
    std::vector<std::string> words;
    const Entity* person = nullptr;
  };

  const ActorCatalogue& catalogue_;
  std::set<const Entity*> expected_;
  std::deque<Entity> made_;  // a deque: pointers to its entities stay
  std::map<EntityId, const Entity*> made_by_id_;
  std::vector<NamedPerson> people_;
  std::vector<ResolvedMention> history_;
};

}  // namespace rawi
