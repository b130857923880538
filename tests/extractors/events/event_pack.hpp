// A language of a dozen words, so that what is asserted of trees written by hand does not change with the shipped packs.
#pragma once

#include <catch2/catch.hpp>

#include "extractors/events/argument_finder.hpp"
#include "extractors/events/status_reader.hpp"
#include "extractors/events/trigger_matcher.hpp"
#include "tests/support/small_world.hpp"

namespace rawi::test {

inline const LanguagePack& event_pack() {
  static const TemporaryFolder folder;
  static const LanguagePack pack = [] {
    folder.write("en/pack.json",
                 R"({"language": "en", "name": "English", "script": "Latn", "word_order": "subject-first", "adjectives": "before",
      "genitive": "adposition", "capitalized_names": true, "definite_article": "", "prefixes": [], "suffixes": [], "contractions": {}, "elisions": [],
      "enclitics": ["'s"], "abbreviations": [], "numeric_dates": "day-first"})");
    folder.write_table("en/words.tsv", "form lemma upos features", "the the DET -\n");
    folder.write_table("en/affixes.tsv", "strip_prefix add_prefix strip_suffix add_suffix upos features",
                       "- - s - NOUN Number=Plur\n");
    folder.write_table("en/frames.tsv", "name arguments", "act-on nsubj=source~obj=target\nspeak nsubj=source\n");
    folder.write_table(
        "en/triggers.tsv", "lemma upos kind frame needs example",
        "attack VERB attack act-on - -\nattack NOUN attack act-on - -\nsay VERB statement speak - -\nimpose VERB sanction act-on "
        "obj=sanction -\n"
        "impose~ban VERB sanction act-on - -\narrest VERB coercion act-on obj:actor -\nvisit VERB visit act-on !obj -\n");
    folder.write_table("en/nominals.tsv", "lemma type name plural office", "rebel group rebels rebels -\n");
    folder.write_table("en/cues.tsv", "lemma upos scope effect",
                       "will AUX dependent planned\nmay AUX dependent possible\nnot PART dependent negated\nplan VERB governor "
                       "planned\ndeny VERB governor negated\n"
                       "if SCONJ mark possible\nbefore ADP case planned\nhold VERB light light\naccording_to ADP attribution "
                       "attributed_to\nin ADP locative place\nsuch_as ADP including including\n");
    const auto ontology = Ontology::load(std::filesystem::path(RAWI_SOURCE_DIR) / "schemas" / "ontology");
    if (!ontology) FAIL(ontology.error().message());
    auto loaded = LanguagePack::load(folder.path() / "en", *ontology);
    if (!loaded) FAIL(loaded.error().message());
    return std::move(*loaded);
  }();
  return pack;
}

/// A tree written by hand, and the readers over it.
struct Tree {
  explicit Tree(std::string_view rows)
      : document(make_document("en", "2025-03-26", rows)), children(document), arguments(document, event_pack(), children) {}
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;

  [[nodiscard]] WordIndex at(std::string_view form) const {
    for (WordIndex w = 0; w < document.word_count(); ++w)
      if (document.form(w) == form) return w;
    FAIL("no word " << form);
    return kNoWord;
  }
  /// "nsubj:France obl/in:Paris …", in the order in which they are found.
  [[nodiscard]] std::string fillers(std::string_view form) const {
    std::string out;
    for (const Filler& f : arguments.fillers_of(at(form))) {
      out += (out.empty() ? "" : " ") + std::string(f.relation);
      if (!f.adposition.empty()) out += "/" + std::string(f.adposition);
      out += ":" + std::string(document.form(f.word));
    }
    return out;
  }
  /// "planned", or "-" when nothing tells.
  [[nodiscard]] std::string status(std::string_view form, bool speech = false) const {
    const auto found = StatusReader(document, event_pack(), children, arguments).status_of(at(form), speech);
    return found ? std::string(to_string(*found)) : "-";
  }

  Document document;
  ChildIndex children;
  ArgumentFinder arguments;
};

}  // namespace rawi::test
