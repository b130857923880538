#include "extractors/ingest/html_text.hpp"

#include <libxml/tree.h>

#include <algorithm>
#include <cstddef>
#include <set>
#include <vector>

#include "extractors/ingest/article_sink.hpp"

namespace rawi {

namespace {

using NameSet = std::set<std::string_view>;

constexpr std::size_t kProseBytesMin = 60;     // one short sentence; menus and bylines are shorter
constexpr double kLinkShareMax = 0.4;          // of a prose block that may be link text
constexpr double kMarkedShareMin = 0.3;        // of the prose that a marked article must hold, to be more than a teaser
constexpr double kHolderShareMin = 2.0 / 3.0;  // of the prose that the article holds when nothing is marked
constexpr double kFurnitureShareMax = 0.5;     // of the prose that may be left out for its looks
constexpr std::size_t kNone = SIZE_MAX;

const NameSet& invisible_elements() {
  static const NameSet names = {"script",   "style", "noscript", "template", "head",   "svg",    "math",      "iframe",
                                "object",   "embed", "canvas",   "audio",    "video",  "select", "button",    "input",
                                "textarea", "map",   "option",   "datalist", "dialog", "figure", "figcaption"};
  return names;
}

const NameSet& block_elements() {
  static const NameSet names = {"address", "article", "aside", "blockquote", "body",     "caption", "center",  "dd",
                                "details", "div",     "dl",    "dt",         "fieldset", "footer",  "form",    "h1",
                                "h2",      "h3",      "h4",    "h5",         "h6",       "header",  "hr",      "html",
                                "li",      "main",    "nav",   "ol",         "p",        "pre",     "section", "summary",
                                "table",   "tbody",   "td",    "tfoot",      "th",       "thead",   "tr",      "ul"};
  return names;
}

/// Elements and roles that surround an article.
const NameSet& furniture() {
  static const NameSet names = {"nav",        "aside",  "footer",      "header",        "form",  "menu",
                                "navigation", "banner", "contentinfo", "complementary", "search"};
  return names;
}

/// Words in the class names and ids of the same things.
const NameSet& furniture_words() {
  static const NameSet names = {"nav",           "navbar",       "navigation", "menu",       "breadcrumb", "breadcrumbs",
                                "footer",        "sidebar",      "share",      "sharing",    "social",     "related",
                                "recommended",   "comment",      "comments",   "advert",     "ads",        "ad",
                                "advertisement", "promo",        "newsletter", "cookie",     "cookies",    "consent",
                                "subscribe",     "subscription", "tags",       "pagination", "popup",      "modal",
                                "toolbar",       "byline",       "copyright",  "gallery",    "carousel",   "slideshow"};
  return names;
}

std::string_view name_of(const xmlNode* node) {
  return node->name == nullptr ? std::string_view() : reinterpret_cast<const char*>(node->name);
}

std::string attribute(const xmlNode* node, const char* name) {
  for (const xmlAttr* a = node->properties; a != nullptr; a = a->next)
    if (xmlStrEqual(a->name, reinterpret_cast<const xmlChar*>(name)) != 0 && a->children != nullptr &&
        a->children->content != nullptr)
      return reinterpret_cast<const char*>(a->children->content);
  return {};
}

/// The node after `node` in the order of the document, within `root`; without its children when `enter` is false.
const xmlNode* next_node(const xmlNode* node, const xmlNode* root, bool enter) {
  if (enter && node->type == XML_ELEMENT_NODE && node->children != nullptr) return node->children;
  while (node != root && node->next == nullptr) node = node->parent;
  return node == root ? nullptr : node->next;
}

/// The text that a node itself adds.
std::string_view text_of(const xmlNode* node) {
  const bool text = node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
  return text && node->content != nullptr ? reinterpret_cast<const char*>(node->content) : std::string_view();
}

bool is_hidden(const xmlNode* node) {
  if (xmlHasProp(node, reinterpret_cast<const xmlChar*>("hidden")) != nullptr || attribute(node, "aria-hidden") == "true")
    return true;
  std::string style = attribute(node, "style");
  std::erase(style, ' ');
  return style.find("display:none") != std::string::npos || style.find("visibility:hidden") != std::string::npos;
}

bool names_furniture(const std::string& class_or_id) {
  std::string word;
  for (const char c : class_or_id + " ") {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (letter && !(c <= 'Z' && !word.empty() && word.back() >= 'a')) {  // articleBody is two words
      word += c;
      continue;
    }
    std::transform(word.begin(), word.end(), word.begin(),
                   [](char w) { return w <= 'Z' ? static_cast<char>(w - 'A' + 'a') : w; });
    if (furniture_words().contains(word)) return true;
    word.clear();
    if (letter) word += c;
  }
  return false;
}

/// A run of text in one block element, ended by a br, another block, or the element's end.
struct Block {
  std::size_t element = kNone;
  std::string text{};
  std::size_t link_bytes = 0;

