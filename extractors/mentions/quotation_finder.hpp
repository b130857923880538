// Words between quotation marks.
#pragma once

#include <memory>

#include "extractors/annotator.hpp"

namespace rawi {

/// Pairs quotation marks of every script within a paragraph; a mark without a partner opens or closes nothing. Needs
/// nothing, adds quotations, in the order of the text and never one inside another. Linear in the text.
[[nodiscard]] std::unique_ptr<Annotator> make_quotation_finder();

}  // namespace rawi
