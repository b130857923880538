// Atoms of text as it comes, and the way back from their letters to its bytes.
#include "extractors/annotate/reader/atoms.hpp"

#include <catch2/catch.hpp>

namespace rawi::test {

namespace {

std::vector<Atom> atoms(const std::string& text) {
  std::vector<Atom> out;
  cut_atoms(text, {0, static_cast<std::uint32_t>(text.size())}, out);
  return out;
}

/// The texts, an underscore before those that follow white space.
std::string shown(const std::string& text) {
  std::string out;
  for (const Atom& atom : atoms(text)) out += (out.empty() ? "" : " ") + std::string(atom.space ? "_" : "") + atom.text;
  return out;
}

}  // namespace

TEST_CASE("letters and digits make runs, every other sign stands alone") {
  CHECK(shown("Don't pay 1,500€ (now)...") == "_Don ' t _pay _1 , 500 € _( now ) . . .");
  CHECK(shown("كتب42 «نعم»") == "_كتب 42 _« نعم »");
}

TEST_CASE("vowel signs, tatweel and invisible signs are left out of the text and stay in the span") {
  const std::string written = "كِتـــاب\u200f.";
  const auto found = atoms(written);
  REQUIRE(found.size() == 2);
  CHECK(found[0].text == "كتاب");
  CHECK(found[0].span.end == written.size() - 1);
  CHECK_FALSE(found[1].space);
}

TEST_CASE("a zero-width sign inside of a word does not part it, and one by itself is nothing") {
  CHECK(shown("می\u200cخواهم") == "_میخواهم");
  CHECK(shown("a \u200b b") == "_a _b");
  CHECK(shown("\u200e\u200f\ufeff").empty());
}

TEST_CASE("compatibility forms are resolved") {
  CHECK(shown("ﻻ ﬁn ١٢") == "_لا _fin _١٢");
  CHECK(shown("e\u0301te\u0301") == "_été");
}

TEST_CASE("ill-formed bytes, lone surrogates and emoji are signs of their own") {
  CHECK(atoms("a\xED\xA0\x80z").size() == 5);
  CHECK(atoms("\xFF\xFE").size() == 2);
  CHECK(atoms("👩\u200d🚀").size() == 2);
}

TEST_CASE("spans ascend and stay inside of the range") {
  const std::string text = "xx ab\u0301c\u00ad-d 12٣ ـ\u064e؟ \xC3( 👍🏽\n\u2028 الـْعَالَمُ yy";
  std::vector<Atom> found;
  cut_atoms(text, {3, static_cast<std::uint32_t>(text.size() - 3)}, found);
  REQUIRE_FALSE(found.empty());
  std::uint32_t last = 3;
  for (const Atom& atom : found) {
    CHECK(atom.span.begin >= last);
    CHECK(atom.span.end > atom.span.begin);
    last = atom.span.end;
  }
  CHECK(last <= text.size() - 3);
}

TEST_CASE("what is written onto a letter belongs to it") {
  const std::string text = "وَبِـالعَالَم";
  const auto found = atoms(text);
  REQUIRE(found.size() == 1);
  const auto first = byte_behind(text, found[0], 1), second = byte_behind(text, found[0], 2);
  REQUIRE(first);
  REQUIRE(second);
  CHECK(text.substr(0, *first) == "وَ");
  CHECK(text.substr(*first, *second - *first) == "بِـ");
  CHECK(byte_behind(text, found[0], character_count(found[0].text)) == text.size());
  CHECK_FALSE(byte_behind(text, found[0], 40));
}

TEST_CASE("there is no place inside of a ligature") {
  const std::string text = "ﻻب";
  const auto found = atoms(text);
  REQUIRE(found.size() == 1);
  CHECK(found[0].text == "لاب");
  CHECK_FALSE(byte_behind(text, found[0], 1));
  CHECK(byte_behind(text, found[0], 2) == 3);
}

TEST_CASE("changing case keeps the number of characters") {
  CHECK(lower_case("İSTANBUL ÉTÉ") == lower_case(lower_case("İSTANBUL ÉTÉ")));
  CHECK(character_count(lower_case("İSTANBUL")) == 8);
  CHECK(upper_case("été ß") == "ÉTÉ ß");
}

}  // namespace rawi::test
