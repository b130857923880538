// The reader on a model of nonsense: whatever it says, places must be right, trees must be trees, and nothing may depend on what
// else is read.
#include "extractors/annotate/reader/neural_reader.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <thread>

#include "extractors/annotate/shallow.hpp"
#include "tests/extractors/annotate/reader/tiny_model.hpp"
#include "tests/support/temporary_directory.hpp"

namespace rawi::test {

namespace {

const NeuralReader& reader() {
  static const TemporaryDirectory directory("reader");
  static const std::unique_ptr<NeuralReader> made = [] {
    TinyModel::write(directory.path(), TinyModel().bytes());
    std::filesystem::create_directories(directory.path() / "yy");
    std::ofstream(directory.path() / "yy" / "lemmas.tsv") << "form\tupos\tlemma\n" "bats\tNOUN\tbat\nbats\tVERB\tbat\nbats\tADP\tbat\n";
    auto loaded = make_neural_reader(directory.path());
    if (!loaded) FAIL(loaded.error().message());
    return std::move(*loaded);
  }();
  return *made;
}

Extraction read(const std::string& text, const std::string& language = "xx", const std::string& title = {}) {
  Article article;
  article.id = ArticleId("a");
  article.language = language;
  article.title = title;
  article.text = text;
  auto document = Document::make(std::move(article));
  REQUIRE(document);
  Extraction extraction{std::move(*document), {}, {}};
  const LanguagePacks none;
  REQUIRE(make_sentence_splitter(none)->annotate(extraction));
  REQUIRE(reader().annotate(extraction));
  return extraction;
}

/// Everything that was read, in words.
std::string all_of(const Document& d, const Sentence& sentence) {
  std::string out;
  for (WordIndex w = sentence.words.begin; w < sentence.words.end; ++w) {
    out += std::to_string(d.words[w].span.begin - sentence.span.begin) + " " + std::string(d.form(w)) + " " +
           std::string(d.lemma(w)) + " " + std::string(to_string(d.upos(w))) + " " + std::string(d.features(w)) + " " +
           (d.head(w) == kNoWord ? "-" : std::to_string(d.head(w) - sentence.words.begin)) + " " + std::string(d.relation(w)) + "\n";
  }
  return out;
}

void check_places(const Document& d) {
  REQUIRE(d.morphology.size() == d.words.size());
  REQUIRE(d.tree.size() == d.words.size());
  WordIndex next = 0;
  for (const Sentence& s : d.sentences) {
    REQUIRE(s.words.begin == next);
    REQUIRE(s.words.end >= s.words.begin);
    next = s.words.end;
    std::uint32_t last = s.span.begin;
    std::size_t roots = 0;
    for (WordIndex w = s.words.begin; w < s.words.end; ++w) {
      const Word& word = d.words[w];
      REQUIRE(word.span.begin < word.span.end);
      REQUIRE(s.span.contains(word.span));
      REQUIRE(word.token.contains(word.span));
      REQUIRE(word.span.begin >= (word.form == Symbol::kEmpty ? last : s.span.begin));
      last = word.span.end;
      if (d.head(w) == kNoWord) {
        ++roots;
        REQUIRE(d.relation(w) == "root");
      } else {
        REQUIRE(s.words.contains(d.head(w)));
        REQUIRE(d.relation(w) != "root");
      }
    }
    REQUIRE(roots == (s.words.empty() ? 0U : 1U));
  }
  REQUIRE(next == d.word_count());
}

}  // namespace

TEST_CASE("the reader says what it needs, what it adds and which languages it knows") {
  CHECK(reader().needs().has(Layer::kSentences));
  CHECK(reader().adds().has(Layer::kTree));
  CHECK(reader().reads("xx"));
  CHECK_FALSE(reader().reads("en"));
}

TEST_CASE("odd text keeps its places") {
  for (const char* text :
       {"", " \n\t ", "ab", "Ab ab a.b,c!\nxyz", "وَبِـالْبَيْتِ قال: «نعم»؟ كلا…", "👩\u200d🚀 said \u200f(\u202bab\u202c)\u00ad.",
        "\u0640\u0640 \u200b \ufeff", "e\u0301\u0327 ﻻ ﷺ ½ ㎏", "a\xED\xA0\x80z \xFF\xC3(", "«''»--...!?", "ab\u00a0ab\u2028ab"})
    for (const char* language : {"xx", "yy", "en", ""}) {
      INFO(text);
      check_places(read(text, language, "ab ab.").document);
    }
}

TEST_CASE("a sentence is read alike alone and among others") {
  const std::vector<std::string> sentences = {"Ab said no.", "The zebra ran to ab, over a hill!", "Who? ",
                                              "b c d e f g h i j k l m n o p q r s t u v w."};
  std::string together;
  for (int i = 0; i < 40; ++i) together += sentences[static_cast<std::size_t>(i) % sentences.size()] + "\n";
  const Extraction whole = read(together);
  std::size_t compared = 0;
  for (const std::string& sentence : sentences) {
    const Extraction alone = read(sentence);
    for (const Sentence& s : alone.document.sentences)
      for (const Sentence& other : whole.document.sentences)
        if (alone.document.text(s.span) == whole.document.text(other.span)) {
          REQUIRE(all_of(alone.document, s) == all_of(whole.document, other));
          ++compared;
        }
  }
  CHECK(compared >= 40);
}

TEST_CASE("threads read as one does") {
  const std::string text = "Ab said no. The zebra ran to ab, over a hill!";
  const Extraction expected = read(text);
  std::vector<std::string> found(4);
  std::vector<std::thread> threads;
  const LanguagePacks none;
  for (std::string& out : found)
    threads.emplace_back([&] {
      Article article;
      article.language = "xx";
      article.text = text;
      Extraction extraction{std::move(*Document::make(std::move(article))), {}, {}};
      if (!make_sentence_splitter(none)->annotate(extraction) || !reader().annotate(extraction)) return;
      for (const Sentence& s : extraction.document.sentences) out += all_of(extraction.document, s);
    });
  for (std::thread& thread : threads) thread.join();
  std::string whole;
  for (const Sentence& s : expected.document.sentences) whole += all_of(expected.document, s);
  for (const std::string& out : found) CHECK(out == whole);
}

TEST_CASE("an endless sentence is read in windows that hang together") {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "word ";
  const Extraction extraction = read(text);
  REQUIRE(extraction.document.sentences.size() == 1);
  check_places(extraction.document);
  const std::string chain(20000, 'x');
  check_places(read(chain + " " + std::string(3000, '.')).document);
}

TEST_CASE("the time that text takes grows with its length and no faster") {
  const auto seconds = [](std::size_t words) {
    std::string text;
    for (std::size_t i = 0; i < words; ++i) text += "ab ";
    const auto begin = std::chrono::steady_clock::now();
    static_cast<void>(read(text));
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  static_cast<void>(seconds(1000));
  CHECK(seconds(40000) < 40 * seconds(4000) + 1);
}

TEST_CASE("lemmas come from the language's table, else they are the plain form in lower case") {
  const Extraction listed = read("bats xBATSx", "yy");
  for (WordIndex w = 0; w < listed.document.word_count(); ++w) {
    if (listed.document.upos(w) == Upos::kPropn || listed.document.upos(w) == Upos::kPunct) continue;
    const std::string_view form = listed.document.form(w);
    if (form == "bats") CHECK(listed.document.lemma(w) == "bat");
    if (form == "xBATSx") CHECK(listed.document.lemma(w) == "xbatsx");
  }
}

TEST_CASE("names are runs of words, by ascending place and apart") {
  const Extraction extraction = read("Ab said no. The zebra ran to ab, over a hill! Bb cc dd ee ff gg hh ii.");
  WordIndex last = 0;
  for (const NameSpan& name : extraction.document.name_spans) {
    CHECK(name.words.begin >= last);
    CHECK(name.words.end > name.words.begin);
    last = name.words.end;
  }
}

}  // namespace rawi::test
