#include "extractors/ingest/feed.hpp"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

#include <algorithm>
#include <cctype>
#include <climits>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "core/base/utf8.hpp"
#include "extractors/ingest/feed_splitter.hpp"
#include "extractors/ingest/html_page.hpp"
#include "extractors/ingest/html_text.hpp"
#include "extractors/ingest/published_date.hpp"
#include "extractors/ingest/quiet_xml.hpp"

namespace rawi {

namespace {

struct FreeDocument {
  void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};
struct FreeContext {
  void operator()(xmlParserCtxt* context) const { xmlFreeParserCtxt(context); }
};

/// The first thing that libxml2 found wrong.
struct Fault {
  std::size_t line = 0;  // 0: nothing
  std::string text;
};

extern "C" void keep_first_fault(void* context, xmlErrorPtr error) {
  auto& fault = *static_cast<Fault*>(static_cast<xmlParserCtxt*>(context)->_private);
  if (fault.line > 0 || error->level < XML_ERR_ERROR || error->domain == XML_FROM_NAMESPACE) return;
  fault.line = static_cast<std::size_t>(std::max(error->line, 1));
  fault.text = error->message == nullptr ? "cannot be parsed" : trimmed(error->message);
}

using DocumentPointer = std::unique_ptr<xmlDoc, FreeDocument>;

/// Parses as far as it goes. Entities are neither fetched nor expanded.
DocumentPointer parse(std::string_view xml, Fault& fault) {
  const QuietXml quiet;
  const std::unique_ptr<xmlParserCtxt, FreeContext> context(xmlNewParserCtxt());
  if (context == nullptr) return nullptr;
  context->_private = &fault;
  context->sax->serror = keep_first_fault;
  constexpr int kOptions = XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_COMPACT | XML_PARSE_BIG_LINES;
  const int size = static_cast<int>(std::min<std::size_t>(xml.size(), INT_MAX));
  return DocumentPointer(xmlCtxtReadMemory(context.get(), xml.data(), size, nullptr, nullptr, kOptions));
}

/// "title", "content:encoded", "dc:date": the prefix is that of the namespace's usual name, whatever the feed calls it.
std::string key_of(const xmlNode* node) {
  static const std::map<std::string_view, std::string_view> prefixes = {{"http://www.w3.org/2005/Atom", ""},
                                                                        {"http://purl.org/atom/ns#", ""},
                                                                        {"http://purl.org/rss/1.0/", ""},
                                                                        {"http://my.netscape.com/rdf/simple/0.9/", ""},
                                                                        {"http://backend.userland.com/rss2", ""},
                                                                        {"http://purl.org/dc/elements/1.1/", "dc:"},
                                                                        {"http://purl.org/rss/1.0/modules/content/", "content:"}};
  const std::string name = reinterpret_cast<const char*>(node->name);
  if (node->ns == nullptr || node->ns->prefix == nullptr) return name;
  const auto known = prefixes.find(node->ns->href == nullptr ? "" : reinterpret_cast<const char*>(node->ns->href));
  return (known != prefixes.end() ? std::string(known->second)
                                  : std::string(reinterpret_cast<const char*>(node->ns->prefix)) + ":") +
         name;
}

std::string attribute(const xmlNode* node, const char* name) {
  const std::unique_ptr<xmlChar, decltype(xmlFree)> value(xmlGetNoNsProp(node, reinterpret_cast<const xmlChar*>(name)), xmlFree);
  return value == nullptr ? std::string() : std::string(trimmed(reinterpret_cast<const char*>(value.get())));
}

/// The character data right inside an element, not folded: it may be HTML, where line feeds can matter.
std::string raw_text(const xmlNode* node) {
  std::string text;
  for (const xmlNode* child = node->children; child != nullptr; child = child->next)
    if ((child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) && child->content != nullptr)
      text += reinterpret_cast<const char*>(child->content);
  return std::string(trimmed(text));
}

bool looks_like_html(std::string_view text) {
  for (std::size_t at = text.find_first_of("<&"); at != std::string_view::npos; at = text.find_first_of("<&", at + 1)) {
    const char next = at + 1 < text.size() ? text[at + 1] : ' ';
    const bool letter = std::isalpha(static_cast<unsigned char>(next)) != 0;
    if (text[at] == '<' && (letter || next == '/' || next == '!')) return true;
    const std::size_t semicolon = text.find(';', at);
    if (text[at] == '&' && (letter || next == '#') && semicolon != std::string_view::npos && semicolon - at <= 10) return true;
  }
  return false;
}

/// Plain text in the form that html_text.hpp gives: its lines folded, empty ones left out.
std::string folded_lines(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    std::string folded;
    append_folded(folded, line);
    if (trimmed(folded).empty()) continue;
    if (!out.empty()) out += '\n';
    out += trimmed(folded);
  }
  return out;
}

std::string plain_text(const xmlNode* node) {
  const std::string type = attribute(node, "type");
  if (type == "xhtml") return html_all_text(node);
  const std::string text = raw_text(node);
  return type != "text" && looks_like_html(text) ? html_fragment_text(text) : folded_lines(text);
}

/// What the feed says of all its entries.
struct Channel {
  std::string title;
  std::string language;
};

/// The fields of an entry, by key; the first of each counts. An Atom link counts when it points to the article itself.
std::map<std::string, const xmlNode*> fields_of(const xmlNode* entry) {
  std::map<std::string, const xmlNode*> fields;
  for (const xmlNode* child = entry->children; child != nullptr; child = child->next) {
    if (child->type != XML_ELEMENT_NODE) continue;
    const std::string key = key_of(child);
    const std::string relation = key == "link" ? attribute(child, "rel") : std::string();
    if (relation.empty() || relation == "alternate") fields.try_emplace(key, child);
  }
  return fields;
}

std::string first_text(const std::map<std::string, const xmlNode*>& fields, std::initializer_list<const char*> keys) {
  for (const char* key : keys)
    if (const auto field = fields.find(key); field != fields.end())
      if (std::string text = plain_text(field->second); !text.empty()) return text;
  return {};
}

/// False when the caller wants no more.
bool deliver_entry(const xmlNode* entry, std::size_t line, const Channel& channel, ArticleSink& sink) {
  const auto fields = fields_of(entry);
  Article article;
  append_folded(article.title, first_text(fields, {"title"}));
  article.text = first_text(fields, {"content:encoded", "content", "description", "summary"});
  if (const auto link = fields.find("link"); link != fields.end()) {
    article.url = attribute(link->second, "href");
    if (article.url.empty()) article.url = raw_text(link->second);
  }
  if (article.url.empty())
    if (const std::string guid = first_text(fields, {"guid", "id"}); guid.starts_with("http")) article.url = guid;
  if (const auto source = fields.find("source"); source != fields.end()) article.source = raw_text(source->second);
  if (article.source.empty()) article.source = channel.title;
  const std::unique_ptr<xmlChar, decltype(xmlFree)> language(xmlNodeGetLang(entry), xmlFree);
  article.language = first_text(fields, {"dc:language", "language"});
  if (article.language.empty())
    article.language = language != nullptr ? reinterpret_cast<const char*>(language.get()) : channel.language;
  if (const std::string date = first_text(fields, {"pubDate", "published", "issued", "dc:date", "updated", "modified"});
      !date.empty()) {
    article.published = parse_published_day(date);
    if (!article.published) {
      sink.skip(line, "the entry's date is no date: " + std::string(clip_utf8(date, 40)),
                "write it as \"Wed, 26 Mar 2025 21:43:00 GMT\" (RSS) or 2025-03-26T21:43:00Z (Atom)");
      return true;
    }
  }
  if (article.text.empty()) {
    sink.skip(line, article.title.empty() ? "the entry has no text" : "the entry has a title, but no text",
              "fetch the pages that the feed links to, and give those");
    return true;
  }
  return sink.deliver(std::move(article), line);
}

const xmlNode* child_element(const xmlNode* parent, std::string_view key) {
  for (const xmlNode* child = parent == nullptr ? nullptr : parent->children; child != nullptr; child = child->next)
    if (child->type == XML_ELEMENT_NODE && key_of(child) == key) return child;
  return nullptr;
}

/// What stands before the first entry.
struct Head {
  std::string around;  // declaration and opening tags that each entry is parsed within, on one line
  std::string root_name;
  Channel channel;
};

/// Keeps the XML declaration for its charset and the opening tags for their namespaces and languages.
Head read_head(std::string_view xml) {
  Head head;
  for (std::size_t at = xml.find('<'); at != std::string_view::npos; at = xml.find('<', at + 1)) {
    const std::string_view tag = xml.substr(at, xml.find('>', at) - at + 1);
    const std::string_view name = tag_name(tag);
    if (name.starts_with('!') || (name.starts_with('?') && name != "?xml")) continue;
    if (!name.starts_with('?') && !head.root_name.empty() && name != "channel") break;
    if (!name.starts_with('?') && head.root_name.empty()) head.root_name = name;
    head.around += tag;
  }
  std::replace_if(
      head.around.begin(), head.around.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  Fault ignored;  // the head's tags are not closed
  const DocumentPointer document = parse(xml, ignored);
  const xmlNode* root = document == nullptr ? nullptr : xmlDocGetRootElement(document.get());
  const xmlNode* channel = child_element(root, "channel");
  if (channel == nullptr) channel = root;
  if (const xmlNode* title = child_element(channel, "title"); title != nullptr)
    append_folded(head.channel.title, raw_text(title));
  for (const char* key : {"language", "dc:language"})
    if (const xmlNode* language = child_element(channel, key); language != nullptr && head.channel.language.empty())
      head.channel.language = raw_text(language);
  return head;
}

bool is_feed(const Head& head) {
  return head.root_name.ends_with("rss") || head.root_name.ends_with("feed") || head.root_name.ends_with("RDF");
}

/// The element in which `around` and the entry's own text ended up.
const xmlNode* entry_in(const xmlDoc* document) {
  const xmlNode* node = document == nullptr ? nullptr : xmlDocGetRootElement(document);
  while (node != nullptr && !key_of(node).ends_with("item") && !key_of(node).ends_with("entry")) {
    node = node->children;
    while (node != nullptr && node->type != XML_ELEMENT_NODE) node = node->next;
  }
  return node;
}

/// HTML's entities have no place in XML, but feeds are full of them and what is meant is clear: "&nbsp;" becomes "&#160;".
std::string html_entities_as_numbers(std::string_view xml) {
  constexpr std::size_t kNameBytesMax = 8;
  static const std::set<std::string_view> known_to_xml = {"amp", "lt", "gt", "quot", "apos"};
  std::string out;
  for (;;) {
    const std::size_t at = xml.find('&');
    out += xml.substr(0, at);
    if (at == std::string_view::npos) return out;
    xml.remove_prefix(at);
    const std::string name(xml.substr(1, std::min(xml.find(';'), kNameBytesMax + 1) - 1));
    const bool closed = xml.size() > name.size() + 1 && xml[name.size() + 1] == ';';
    const htmlEntityDesc* entity = closed ? htmlEntityLookup(reinterpret_cast<const xmlChar*>(name.c_str())) : nullptr;
    const bool replace = entity != nullptr && !known_to_xml.contains(name);
    out += replace ? "&#" + std::to_string(entity->value) + ";" : "&";
    xml.remove_prefix(replace ? name.size() + 2 : 1);
  }
}

/// False when the caller wants no more.
bool deliver_piece(const FeedPiece& piece, const Head& head, ArticleSink& sink) {
  std::string xml = head.around + html_entities_as_numbers(piece.text);
  if (head.around.find("<channel") != std::string::npos) xml += "</channel>";
  xml += "</" + head.root_name + ">";
  Fault fault;
  const DocumentPointer document = parse(xml, fault);
  const xmlNode* entry = entry_in(document.get());
  if (fault.line == 0 && entry != nullptr) return deliver_entry(entry, piece.line, head.channel, sink);
  sink.skip(piece.line + std::max<std::size_t>(fault.line, 1) - 1, "is broken XML: " + fault.text,
            "mend the XML, or fetch the feed again");
  return true;
}

}  // namespace

Result<void> read_feed(ByteStream& stream, ArticleSink& sink) {
  FeedSplitter splitter(stream, sink.options().article_bytes_max);
  Head head;
  for (;;) {
    const auto piece = splitter.next();
    if (!piece) return fail(piece.error());
    if (!*piece) return {};
    if ((*piece)->entry && (*piece)->too_long) {
      sink.skip_too_long((*piece)->line, "the entry has " + human_size((*piece)->size_bytes));
    } else if ((*piece)->entry) {
      if (!deliver_piece(**piece, head, sink)) return {};
    } else {
      head = read_head((*piece)->text);
      if (is_feed(head)) continue;
      sink.skip(1,
                head.root_name.empty() ? "is no XML"
                                       : "is XML, but neither RSS nor Atom: its first element is <" + head.root_name + ">",
                "give a feed, or the articles as JSON Lines, text or HTML");
      return {};
    }
  }
}

}  // namespace rawi
