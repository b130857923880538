// Written tokens and the syntactic words inside them, each with its exact bytes.
#include "core/base/utf8.hpp"
#include "tests/extractors/annotate/annotating.hpp"

namespace rawi::test {

using Strings = std::vector<std::string>;

namespace {

/// Every word's own bytes joined by "|": what is written, not the form that is meant.
std::string cut(const std::string& language, const std::string& text) {
  const Extraction extraction = annotated(language, text);
  std::string out;
  for (const Word& w : extraction.document.words) out += (out.empty() ? "" : "|") + std::string(extraction.document.text(w.span));
  return out;
}

}  // namespace

TEST_CASE("Arabic conjunctions, prepositions and the future marker are words of their own") {
  CHECK(cut("ar", "وقالت فرنسا") == "و|قالت|فرنسا");
  CHECK(cut("ar", "لروسيا وأوكرانيا") == "ل|روسيا|و|أوكرانيا");
  CHECK(cut("ar", "وبفرنسا") == "و|ب|فرنسا");
  CHECK(cut("ar", "سيزور الرئيس باريس") == "س|يزور|الرئيس|باريس");
}

TEST_CASE("a word that only begins like a clitic stays whole") {
  CHECK(cut("ar", "وزير لبنان") == "وزير|لبنان");
  CHECK(cut("ar", "باريس بيروت") == "باريس|بيروت");
  CHECK(cut("ar", "وافقت") == "وافقت");
}

TEST_CASE("a pronoun at the end of a noun or a verb is a word of its own") {
  CHECK(cut("ar", "استقبله الرئيس") == "استقبل|ه|الرئيس");
  CHECK(cut("ar", "وزيرهم") == "وزير|هم");
}

TEST_CASE("the article that a preposition has swallowed is restored in the form, not in the span") {
  const Extraction extraction = annotated("ar", "للوزير");
  const Document& d = extraction.document;
  REQUIRE(d.word_count() == 2);
  CHECK(d.form(0) == "ل");
  CHECK(d.form(1) == "الوزير");
  CHECK(d.words[0].span == Span{0, 2});
  CHECK(d.words[1].span == Span{2, 12});
  CHECK(d.words[1].token == Span{0, 12});
}

TEST_CASE("diacritics and tatweel belong to the letter before them, to the byte") {
  CHECK(cut("ar", "وَقَالَتْ فرنسا") == "وَ|قَالَتْ|فرنسا");
  CHECK(cut("ar", "وفرنســا") == "و|فرنســا");
}

TEST_CASE("all words of a token know the whole token") {
  const Extraction extraction = annotated("ar", "وبفرنسا");
  const Document& d = extraction.document;
  REQUIRE(d.word_count() == 3);
  for (const Word& w : d.words) CHECK(w.token == Span{0, 14});
}

TEST_CASE("the English genitive and the contracted negation are words of their own") {
  CHECK(cut("en", "Iran's minister") == "Iran|'s|minister");
  CHECK(cut("en", "Iran’s minister") == "Iran|’s|minister");
  CHECK(cut("en", "They didn't agree") == "They|did|n't|agree");
  CHECK(cut("en", "They didn’t agree") == "They|did|n’t|agree");
}

TEST_CASE("a hyphenated word, a number and an initialism are one word") {
  CHECK(words("en", "a full-scale war") == Strings{"a", "full-scale", "war"});
  CHECK(words("en", "1,000.5 on 10/11 at 16:30") == Strings{"1,000.5", "on", "10/11", "at", "16:30"});
  CHECK(words("en", "the U.S. said").at(1) == "U.S.");
}

TEST_CASE("signs are words of their own, an ellipsis is one") {
  CHECK(words("en", "He left (now), \"yes\"...") == Strings{"He", "left", "(", "now", ")", ",", "\"", "yes", "\"", "..."});
}

TEST_CASE("French elisions are words of their own, and contractions two words on one span") {
  if (!extractor().packs().contains("fr")) return;
  CHECK(cut("fr", "l'Iran d’Israël qu'il") == "l'|Iran|d’|Israël|qu'|il");
  const Extraction extraction = annotated("fr", "du ministre");
  const Document& d = extraction.document;
  REQUIRE(d.word_count() == 3);
  CHECK(d.form(0) == "de");
  CHECK(d.form(1) == "le");
  CHECK(d.words[0].span == d.words[1].span);
  CHECK(cut("fr", "aujourd'hui") == "aujourd'hui");
}

TEST_CASE("letters of another script in the middle of a text begin a new word") {
  CHECK(words("ar", "شركةGoogle") == Strings{"شركة", "Google"});
}

TEST_CASE("directional marks and joiners hide no word") {
  CHECK(words("ar", "\xE2\x80\x8Fفرنسا\xE2\x80\x8F").size() == 1);
  CHECK(words("ar",
              "\xE2\x80\xAB"
              "فرنسا"
              "\xE2\x80\xAC روسيا")
            .size() == 2);
  CHECK(words("en", "co\xC2\xADoperation").size() == 1);  // a soft hyphen
}

TEST_CASE("words lie inside their sentence, in order, on whole characters, whatever the text") {
  const std::string odd =
      "وقالت 😀👨‍👩‍👧 «باريس»‏ — e\xCC\x81lan ﷺ ١٢٣٫٥ ... n't 's l' '' -- a--b ،،، U.S.A. "
      "\xE2\x80\x8D\xE2\x80\x8C "
      "x\xCD\x8F\xCC\x81y لل للل وووو بالبالبال ــــ ًٌٍ";
  for (const auto& [language, pack] : extractor().packs()) {
    const Extraction extraction = annotated(language, odd);
    const Document& d = extraction.document;
    std::uint32_t at = 0;
    for (const Sentence& s : d.sentences) {
      for (WordIndex w = s.words.begin; w < s.words.end; ++w) {
        const Word& word = d.words[w];
        INFO(language << " word " << w << " \"" << d.text(word.span) << "\"");
        CHECK(s.span.contains(word.span));
        CHECK(word.token.contains(word.span));
        CHECK(word.span.begin < word.span.end);
        CHECK((word.span.begin >= at || d.words[w - 1].span == word.span));
        CHECK((static_cast<unsigned char>(d.text()[word.span.begin]) & 0xC0) != 0x80);
        CHECK_FALSE(find_invalid_utf8(d.text(word.span)));
        at = word.span.end;
      }
    }
  }
}

TEST_CASE("an article in a language without a pack is cut by the shape of its characters") {
  CHECK(words("tlh", "Heghlu'meH QaQ, jajvam.").size() >= 4);
}

}  // namespace rawi::test
