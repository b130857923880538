// The schemas of schemas/io describe what the commands really write: each command is run over a small store, and every line that
// it prints is validated. Broken objects show that the schemas do refuse something.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>
#include <vector>

#include "tests/support/small_world.hpp"
#include "tools/command.hpp"

namespace rawi::test {

namespace {

using nlohmann::json;
namespace fs = std::filesystem;

const fs::path kSchemas = fs::path(RAWI_SOURCE_DIR) / "schemas" / "io";

json read_json(const fs::path& file) {
  std::ifstream in(file);
  INFO("schema " << file.string());
  REQUIRE(in);
  return json::parse(in);
}

/// All schemas of the folder, each parsed once.
const valijson::Schema& schema(const std::string& name) {
  static std::map<std::string, std::unique_ptr<valijson::Schema>> parsed;
  auto& found = parsed[name];
  if (found) return *found;
  const json document = read_json(kSchemas / name);
  auto fresh = std::make_unique<valijson::Schema>();
  const auto fetch = [](const std::string& uri) -> const json* {
    return new json(read_json(kSchemas / fs::path(uri).filename()));
  };
  const auto release = [](const json* fetched) { delete fetched; };  // valijson's interface: what fetch() made
  valijson::SchemaParser().populateSchema(valijson::adapters::NlohmannJsonAdapter(document), *fresh, fetch, release);
  return *(found = std::move(fresh));
}

/// Empty when the document is valid, else every error.
std::string errors_of(const std::string& schema_name, const json& document) {
  valijson::ValidationResults results;
  valijson::Validator validator;
  if (validator.validate(schema(schema_name), valijson::adapters::NlohmannJsonAdapter(document), &results)) return {};
  std::string text = schema_name + " refuses " + document.dump() + "\n";
  for (valijson::ValidationResults::Error error; results.popError(error);) {
    for (const std::string& step : error.context) text += step;
    text += ": " + error.description + "\n";
  }
  return text;
}

/// A store of four short articles, built once.
class BuiltStore {
 public:
  BuiltStore() {
    std::ofstream out(articles());
    const auto article = [&](const char* id, const char* lang, const char* day, const char* title, const char* text) {
      json line = {{"id", id}, {"lang", lang}, {"published_at", day}, {"text", text}};
      if (*title != '\0') line["title"] = title;
      lines_.push_back(line);
      out << line.dump() << '\n';
    };
    article("first", "en", "2025-03-26", "Macron meets Zelensky in Paris",
            "French President Emmanuel Macron met Volodymyr Zelensky in Paris on Wednesday. Russia and Ukraine agreed to a "
            "ceasefire in the Black Sea, "
            "according to the United States. Italy rejected the plan. The leaders will hold a summit in Paris on Thursday.");
    article("second", "ar", "2025-03-26", "",
            "التقى الرئيس الفرنسي إيمانويل ماكرون فولوديمير زيلينسكي في باريس. وقال قصر الإليزيه إن فرنسا تدعم أوكرانيا. رفضت "
            "إيطاليا إرسال قوات.");
    article("third", "en", "2025-04-02", "",
            "Germany accused Russia of a cyberattack. Turkey condemned Israel on 1 April 2025. The United Kingdom promised "
            "weapons to Ukraine.");
    article("fourth", "en", "2025-04-03", "",
            "The United States imposed sanctions on Iran. Iran's foreign minister visited Moscow on Tuesday. "
            "Hungary condemned Slovakia. Viktor Orbán resigned.");
    out.close();
    std::ostringstream printed, complained;
    Console console{printed, complained};
    REQUIRE(run_rawi({"build", "--db", db(), "--threads", "2", "--data", RAWI_SOURCE_DIR, "--json", articles()}, console) == 0);
    INFO(complained.str());
    REQUIRE(complained.str().empty());
    build_summary_ = json::parse(printed.str());
  }

  [[nodiscard]] std::string articles() const {
    fs::create_directories(folder_.path());
    return (folder_.path() / "articles.jsonl").string();
  }
  [[nodiscard]] std::string db() const { return (folder_.path() / "db").string(); }
  [[nodiscard]] const json& build_summary() const { return build_summary_; }
  [[nodiscard]] const std::vector<json>& input() const { return lines_; }

