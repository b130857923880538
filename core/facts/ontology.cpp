#include "core/facts/ontology.hpp"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

namespace rawi {

namespace {

using nlohmann::json;

constexpr std::array<std::string_view, kRoleCount> kRoleNames = {"source", "target", "participant", "place"};
constexpr std::array<std::string_view, 5> kStatusNames = {"happened", "ongoing", "planned", "possible", "negated"};
constexpr double kGoldsteinMax = 10;
constexpr int kQuadClassMax = 4;

template <class Enum, std::size_t N>
std::optional<Enum> parse_name(const std::array<std::string_view, N>& names, std::string_view text) {
  const auto found = std::find(names.begin(), names.end(), text);
  if (found == names.end()) return std::nullopt;
  return static_cast<Enum>(found - names.begin());
}

/// Reads one kind out of its JSON. A broken rule is thrown as text and becomes an Error in load(): nlohmann's accessors
/// throw anyway, and one way out keeps each rule on one line.
class KindReader {
 public:
  explicit KindReader(const std::string& file_stem) : stem_(file_stem) {}

  EventKind read(const json& j) const {
    refuse_unknown_keys(j, {"id", "parent", "caption", "label", "roles", "crosswalk", "symmetric", "speech", "public_life", "kindred"},
                        "the kind");
    EventKind kind;
    kind.id = KindId(j.at("id").get<std::string>());
    if (kind.id.text() != stem_) throw std::string("its id is \"" + kind.id.text() + "\", which is not the name of the file");
    if (!j.at("parent").is_null()) kind.parent = KindId(j.at("parent").get<std::string>());
    kind.caption = j.at("caption").get<std::string>();
    kind.label = j.at("label").get<std::map<std::string, std::string>>();
    for (const auto& [name, rule] : j.at("roles").items()) kind.roles.emplace(role_named(name), read_role(rule));
    if (kind.roles.empty()) throw std::string("it has no roles");
    read_crosswalk(j.at("crosswalk"), kind);
    kind.symmetric = j.at("symmetric").get<bool>();
    kind.speech = j.at("speech").get<bool>();
    kind.public_life = j.at("public_life").get<bool>();
    for (const auto& id : j.at("kindred")) kind.kindred.emplace_back(id.get<std::string>());
    if (kind.symmetric && !kind.roles.contains(Role::kParticipant))
      throw std::string("it is symmetric but has no participant role");
    return kind;
  }

 private:
  static void refuse_unknown_keys(const json& j, const std::set<std::string>& known, const std::string& what) {
    for (const auto& [key, value] : j.items())
      if (!known.contains(key)) throw std::string("unknown key \"" + key + "\" in " + what);
  }

  static Role role_named(const std::string& name) {
    const auto role = parse_role(name);
    if (!role) throw std::string("unknown role \"" + name + "\"");
    return *role;
  }

  static RoleRule read_role(const json& j) {
    refuse_unknown_keys(j, {"range", "many"}, "a role");
    RoleRule rule;
    for (const auto& name : j.at("range")) {
      const auto type = parse_entity_type(name.get<std::string>());
      if (!type) throw std::string("unknown entity type " + name.dump());
      rule.range.push_back(*type);
    }
    if (rule.range.empty()) throw std::string("a role that nobody may fill");
    rule.many = j.at("many").get<bool>();
    return rule;
  }

  static void read_crosswalk(const json& j, EventKind& kind) {
    refuse_unknown_keys(j, {"plover", "plover_mode", "cameo", "quad_class", "goldstein"}, "the crosswalk");
    const auto text = [&](const char* key) { return j.at(key).is_null() ? std::string() : j.at(key).get<std::string>(); };
    kind.plover = text("plover");
    kind.plover_mode = text("plover_mode");
    kind.cameo = text("cameo");
    if (!std::all_of(kind.cameo.begin(), kind.cameo.end(), [](char c) { return c >= '0' && c <= '9'; }) ||
        (!kind.cameo.empty() && (kind.cameo.size() < 2 || kind.cameo.size() > 4)))
      throw std::string("a CAMEO code has two to four digits, not \"" + kind.cameo + "\"");
    kind.quad_class = j.at("quad_class").is_null() ? 0 : j.at("quad_class").get<int>();
    if (kind.quad_class < 0 || kind.quad_class > kQuadClassMax) throw std::string("quad_class must be 1 to 4 or null");
    kind.goldstein = j.at("goldstein").is_null() ? 0 : j.at("goldstein").get<double>();
    if (kind.goldstein < -kGoldsteinMax || kind.goldstein > kGoldsteinMax)
      throw std::string("goldstein must be -10 to 10 or null");
  }

  const std::string& stem_;
};

Error broken(const std::filesystem::path& file, const std::string& why) {
  return {ErrorCode::kInvalidInput, file.string(), why, "mend the ontology file"};
}

Result<EventKind> read_kind(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return fail(ErrorCode::kIo, file.string(), "the file cannot be read", "check its permissions");
  const std::string stem = file.stem().string();
  try {
    return KindReader(stem).read(json::parse(in));
  } catch (const std::string& why) {
    return fail(broken(file, why));
  } catch (const json::exception& e) {
    return fail(broken(file, e.what()));
  }
}

}  // namespace

std::string_view to_string(Role role) { return kRoleNames[static_cast<std::size_t>(role)]; }
std::optional<Role> parse_role(std::string_view text) { return parse_name<Role>(kRoleNames, text); }
std::string_view to_string(EventStatus status) { return kStatusNames[static_cast<std::size_t>(status)]; }
std::optional<EventStatus> parse_event_status(std::string_view text) { return parse_name<EventStatus>(kStatusNames, text); }

Result<Ontology> Ontology::load(const std::filesystem::path& directory) {
  const std::filesystem::path events = directory / "events";
  std::error_code error;
  std::vector<std::filesystem::path> files;
  for (auto it = std::filesystem::directory_iterator(events, error); !error && it != std::filesystem::directory_iterator();
       it.increment(error))
    if (it->path().extension() == ".json") files.push_back(it->path());
  if (error || files.empty())
    return fail(ErrorCode::kNotFound, events.string(), "no event kinds are there", "give the data directory with --data");
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.stem() < b.stem(); });  // as find() expects

  Ontology ontology;
  for (const auto& file : files) {
    auto kind = read_kind(file);
    if (!kind) return fail(std::move(kind.error()));
    ontology.kinds_.push_back(std::move(*kind));
  }
  for (std::size_t i = 0; i < files.size(); ++i) {
    const EventKind& kind = ontology.kinds_[i];
    for (const KindId& other : kind.kindred)
      if (ontology.find(other) == nullptr) return fail(broken(files[i], "unknown kindred kind \"" + other.text() + "\""));
    std::size_t steps = 0;
    for (const EventKind* k = &kind; k->parent; ++steps) {
      const EventKind* parent = ontology.find(*k->parent);
      if (parent == nullptr) return fail(broken(files[i], "unknown parent \"" + k->parent->text() + "\""));
      if (steps > ontology.kinds_.size()) return fail(broken(files[i], "its parents form a cycle"));
      k = parent;
    }
  }
  return ontology;
}

const EventKind* Ontology::find(const KindId& id) const {
  const auto at =
      std::lower_bound(kinds_.begin(), kinds_.end(), id, [](const EventKind& k, const KindId& i) { return k.id < i; });
  return at != kinds_.end() && at->id == id ? &*at : nullptr;
}

}  // namespace rawi
