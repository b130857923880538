#include "extractors/mentions/time_tagger.hpp"

#include <catch2/catch.hpp>

#include <chrono>

#include "extractors/mentions/time_atoms.hpp"
#include "tests/extractors/mentions/time_test_support.hpp"

namespace rawi {
namespace {

std::unique_ptr<Annotator> shipped_tagger() {
  auto tagger = make_time_tagger(std::filesystem::path(RAWI_SOURCE_DIR) / "extractors/languages", {"ar", "en", "fr"});
  INFO((tagger ? std::string() : tagger.error().message()));
  REQUIRE(tagger);
  return std::move(*tagger);
}

std::string past_times(const Annotator& tagger, Extraction& extraction) {
  REQUIRE(tagger.annotate(extraction));
  std::string all;
  for (const TimeMention& time : extraction.document.times) all += (all.empty() ? "" : " ") + time_test::written(time.past);
  return all;
}

std::string past_times(const Annotator& tagger, std::string_view language, std::string_view text,
                       std::string_view anchor = "2025-03-26") {
  Extraction extraction = time_test::make_extraction(language, text, anchor);
  return past_times(tagger, extraction);
}

}  // namespace

TEST_CASE("the time tagger needs sentences and words and adds times") {
  const auto tagger = shipped_tagger();
  CHECK(tagger->name() == "times");
  CHECK(tagger->needs().without(Layers(Layer::kSentences, Layer::kWords)).empty());
  CHECK(tagger->adds().has(Layer::kTimes));
}

TEST_CASE("a language without tables has no times") {
  CHECK(past_times(*shipped_tagger(), "xx", "yesterday and on Monday").empty());
  CHECK(past_times(*shipped_tagger(), "", "yesterday").empty());
}

TEST_CASE("a mention holds the words and the bytes of its expression") {
  Extraction extraction = time_test::make_extraction("en", "They met in mid-February 2024 in Rome .", "2025-03-26");
  REQUIRE(shipped_tagger()->annotate(extraction));
  const Document& document = extraction.document;
  REQUIRE(document.times.size() == 1);
  CHECK(document.text(document.times[0].span) == "mid-February 2024");
  CHECK(document.times[0].words == WordRange{3, 5});
  CHECK(document.times[0].past->precision == Precision::kMonth);
}

TEST_CASE("words that share a written token are met by what is written") {
  // "du" is the two words de and le over one span.
  Extraction extraction = time_test::make_extraction("fr", "Le vote du 3 mai 2024 .", "2025-03-26");
  Document& document = extraction.document;
  const Span du = document.words[2].span;
  document.words[2].form = document.pool.intern("de");
  document.words.insert(document.words.begin() + 3, Word{du, document.pool.intern("le"), du});
  ++document.sentences[0].words.end;
  REQUIRE(shipped_tagger()->annotate(extraction));
  REQUIRE(document.times.size() == 1);
  CHECK(document.text(document.times[0].span) == "3 mai 2024");
  CHECK(document.times[0].words == WordRange{4, 7});
}

TEST_CASE("a rewritten form is met as it was rewritten") {
  // The written token is للشهر; its second word is الشهر.
  Extraction extraction = time_test::make_extraction("ar", "خطة ل+لشهر القادم", "2025-03-26");
  Document& document = extraction.document;
  document.words[2].form = document.pool.intern("الشهر");
  CHECK(past_times(*shipped_tagger(), extraction) == "2025-04");
}

TEST_CASE("a known word that was split in error is put together again") {
  // و + ف + يفري is one token and should have been و + فيفري.
  Extraction extraction = time_test::make_extraction("ar", "في جانفي و+ف+يفري 2016", "2025-03-26");
  Document& document = extraction.document;
  const Span token{document.words[2].span.begin, document.words[4].span.end};
  for (const WordIndex piece : {2U, 3U, 4U}) document.words[piece].token = token;
  CHECK(past_times(*shipped_tagger(), extraction) == "2025-01 2016-02");
}

TEST_CASE("days later count from the time before, in the same sentence or the next") {
  const auto tagger = shipped_tagger();
  CHECK(past_times(*tagger, "en", "He fled on 3 March 2024 and fell two days later .") == "2024-03-03 2024-03-05");
  CHECK(past_times(*tagger, "en", "He fled on 3 March 2024 .\nTwo days later he fell .") == "2024-03-03 2024-03-05");
  CHECK(past_times(*tagger, "en", "He fled on 3 March 2024 .\nNobody saw it .\nTwo days later he fell .") == "2024-03-03 -");
  CHECK(past_times(*tagger, "en", "Two days later he fell .") == "-");
}

TEST_CASE("no expression reaches over the end of a sentence") {
  CHECK(past_times(*shipped_tagger(), "en", "They met on 3 March\n2016 people came") == "2025-03-03");
}

TEST_CASE("a second run replaces the times of the first") {
  const auto tagger = shipped_tagger();
  Extraction extraction = time_test::make_extraction("en", "They met yesterday .", "2025-03-26");
  CHECK(past_times(*tagger, extraction) == "2025-03-25");
  CHECK(past_times(*tagger, extraction) == "2025-03-25");
}

TEST_CASE("odd text is no error") {
  const auto tagger = shipped_tagger();
  CHECK(past_times(*tagger, "en", "").empty());
  CHECK(past_times(*tagger, "en", "\xff\xfe \xc3 12\xe2\x80 / / / - - , ,").empty());
  CHECK(past_times(*tagger, "en", "on 31 February 2025") == "-");
  CHECK(past_times(*tagger, "en", "999999999 years ago") == "-");
}

TEST_CASE("the time grows with the length of the text, whatever stands in it") {
  const auto tagger = shipped_tagger();
  const auto milliseconds = [&](std::size_t repetitions) {
    std::string text;
    for (std::size_t i = 0; i < repetitions; ++i) text += "from 3 to 5 between March 7 and since the early ";
    Extraction extraction = time_test::make_extraction("en", text, "2025-03-26");
    const auto start = std::chrono::steady_clock::now();
    REQUIRE(tagger->annotate(extraction));
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  };
  static_cast<void>(milliseconds(100));
  const double once = milliseconds(1000);
  CHECK(milliseconds(10'000) < 60 * once + 50);
}

TEST_CASE("text is cut into letters, digits and marks") {
  const auto cut = [](std::string_view text) {
    std::vector<AtomPiece> pieces;
    cut_into_atoms(text, pieces);
    std::string all;
    for (const AtomPiece& piece : pieces)
      all += (all.empty() ? "" : " ") + atom_key(piece.kind, text.substr(piece.begin, piece.end - piece.begin));
    return all;
  };
  CHECK(cut("mid-March") == "mid - march");
  CHECK(cut("26/03/2025") == "26 / 03 / 2025");
  CHECK(cut("1990s") == "1990 s");
  CHECK(cut("aujourd\u2019hui") == "aujourd ' hui");
  CHECK(cut("\u0627\u064421\u060C") == "\u0627\u0644 21 ,");
  CHECK(cut("5\u20137 ao\u00FBt") == "5 - 7 aout");
}

}  // namespace rawi
