// The loader of event kinds refuses a file that breaks the rules, and says which file and which rule.
#include "core/facts/ontology.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>

namespace rawi::test {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// An ontology of two kinds, "gathering" and below it "summit", which a test may break.
class OntologyFolder {
 public:
  OntologyFolder()
      : path_(fs::temp_directory_path() /
              ("rawi-ontology-" + std::to_string(std::chrono::steady_clock::now().time_since_epoch().count()))) {
    fs::create_directories(path_ / "events");
    write("gathering", kind("gathering", nullptr));
    write("summit", kind("summit", "gathering"));
  }
  ~OntologyFolder() { fs::remove_all(path_); }
  OntologyFolder(const OntologyFolder&) = delete;
  OntologyFolder& operator=(const OntologyFolder&) = delete;

  static json kind(const std::string& id, const json& parent) {
    return {
        {"id", id},
        {"parent", parent},
        {"caption", "Several come together."},
        {"label", {{"en", id}}},
        {"roles",
         {{"participant", {{"range", {"country", "person"}}, {"many", true}}},
          {"place", {{"range", {"place"}}, {"many", false}}}}},
        {"crosswalk", {{"plover", "CONSULT"}, {"plover_mode", nullptr}, {"cameo", "036"}, {"quad_class", 1}, {"goldstein", 4.0}}},
        {"symmetric", true},
        {"speech", false},
        {"public_life", false},
        {"kindred", json::array()}};
  }
  void write(const std::string& name, const json& content) const {
    std::ofstream(path_ / "events" / (name + ".json")) << content;
  }
  void write_text(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / "events" / (name + ".json")) << text;
  }
  [[nodiscard]] const fs::path& path() const { return path_; }

  /// What the loader says once "summit" is changed so; empty when it loads.
  [[nodiscard]] std::string refusal_with(const std::function<void(json&)>& change) const {
    json changed = kind("summit", "gathering");
    change(changed);
    write("summit", changed);
    const auto loaded = Ontology::load(path_);
    return loaded ? std::string() : loaded.error().message();
  }

 private:
  fs::path path_;
};

using Catch::Contains;

}  // namespace

TEST_CASE("kinds are read with all that their files say") {
  const OntologyFolder folder;
  const auto loaded = Ontology::load(folder.path());
  REQUIRE(loaded);
  CHECK(loaded->kinds().size() == 2);
  const EventKind* summit = loaded->find(KindId("summit"));
  REQUIRE(summit != nullptr);
  CHECK(summit->parent == KindId("gathering"));
  CHECK(summit->label.at("en") == "summit");
  CHECK(summit->roles.at(Role::kPlace).range == std::vector<EntityType>{EntityType::kPlace});
  CHECK_FALSE(summit->roles.at(Role::kPlace).many);
  CHECK(summit->plover == "CONSULT");
  CHECK(summit->plover_mode.empty());
  CHECK(summit->cameo == "036");
  CHECK(summit->goldstein == 4.0);
  CHECK(summit->symmetric);
  CHECK(loaded->find(KindId("picnic")) == nullptr);
}

TEST_CASE("the shipped ontology loads") {
  const auto loaded = Ontology::load(fs::path(RAWI_SOURCE_DIR) / "schemas" / "ontology");
  if (!loaded) FAIL(loaded.error().message());
  CHECK(loaded->kinds().size() == 27);
}

TEST_CASE("a file that is no JSON is refused by name") {
  const OntologyFolder folder;
  folder.write_text("summit", "{\"id\": ");
  const auto loaded = Ontology::load(folder.path());
  REQUIRE_FALSE(loaded);
  CHECK_THAT(loaded.error().message(), Contains("summit.json"));
}

TEST_CASE("a key that is missing or unknown is refused") {
  for (const char* key : {"id", "parent", "caption", "label", "roles", "crosswalk", "symmetric", "speech", "public_life", "kindred"}) {
    INFO(key);
    CHECK_THAT(OntologyFolder().refusal_with([&](json& j) { j.erase(key); }), Contains("summit.json") && Contains(key));
  }
  CHECK_THAT(OntologyFolder().refusal_with([](json& j) { j["colour"] = "blue"; }), Contains("summit.json") && Contains("colour"));
  CHECK_THAT(OntologyFolder().refusal_with([](json& j) { j["crosswalk"]["colour"] = "blue"; }), Contains("colour"));
  CHECK_THAT(OntologyFolder().refusal_with([](json& j) { j["roles"]["place"]["colour"] = "blue"; }), Contains("colour"));
}

