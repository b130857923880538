// GraphML by way of libxml2's xmlTextWriter, which escapes and nests; only the characters that XML 1.0 has no way
// to write at all are taken out here. The writer's bytes go straight to the stream, so no document is ever held in memory.
#include "tools/export_graphml.hpp"

#include <libxml/xmlwriter.h>

#include <array>
#include <memory>
#include <set>
#include <string>

#include "core/base/utf8.hpp"
#include "core/graph/graph_view.hpp"
#include "tools/answer_facts.hpp"

namespace rawi {

namespace {

/// One <key>: an attribute of nodes or of edges, and its type.
struct Key {
  const char* id;
  const char* target;  // "node" or "edge"
  const char* type;    // of GraphML: "string", "int", "double"
};
constexpr std::array<Key, 17> kKeys = {{
    {"label", "node", "string"},
    {"type", "node", "string"},
    {"country", "node", "string"},
    {"kind", "node", "string"},
    {"plover", "node", "string"},
    {"cameo", "node", "string"},
    {"status", "node", "string"},
    {"time_start", "node", "string"},
    {"time_end", "node", "string"},
    {"confidence", "node", "double"},
    {"report_count", "node", "int"},
    {"first_reported", "node", "string"},
    {"last_reported", "node", "string"},
    {"articles", "node", "string"},
    {"evidence", "node", "string"},
    {"quad_class", "node", "int"},
    {"role", "edge", "string"},
}};

/// The text without what the production Char of XML 1.0 leaves out: most control characters, U+FFFE and U+FFFF. Ill-formed
/// UTF-8 becomes U+FFFD.
std::string xml_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Decoded decoded = decode_utf8(text, at);
    at += decoded.size_bytes;
    const char32_t c = decoded.character;
    const bool control = c < 0x20 && c != '\t' && c != '\n' && c != '\r';
    if (!control && c != 0xFFFE && c != 0xFFFF) append_utf8(out, c);
  }
  return out;
}

/// For a value that is a line of its own within an attribute.
std::string one_line(std::string text) {
  for (char& c : text)
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  return text;
}

const xmlChar* bytes(const char* text) { return reinterpret_cast<const xmlChar*>(text); }

/// Owns the writer and remembers the first failure, so that the caller need not check each element.
class XmlWriter {
 public:
  explicit XmlWriter(std::ostream& out) : out_(out) {
    const xmlOutputWriteCallback write = [](void* context, const char* data, int size) {
      static_cast<std::ostream*>(context)->write(data, size);
      return size;  // the stream remembers a failure; libxml2 would print it
    };
    xmlOutputBufferPtr buffer = xmlOutputBufferCreateIO(write, nullptr, &out, nullptr);
    if (buffer != nullptr) writer_.reset(xmlNewTextWriter(buffer));  // the writer owns the buffer from here on
    if (writer_ == nullptr) {
      xmlOutputBufferClose(buffer);
      failed_ = true;
      return;
    }
    check(xmlTextWriterSetIndent(writer_.get(), 1));
    check(xmlTextWriterSetIndentString(writer_.get(), bytes("  ")));
    check(xmlTextWriterStartDocument(writer_.get(), "1.0", "UTF-8", nullptr));
  }

  void start(const char* element) {
    if (!failed_) check(xmlTextWriterStartElement(writer_.get(), bytes(element)));
  }
  void attribute(const char* name, std::string_view value) {
    if (!failed_) check(xmlTextWriterWriteAttribute(writer_.get(), bytes(name), bytes(xml_text(value).c_str())));
  }
  void end() {
    if (!failed_) check(xmlTextWriterEndElement(writer_.get()));
  }
  /// <data key="…">value</data>, or nothing for an empty value: missing stays missing.
  void data(const char* key, std::string_view value) {
    if (value.empty() || failed_) return;
    start("data");
    attribute("key", key);
    if (!failed_) check(xmlTextWriterWriteString(writer_.get(), bytes(xml_text(value).c_str())));
    end();
  }
  /// Closes what is open. False if anything failed on the way.
  [[nodiscard]] bool finish() {
    if (!failed_) check(xmlTextWriterEndDocument(writer_.get()));
    if (!failed_) check(xmlTextWriterFlush(writer_.get()));
    out_.flush();
    return !failed();
  }
  [[nodiscard]] bool failed() const { return failed_ || !out_; }

 private:
  struct Free {
    void operator()(xmlTextWriterPtr writer) const { xmlFreeTextWriter(writer); }
  };
  void check(int written) { failed_ = failed_ || written < 0; }

  std::ostream& out_;
  std::unique_ptr<xmlTextWriter, Free> writer_;
  bool failed_ = false;
};

class GraphmlExport {
 public:
  GraphmlExport(const FactReader& reader, const Ontology& ontology, const Filter& filter, const GraphView& view,
                std::ostream& out, const Edits& edits)
      : facts_(reader, ontology, filter.as_of), view_(view), xml_(out), edits_(edits) {}

