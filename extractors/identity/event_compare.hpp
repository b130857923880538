// Do two accounts tell of one occurrence? Looks at nothing but the two, and answers the same whichever comes first: everything
// that identity promises about the order of articles rests on that.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/facts/event.hpp"
#include "core/facts/ontology.hpp"

namespace rawi {

/// Why two accounts are, or are not, of one occurrence: for `show --explain` and for tests.
struct IdentityVerdict {
  bool same = false;
  double score = 0;  // 0 to 1; of several that fit, the one with the highest is taken
  std::string reason;
};

/// References must outlive it; safe for threads.
class EventCompare {
 public:
  explicit EventCompare(const Ontology& ontology);

  /// `same_document` is true when one article gives both: then an unnamed "the summit" may be the one named before.
  [[nodiscard]] IdentityVerdict operator()(const Event& a, const Event& b, bool same_document) const;

  /// The kind itself and those that the ontology calls kindred to it, from either side.
  [[nodiscard]] const std::vector<KindId>& kindred_of(const KindId& kind) const;

  /// False for an account that no other article's can be joined to, whatever it says: spares looking for one.
  [[nodiscard]] bool can_be_shared(const Event& event) const;

 private:
  [[nodiscard]] bool kindred(const KindId& a, const KindId& b) const;
  [[nodiscard]] bool is_lone_speech(const Event& event) const;

  const Ontology& ontology_;
  std::map<KindId, std::vector<KindId>> kindred_;
};

}  // namespace rawi
