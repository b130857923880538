// Where sentences end, and where they only seem to.
#include "tests/extractors/annotate/annotating.hpp"

namespace rawi::test {

using Strings = std::vector<std::string>;

TEST_CASE("a sentence ends at a full stop, a question mark, an exclamation mark") {
  CHECK(sentences("en", "Iran agreed. Did France? Yes! Good.") == Strings{"Iran agreed.", "Did France?", "Yes!", "Good."});
}

TEST_CASE("the Arabic question mark ends a sentence, the Arabic comma does not") {
  CHECK(sentences("ar", "هل وافقت فرنسا؟ نعم، وافقت باريس.") == Strings{"هل وافقت فرنسا؟", "نعم، وافقت باريس."});
}

TEST_CASE("a full stop that no space follows ends an Arabic sentence all the same") {
  CHECK(sentences("ar", "وصل الرئيس إلى باريس.وغادر الوزير.") == Strings{"وصل الرئيس إلى باريس.", "وغادر الوزير."});
}

TEST_CASE("titles and initials end no sentence") {
  CHECK(sentences("en", "Mr. Smith met J. Doe in Paris. They talked.") ==
        Strings{"Mr. Smith met J. Doe in Paris.", "They talked."});
}

TEST_CASE("the stops inside of an initialism and of a number end no sentence") {
  CHECK(sentences("en", "The U.S.-led force grew by 3.5 percent. It left.") ==
        Strings{"The U.S.-led force grew by 3.5 percent.", "It left."});
  CHECK(sentences("en", "It is on example.org now. Good.") == Strings{"It is on example.org now.", "Good."});
}

TEST_CASE("an ellipsis before a small letter ends no sentence") {
  CHECK(sentences("en", "He waited... and left. She stayed.") == Strings{"He waited... and left.", "She stayed."});
}

TEST_CASE("closing quotation marks and brackets stay with the sentence that they close") {
  CHECK(sentences("en", "\"We agree.\" He left. (It rained.) They met.") ==
        Strings{"\"We agree.\"", "He left.", "(It rained.)", "They met."});
  CHECK(sentences("ar", "قال: «نحن موافقون.» ثم غادر.").front() == "قال: «نحن موافقون.»");
}

TEST_CASE("a line end ends a sentence, and empty lines are none") {
  CHECK(sentences("en", "A headline\n\n\nThe text begins.\n") == Strings{"A headline", "The text begins."});
}

TEST_CASE("the title is sentences of its own") {
  const Extraction extraction = annotated("en", "They met.", "Summit in Paris");
  REQUIRE(extraction.document.sentences.size() == 2);
  CHECK(extraction.document.sentences[0].part == Part::kTitle);
  CHECK(extraction.document.sentences[1].part == Part::kBody);
}

TEST_CASE("blanks, byte order marks and joiners around a sentence are no part of it") {
  CHECK(sentences("en", "  \t They met.   ") == Strings{"They met."});
  CHECK(sentences("ar", "\xE2\x80\x8Fوصل الرئيس.\xE2\x80\x8F") == Strings{"وصل الرئيس."});
  CHECK(sentences("en", " \n \t\n").empty());
}

TEST_CASE("sentences follow one another without overlap, whatever the text") {
  for (const char* text : {"....", "؟؟؟!!!", "\"\"\"", "a.b.c.D. E", "1.2.3. 4", "«».«».", "😀. 😀! x", "A.\n.B"}) {
    const Extraction extraction = annotated("ar", text);
    std::uint32_t at = 0;
    for (const Sentence& s : extraction.document.sentences) {
      INFO(text);
      CHECK(s.span.begin >= at);
      CHECK(s.span.begin < s.span.end);
      at = s.span.end;
    }
    CHECK(at <= extraction.document.text().size());
  }
}

TEST_CASE("a text of a megabyte without any sentence end is cut, not swallowed whole") {
  std::string text;
  while (text.size() < 1'000'000) text += "كلمة وكلمة word ";
  const Extraction extraction = annotated("ar", text);
  CHECK(extraction.document.sentences.size() > 100);
  for (const Sentence& s : extraction.document.sentences) REQUIRE(s.span.size_bytes() < 5000);
}

TEST_CASE("a megabyte without a single space is read to its end") {
  const Extraction extraction = annotated("en", std::string(1'000'000, 'x'));
  REQUIRE_FALSE(extraction.document.words.empty());
  CHECK(extraction.document.words.back().span.end == 1'000'000);
}

}  // namespace rawi::test
