// Both exports: what they hold, and that the strangest text does not make them invalid.
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/tools/reported_world.hpp"
#include "tools/export_graphml.hpp"
#include "tools/export_jsonl.hpp"

using namespace rawi;
using namespace rawi::test;

namespace {

/// A parsed GraphML document that can be asked with XPath.
class Graphml {
 public:
  explicit Graphml(const std::string& text)
      : document_(xmlReadMemory(text.data(), static_cast<int>(text.size()), "out.graphml", "UTF-8", XML_PARSE_NOERROR),
                  &xmlFreeDoc) {}

  [[nodiscard]] bool well_formed() const { return document_ != nullptr; }
  [[nodiscard]] std::string ask(const std::string& xpath) const {
    const std::unique_ptr<xmlXPathContext, decltype(&xmlXPathFreeContext)> context(xmlXPathNewContext(document_.get()),
                                                                                   &xmlXPathFreeContext);
    xmlXPathRegisterNs(context.get(), reinterpret_cast<const xmlChar*>("g"),
                       reinterpret_cast<const xmlChar*>("http://graphml.graphdrawing.org/xmlns"));
    const std::unique_ptr<xmlXPathObject, decltype(&xmlXPathFreeObject)> found(
        xmlXPathEvalExpression(reinterpret_cast<const xmlChar*>(("string(" + xpath + ")").c_str()), context.get()),
        &xmlXPathFreeObject);
    return reinterpret_cast<const char*>(found->stringval);
  }

 private:
  std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> document_;
};

std::string graphml(const FactReader& reader, const Filter& filter = {}) {
  std::ostringstream out;
  REQUIRE(export_graphml(reader, ontology(), filter, out));
  return out.str();
}

std::vector<nlohmann::json> jsonl(const FactReader& reader, const Filter& filter = {}) {
  std::stringstream stream;
  REQUIRE(export_jsonl(reader, ontology(), filter, stream));
  std::vector<nlohmann::json> records;
  for (std::string line; std::getline(stream, line);) records.push_back(nlohmann::json::parse(line));
  return records;
}

std::vector<std::string> record_types(const std::vector<nlohmann::json>& records) {
  std::vector<std::string> types;
  for (const nlohmann::json& record : records) types.push_back(record.at("record"));
  return types;
}

/// Takes no byte: a full device.
class FullDevice : public std::streambuf {
 protected:
  int_type overflow(int_type) override { return traits_type::eof(); }
};

}  // namespace

TEST_CASE("GraphML holds actors and events as nodes and participations as edges with roles") {
  const Graphml xml(graphml(reported_world()));
  REQUIRE(xml.well_formed());
  CHECK(xml.ask("count(//g:node)") == "7");
  CHECK(xml.ask("count(//g:edge)") == "6");
  CHECK(xml.ask("//g:node[@id='country:FRA']/g:data[@key='label']") == "France");
  CHECK(xml.ask("//g:node[@id='evt:0000000000000002']/g:data[@key='status']") == "planned");
  CHECK(xml.ask("//g:node[@id='evt:0000000000000002']/g:data[@key='time_start']") == "2025-03-27");
  CHECK(xml.ask("//g:node[@id='evt:0000000000000001']/g:data[@key='plover']") == "RETREAT");
  CHECK(xml.ask("//g:edge[@source='place:paris']/@target") == "evt:0000000000000002");
  CHECK(xml.ask("//g:edge[@source='place:paris']/g:data[@key='role']") == "place");
}

TEST_CASE("every key that GraphML data uses is declared, and what is missing is left out") {
  const Graphml xml(graphml(reported_world()));
  CHECK(xml.ask("count(//g:data[not(@key = //g:key/@id)])") == "0");
  CHECK(xml.ask("count(//g:data[not(text())])") == "0");
  CHECK(xml.ask("count(//g:node[@id='evt:0000000000000003']/g:data[@key='time_start'])") == "0");
}

TEST_CASE("an event node of GraphML carries its evidence") {
  const Graphml xml(graphml(reported_world()));
  CHECK(xml.ask("//g:node[@id='evt:0000000000000001']/g:data[@key='articles']") == "a1\na2");
  CHECK(xml.ask("//g:node[@id='evt:0000000000000001']/g:data[@key='evidence']") ==
        "a1\tWashington says Moscow & Kyiv <agreed>.\na2\tSentence of a2.");
}

TEST_CASE("characters that XML cannot hold are dropped, all others survive") {
  FakeReader reader;
  EventMention mention = report(1, "call", "a", "2025-01-02", {{Role::kSource, "person:x"}});
  mention.sentence.text = "\x01 ]]> <&>\"' \xF0\x9F\x95\x8A \xEF\xBF\xBE قمة \x7F bad \xFF";
  reader.add(mention);
  reader.add(FakeReader::named("person:x", "A\x1B\tB\vC"));
  const Graphml xml(graphml(reader));
  REQUIRE(xml.well_formed());
  CHECK(xml.ask("//g:data[@key='evidence']") == "a\t ]]> <&>\"' \xF0\x9F\x95\x8A  قمة \x7F bad \xEF\xBF\xBD");
  CHECK(xml.ask("//g:node[@id='person:x']/g:data[@key='label']") == "A\tBC");
}

TEST_CASE("exports hold the part that the filter leaves, as of its day") {
  const Filter filter{.as_of = day("2025-03-25")};
  const Graphml xml(graphml(reported_world(), filter));
  CHECK(xml.ask("count(//g:node)") == "3");
  CHECK(xml.ask("//g:data[@key='articles']") == "a1");
  CHECK(record_types(jsonl(reported_world(), filter)) ==
        std::vector<std::string>{"actor", "actor", "event", "report", "article"});
}

TEST_CASE("the export of nothing is a valid, empty document") {
  const Graphml xml(graphml(FakeReader()));
  REQUIRE(xml.well_formed());
  CHECK(xml.ask("count(//g:graph)") == "1");
  CHECK(jsonl(FakeReader()).empty());
}

TEST_CASE("JSON Lines hold actors, events with their reports, and articles") {
  const std::vector<nlohmann::json> records = jsonl(reported_world());
  CHECK(record_types(records) == std::vector<std::string>{"actor", "actor", "actor", "actor", "event", "report", "report",
                                                          "event", "report", "event", "report", "article", "article", "article"});
  CHECK(records[0].at("id") == "country:FRA");
  CHECK(records[0].at("names").at("ar").at(0) == "فرنسا");
  CHECK(records[4].at("report_count") == 2);
  CHECK_FALSE(records[4].contains("reports"));
  CHECK(records[5].at("event") == records[4].at("id"));
  CHECK(records[5].at("sentence").at("text") == "Washington says Moscow & Kyiv <agreed>.");
  CHECK(records[5].at("published") == "2025-03-25");
  CHECK(records[11].at("published_at") == "2025-03-25");
}

TEST_CASE("a full device is an error of the export, not a short file") {
  FullDevice device;
  std::ostream out(&device);
  const Result<void> xml = export_graphml(reported_world(), ontology(), {}, out);
  REQUIRE_FALSE(xml);
  CHECK(xml.error().code == ErrorCode::kIo);
  out.clear();
  CHECK_FALSE(export_jsonl(reported_world(), ontology(), {}, out));
}

TEST_CASE("a reader that fails is an error of the export") {
  FakeReader reader = reported_world();
  reader.break_down();
  std::ostringstream out;
  CHECK_FALSE(export_graphml(reader, ontology(), {}, out));
  CHECK_FALSE(export_jsonl(reader, ontology(), {}, out));
}
