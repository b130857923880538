// A few languages and actors, just large enough for tests of mentions and actors: what is asserted does not change when somebody
// adds a word to the shipped tables.
#pragma once

#include <array>
#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "core/facts/ontology.hpp"
#include "extractors/annotate/language_pack.hpp"
#include "extractors/mentions/mention_tagger.hpp"
#include "extractors/resolve/actor_archive_writer.hpp"
#include "extractors/resolve/actor_catalogue.hpp"
#include "extractors/resolve/actor_resolver.hpp"
#include "tests/support/document_builder.hpp"

namespace rawi::test {

/// A folder that goes with the test.
class TemporaryFolder {
 public:
  TemporaryFolder()
      : path_(std::filesystem::temp_directory_path() /
              ("rawi-world-" + std::to_string(std::chrono::steady_clock::now().time_since_epoch().count()))) {}
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  void write(const std::string& file, const std::string& text) const {
    std::filesystem::create_directories((path_ / file).parent_path());
    std::ofstream(path_ / file) << text;
  }
  /// A table of a pack: cells are separated by single spaces in `lines`, "~" stands for a space inside a cell.
  void write_table(const std::string& file, const std::string& header, const std::string& lines) const {
    std::string text = header + "\n" + lines;
    for (char& c : text) c = c == ' ' ? '\t' : c == '~' ? ' ' : c;
    write(file, text);
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

struct SmallWorld {
  SmallWorld();
  void write_imported() const;

  /// One line a mention: "text | form | type | entity", the entity after resolving; unresolved ends in "| -".
  [[nodiscard]] std::vector<std::string> mentions(std::string_view language, std::string_view published, std::string_view rows) {
    extraction = make_extraction(language, published, rows);
    REQUIRE(make_mention_tagger(*packs, *catalogue)->annotate(*extraction));
    REQUIRE(make_actor_resolver(*packs, *catalogue)->annotate(*extraction));
    static constexpr const char* kForms[] = {"name", "nominal", "pronoun"};
    std::vector<std::string> out;
    for (const Mention& m : extraction->document.mentions)
      out.push_back(std::string(extraction->document.text(m.span)) + " | " + kForms[static_cast<std::size_t>(m.form)] + " | " +
                    std::string(to_string(m.type)) + " | " + (m.entity.empty() ? "-" : m.entity.text()));
    return out;
  }
  /// The actor of that id in the last extraction; fails the test when it is not there.
  [[nodiscard]] const Entity& actor(const std::string& id) const {
    const Entity* found = extraction->actor(EntityId(id));
    INFO("actor " << id);
    REQUIRE(found != nullptr);
    return *found;
  }

  TemporaryFolder folder;
  std::optional<LanguagePacks> packs;
  std::optional<ActorCatalogue> catalogue;
  std::optional<Extraction> extraction;

 private:
  void write_pack(const std::string& language, const std::string& settings) const {
    const std::string dir = "languages/" + language + "/";
    folder.write(
        dir + "pack.json",
        "{\"language\": \"" + language + "\", " + settings +
            R"(, "prefixes": [], "contractions": {}, "elisions": [], "abbreviations": [], "numeric_dates": "day-first"})");
    folder.write_table(dir + "triggers.tsv", "lemma upos kind frame needs example", "");
    folder.write_table(dir + "frames.tsv", "name arguments", "");
  }
};

/// What a user has imported: one Odile Varennes, and two people by the name of Paul Duval.
inline void SmallWorld::write_imported() const {
  auto writer = ActorArchiveWriter::create(folder.path() / "actors" / "imported.rawi");
  REQUIRE(writer);
  for (const auto& [id, name, country] : {std::array{"person:q1", "Odile Varennes", "FRA"}, std::array{"person:q2", "Paul Duval", "FRA"},
                                          std::array{"person:q3", "Paul Duval", "USA"}}) {
    Entity actor;
    actor.id = EntityId(id);
    actor.type = EntityType::kPerson;
    actor.name = name;
    actor.country = country;
    REQUIRE(writer->add(actor, 0));
  }
  REQUIRE(writer->finish());
}

inline SmallWorld::SmallWorld() {
  write_pack(
      "en",
      R"("script": "Latn", "word_order": "subject-first", "adjectives": "before", "genitive": "adposition", "capitalized_names": true,
                      "definite_article": "", "suffixes": [], "enclitics": ["'s"])");
  folder.write_table("languages/en/words.tsv", "form lemma upos features",
                     "the the DET Definite=Def\na a DET Definite=Ind\nof of ADP -\nfor for ADP -\nin in ADP -\nsaid say VERB "
                     "Tense=Past\nmet meet VERB Tense=Past\n"
                     "he he PRON Gender=Masc|PronType=Prs\nthey they PRON Number=Plur|PronType=Prs\nit it PRON "
                     "Gender=Neut|PronType=Prs\nus we PRON Person=1|PronType=Prs\n"
                     "invasion invasion NOUN -\nbegan begin VERB Tense=Past\nyesterday yesterday ADV -\nformer former ADJ -\n");
  folder.write_table("languages/en/affixes.tsv", "strip_prefix add_prefix strip_suffix add_suffix upos features",
                     "- - s - NOUN Number=Plur\n");
  folder.write_table("languages/en/nominals.tsv", "lemma type name plural office",
                     "president person president presidents president\nforeign~minister person foreign~minister "
                     "foreign~ministers foreign-minister\n"
                     "minister person minister ministers -\nofficial person official officials -\ncountry country country "
                     "countries -\nspokesman person spokesperson spokespersons -\ncounterpart person counterpart counterparts -\n"
                     "military organization military militaries -\ndefence~ministry organization defence~ministry "
                     "defence~ministries -\nparty organization party parties -\n"
                     "government organization government governments -\n");
  folder.write_table("languages/en/cues.tsv", "lemma upos scope effect", "in ADP locative place\nmr NOUN title title\n");
  folder.write_table("languages/en/names.tsv", "form class",
                     "of of\nfor for\nJeb given\nMary given\nBrigade organization\nMonday none\nvan link\n");

  write_pack(
      "ar",
      R"("script": "Arab", "word_order": "verb-first", "adjectives": "after", "genitive": "juxtaposition", "capitalized_names": false,
                      "definite_article": "ال", "suffixes": [{"form": "ه", "lemma": "هو", "upos": "PRON"}], "enclitics": [])");
  folder.write_table("languages/ar/words.tsv", "form lemma upos features",
                     "قال قال VERB -\nالتقى التقى VERB -\nفي في ADP -\nمع مع ADP -\nهو هو PRON -\nسابق سابق ADJ -\nعلى على ADP "
                     "-\nباسم باسم ADP -\nصحة صحة NOUN -\n");
  folder.write_table("languages/ar/affixes.tsv", "strip_prefix add_prefix strip_suffix add_suffix upos features",
                     "- - ين - NOUN Number=Plur\n- - ي - NOUN Number=Plur\n- - ين - ADJ Number=Plur\n- - ة - ADJ Gender=Fem\n");
  folder.write_table("languages/ar/nominals.tsv", "lemma type name plural office",
                     "رئيس person president presidents president\nوزير~دفاع person defence~minister defence~ministers "
                     "defence-minister\nوزير person minister ministers -\n"
                     "مسؤول person official officials -\nناطق person spokesperson spokespersons -\nجيش organization army armies "
                     "-\nدولة country country countries -\nحركة organization movement movements -\n");
  folder.write_table("languages/ar/cues.tsv", "lemma upos scope effect", "شيخ NOUN title title\nفي ADP locative place\n");
  folder.write_table("languages/ar/names.tsv", "form class", "بن link\nعبد opening\nمحمد given\nعلي given\nباسم for\n");

  folder.write("actors/countries.jsonl",
               R"({"id": "country:FRA", "iso2": "FR", "name": "France", "adjectives": {"en": ["French"], "ar": ["فرنسي"]}}
{"id": "country:IDN", "iso2": "ID", "name": "Indonesia", "adjectives": {"en": ["Indonesian"]}}
{"id": "country:RUS", "iso2": "RU", "name": "Russia", "adjectives": {"en": ["Russian"], "ar": ["روسي"]}}
{"id": "country:UKR", "iso2": "UA", "name": "Ukraine", "adjectives": {"en": ["Ukrainian"], "ar": ["أوكراني"]}}
{"id": "country:USA", "iso2": "US", "name": "United States", "names": {"en": ["US"]}, "adjectives": {"en": ["American"], "ar": ["أمريكي"]}}
)");
  folder.write(
      "actors/people.jsonl",
      R"({"id": "person:emmanuel-macron", "name": "Emmanuel Macron", "names": {"ar": ["إيمانويل ماكرون"]}, "short": {"en": ["Macron"], "ar": ["ماكرون"]}, "country": "FRA", "offices": [{"office": "president", "country": "FRA", "from": "2017-05-14"}]}
{"id": "person:volodymyr-zelensky", "name": "Volodymyr Zelensky", "names": {"ar": ["فولوديمير زيلينسكي"]}, "short": {"en": ["Zelensky"], "ar": ["زيلينسكي"]}, "country": "UKR", "offices": [{"office": "president", "country": "UKR", "from": "2019-05-20"}]}
{"id": "person:joe-biden", "name": "Joe Biden", "short": {"en": ["Biden"]}, "country": "USA", "offices": [{"office": "president", "country": "USA", "from": "2021-01-20", "to": "2025-01-20"}]}
{"id": "person:donald-trump", "name": "Donald Trump", "names": {"ar": ["دونالد ترامب"]}, "short": {"en": ["Trump"], "ar": ["ترامب"]}, "country": "USA", "offices": [{"office": "president", "country": "USA", "from": "2025-01-20"}]}
{"id": "person:george-bush", "name": "George Bush", "short": {"en": ["Bush"]}, "country": "USA"}
{"id": "person:pete-hegseth", "name": "Pete Hegseth", "names": {"ar": ["بيت هيغسيث"]}, "short": {"ar": ["هيغسيث"]}, "country": "USA", "offices": [{"office": "defence-minister", "country": "USA", "from": "2025-01-25"}]}
)");
  folder.write(
      "actors/organizations.jsonl",
      R"({"id": "organization:elysee-palace", "name": "Élysée Palace", "names": {"fr": ["Élysée"], "ar": ["قصر الإليزيه", "قصر إيليسيه"]}, "country": "FRA", "seat_of": "FRA"}
{"id": "organization:hamas", "name": "Hamas", "names": {"ar": ["حماس"]}}
{"id": "organization:nato", "name": "NATO"}
)");
  folder.write("actors/places.jsonl",
               R"({"id": "place:paris", "name": "Paris", "names": {"ar": ["باريس"]}, "country": "FRA", "capital_of": "FRA"}
)");

  folder.write_table("actors/peers.tsv", "name", "counterpart\n");
  folder.write_table("actors/kinds.tsv", "name", "party\nmovement\n");
  write_imported();

  auto ontology = Ontology::load(std::filesystem::path(RAWI_SOURCE_DIR) / "schemas" / "ontology");
  if (!ontology) FAIL(ontology.error().message());
  auto loaded = load_language_packs(folder.path() / "languages", *ontology);
  if (!loaded) FAIL(loaded.error().message());
  packs.emplace(std::move(*loaded));
  auto actors = ActorCatalogue::load(folder.path() / "actors", {"ar", "en", "fr"});
  if (!actors) FAIL(actors.error().message());
  catalogue.emplace(std::move(*actors));
  for (auto& [code, pack] : *packs)
    for (std::string& lemma : catalogue->adjectives(code)) pack.add_lemma(std::move(lemma), Upos::kAdj);
}

}  // namespace rawi::test
