#include "extractors/ingest/html_page.hpp"

#include <libxml/HTMLparser.h>
#include <libxml/tree.h>

#include <algorithm>
#include <array>
#include <climits>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <vector>

#include "core/base/utf8.hpp"
#include "extractors/ingest/article_sink.hpp"
#include "extractors/ingest/html_text.hpp"
#include "extractors/ingest/published_date.hpp"
#include "extractors/ingest/quiet_xml.hpp"

namespace rawi {

namespace {

struct FreeDocument {
  void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};
using DocumentPointer = std::unique_ptr<xmlDoc, FreeDocument>;

DocumentPointer parse(std::string_view html, const std::string& charset) {
  const QuietXml quiet;
  constexpr int kOptions = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_COMPACT;
  const bool utf16 = html.starts_with("\xff\xfe") || html.starts_with("\xfe\xff");
  const bool utf8 = !utf16 && !find_invalid_utf8(html);  // stronger evidence than any declaration
  const char* encoding = utf8 ? "UTF-8" : charset.empty() || utf16 ? nullptr : charset.c_str();
  const int size = static_cast<int>(std::min<std::size_t>(html.size(), INT_MAX));
  return DocumentPointer(htmlReadMemory(html.data(), size, nullptr, encoding, kOptions | (utf8 ? HTML_PARSE_IGNORE_ENC : 0)));
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

/// What a page's markup says about it, gathered in one walk.
struct Markup {
  std::map<std::string, std::string> meta;  // by lower-case name, property, itemprop or http-equiv; the first one counts
  std::string canonical, html_language, title, heading;
  std::vector<std::string> times;  // datetime attributes of time elements
  std::vector<std::string> json_ld;
};

std::string attribute(const xmlNode* node, const char* name) {
  const std::unique_ptr<xmlChar, decltype(xmlFree)> value(xmlGetNoNsProp(node, reinterpret_cast<const xmlChar*>(name)), xmlFree);
  return value == nullptr ? std::string() : std::string(trimmed(reinterpret_cast<const char*>(value.get())));
}

void gather(const xmlNode* node, Markup& markup) {
  const std::string_view name = reinterpret_cast<const char*>(node->name);
  const auto first = [](std::string& into, std::string value) {
    if (into.empty()) into = std::move(value);
  };
  if (name == "html") {
    first(markup.html_language, attribute(node, "lang"));
    first(markup.html_language, attribute(node, "xml:lang"));
  } else if (name == "title") {
    first(markup.title, html_inline_text(node));
  } else if (name == "h1") {
    first(markup.heading, html_inline_text(node));
  } else if (name == "link" && lower(attribute(node, "rel")) == "canonical") {
    first(markup.canonical, attribute(node, "href"));
  } else if (name == "time") {
    if (std::string time = attribute(node, "datetime"); !time.empty()) markup.times.push_back(std::move(time));
  } else if (name == "script" && lower(attribute(node, "type")) == "application/ld+json" && node->children != nullptr &&
             node->children->content != nullptr) {
    markup.json_ld.emplace_back(reinterpret_cast<const char*>(node->children->content));
  }
  for (const char* key : {"property", "name", "itemprop", "http-equiv"})
    if (const std::string value = lower(attribute(node, key));
        !value.empty() && (name == "meta" || key == std::string_view("itemprop")))
      first(markup.meta[value], attribute(node, name == "time" ? "datetime" : "content"));
}

Markup gather_markup(const xmlNode* root) {
  Markup markup;
  for (const xmlNode* node = root; node != nullptr;) {
    if (node->type == XML_ELEMENT_NODE) gather(node, markup);
    if (node->type == XML_ELEMENT_NODE && node->children != nullptr) {
      node = node->children;
      continue;
    }
    while (node != root && node->next == nullptr) node = node->parent;
    node = node == root ? nullptr : node->next;
  }
  return markup;
}

/// The first object in a JSON-LD block, at most `depth` levels down, that has a publication date.
const nlohmann::json* find_dated(const nlohmann::json& value, int depth) {
  if (depth == 0 || !value.is_structured()) return nullptr;
  if (value.is_object() && value.contains("datePublished")) return &value;
  for (const auto& child : value)
    if (const auto* found = find_dated(child, depth - 1); found != nullptr) return found;
  return nullptr;
}

std::string text_field(const nlohmann::json& object, const char* name) {
  const auto field = object.find(name);
  return field != object.end() && field->is_string() ? field->get<std::string>() : std::string();
}

/// JSON-LD is laid over the meta elements: what it says is said for machines.
void read_json_ld(const std::string& block, Markup& markup) {
  const auto json = nlohmann::json::parse(block, nullptr, false);
  const auto* article = json.is_discarded() ? nullptr : find_dated(json, 5);
  if (article == nullptr) return;
  const auto offer = [&](const char* key, std::string value) {
    if (!value.empty()) markup.meta.try_emplace(key, std::move(value));
  };
  offer("ld:datepublished", text_field(*article, "datePublished"));
  offer("ld:headline", text_field(*article, "headline"));
  offer("ld:inlanguage", text_field(*article, "inLanguage"));
  if (const auto publisher = article->find("publisher"); publisher != article->end() && publisher->is_object())
    offer("ld:publisher", text_field(*publisher, "name"));
}

std::string first_of(const Markup& markup, std::initializer_list<const char*> keys) {
  for (const char* key : keys)
    if (const auto found = markup.meta.find(key); found != markup.meta.end() && !found->second.empty()) return found->second;
  return {};
}

std::optional<Day> published_day(const Markup& markup) {
  static constexpr std::array kKeys = {"article:published_time", "ld:datepublished", "datepublished",
                                       "og:published_time",      "pubdate",          "publishdate",
                                       "publish-date",           "publication_date", "dc.date.issued",
                                       "dcterms.created",        "dc.date",          "dcterms.date",
                                       "parsely-pub-date",       "sailthru.date",    "date"};
  for (const char* key : kKeys)
    if (const auto found = markup.meta.find(key); found != markup.meta.end())
      if (const auto day = parse_published_day(found->second)) return day;
  for (const std::string& time : markup.times)
    if (const auto day = parse_published_day(time)) return day;
  return std::nullopt;
}

/// "Leaders meet in Paris | The Paper" without the site's name behind.
std::string without_site_name(std::string title, const std::string& site) {
  if (site.empty() || !title.ends_with(site)) return title;
  std::string_view head = trimmed(std::string_view(title).substr(0, title.size() - site.size()));
  for (const std::string_view mark : {"|", "-", "–", "—", "»", "·", ":"}) {
    if (!head.ends_with(mark)) continue;
    head.remove_suffix(mark.size());
    return std::string(trimmed(head));
  }
  return title;
}

std::string page_title(const Markup& markup, const std::string& site) {
  if (std::string title = first_of(markup, {"og:title", "ld:headline"}); !title.empty()) return without_site_name(title, site);
  if (!markup.heading.empty() && (markup.title.empty() || markup.title.find(markup.heading) != std::string::npos))
    return markup.heading;
  return without_site_name(markup.title, site);
}

bool is_absolute(const std::string& url) { return url.starts_with("http://") || url.starts_with("https://"); }

}  // namespace

HtmlPage read_html_page(std::string_view html, const std::string& charset) {
  HtmlPage page;
  const DocumentPointer document = parse(html, charset);
  const xmlNode* root = document == nullptr ? nullptr : xmlDocGetRootElement(document.get());
  if (root == nullptr) return page;
  Markup markup = gather_markup(root);
  for (const std::string& block : markup.json_ld) read_json_ld(block, markup);
  page.source = first_of(markup, {"og:site_name", "ld:publisher", "publisher", "dc.publisher"});
  page.title = page_title(markup, page.source);
  page.language = markup.html_language;
  if (page.language.empty()) page.language = first_of(markup, {"ld:inlanguage", "content-language", "dc.language", "og:locale"});
  page.url = markup.canonical;
  if (!is_absolute(page.url)) page.url = first_of(markup, {"og:url"});
  if (!is_absolute(page.url)) page.url.clear();
  page.published = published_day(markup);
  page.text = html_main_text(root, page.title);
  return page;
}

std::string html_fragment_text(std::string_view html) {
  const DocumentPointer document = parse(html, "UTF-8");
  return document == nullptr ? std::string() : html_all_text(xmlDocGetRootElement(document.get()));
}

}  // namespace rawi
