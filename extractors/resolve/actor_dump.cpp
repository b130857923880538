#include "extractors/resolve/actor_dump.hpp"

#include <unicode/locid.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>

#include "extractors/ingest/byte_stream.hpp"
#include "extractors/ingest/line_reader.hpp"
#include "extractors/ingest/unpack.hpp"
#include "extractors/resolve/actor_catalogue.hpp"
#include "extractors/resolve/spelling_key.hpp"

namespace rawi {

namespace {

using Json = nlohmann::json;

constexpr std::size_t kLineBytesMax = 64U << 20U;  // the largest entities of Wikidata take some 5 MB
constexpr int kLastDeathYear = 1900;               // who died before makes no news
constexpr std::string_view kAnyLanguage = "mul";   // Wikidata's names that hold in every language

// Wikidata's properties, and the one class that tells a person.
constexpr std::string_view kInstanceOf = "P31", kCitizenship = "P27", kCountry = "P17", kPlaceOnEarth = "P625", kDeath = "P570";
constexpr std::string_view kAlpha2 = "P297", kAlpha3 = "P298", kHuman = "Q5";
/// An entity with one of these acts: headquarters, chair, chief executive, legal form, ideology, stock exchange, parent, subsidiary,
/// director, board member, members, employees.
constexpr std::array<std::string_view, 12> kOfOrganizations = {"P159", "P488", "P169",  "P1454", "P1142", "P414",
                                                               "P749", "P355", "P1037", "P3320", "P2124", "P1128"};
constexpr std::array<std::string_view, 4> kOrganizationSchemas = {"Organization", "Company", "PublicBody", "LegalEntity"};
constexpr std::array<std::string_view, 4> kCountryProperties = {"nationality", "citizenship", "country", "jurisdiction"};

/// Why a line cannot be used; thrown inside this file only.
struct BadLine {
  std::string problem, advice;
};

struct Dumped {
  Entity entity;
  std::uint32_t state = 0;
  std::string state_code;  // the entity is a state itself
};

const Json* member(const Json& object, std::string_view key) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(key);
  return found == object.end() ? nullptr : &*found;
}

/// The text at a key of an object, or nothing.
std::string text_at(const Json& object, std::string_view key) {
  const Json* value = member(object, key);
  return value != nullptr && value->is_string() ? value->get<std::string>() : std::string();
}

/// The values that are stated for a property: those that are preferred, else those that nobody withdrew.
std::vector<const Json*> values_of(const Json& claims, std::string_view property) {
  std::vector<const Json*> preferred, normal;
  const Json* statements = member(claims, property);
  if (statements == nullptr || !statements->is_array()) return {};
  for (const Json& statement : *statements) {
    const Json* snak = member(statement, "mainsnak");
    const Json* data = snak == nullptr ? nullptr : member(*snak, "datavalue");
    const Json* value = data == nullptr ? nullptr : member(*data, "value");
    if (value == nullptr) continue;
    const std::string rank = text_at(statement, "rank");
    if (rank == "preferred") preferred.push_back(value);
    if (rank == "normal" || rank.empty()) normal.push_back(value);
  }
  return preferred.empty() ? normal : preferred;
}

/// 142 for "Q142"; 0 for what is no item.
std::uint32_t item_number(std::string_view id) {
  std::uint32_t number = 0;
  if (!id.starts_with('Q')) return 0;
  const auto [end, error] = std::from_chars(id.data() + 1, id.data() + id.size(), number);
  return error == std::errc() && end == id.data() + id.size() ? number : 0;
}

std::string alpha3_of(std::string alpha2) {
  for (char& c : alpha2)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - ('a' - 'A'));
  const bool code = alpha2.size() == 2 && std::all_of(alpha2.begin(), alpha2.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  return code ? icu::Locale("und", alpha2.c_str()).getISO3Country() : std::string();
}

std::string entity_id(EntityType type, std::string_view key) { return std::string(to_string(type)) + ":" + std::string(key); }

bool died_long_ago(const Json& claims) {
  for (const Json* value : values_of(claims, kDeath)) {
    const std::string time = text_at(*value, "time");  // "+1865-04-15T00:00:00Z"
    int year = 0;
    if (time.size() < 2) continue;
    const auto [end, error] = std::from_chars(time.data() + 1, time.data() + time.size(), year);
    if (error == std::errc() && (time.front() == '-' || year < kLastDeathYear)) return true;
  }
  return false;
}

std::optional<EntityType> type_of(const Json& claims) {
  for (const Json* kind : values_of(claims, kInstanceOf))
    if (text_at(*kind, "id") == kHuman) return died_long_ago(claims) ? std::nullopt : std::optional(EntityType::kPerson);
  if (std::any_of(kOfOrganizations.begin(), kOfOrganizations.end(), [&](std::string_view p) { return claims.contains(p); }))
    return EntityType::kOrganization;
  return claims.contains(kPlaceOnEarth) ? std::optional(EntityType::kPlace) : std::nullopt;
}

void add_name(Entity& entity, const std::string& language, const std::string& name) {
  std::vector<std::string>& names = entity.names[language];
  if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  if (names.empty()) entity.names.erase(language);
}

/// Labels first, then aliases, of the languages that are asked for.
void read_names(const Json& item, const std::vector<std::string>& languages, Entity& entity) {
  const Json* labels = member(item, "labels");
  const Json* aliases = member(item, "aliases");
  const auto read = [&](const std::string& language) {
    if (labels != nullptr)
      if (const Json* label = member(*labels, language)) add_name(entity, language, text_at(*label, "value"));
    const Json* list = aliases == nullptr ? nullptr : member(*aliases, language);
    if (list == nullptr || !list->is_array()) return;
    for (const Json& alias : *list) add_name(entity, language, text_at(alias, "value"));
  };
  for (const std::string& language : languages) read(language);
  read(std::string(kAnyLanguage));
  for (const std::string& language : {std::string(kGraphLanguage), std::string(kAnyLanguage)})
    if (const auto own = entity.names.find(language); own != entity.names.end() && entity.name.empty()) entity.name = own->second.front();
  if (entity.name.empty() && !entity.names.empty()) entity.name = latin_name(entity.names.begin()->second.front());
}

std::optional<Dumped> read_item(const Json& item, const std::vector<std::string>& languages) {
  const std::string id = text_at(item, "id");
  if (id.empty()) throw BadLine{"an entity without \"id\"", "give one entity of a Wikidata JSON dump a line"};
  const Json* claims = member(item, "claims");
  const std::uint32_t number = item_number(id);
  if (number == 0 || claims == nullptr || !claims->is_object()) return std::nullopt;  // a property, a lexeme, an empty item
  Dumped dumped;
  if (claims->contains(kAlpha2) || claims->contains(kAlpha3)) {
    const auto codes = values_of(*claims, kAlpha3);
    if (codes.empty() || !codes.front()->is_string()) return std::nullopt;
    dumped.state = number;
    dumped.state_code = codes.front()->get<std::string>();
    return dumped;
  }
  const auto type = type_of(*claims);
  if (!type) return std::nullopt;
  dumped.entity.type = *type;
  dumped.entity.id = EntityId(entity_id(*type, "q" + std::to_string(number)));
  dumped.entity.external_ids["wikidata"] = id;
  const auto states = values_of(*claims, *type == EntityType::kPerson ? kCitizenship : kCountry);
  if (!states.empty()) dumped.state = item_number(text_at(*states.back(), "id"));  // of several the last one is usually the present one
  read_names(item, languages, dumped.entity);
  return dumped.entity.name.empty() ? std::nullopt : std::optional(std::move(dumped));
}

/// The texts of a property of followthemoney.
std::vector<std::string> texts_of(const Json& properties, std::string_view key) {
  std::vector<std::string> out;
  if (const Json* list = member(properties, key); list != nullptr && list->is_array())
    for (const Json& value : *list)
      if (value.is_string()) out.push_back(value.get<std::string>());
  return out;
}

std::optional<Dumped> read_money_entity(const Json& json) {
  const std::string id = text_at(json, "id"), schema = text_at(json, "schema");
  if (id.empty() || schema.empty())
    throw BadLine{"an entity without \"id\" or \"schema\"", "give one entity of followthemoney a line"};
  const bool person = schema == "Person";
  if (!person && std::find(kOrganizationSchemas.begin(), kOrganizationSchemas.end(), schema) == kOrganizationSchemas.end())
    return std::nullopt;
  const Json* properties = member(json, "properties");
  if (properties == nullptr) throw BadLine{"an entity without \"properties\"", "give one entity of followthemoney a line"};
  Dumped dumped;
  Entity& entity = dumped.entity;
  entity.type = person ? EntityType::kPerson : EntityType::kOrganization;
  const std::vector<std::string> items = texts_of(*properties, "wikidataId");
  const std::uint32_t number = items.empty() ? 0 : item_number(items.front());
  if (number != 0) entity.external_ids["wikidata"] = items.front();
  entity.external_ids["followthemoney"] = id;
  entity.id = EntityId(entity_id(entity.type, number != 0 ? "q" + std::to_string(number) : "ftm-" + slug(id)));
  for (const std::string_view key : {std::string_view("name"), std::string_view("alias")})
    for (const std::string& name : texts_of(*properties, key)) add_name(entity, "und", name);
  entity.name = text_at(json, "caption");
  if (entity.name.empty() && !entity.names.empty()) entity.name = entity.names.begin()->second.front();
  entity.name = latin_name(entity.name);
  for (const std::string_view key : kCountryProperties)
    for (const std::string& code : texts_of(*properties, key))
      if (entity.country.empty()) entity.country = alpha3_of(code);
  return entity.name.empty() ? std::nullopt : std::optional(std::move(dumped));
}

/// Of a dump's lines what is no entity: the brackets around them, the comma behind each.
std::string_view without_list(std::string_view line) {
  while (!line.empty() && (line.back() == ',' || line.back() == ' ' || line.back() == '\t')) line.remove_suffix(1);
  while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) line.remove_prefix(1);
  return line == "[" || line == "]" ? std::string_view() : line;
}

