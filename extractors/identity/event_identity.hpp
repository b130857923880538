// Which mentions report the same occurrence. A mention joins an event when kind, participants, time and place agree and
// nothing speaks against it; otherwise it begins an event of its own.
#pragma once

#include <optional>
#include <string>

#include "core/base/result.hpp"
#include "core/facts/extraction.hpp"
#include "core/facts/fact_reader.hpp"
#include "core/facts/ontology.hpp"

namespace rawi {

/// Why a mention does or does not report an event: for `show --explain` and for tests.
struct IdentityVerdict {
  bool same = false;
  double score = 0;  // 0 to 1; of several events that fit, the one with the highest is taken
  std::string reason;
};

/// References must outlive it; safe for threads.
class EventIdentity {
 public:
  explicit EventIdentity(const Ontology& ontology) : ontology_(ontology) {}

  /// Gives every mention of the extraction its EventId: first against the events of the same document, then against those of
  /// `facts` that share a participant and lie near in time (by index, never by scan). An article that is taken in again finds its
  /// own events and keeps their ids. Adds Layer::kIdentity. Fails only when `facts` does.
  [[nodiscard]] Result<void> assign(Extraction& extraction, const FactReader& facts) const;

  /// Compares a mention with an event. `same_document` is true when one article reports both: then an unnamed "the summit" may
  /// be the one named before.
  [[nodiscard]] IdentityVerdict compare(const EventMention& mention, const Event& event, bool same_document) const;

 private:
  struct Known;
  [[nodiscard]] std::optional<EventId> find_in_facts(const EventMention& mention, const FactReader& facts,
                                                     Result<void>& outcome) const;
  [[nodiscard]] bool kindred(const KindId& a, const KindId& b) const;

  const Ontology& ontology_;
};

}  // namespace rawi
