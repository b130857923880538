// Pronouns: the nearest mention before that fits, subjects first. Leaves a pronoun open rather than guess.
#pragma once

#include <cstddef>

#include "extractors/resolve/document_actors.hpp"

namespace rawi {

/// Who the pronoun at `mention` (an index into Document::mentions) stands for, or nullptr.
[[nodiscard]] const Entity* resolve_pronoun(const Document& document, std::size_t mention, const DocumentActors& actors);

}  // namespace rawi
