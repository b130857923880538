// What `rawi check` does: reads every record, and compares what is derived with what it is derived from.
#pragma once

#include "storage/fact_store.hpp"
#include "storage/key_value.hpp"

namespace rawi {

/// With `repair` (not null) indexes, events and counts that are wrong are written anew from the records, and each line
/// says whether that was possible: a lost article, description or mention cannot be made again from anything else.
/// Needs memory for one event's mentions and for what is wrong, whatever the size of the store. Fails with kIo and kFull only.
[[nodiscard]] Result<CheckReport> check_consistency(const KeyValueView& view, KeyValue* repair);

}  // namespace rawi
