// A document's words and trees as CoNLL-U (universaldependencies.org/format.html).
#pragma once

#include <iosfwd>

#include "core/text/document.hpp"

namespace rawi {

/// Writes every sentence with `# newdoc id`, `# sent_id`, `# text`, multiword tokens and SpaceAfter=No. A title's sentences come
/// first and carry `# part = title`. Needs the words, morphology and tree.
void write_conllu(const Document& document, std::ostream& out);

}  // namespace rawi
