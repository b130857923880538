// What the catalogue looks names up in: the inside of ActorCatalogue, for its own two .cpp files only.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/facts/entity.hpp"
#include "extractors/resolve/actor_archive.hpp"
#include "extractors/resolve/actor_catalogue.hpp"
#include "extractors/resolve/actor_file.hpp"
#include "extractors/resolve/name_endings.hpp"
#include "extractors/resolve/name_register.hpp"
#include "extractors/resolve/name_trie.hpp"

namespace rawi {

struct HeldOffice {
  std::uint32_t actor = 0;
  OfficeTerm term;
};

[[nodiscard]] std::string office_key(std::string_view office, std::string_view country, std::string_view organization);
[[nodiscard]] std::string country_word_key(std::string_view language, std::string_view word);

struct CatalogueIndex {
  std::vector<Entity> actors;  // by id
  std::vector<std::string> languages, scripts;
  std::vector<std::uint64_t> language_mask;  // by actor: the languages that it has names in
  std::map<std::string, std::uint8_t, std::less<>> script_of_lang;
  NameTrie trie;
  TextMap<std::vector<NameTrie::WordId>> variants;  // spelling key of a person's word -> the words that have it
  /// Who shares a spelling key, while names are still coming in.
  struct Sharers {
    std::vector<NameTrie::WordId> word_ids;
    std::uint32_t person = 0;
    bool several_people = false;
  };
  TextMap<Sharers> sharers;
  std::map<std::string, std::string, std::less<>> script_of_country;
  NameEndings endings;
  std::optional<ActorArchive> imported;
  NameRegister people;                                    // their usual names, by position in actors
  std::set<std::string, std::less<>> abroad, kinds, peers;  // nouns, by their English names
  std::set<std::string, std::less<>> capital_adjectives;  // languages that write adjectives of nationality with a capital
  TextMap<std::string> latin;    // word of a name, folded, without its article -> its usual Latin spelling
  TextMap<std::uint64_t> words;  // every word of a name, as written -> languages, bit 63 for any
  std::map<std::string, std::vector<std::string>, std::less<>> adjectives, inhabitants;
  TextMap<std::uint32_t> country_words;  // language, a bar, folded adjective or inhabitant -> actor
  TextMap<std::string> english_adjectives, speaks_for;
  TextMap<std::uint32_t> codes;              // lower-case ISO code -> actor
  TextMap<std::vector<HeldOffice>> offices;  // office, country and organization -> terms

  void build(std::vector<ActorRecord> records, NameEndings inflections, const std::vector<std::string>& asked);
  void add_names(std::uint32_t actor, const ActorRecord& record);
  void add_name(std::uint32_t actor, const std::string& name, std::string_view language, bool is_short);
  void add_country(std::uint32_t actor, const ActorRecord& record);
  void collect_variants(std::uint32_t actor, const std::vector<std::string>& name);
  void keep_variants();
  [[nodiscard]] bool counts(const NameEntry& entry, std::uint8_t language, std::uint8_t script) const;
  [[nodiscard]] std::uint8_t language_id(std::string_view language);
  [[nodiscard]] std::uint8_t script_id(const std::string& script);
  [[nodiscard]] const Entity* entity(const std::string& id) const;
  [[nodiscard]] std::string own_script(std::string_view country);

  /// A word of a text on its way through the trie.
  struct Step {
    std::vector<NameTrie::WordId> ids;  // the word itself, or known spellings of it; empty when it is in no name
    bool article = false;
    bool variant = false;
    bool key_stands_alone = false;
    bool weak = false;  // counts only beside a word that is written as known
  };
  [[nodiscard]] Step step(const std::string& word, std::string_view language) const;

  /// One of the forms that names_in is given.
  struct Cell {
    std::vector<Step> steps;
    std::vector<Step> token_steps;  // of the written token that the word begins
    bool continues = false;         // a word inside a written token
    bool blank = false;
  };
  [[nodiscard]] std::vector<Cell> read_cells(const std::vector<std::string>& forms, std::string_view language) const;
  [[nodiscard]] NameTrie::Node walk(NameTrie::Node node, const std::vector<Step>& steps) const;
  void collect_matches(NameTrie::Node node, bool article, std::uint8_t language, std::uint8_t script, NameMatch& match) const;
  [[nodiscard]] NameTrie::Node walk(NameTrie::Node node, const Step& step) const;
};

/// The class names it in private; this gives the name its content.
struct ActorCatalogue::Index : CatalogueIndex {};

}  // namespace rawi