 private:
  TemporaryFolder folder_;
  std::vector<json> lines_;
  json build_summary_;
};

const BuiltStore& store() {
  static const BuiltStore built;
  return built;
}

/// The lines that a command prints, parsed; it must end well and complain of nothing.
std::vector<json> lines_of(std::vector<std::string> arguments) {
  arguments.insert(arguments.end(), {"--data", RAWI_SOURCE_DIR});
  std::ostringstream printed, complained;
  Console console{printed, complained};
  const int code = run_rawi(arguments, console);
  INFO("rawi " << arguments.front() << " complained: " << complained.str());
  REQUIRE(code == 0);
  REQUIRE(complained.str().empty());
  std::vector<json> lines;
  std::istringstream in(printed.str());
  for (std::string line; std::getline(in, line);) lines.push_back(json::parse(line));
  return lines;
}

std::vector<json> answers_of(std::vector<std::string> arguments) {
  arguments.insert(arguments.end(), {"--db", store().db(), "--json"});
  return lines_of(std::move(arguments));
}

void check_all(const std::string& schema_name, const std::vector<json>& lines) {
  REQUIRE_FALSE(lines.empty());
  for (const json& line : lines) CHECK(errors_of(schema_name, line) == "");
}

}  // namespace

TEST_CASE("the articles that go in follow article.json") { check_all("article.json", store().input()); }

TEST_CASE("what rawi build --json says follows build.json") {
  CHECK(errors_of("build.json", store().build_summary()) == "");
  CHECK(store().build_summary()["added"] == 4);
}

TEST_CASE("what rawi extract writes follows mention.json, titles included") {
  const auto lines = lines_of({"extract", store().articles()});
  check_all("mention.json", lines);
  CHECK(std::any_of(lines.begin(), lines.end(), [](const json& line) { return line.contains("part"); }));
}

TEST_CASE("what rawi annotate writes as JSON Lines follows annotate.json") {
  const auto lines = lines_of({"annotate", "--format", "jsonl", store().articles()});
  check_all("annotate.json", lines);
  CHECK(lines.size() == 4);
}

TEST_CASE("what rawi timeline --json answers follows event.json") { check_all("event.json", answers_of({"timeline"})); }

TEST_CASE("what rawi timeline --summary and rawi show --explain answer as JSON follows their schemas") {
  const auto dates = answers_of({"timeline", "--summary", "2"});
  CHECK(dates.size() == 2);
  check_all("timeline-summary.json", dates);
  for (const json& date : dates) check_all("identity.json", answers_of({"show", date["event"], "--explain"}));
}

TEST_CASE("what rawi relations --json answers follows relation.json, of two actors and of one") {
  check_all("relation.json", answers_of({"relations", "France", "Ukraine"}));
  check_all("relation.json", answers_of({"relations", "Russia", "--with-places"}));
}

TEST_CASE("what rawi path --json answers follows path.json") {
  check_all("path.json", answers_of({"path", "France", "Ukraine"}));
}

TEST_CASE("a path on which somebody stands for a state follows path.json, with a hop that has no events") {
  const auto lines = answers_of({"path", "Slovakia", "Viktor Orbán"});
  check_all("path.json", lines);
  CHECK(lines.front()["hops"].back()["event_count"] == 0);
}

TEST_CASE("what rawi neighbors --json answers follows neighbor.json") {
  check_all("neighbor.json", answers_of({"neighbors", "Ukraine", "--hops", "2"}));
}

TEST_CASE("what rawi actors --json answers follows actor.json") { check_all("actor.json", answers_of({"actors"})); }

TEST_CASE("what rawi show --json answers follows the schema of what is shown") {
  check_all("show-actor.json", answers_of({"show", "Ukraine"}));
  check_all("show-article.json", answers_of({"show", "first"}));
  check_all("show-article.json", answers_of({"show", "second"}));
  const auto events = answers_of({"timeline", "--limit", "1"});
  REQUIRE(events.size() == 1);
  check_all("event.json", answers_of({"show", events.front()["id"].get<std::string>()}));
}

TEST_CASE("what rawi match answers follows match.json, known or by sound") {
  check_all("match.json", lines_of({"match", "--json", "Emmanuel Macron", "Макрон"}));
  check_all("match.json", lines_of({"match", "--json", "--by-sound", "V. Zelensky", "Владимир Зеленский"}));
}

TEST_CASE("what rawi stats --json answers follows stats.json") { check_all("stats.json", answers_of({"stats"})); }

TEST_CASE("what rawi check --json answers follows check.json") {
  std::ostringstream printed, complained;
  Console console{printed, complained};
  REQUIRE(run_rawi({"check", "--db", store().db(), "--json"}, console) == 0);
  CHECK(errors_of("check.json", json::parse(printed.str())) == "");
}

TEST_CASE(
    "every record of rawi export --format jsonl follows export.json, and all four kinds of record are there that are in any "
    "graph") {
  const auto lines = lines_of({"export", "--db", store().db(), "--format", "jsonl"});
  check_all("export.json", lines);
  for (const char* record : {"actor", "event", "report", "article"}) {
    INFO("record " << record);
    CHECK(std::any_of(lines.begin(), lines.end(), [&](const json& line) { return line["record"] == record; }));
  }
}

TEST_CASE("edits and what they leave in answers and exports follow their schemas") {
  const TemporaryFolder folder;
  const std::string db = (folder.path() / "db").string();
  lines_of({"build", "--db", db, "--threads", "2", "--json", store().articles()});
  const auto told = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--db", db, "--json"});
    return lines_of(std::move(arguments));
  };
  check_all("edit.json", told({"merge", "Italy", "Slovakia", "--by", "somebody", "--date", "2025-04-01", "--note", "a test"}));
  json shared;
  for (const json& event : told({"timeline"}))
    if (event["reports"].size() > 1 && event["reports"].front()["article"] != event["reports"].back()["article"]) shared = event;
  REQUIRE(shared.is_object());
  const std::string event = shared["id"], article = shared["reports"].front()["article"];
  check_all("edit.json", told({"split", event, article}));
  const auto exported = lines_of({"export", "--db", db, "--format", "jsonl"});
  check_all("export.json", exported);
  CHECK(std::count_if(exported.begin(), exported.end(), [](const json& line) { return line["record"] == "edit"; }) == 2);
  check_all("edit.json", told({"split", "Slovakia"}));
  check_all("edit.json", told({"edits", "--undo", "2"}));
  const auto edits = told({"edits"});
  check_all("edit.json", edits);
  CHECK(edits.size() == 4);
  check_all("identity.json", told({"show", event, "--explain"}));
  check_all("delete.json", told({"delete", article}));
}

