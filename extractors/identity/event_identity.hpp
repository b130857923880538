// Which reports of which articles tell of one occurrence, and so are one event.
//
// Every report looks for the best fitting one of higher rank (Report::rank) among those that share a trace with it, and is
// joined to that one; what hangs together is an event. Whom a report is joined to depends on which reports there are, and not on
// when they came: the same articles give the same events in any order, and after one is retracted the events are those that the
// others alone would have given. Only events near a change are looked at again.
//
// What people parted by hand (core/facts/edit.hpp) is never joined. That too depends on the two reports alone, and so on no
// order.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/facts/edit.hpp"
#include "core/facts/event_move.hpp"
#include "core/facts/extraction.hpp"
#include "core/facts/fact_reader.hpp"
#include "core/facts/ontology.hpp"
#include "extractors/identity/event_compare.hpp"

namespace rawi {

/// Why a report is part of an event.
struct IdentityLink {
  ArticleId article;
  std::vector<EventMention> mentions;    // the report
  std::optional<ArticleId> joined_to{};  // nothing for the one that all others hang on
  std::string joined_sentence{};         // the first sentence of that report
  IdentityVerdict verdict{};
  std::vector<std::uint32_t> parting{};  // the edits that part it from other events' reports
};

/// References must outlive it; safe for threads. All functions fail only when `facts` does. `edits` must be those of `facts`, and
/// have been applied to the mentions.
class EventIdentity {
 public:
  explicit EventIdentity(const Ontology& ontology) : compare_(ontology) {}

  /// Gives every mention its EventId within its own article. Adds Layer::kIdentity.
  void assign_within(Extraction& extraction) const;

  /// Gives every mention its EventId among those of `facts`, which must not hold the article (retract it first), and says which
  /// stored mentions go over to other events. Article and moves must be stored together. Adds Layer::kIdentity.
  [[nodiscard]] Result<std::vector<EventMove>> assign(Extraction& extraction, const FactReader& facts,
                                                      const Edits& edits = no_edits()) const;

  /// What retracting an article moves. The article's own mentions are not named.
  [[nodiscard]] Result<std::vector<EventMove>> retract(const ArticleId& article, const FactReader& facts,
                                                       const Edits& edits = no_edits()) const;

  /// The reports of an event, those that others are joined to first.
  [[nodiscard]] Result<std::vector<IdentityLink>> explain(EventId event, const FactReader& facts,
                                                          const Edits& edits = no_edits()) const;

  [[nodiscard]] const EventCompare& compare() const { return compare_; }

 private:
  EventCompare compare_;
};

}  // namespace rawi
