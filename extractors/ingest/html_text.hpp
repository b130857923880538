// The text of an HTML tree: the article's own paragraphs without the page around them.
//
// How the article is found. Every text belongs to its nearest block element. A block is *prose* when it is long enough
// and not mostly links. Parts that pages mark as not theirs (nav, aside, footer, roles, telling class names) are left
// out unless most of the page's prose stands in them. Then the article is what the page says it is (itemprop articleBody,
// article, main) when that holds a fair share of the prose, else the smallest element that holds most of it.
#pragma once

#include <string>
#include <string_view>

struct _xmlNode;  // libxml2's own name for it; its header stays in the .cpp files

namespace rawi {

/// The main text below `root`: paragraphs separated by one line feed, entities decoded, white space folded, no scripts,
/// navigation or captions. A heading that equals `title` is left out. Empty when there is no text at all.
[[nodiscard]] std::string html_main_text(const _xmlNode* root, std::string_view title);

/// Everything below `root` that a reader would see, in the same form.
[[nodiscard]] std::string html_all_text(const _xmlNode* root);

/// The text directly and indirectly in a node, white space folded to single spaces.
[[nodiscard]] std::string html_inline_text(const _xmlNode* root);

/// Appends text with white space folded: no two spaces in a row, none in front of the first character. A no-break space
/// counts as one; soft hyphens and zero-width spaces, which only guide typesetting, go.
void append_folded(std::string& out, std::string_view text);

}  // namespace rawi