  Result<void> write() {
    head();
    for (std::uint32_t i = 0; i < view_.actor_count() && !xml_.failed(); ++i)
      if (Result<void> written = actor(view_.actor_at(i)); !written) return written;
    for (std::uint32_t i = 0; i < view_.event_count() && !xml_.failed(); ++i)
      if (Result<void> written = event(view_.event_at(i)); !written) return written;
    for (std::uint32_t i = 0; i < view_.event_count() && !xml_.failed(); ++i) edges(view_.event_at(i));
    if (!xml_.finish()) return fail(ErrorCode::kIo, "GraphML", "the output cannot be written", "is there room on the device?");
    return {};
  }

 private:
  void head() {
    xml_.start("graphml");
    xml_.attribute("xmlns", "http://graphml.graphdrawing.org/xmlns");
    for (const Key& key : kKeys) declare(key);
    if (!edits_.all().empty()) declare({"edits", "node", "string"});
    xml_.start("graph");
    xml_.attribute("id", "rawi");
    // Undirected: the role says who acted. A direction of its own would only say which end was written first.
    xml_.attribute("edgedefault", "undirected");
  }

  void declare(const Key& key) {
    xml_.start("key");
    xml_.attribute("id", key.id);
    xml_.attribute("for", key.target);
    xml_.attribute("attr.name", key.id);
    xml_.attribute("attr.type", key.type);
    xml_.end();
  }

  void edits_data(const std::set<std::uint32_t>& numbers) {
    std::string listed;
    for (const std::uint32_t number : numbers) listed += (listed.empty() ? "" : " ") + std::to_string(number);
    xml_.data("edits", listed);
  }

  Result<void> actor(NodeId node) {
    const Result<const Entity*> entity = facts_.entity(view_.actor_id(node));
    if (!entity) return fail(entity.error());
    xml_.start("node");
    xml_.attribute("id", (*entity)->id.text());
    xml_.data("label", (*entity)->name);
    xml_.data("type", to_string((*entity)->type));
    xml_.data("country", (*entity)->country);
    std::set<std::uint32_t> merges;
    for (const Edit* merge : edits_.merges_of((*entity)->id)) merges.insert(merge->number);
    edits_data(merges);
    xml_.end();
    return {};
  }

  Result<void> event(NodeId node) {
    const EventId id = view_.event_id(node);
    const Result<std::optional<Event>> found = facts_.event(id);
    if (!found) return fail(found.error());
    const Result<std::vector<EventMention>> reports = facts_.reports(id);
    if (!reports) return fail(reports.error());
    xml_.start("node");
    xml_.attribute("id", id.text());
    xml_.data("type", "event");
    if (*found) event_data(**found);
    evidence_data(*reports);
    std::set<std::uint32_t> partings;
    for (const EventMention& m : *reports)
      for (const std::uint32_t number : edits_.parting(m)) partings.insert(number);
    edits_data(partings);
    xml_.end();
    return {};
  }

  void event_data(const Event& event) {
    const EventKind* kind = facts_.kind(event.kind);
    xml_.data("label", event.kind.text() + (event.time ? " " + format_day(event.time->first) : ""));
    xml_.data("kind", event.kind.text());
    if (kind != nullptr) {
      xml_.data("plover", kind->plover);
      xml_.data("cameo", kind->cameo);
      if (kind->quad_class != 0) xml_.data("quad_class", std::to_string(kind->quad_class));
    }
    xml_.data("status", to_string(event.status));
    if (event.time) {
      xml_.data("time_start", format_day(event.time->first));
      xml_.data("time_end", format_day(event.time->last));
    }
    xml_.data("confidence", std::to_string(event.confidence));
    xml_.data("report_count", std::to_string(event.report_count));
    if (event.first_reported) xml_.data("first_reported", format_day(*event.first_reported));
    if (event.last_reported) xml_.data("last_reported", format_day(*event.last_reported));
  }

  void evidence_data(const std::vector<EventMention>& reports) {
    std::string articles;
    std::string evidence;
    for (std::size_t i = 0; i < reports.size(); ++i) {
      const std::string article = one_line(reports[i].article.text());
      if (i == 0 || reports[i].article != reports[i - 1].article) articles += (articles.empty() ? "" : "\n") + article;
      evidence += (evidence.empty() ? "" : "\n") + article + "\t" + one_line(reports[i].sentence.text);
    }
    xml_.data("articles", articles);
    xml_.data("evidence", evidence);
  }

  void edges(NodeId event) {
    view_.each_link(event, [&](NodeId actor, Role role) {
      xml_.start("edge");
      xml_.attribute("source", view_.actor_id_text(actor));
      xml_.attribute("target", view_.event_id(event).text());
      xml_.data("role", to_string(role));
      xml_.end();
    });
  }

  AnswerFacts facts_;
  const GraphView& view_;
  XmlWriter xml_;
  const Edits& edits_;
};

}  // namespace

Result<void> export_graphml(const FactReader& reader, const Ontology& ontology, const Filter& filter, std::ostream& out,
                            const Edits& edits) {
  const Result<GraphView> view = GraphView::build(reader, filter);
  if (!view) return fail(view.error());
  return GraphmlExport(reader, ontology, filter, *view, out, edits).write();
}

}  // namespace rawi
