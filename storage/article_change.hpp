// What putting, replacing and removing an article does to the records and the indexes: the one place that knows. It
// reads the store and plans a WriteBatch; it writes nothing.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/facts/edit.hpp"
#include "core/facts/event_move.hpp"
#include "core/facts/extraction.hpp"
#include "storage/codec.hpp"
#include "storage/fact_store.hpp"
#include "storage/key_value.hpp"

namespace rawi {

/// ArticleFacts checked and made canonical: the same facts in any order give the same bytes.
struct PreparedArticle {
  struct Description {
    keys::DescriptionKey key;
    EntityId entity;
    std::string bytes;
  };
  struct Mention {
    keys::MentionKey key;
    EventMention facts;
    std::string bytes;
  };

  StoredArticle record;
  std::vector<Description> descriptions;  // sorted by entity
  std::vector<Mention> mentions;          // in the order of the text
};

/// Fails (kInvalidInput, naming article and what is wrong) when the article has no id, a mention belongs to another
/// article, has no event, points to an entity that is not described, or ends before it begins in time.
[[nodiscard]] Result<PreparedArticle> prepare(ArticleFacts facts);
/// What prepare() fails with, without its work.
[[nodiscard]] Result<void> check_facts(const ArticleFacts& facts);

struct PlannedPut {
  PutOutcome outcome = PutOutcome::kUnchanged;
  WriteBatch batch;
};

/// Takes what the view holds of the article back and puts `article` in its place; the mentions of other articles that `moves`
/// names go over to other events. Fails with what reading fails with, and with kInvalidInput when two ids have one hash or a
/// move names a mention that is not there. What is derived is worked out under `edits`, which must be those of the view.
[[nodiscard]] Result<PlannedPut> plan_put(const KeyValueView& view, const Edits& edits, const PreparedArticle& article,
                                          const std::vector<EventMove>& moves);

/// An empty batch when there is no such article.
[[nodiscard]] Result<WriteBatch> plan_remove(const KeyValueView& view, const Edits& edits, const ArticleId& id,
                                             const std::vector<EventMove>& moves);

/// Adds an edit, whose number `after` knows and `before` does not, and brings the events up to date in which an entity takes part
/// that stands for another one after it. Which mentions report an event is not changed: that is identity's.
[[nodiscard]] Result<WriteBatch> plan_edit(const KeyValueView& view, const Edit& edit, const Edits& before, const Edits& after);

/// The index keys that an event needs: its timeline, one participation for each entity, and the identity keys of its mentions,
/// to which the edits have been applied.
[[nodiscard]] std::set<std::string> index_keys_of(const Event& event, const std::vector<EventMention>& mentions);

}  // namespace rawi
