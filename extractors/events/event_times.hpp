// When: which temporal expression belongs to which event of a sentence, and which day it means there.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/facts/ontology.hpp"
#include "core/text/document.hpp"

namespace rawi {

/// What the search for a time needs to know of an event.
struct TimedAct {
  WordIndex word = kNoWord;
  const EventKind* kind = nullptr;
  std::optional<EventStatus> status;  // nothing while no word tells
  const TimeMention* time = nullptr;
};

/// Works through one document, sentence by sentence; remembers what expressions were taken to mean. Borrows the document.
class EventTimes {
 public:
  explicit EventTimes(const Document& document) : document_(document) {}

  /// Each temporal expression belongs to one event, and each event has one of its own: the nearest in the tree, if it is near,
  /// and of several equally near the nearest in the text.
  void give(const Sentence& sentence, std::vector<TimedAct>& acts) const;

  /// The only time of a sentence holds for the other acts told with its own: "arrested three on Sunday in joint work with". Not
  /// for what is said on that day or spoken of ("condemned on Friday the attack"), nor for what was still to come.
  void share(const Sentence& sentence, std::vector<TimedAct>& acts) const;

  /// An expression such as "Thursday" lies behind a past act and ahead of a planned one. A noun has no tense: then it means what
  /// the same words meant before in this article, else the nearer of the two. Needs a time with one reading at least.
  [[nodiscard]] TimeInterval read(const TimeMention& time, std::optional<EventStatus> told);

 private:
  /// Edges between two words over their lowest common head, or more than are looked at.
  [[nodiscard]] int distance(WordIndex a, WordIndex b) const;
  [[nodiscard]] bool is_below(WordIndex word, WordIndex top) const;
  /// The word that the expression hangs on, or kNoWord.
  [[nodiscard]] WordIndex head_of(const TimeMention& time) const;
  /// Is the act a verb coordinated with the one before: "received them on Friday and appointed"?
  [[nodiscard]] bool goes_on_from(WordIndex act, WordIndex before) const;
  /// Does the time belong to a clause that hangs below the act ("said that they left on Monday")? A relative clause or a
  /// participle on the noun for an event tells of that event ("the summit, which opens on Monday").
  [[nodiscard]] bool lies_in_clause_below(const TimeMention& time, WordIndex act) const;

  const Document& document_;
  std::map<std::string, TimeInterval> read_so_far_;
};

}  // namespace rawi