TEST_CASE("an id that is not the file's name is refused") {
  CHECK_THAT(OntologyFolder().refusal_with([](json& j) { j["id"] = "picnic"; }), Contains("summit.json") && Contains("picnic"));
}

TEST_CASE("a parent or a kindred kind that does not exist is refused") {
  CHECK_THAT(OntologyFolder().refusal_with([](json& j) { j["parent"] = "picnic"; }),
             Contains("summit.json") && Contains("picnic"));
  CHECK_THAT(OntologyFolder().refusal_with([](json& j) { j["kindred"] = {"picnic"}; }),
             Contains("summit.json") && Contains("picnic"));
}

TEST_CASE("parents in a circle are refused") {
  const OntologyFolder folder;
  folder.write("gathering", OntologyFolder::kind("gathering", "summit"));
  const auto loaded = Ontology::load(folder.path());
  REQUIRE_FALSE(loaded);
  CHECK_THAT(loaded.error().message(), Contains("cycle"));
  CHECK_THAT(OntologyFolder().refusal_with([](json& j) { j["parent"] = "summit"; }), Contains("cycle"));
}

TEST_CASE("a role or an entity type that does not exist is refused") {
  CHECK_THAT(OntologyFolder().refusal_with([](json& j) { j["roles"]["bystander"] = j["roles"]["place"]; }),
             Contains("bystander"));
  CHECK_THAT(OntologyFolder().refusal_with([](json& j) { j["roles"]["place"]["range"] = {"animal"}; }), Contains("animal"));
  CHECK_THAT(OntologyFolder().refusal_with([](json& j) { j["roles"]["place"]["range"] = json::array(); }), Contains("nobody"));
  CHECK_THAT(OntologyFolder().refusal_with([](json& j) { j["roles"] = json::object(); }), Contains("no roles"));
  CHECK_THAT(OntologyFolder().refusal_with([](json& j) { j["roles"].erase("participant"); }), Contains("symmetric"));
}

TEST_CASE("a crosswalk out of range is refused") {
  CHECK_THAT(OntologyFolder().refusal_with([](json& j) { j["crosswalk"]["goldstein"] = 10.5; }), Contains("goldstein"));
  CHECK_THAT(OntologyFolder().refusal_with([](json& j) { j["crosswalk"]["quad_class"] = 5; }), Contains("quad_class"));
  CHECK_THAT(OntologyFolder().refusal_with([](json& j) { j["crosswalk"]["cameo"] = "3a"; }), Contains("CAMEO"));
  CHECK_THAT(OntologyFolder().refusal_with([](json& j) { j["crosswalk"]["cameo"] = "12345"; }), Contains("CAMEO"));
  CHECK(OntologyFolder().refusal_with([](json& j) {
    j["crosswalk"] = {
        {"plover", nullptr}, {"plover_mode", nullptr}, {"cameo", nullptr}, {"quad_class", nullptr}, {"goldstein", nullptr}};
  }) == "");
}

TEST_CASE("a value of a wrong type is refused, not read as something else") {
  CHECK_THAT(OntologyFolder().refusal_with([](json& j) { j["symmetric"] = "yes"; }), Contains("summit.json"));
  CHECK_THAT(OntologyFolder().refusal_with([](json& j) { j["label"] = "summit"; }), Contains("summit.json"));
  CHECK_THAT(OntologyFolder().refusal_with([](json& j) { j = json::array(); }), Contains("summit.json"));
}

TEST_CASE("a folder without kinds is refused with advice") {
  const auto loaded = Ontology::load("/nonexistent/ontology");
  REQUIRE_FALSE(loaded);
  CHECK(loaded.error().code == ErrorCode::kNotFound);
  CHECK_FALSE(loaded.error().advice.empty());
}

TEST_CASE("roles and statuses have names that are read back") {
  for (const Role role : {Role::kSource, Role::kTarget, Role::kParticipant, Role::kPlace})
    CHECK(parse_role(to_string(role)) == role);
  for (const auto status :
       {EventStatus::kHappened, EventStatus::kOngoing, EventStatus::kPlanned, EventStatus::kPossible, EventStatus::kNegated})
    CHECK(parse_event_status(to_string(status)) == status);
  CHECK_FALSE(parse_role("bystander"));
  CHECK_FALSE(parse_event_status("rumoured"));
}

}  // namespace rawi::test
