// Many new articles at once: the same records as article_change would write, worked out together and in the order of their keys,
// so that the store can take them in as one sorted file. What touches something that is there already is left to article_change.
#pragma once

#include <vector>

#include "core/facts/edit.hpp"
#include "core/facts/extraction.hpp"
#include "storage/key_value.hpp"
#include "storage/sorted_run.hpp"

namespace rawi {

struct PlannedBulk {
  SortedRun facts;                  // A, E, M and S: empty when no article is new
  SortedRun derived;                // V and the indexes: all of its keys lie behind those of the facts
  std::vector<std::size_t> others;  // indices of the articles that must be put one by one
};

/// Plans the articles that are new to the view, once each, and report events that are new to it; their facts are moved away,
/// those of the others stay. Refuses what prepare() refuses: the whole load, before anything is written. Fails with what reading
/// fails with, and for colliding ids.
[[nodiscard]] Result<PlannedBulk> plan_bulk(const KeyValueView& view, const Edits& edits, std::vector<ArticleFacts>& articles);

}  // namespace rawi
