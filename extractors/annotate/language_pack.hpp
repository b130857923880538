// A language as data: everything that extractors/languages/<code> says, loaded and indexed. The tables are described in
// extractors/languages/README.md. All look-ups take folded text (extractors/fold.hpp).
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/result.hpp"
#include "core/facts/ontology.hpp"
#include "core/text/document.hpp"

namespace rawi {

/// One way to read a form.
struct Reading {
  std::string lemma;
  Upos upos = Upos::kX;
  std::string features;
  std::string written = {};  // the form as words.tsv writes it, with its accents; empty for what affixes tell
};

/// A piece of writing that is a word of its own though it is attached to another.
struct Clitic {
  std::string form;  // folded
  std::string lemma;
  Upos upos = Upos::kX;
  std::string written;        // as the pack writes it: folding makes other letters look like it
  bool from_unknown = false;  // may be split off a word that no table knows
  bool before_verb = false;   // only splits off what can be read as a verb
};

/// `affixes.tsv`: how an inflected form is led back to its lemma.
struct AffixRule {
  std::string strip_prefix, add_prefix, strip_suffix, add_suffix;  // folded
  Upos upos = Upos::kX;
  std::string features;
  bool guesses = false;  // may also tell the part of speech of a word that no table knows
};

/// "obl/for,with=target": which dependents of a trigger fill a role.
struct FrameArgument {
  std::string relation;
  std::vector<std::string> adpositions;  // lemmas; empty: none may stand there
  Role role = Role::kSource;
};

struct Frame {
  std::string name;
  std::vector<FrameArgument> arguments;
};

/// One condition of a trigger's `needs`.
struct TriggerCondition {
  bool negated = false;
  std::string relation;
  std::vector<std::string> adpositions;
  bool any_actor = false;
  std::vector<EntityType> types;
  std::vector<std::string> lemmas;
};

/// `triggers.tsv`.
struct Trigger {
  std::vector<std::string> lemmas;  // folded; more than one for a multiword trigger, its head first
  Upos upos = Upos::kVerb;
  KindId kind;
  std::size_t frame = 0;  // index into LanguagePack::frames
  std::vector<TriggerCondition> needs;
  std::string example;
  std::size_t line = 0;
};

/// `nominals.tsv`.
struct Nominal {
  std::vector<std::string> lemmas;  // folded
  EntityType type = EntityType::kPerson;
  std::string name, plural;  // English
  std::string office;        // empty when the noun is no office
};

enum class CueScope { kDependent, kGovernor, kMark, kCase, kLight, kAttribution, kLocative, kTitle, kIncluding, kAnaphor, kUtterance };

/// `cues.tsv`.
struct Cue {
  std::string lemma;  // folded
  Upos upos = Upos::kX;
  CueScope scope = CueScope::kDependent;
  std::optional<EventStatus> status;  // for the scopes that give one
};

/// `names.tsv`: what a word does in names that no catalogue has.
enum class NameClass : std::uint8_t { kLink, kOpening, kGiven, kOrganization, kPlace, kOf, kFor, kNone };

enum class WordOrder { kSubjectFirst, kVerbFirst };
enum class AdjectivePlace { kBefore, kAfter };
enum class Genitive { kAdposition, kJuxtaposition };

/// Immutable after loading; threads may share it.
class LanguagePack {
 public:
  /// Reads the folder. Refuses a broken table, an unknown kind, frame or role, naming file and line.
  [[nodiscard]] static Result<LanguagePack> load(const std::filesystem::path& directory, const Ontology& ontology);

  std::string language, script;
  WordOrder word_order = WordOrder::kSubjectFirst;
  AdjectivePlace adjectives = AdjectivePlace::kAfter;
  Genitive genitive = Genitive::kAdposition;
  bool capitalized_names = true;
  bool reads_with_tables = false;  // events come from the tables' reading even where a trained reader knows the language
  bool drops_subjects = false;  // a finite verb without a subject goes on with the one before
  bool month_first_dates = false;
  std::string definite_article;  // folded prefix that stays in the word
  std::vector<Clitic> prefixes, suffixes;
  std::map<std::string, std::vector<std::string>> contractions;
  std::vector<std::string> elisions, enclitics;
  std::map<std::string, std::string> case_adpositions;  // "Case=Dat": what frames call a noun's bare dependent in that case
  std::vector<std::string> abbreviations;  // folded, with their full stop

  std::vector<AffixRule> affixes;
  std::vector<Frame> frames;
  std::vector<Trigger> triggers;
  std::vector<Nominal> nominals;
  std::vector<Cue> cues;

  /// Readings of a form in words.tsv; nullptr when it has none.
  [[nodiscard]] const std::vector<Reading>* readings(std::string_view folded_form) const;
  /// Is it a lemma of any table (words, triggers, nominals, added lemmas) with that part of speech?
  [[nodiscard]] bool knows_lemma(std::string_view folded_lemma, Upos upos) const;
  /// Makes a lemma known to affix analysis: the actors' adjectives and inhabitants.
  void add_lemma(std::string folded_lemma, Upos upos);
  /// Fixed expressions ("according to") that begin with this folded form: their forms, folded, and the reading of the whole.
  struct Expression {
    std::vector<std::string> forms;
    Reading reading;
  };
  [[nodiscard]] const std::vector<Expression>* expressions(std::string_view folded_first_form) const;
  /// Triggers and nominals whose first lemma this is, in the order of the file (triggers) or the longest first (nominals).
  [[nodiscard]] const std::vector<std::size_t>* triggers_of(std::string_view folded_lemma) const;
  [[nodiscard]] const std::vector<std::size_t>* nominals_of(std::string_view folded_lemma) const;
  [[nodiscard]] const std::vector<Cue>* cues_of(std::string_view folded_lemma) const;
  [[nodiscard]] bool has_cue(std::string_view folded_lemma, CueScope scope) const;
  /// Does names.tsv give the form this class?
  [[nodiscard]] bool has_name_class(std::string_view folded_form, NameClass name_class) const;

 private:
  template <class T>
  using ByForm = std::unordered_map<std::string, T>;

  ByForm<std::vector<Reading>> readings_;
  ByForm<std::vector<Expression>> expressions_;
  ByForm<std::uint32_t> lemmas_;  // bits: which parts of speech
  ByForm<std::vector<std::size_t>> triggers_of_, nominals_of_;
  ByForm<std::vector<Cue>> cues_of_;
  ByForm<std::uint32_t> name_classes_;  // bits

  friend class LanguagePackLoader;
};

/// All packs of a data directory, by language code.
using LanguagePacks = std::map<std::string, LanguagePack>;

/// Loads every folder below `directory` that has a pack.json.
[[nodiscard]] Result<LanguagePacks> load_language_packs(const std::filesystem::path& directory, const Ontology& ontology);

}  // namespace rawi
