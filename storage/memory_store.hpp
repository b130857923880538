// The in-memory twin: the same FactStore over a std::map. For tests, and for commands that need no store on disk.
#pragma once

#include <memory>

#include "storage/fact_store.hpp"
#include "storage/key_value.hpp"

namespace rawi {

/// Empty, and gone with the object.
[[nodiscard]] std::unique_ptr<FactStore> make_memory_store();

/// The map below it, for tests of what stands above a KeyValue.
[[nodiscard]] std::unique_ptr<KeyValue> make_memory_key_value();

}  // namespace rawi