TEST_CASE("what is written out again as an article is an article that rawi reads") {
  for (json line : lines_of({"export", "--db", store().db(), "--format", "jsonl"})) {
    if (line["record"] != "article") continue;
    line.erase("record");
    CHECK(errors_of("article.json", line) == "");
  }
}

TEST_CASE("a key that is missing, a key too many and a value of a wrong type are refused") {
  const std::map<std::string, json> samples = {
      {"event.json", answers_of({"timeline", "--limit", "1"}).front()},
      {"relation.json", answers_of({"relations", "Russia"}).front()},
      {"path.json", answers_of({"path", "France", "Ukraine"}).front()},
      {"neighbor.json", answers_of({"neighbors", "Ukraine"}).front()},
      {"actor.json", answers_of({"actors"}).front()},
      {"show-actor.json", answers_of({"show", "Ukraine"}).front()},
      {"show-article.json", answers_of({"show", "first"}).front()},
      {"mention.json", lines_of({"extract", store().articles()}).back()},
      {"annotate.json", lines_of({"annotate", "--format", "jsonl", store().articles()}).front()},
      {"stats.json", answers_of({"stats"}).front()},
      {"build.json", store().build_summary()},
      {"export.json", lines_of({"export", "--db", store().db(), "--format", "jsonl"}).front()},
      {"check.json", json{{"records", 3}, {"problems", json::array()}, {"repaired", false}}},
  };
  for (const auto& [name, sample] : samples) {
    REQUIRE(errors_of(name, sample) == "");
    json extra = sample;
    extra["unannounced"] = 1;
    CHECK(errors_of(name, extra) != "");
    for (const auto& [key, value] : sample.items()) {
      INFO(name << ", key " << key);
      json less = sample;
      less.erase(key);
      CHECK((errors_of(name, less) != "" || key == "part"));
      json wrong = sample;
      wrong[key] = json{{"no", "such value"}};
      CHECK((errors_of(name, wrong) != "" || key == "kinds" || key == "external_ids"));  // maps: these take any string key
    }
  }
}

TEST_CASE("an event of an unknown status, without evidence or with a broken day is refused") {
  const json event = answers_of({"timeline", "--kind", "accusation", "--limit", "1"}).front();
  REQUIRE(errors_of("event.json", event) == "");
  const auto broken = [&](const char* pointer, const json& value) {
    json copy = event;
    copy[json::json_pointer(pointer)] = value;
    return errors_of("event.json", copy);
  };
  CHECK(broken("/status", "rumoured") != "");
  CHECK(broken("/reports", json::array()) != "");
  CHECK(broken("/time", json{{"start", "yesterday"}, {"end", "2025-04-01"}}) != "");
  CHECK(broken("/participants/0/role", "bystander") != "");
  CHECK(broken("/participants/0/country", "Russia") != "");
  CHECK(broken("/reports/0/secret", 1) != "");
  CHECK(broken("/id", "evt:1") != "");
  CHECK(broken("/confidence", 1.5) != "");
}

TEST_CASE("an article without text, or with a number for its id, is refused") {
  CHECK(errors_of("article.json", json{{"id", "x"}}) != "");
  CHECK(errors_of("article.json", json{{"id", 7}, {"text", "Words."}}) != "");
  CHECK(errors_of("article.json", json{{"text", "Words."}, {"published_at", "yesterday"}}) != "");
  CHECK(errors_of("article.json", json{{"text", "Words."}, {"section", "world"}}) == "");
}

TEST_CASE("every kind that an answer names is one of the ontology") {
  for (const json& event : answers_of({"timeline"}))
    CHECK(
        fs::exists(fs::path(RAWI_SOURCE_DIR) / "schemas" / "ontology" / "events" / (event["kind"].get<std::string>() + ".json")));
}

}  // namespace rawi::test
