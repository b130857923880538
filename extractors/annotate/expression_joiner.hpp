// Fixed expressions of a language pack ("according to", «من خلال») in a tree that knows nothing of them.
#pragma once

#include <string>
#include <vector>

#include "core/text/document.hpp"
#include "extractors/annotate/form_reader.hpp"

namespace rawi {

/// Gives the expressions of a sentence the lemma and part of speech of the pack, and one place in the tree. `folded` has the
/// folded form of every word of the document. The tree stays a tree. Expressions that only help the shallow parser (clitics in
/// front of a verb form) are left alone.
void join_expressions(Document& document, WordRange sentence, const FormReader& reader, const std::vector<std::string>& folded);

}  // namespace rawi
