// Words out of atoms: what joins, what is cut off, what a contraction stands for.
#include "extractors/annotate/reader/word_cutter.hpp"

#include <catch2/catch.hpp>

#include "core/base/utf8.hpp"

namespace rawi::test {

namespace {

const ReaderLabels& labels() {
  static const ReaderLabels made = [] {
    ReaderLabels l;
    l.prefixes = {"", "=", "و|", "و|ب|", "do+"};
    l.suffixes = {"", "|ها", "+se", "+se+lo"};
    l.slots = {"", "و", "ب", "ها", "de", "le", "se"};
    l.contractions["fr"]["du"] = {"de", "le"};
    return l;
  }();
  return made;
}

/// For one atom: the join, and the labels that the network is all for.
struct Choice {
  std::size_t join = 0, prefix = 0, suffix = 0;
};

/// Words as form[token] with the slot behind a slash where it is not the host's.
std::string cut(const std::string& language, const std::string& text, const std::vector<Choice>& choices) {
  Article article;
  article.language = language;
  article.text = text;
  auto document = Document::make(std::move(article));
  REQUIRE(document);
  std::vector<Atom> atoms;
  cut_atoms(document->text(), {0, static_cast<std::uint32_t>(text.size())}, atoms);
  REQUIRE(atoms.size() == choices.size());
  const auto cutter = WordCutter::make(labels());
  REQUIRE(cutter);
  std::vector<float> join(3), prefixes, suffixes;
  const auto scores = [&](std::size_t a) {
    join.assign(3, 0);
    prefixes.assign(labels().prefixes.size(), 0);
    suffixes.assign(labels().suffixes.size(), 0);
    join[choices[a].join] = prefixes[choices[a].prefix] = suffixes[choices[a].suffix] = 1;
    return AtomScores{join, prefixes, suffixes};
  };
  std::vector<CutWord> words;
  cutter->cut(*document, language, atoms, {0, atoms.size()}, scores, words);
  std::string out;
  for (const CutWord& w : words) {
    const std::string form(w.word.form == Symbol::kEmpty ? document->text(w.word.span) : document->pool[w.word.form]);
    out += (out.empty() ? "" : " ") + form + "[" + std::string(document->text(w.word.token)) + "]";
    if (w.source.slot != 0) out += "/" + std::to_string(w.source.slot);
  }
  return out;
}

}  // namespace

TEST_CASE("atoms are words unless the network joins them") {
  CHECK(cut("en", "It is well-known.", {{}, {}, {}, {2}, {2}, {}}) == "It[It] is[is] well-known[well-known] .[.]");
  CHECK(cut("en", "can't", {{}, {1}, {2}}) == "can[can't] 't[can't]");
  CHECK(cut("en", "a b", {{}, {2}}) == "a[a] b[b]");  // never over white space
}

TEST_CASE("clitics are cut off as words of their own, with what is written onto their letters") {
  CHECK(cut("ar", "وبالبيت", {{0, 3, 0}}) == "و[و]/1 ب[ب]/2 البيت[البيت]");
  CHECK(cut("ar", "وَكِتابُها", {{0, 2, 1}}) == "وَ[وَ]/1 كِتابُ[كِتابُ] ها[ها]/3");
}

TEST_CASE("pieces of one token share it") {
  CHECK(cut("en", "don't", {{0, 4, 0}, {2}, {2}}) == "do[don't] n't[don't]");
  CHECK(cut("es", "irse", {{0, 0, 2}}) == "ir[irse] se[irse]/6");
  CHECK(cut("es", "dárselo ya", {{0, 0, 3}, {}}) == "dár[dárselo] se[dárselo]/6 lo[dárselo] ya[ya]");
}

TEST_CASE("a label whose letters are not there, or that leaves nothing, is passed over") {
  CHECK(cut("ar", "كتاب", {{0, 2, 1}}) == "كتاب[كتاب]");
  CHECK(cut("ar", "ها", {{0, 0, 1}}) == "ها[ها]");
  CHECK(cut("ar", "وها", {{0, 2, 1}}) == "و[و]/1 ها[ها]");  // the suffix would leave nothing between
}

TEST_CASE("a contraction's words share its place and take its capitals") {
  CHECK(cut("fr", "du vin", {{0, 1, 0}, {}}) == "de[du]/4 le[du]/5 vin[vin]");
  CHECK(cut("fr", "Du vin", {{0, 1, 0}, {}}) == "De[Du]/4 le[Du]/5 vin[vin]");
  CHECK(cut("fr", "DU", {{0, 1, 0}}) == "DE[DU]/4 LE[DU]/5");
  CHECK(cut("en", "du", {{0, 1, 0}}) == "du[du]");  // no table of that language has it
  CHECK(cut("fr", "du-x", {{0, 1, 0}, {2}, {2}}) == "de[du-x]/4 le[du-x]/5 -x[du-x]");
}

TEST_CASE("no cut goes through a ligature") {
  CHECK(cut("ar", "ﻻ", {{0, 0, 0}}) == "ﻻ[ﻻ]");
}

TEST_CASE("a label that cannot be read is refused") {
  ReaderLabels broken = labels();
  broken.prefixes.push_back("و");
  CHECK_FALSE(WordCutter::make(broken));
  broken = labels();
  broken.suffixes.push_back("x|");
  CHECK_FALSE(WordCutter::make(broken));
}

}  // namespace rawi::test
