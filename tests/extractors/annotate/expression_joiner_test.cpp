// Fixed expressions in trees as treebanks have them.
#include "extractors/annotate/expression_joiner.hpp"

#include "extractors/fold.hpp"
#include "tests/extractors/annotate/annotating.hpp"
#include "tests/support/document_builder.hpp"

namespace rawi::test {

namespace {

void join(Document& document) {
  const FormReader reader(extractor().packs().at(document.article().language), extractor().catalogue());
  std::vector<std::string> folded;
  for (WordIndex w = 0; w < document.word_count(); ++w) folded.push_back(fold(document.form(w)));
  for (const Sentence& sentence : document.sentences) join_expressions(document, sentence.words, reader, folded);
}

bool is_tree(const Document& document, WordRange words) {
  std::size_t roots = 0;
  for (WordIndex w = words.begin; w < words.end; ++w) {
    if (document.head(w) == kNoWord) ++roots;
    WordIndex at = w, steps = 0;
    while (at != kNoWord && steps++ <= words.end - words.begin) at = document.head(at);
    if (at != kNoWord) return false;
  }
  return roots == 1;
}

}  // namespace

TEST_CASE("an adposition of several words that already marks its noun gets its lemma and one place") {
  Document d = make_document("en", "2025-03-26", R"(According accord VERB 3 case
to to ADP 1 fixed
Xanthe _ PROPN 6 obl
, _ PUNCT 3 punct
rebels rebel NOUN 6 nsubj
left leave VERB 0 root)");
  join(d);
  CHECK(d.lemma(word(d, "According")) == "according_to");
  CHECK(d.upos(word(d, "According")) == Upos::kAdp);
  CHECK(edge(d, "According") == "case(Xanthe)");
  CHECK(edge(d, "to") == "fixed(According)");
  CHECK(edge(d, "Xanthe") == "obl(left)");
}

TEST_CASE("what an expression introduces takes the expression's place where a treebank hung it below") {
  Document d = make_document("ar", "2025-03-26", R"(غادر غادر VERB 0 root
الوزير وزير NOUN 1 nsubj
وفقا وفق NOUN 1 obl
ل+ ل ADP 5 case
مصادر مصدر NOUN 3 nmod)");
  join(d);
  CHECK(edge(d, "مصادر") == "obl(غادر)");
  CHECK(edge(d, "وفقا") == "case(مصادر)");
  CHECK(edge(d, "ل") == "fixed(وفقا)");
  CHECK(d.upos(word(d, "وفقا")) == Upos::kAdp);
}

TEST_CASE("whatever hangs where, the tree stays a tree") {
  std::uint64_t state = 5;
  const auto next = [&](std::uint32_t limit) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::uint32_t>(state >> 33) % limit;
  };
  for (int round = 0; round < 300; ++round) {
    constexpr std::uint32_t kWords = 8;
    const char* const forms[kWords] = {"he", "left", "according", "to", "sources", "because", "of", "rain"};
    std::vector<std::uint32_t> order(kWords), heads(kWords, 0);  // each word hangs on one that came before it in a random order
    for (std::uint32_t i = 0; i < kWords; ++i) order[i] = i;
    for (std::uint32_t i = kWords - 1; i > 0; --i) std::swap(order[i], order[next(i + 1)]);
    for (std::uint32_t i = 1; i < kWords; ++i) heads[order[i]] = order[next(i)] + 1;
    std::string rows;
    for (std::uint32_t i = 0; i < kWords; ++i)
      rows += std::string(forms[i]) + " _ NOUN " + std::to_string(heads[i]) + (heads[i] == 0 ? " root\n" : next(2) == 0 ? " case\n" : " nmod\n");
    Document d = make_document("en", "2025-03-26", rows);
    join(d);
    INFO(rows);
    REQUIRE(is_tree(d, d.sentences.front().words));
  }
}

}  // namespace rawi::test