  [[nodiscard]] bool mostly_links() const {
    return static_cast<double>(link_bytes) > kLinkShareMax * static_cast<double>(text.size());
  }
  [[nodiscard]] bool prose() const { return text.size() >= kProseBytesMin && !mostly_links(); }
};

/// A block element, in the order of the document; what lies in it are the elements up to `end`.
struct Element {
  const xmlNode* node = nullptr;
  std::size_t parent = kNone;
  std::size_t end = 0;
  std::size_t prose_bytes = 0;  // in it and below
  bool left_out = false;
};

/// The block elements below a root and their text.
class Blocks {
 public:
  explicit Blocks(const xmlNode* root);

  void weigh();
  void leave_furniture_out();
  [[nodiscard]] std::size_t main_element() const;
  [[nodiscard]] bool any_prose() const { return !elements_.empty() && elements_[0].prose_bytes > 0; }
  /// The blocks inside `element` that pass for the article's own.
  [[nodiscard]] std::string text(std::size_t element, std::string_view title) const;
  [[nodiscard]] std::string all_text() const;

 private:
  void enter(const xmlNode* node);
  [[nodiscard]] bool is_furniture(const Element& element) const;
  [[nodiscard]] bool within(std::size_t element, const NameSet& names) const;
  [[nodiscard]] std::size_t marked_element() const;
  [[nodiscard]] bool belongs(const Block& block) const;

