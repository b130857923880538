#include "extractors/resolve/actor_file.hpp"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <unordered_map>
#include <unordered_set>

namespace rawi {

namespace {

using Json = nlohmann::json;
using NamesByLanguage = std::map<std::string, std::vector<std::string>>;

constexpr std::string_view kCountryPrefix = "country:";

/// What a line breaks, without the place: thrown inside this file only, and caught where the place is known.
struct BadLine {
  std::string problem;
  std::string advice;
};

std::string text_of(const Json& value, const std::string& key) {
  if (!value.is_string() || value.get_ref<const std::string&>().empty())
    throw BadLine{"\"" + key + "\" must be a text that is not empty", "write it in quotes, or leave the key out"};
  return value.get<std::string>();
}

NamesByLanguage names_of(const Json& value, const std::string& key) {
  if (!value.is_object()) throw BadLine{"\"" + key + "\" must be an object of lists by language", R"(write {"en": ["…"]})"};
  NamesByLanguage names;
  for (const auto& [language, list] : value.items()) {
    if (!list.is_array()) throw BadLine{"\"" + key + "\"." + language + " must be a list", R"(write ["…"])"};
    std::vector<std::string>& out = names[language];
    for (const Json& name : list) out.push_back(text_of(name, key));
  }
  return names;
}

std::optional<Day> day_of(const Json& value, const std::string& key) {
  const std::string text = text_of(value, key);
  const std::optional<Day> day = parse_day(text);
  if (!day) throw BadLine{"\"" + key + "\" is no date: " + text, "write a day such as 2025-03-26"};
  return day;
}

OfficeTerm office_of(const Json& value) {
  if (!value.is_object())
    throw BadLine{"an office must be an object", R"(write {"office": "president", "country": "…", "from": "…"})"};
  OfficeTerm term;
  for (const auto& [key, field] : value.items()) {
    if (key == "office")
      term.office = text_of(field, key);
    else if (key == "country")
      term.country = text_of(field, key);
    else if (key == "organization")
      term.organization = EntityId(text_of(field, key));
    else if (key == "from")
      term.from = day_of(field, key);
    else if (key == "to")
      term.to = day_of(field, key);
    else
      throw BadLine{"unknown key \"" + key + "\" in an office", "an office has office, country or organization, from and to"};
  }
  if (term.office.empty()) throw BadLine{"an office without \"office\"", "name the office"};
  if (term.from && term.to && *term.to < *term.from) throw BadLine{"an office ends before it begins", "check from and to"};
  return term;
}

EntityType type_of(const std::string& id) {
  const std::size_t colon = id.find(':');
  const auto type = parse_entity_type(std::string_view(id).substr(0, colon));
  if (colon == std::string::npos || colon + 1 == id.size() || !type)
    throw BadLine{"malformed id \"" + id + "\"", "write type, colon, code or slug: person:jane-doe"};
  return *type;
}

void read_field(ActorRecord& record, const std::string& key, const Json& value) {
  Entity& entity = record.entity;
  if (key == "id") {
    entity.id = EntityId(text_of(value, key));
    entity.type = type_of(entity.id.text());
  } else if (key == "name") {
    entity.name = text_of(value, key);
  } else if (key == "names") {
    entity.names = names_of(value, key);
  } else if (key == "short") {
    record.short_names = names_of(value, key);
  } else if (key == "adjectives") {
    record.adjectives = names_of(value, key);
  } else if (key == "inhabitants") {
    record.inhabitants = names_of(value, key);
  } else if (key == "country") {
    entity.country = text_of(value, key);
  } else if (key == "capital_of" || key == "seat_of") {
    record.speaks_for = text_of(value, key);
  } else if (key == "iso2") {
    entity.external_ids["iso3166-1-alpha2"] = text_of(value, key);
  } else if (key == "wikidata") {
    entity.external_ids["wikidata"] = text_of(value, key);
  } else if (key == "offices") {
    if (!value.is_array()) throw BadLine{"\"offices\" must be a list", R"(write [{"office": "…"}])"};
    for (const Json& office : value) entity.offices.push_back(office_of(office));
  } else {
    throw BadLine{"unknown key \"" + key + "\"", "the keys are listed in extractors/actors/README.md"};
  }
}

ActorRecord read_line(const std::string& line) {
  const Json json = Json::parse(line);
  if (!json.is_object()) throw BadLine{"the line is no JSON object", "write one {…} a line"};
  ActorRecord record;
  for (const auto& [key, value] : json.items()) read_field(record, key, value);
  Entity& entity = record.entity;
  if (entity.id.empty()) throw BadLine{"an actor without \"id\"", "give it one, such as person:jane-doe"};
  if (entity.name.empty()) throw BadLine{"an actor without \"name\"", "give the usual English name"};
  entity.known = true;
  if (entity.type == EntityType::kCountry) entity.country = entity.id.text().substr(kCountryPrefix.size());
  return record;
}

Result<void> read_file(const std::filesystem::path& file, std::vector<ActorRecord>& records) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return fail(ErrorCode::kIo, file.string(), "cannot be read", "check that it is a readable file");
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (line.find_first_not_of(" \r\t") == std::string::npos) continue;
    std::string place = file.string() + ":" + std::to_string(number);
    try {
      records.push_back(read_line(line));
      records.back().place = std::move(place);
    } catch (const BadLine& bad) {
      return fail(ErrorCode::kInvalidInput, std::move(place), bad.problem, bad.advice);
    } catch (const Json::exception& error) {
      return fail(ErrorCode::kInvalidInput, std::move(place), std::string("no valid JSON: ") + error.what(),
                  "write one JSON object a line");
    }
  }
  return {};
}

/// Ids once, and every country that a line points to is there.
Result<void> check_references(const std::vector<ActorRecord>& records) {
  std::unordered_map<std::string, const ActorRecord*> ids;
  for (const ActorRecord& record : records) {
    const auto [known, is_new] = ids.emplace(record.entity.id.text(), &record);
    if (!is_new)
      return fail(ErrorCode::kInvalidInput, record.place, "the id " + record.entity.id.text() + " is there twice",
                  "it is also at " + known->second->place);
  }
  for (const ActorRecord& record : records) {
    std::vector<std::string> countries = {record.entity.country, record.speaks_for};
    for (const OfficeTerm& term : record.entity.offices) countries.push_back(term.country);
    for (const std::string& country : countries)
      if (!country.empty() && !ids.contains(std::string(kCountryPrefix) + country))
        return fail(ErrorCode::kInvalidInput, record.place, "no line of countries.jsonl has the country " + country,
                    "use an ISO 3166 alpha-3 code, or add the country");
  }
  return {};
}

}  // namespace

Result<std::vector<ActorRecord>> read_actor_files(const std::filesystem::path& directory) {
  std::error_code error;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(directory, error))
    if (entry.path().extension() == ".jsonl") files.push_back(entry.path());
  if (error || files.empty())
    return fail(ErrorCode::kNotFound, directory.string(), "there are no actors (*.jsonl)", "check the data directory (--data)");
  std::sort(files.begin(), files.end());
  std::vector<ActorRecord> records;
  for (const auto& file : files)
    if (auto read = read_file(file, records); !read) return fail(std::move(read.error()));
  if (auto checked = check_references(records); !checked) return fail(std::move(checked.error()));
  std::sort(records.begin(), records.end(), [](const ActorRecord& a, const ActorRecord& b) { return a.entity.id < b.entity.id; });
  return records;
}

}  // namespace rawi