/// Keeps out of memory what an entity says and nobody asks for.
bool wanted(int /*depth*/, Json::parse_event_t event, Json& parsed) {
  if (event != Json::parse_event_t::key) return true;
  const auto& key = parsed.get_ref<const std::string&>();
  return key != "references" && key != "qualifiers" && key != "sitelinks" && key != "descriptions";
}

}  // namespace

Result<void> read_actor_dump(const std::filesystem::path& file_or_dash, DumpFormat format, const std::vector<std::string>& languages,
                             const DumpSink& sink) {
  const std::string name = file_or_dash == "-" ? std::string("standard input") : file_or_dash.string();
  const auto named = [&](const Error& error) { return fail(error.code, name, error.problem, error.advice); };
  std::unique_ptr<ByteStream> packed;
  if (file_or_dash == "-") {
    packed = standard_input();
  } else {
    auto opened = open_file(file_or_dash);
    if (!opened) return named(opened.error());
    packed = std::move(*opened);
  }
  auto stream = unpacked(std::move(packed));
  if (!stream) return named(stream.error());
  LineReader lines(**stream, kLineBytesMax);
  while (true) {
    const auto line = lines.next();
    if (!line) return named(line.error());
    if (!*line) return {};
    const auto complain = [&](std::string problem, std::string advice) {
      sink.complain(Error{ErrorCode::kInvalidInput, name + ":" + std::to_string((*line)->number), std::move(problem), std::move(advice)});
    };
    if ((*line)->too_long) {
      complain("the line is too long", "give one entity a line");
      continue;
    }
    const std::string_view text = without_list((*line)->text);
    if (text.empty()) continue;
    try {
      const Json json = Json::parse(text, wanted);
      if (!json.is_object()) throw BadLine{"the line is no JSON object", "give one entity a line"};
      const auto dumped = format == DumpFormat::kWikidata ? read_item(json, languages) : read_money_entity(json);
      if (!dumped) continue;
      if (!dumped->state_code.empty()) {
        sink.state(dumped->state, dumped->state_code);
      } else if (auto taken = sink.actor(dumped->entity, dumped->state); !taken) {
        return taken;
      }
    } catch (const BadLine& bad) {
      complain(bad.problem, bad.advice);
    } catch (const Json::exception& error) {
      complain(std::string("no valid JSON: ") + error.what(), "give one entity a line");
    }
  }
}

}  // namespace rawi