  std::vector<Element> elements_;
  std::vector<Block> blocks_;
};

Blocks::Blocks(const xmlNode* root) {
  std::vector<std::size_t> open;  // block elements around the current node
  const xmlNode* link = nullptr;  // the a element around it
  bool fresh = true;              // the next text begins a block
  elements_.push_back({.node = root});
  open.push_back(0);
  for (const xmlNode* node = root; node != nullptr;) {
    bool enter = true;
    if (node->type == XML_ELEMENT_NODE && node != root) {
      const std::string_view name = name_of(node);
      enter = !invisible_elements().contains(name) && !is_hidden(node);
      if (name == "br") fresh = true;
      if (enter && name == "a" && node->children != nullptr) link = node;
      if (enter && block_elements().contains(name)) {
        elements_.push_back({.node = node, .parent = open.back()});
        open.push_back(elements_.size() - 1);
        fresh = true;
      }
    } else if (const std::string_view text = text_of(node); !text.empty()) {
      if (fresh) blocks_.push_back({.element = open.back()});
      fresh = false;
      const std::size_t before = blocks_.back().text.size();
      append_folded(blocks_.back().text, text);
      if (link != nullptr) blocks_.back().link_bytes += blocks_.back().text.size() - before;
    }
    const xmlNode* next = next_node(node, root, enter);
    // Leave every block and link that does not hold the next node: climb from here to the next node's parent.
    const xmlNode* const stop = next == nullptr ? nullptr : next->parent;
    for (const xmlNode* left = node; left != stop && left != nullptr; left = left == root ? nullptr : left->parent) {
      if (link == left) link = nullptr;
      if (open.size() > 1 && elements_[open.back()].node == left) {
        elements_[open.back()].end = elements_.size();
        open.pop_back();
        fresh = true;
      }
    }
    node = next;
  }
  elements_[0].end = elements_.size();
  std::erase_if(blocks_, [](const Block& block) { return trimmed(block.text).empty(); });
}

void Blocks::weigh() {
  for (Element& element : elements_) element.prose_bytes = 0;
  for (const Block& block : blocks_)
    if (block.prose() && !elements_[block.element].left_out) elements_[block.element].prose_bytes += block.text.size();
  for (std::size_t i = elements_.size(); i-- > 1;) elements_[elements_[i].parent].prose_bytes += elements_[i].prose_bytes;
}

bool Blocks::within(std::size_t element, const NameSet& names) const {
  constexpr int kLevelsMax = 64;  // further out nothing tells about the text here, and the work stays in bounds
  for (int level = 0; element != kNone && level < kLevelsMax; element = elements_[element].parent, ++level)
    if (names.contains(name_of(elements_[element].node))) return true;
  return false;
}

bool Blocks::is_furniture(const Element& element) const {
  const std::string_view name = name_of(element.node);
  static const NameSet never = {"html", "body", "article", "main"};
  if (never.contains(name)) return false;
  static const NameSet article = {"article", "main"};
  if (name == "header") return !within(element.parent, article);  // inside an article it may hold the lead
  return furniture().contains(name) || furniture().contains(attribute(element.node, "role")) ||
         names_furniture(attribute(element.node, "class")) || names_furniture(attribute(element.node, "id"));
}

void Blocks::leave_furniture_out() {
  const double allowed = kFurnitureShareMax * static_cast<double>(elements_[0].prose_bytes);
  for (std::size_t i = 1; i < elements_.size(); ++i) {
    Element& element = elements_[i];
    element.left_out =
        elements_[element.parent].left_out || (static_cast<double>(element.prose_bytes) <= allowed && is_furniture(element));
  }
}

/// The largest element of the best kind of mark that holds a fair share of the prose.
std::size_t Blocks::marked_element() const {
  const double fair = kMarkedShareMin * static_cast<double>(elements_[0].prose_bytes);
  for (int mark = 0; mark < 3; ++mark) {
    std::size_t best = kNone;
    for (std::size_t i = 0; i < elements_.size(); ++i) {
      const Element& element = elements_[i];
      const std::string_view name = name_of(element.node);
      const bool marked = mark == 0   ? attribute(element.node, "itemprop") == "articleBody"
                          : mark == 1 ? name == "article"
                                      : name == "main" || attribute(element.node, "role") == "main";
      if (marked && static_cast<double>(element.prose_bytes) >= fair &&
          (best == kNone || elements_[best].prose_bytes < element.prose_bytes))
        best = i;
    }
    if (best != kNone) return best;
  }
  return kNone;
}

std::size_t Blocks::main_element() const {
  if (const std::size_t marked = marked_element(); marked != kNone) return marked;
  const double most = kHolderShareMin * static_cast<double>(elements_[0].prose_bytes);
  std::size_t holder = 0;
  // Children come after their parents, so the last one that holds most of the prose is the innermost.
  for (std::size_t i = 1; i < elements_.size(); ++i)
    if (static_cast<double>(elements_[i].prose_bytes) >= most) holder = i;
  // One long paragraph may hold most of it; its short neighbours belong to the article too.
  static const NameSet parts = {"p", "blockquote", "li", "ul", "ol", "dd", "dl", "pre"};
  while (holder != 0 && parts.contains(name_of(elements_[holder].node))) holder = elements_[holder].parent;
  return holder;
}

/// Inside the article: paragraphs of any length, other blocks only when they read like sentences.
bool Blocks::belongs(const Block& block) const {
  if (elements_[block.element].left_out || block.mostly_links()) return false;
  static const NameSet paragraphs = {"p", "blockquote", "li", "dd", "pre", "td", "th", "h2", "h3", "h4", "h5", "h6"};
  if (within(block.element, paragraphs) || block.text.size() >= kProseBytesMin) return true;
  static constexpr std::string_view kSentenceEnds[] = {".", "!", "?", "…", "؟", "۔", "»", "”", "\""};
  const std::string_view text = trimmed(block.text);
  return std::any_of(std::begin(kSentenceEnds), std::end(kSentenceEnds),
                     [&](std::string_view end) { return text.ends_with(end); });
}

std::string Blocks::text(std::size_t element, std::string_view title) const {
  std::string out;
  std::string heading;  // kept back until a paragraph follows it
  for (const Block& block : blocks_) {
    if (block.element < element || block.element >= elements_[element].end || !belongs(block)) continue;
    const std::string_view name = name_of(elements_[block.element].node);
    const std::string_view line = trimmed(block.text);
    const bool is_heading = name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6';
    if (is_heading) {
      heading = name == "h1" || line == title ? std::string() : std::string(line);
      continue;
    }
    for (const std::string_view part : {std::string_view(heading), line}) {
      if (part.empty()) continue;
      if (!out.empty()) out += '\n';
      out += part;
    }
    heading.clear();
  }
  return out;
}

std::string Blocks::all_text() const {
  std::string out;
  for (const Block& block : blocks_) {
    if (!out.empty()) out += '\n';
    out += trimmed(block.text);
  }
  return out;
}

}  // namespace

void append_folded(std::string& out, std::string_view text) {
  constexpr std::string_view kNoBreakSpace = "\u00A0", kSoftHyphen = "\u00AD", kZeroWidthSpace = "\u200B",
                             kByteOrderMark = "\uFEFF";
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    const auto space_bytes = rest.starts_with(kNoBreakSpace)      ? kNoBreakSpace.size()
                             : trimmed(rest.substr(0, 1)).empty() ? 1U
                                                                  : 0U;
    if (space_bytes > 0) {
      if (!out.empty() && out.back() != ' ') out += ' ';
      at += space_bytes;
    } else if (rest.starts_with(kSoftHyphen) || rest.starts_with(kZeroWidthSpace) || rest.starts_with(kByteOrderMark)) {
      at += rest.starts_with(kSoftHyphen) ? kSoftHyphen.size() : kZeroWidthSpace.size();
    } else {
      out += rest.front();
      ++at;
    }
  }
}

std::string html_main_text(const _xmlNode* root, std::string_view title) {
  if (root == nullptr) return {};
  Blocks blocks(root);
  blocks.weigh();
  blocks.leave_furniture_out();
  blocks.weigh();
  std::string text = blocks.any_prose() ? blocks.text(blocks.main_element(), title) : blocks.text(0, title);
  return text.empty() ? blocks.all_text() : text;
}

std::string html_all_text(const _xmlNode* root) { return root == nullptr ? std::string() : Blocks(root).all_text(); }

std::string html_inline_text(const _xmlNode* root) {
  std::string text;
  for (const xmlNode* node = root; node != nullptr; node = next_node(node, root, true)) append_folded(text, text_of(node));
  return std::string(trimmed(text));
}

}  // namespace rawi
