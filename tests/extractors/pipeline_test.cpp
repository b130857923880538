// A pipeline in a wrong order cannot be built, and a step that fails names its article.
#include "extractors/pipeline.hpp"

#include <catch2/catch.hpp>

namespace rawi::test {

namespace {

class Step final : public Annotator {
 public:
  Step(std::string name, Layers needs, Layers adds, bool fails = false)
      : name_(std::move(name)), needs_(needs), adds_(adds), fails_(fails) {}
  std::string_view name() const override { return name_; }
  Layers needs() const override { return needs_; }
  Layers adds() const override { return adds_; }
  Result<void> annotate(Extraction& extraction) const override {
    if (fails_) return fail(ErrorCode::kCorrupt, "model " + name_, "it is broken", "replace it");
    extraction.document.quotations.push_back({});  // a trace: how many steps ran
    return {};
  }

 private:
  std::string name_;
  Layers needs_, adds_;
  bool fails_;
};

std::vector<std::shared_ptr<const Annotator>> steps(std::vector<Step> list) {
  std::vector<std::shared_ptr<const Annotator>> out;
  for (Step& step : list) out.push_back(std::make_unique<Step>(std::move(step)));
  return out;
}

const Step kSentences("sentences", Layers(), Layers(Layer::kSentences)),
    kWords("words", Layers(Layer::kSentences), Layers(Layer::kWords)),
    kTree("tree", Layers(Layer::kSentences, Layer::kWords), Layers(Layer::kTree));

Article article() {
  Article a;
  a.id = ArticleId("a1");
  a.text = "Words.";
  return a;
}

}  // namespace

TEST_CASE("steps in the right order run one after the other and leave their layers behind") {
  const auto pipeline = Pipeline::build(steps({kSentences, kWords, kTree}));
  REQUIRE(pipeline);
  const auto extraction = pipeline->run(article());
  REQUIRE(extraction);
  CHECK(extraction->document.quotations.size() == 3);
  for (const Layer layer : {Layer::kSentences, Layer::kWords, Layer::kTree}) CHECK(extraction->document.layers.has(layer));
  CHECK_FALSE(extraction->document.layers.has(Layer::kEvents));
}

TEST_CASE("a step before what it needs is refused, and both are named") {
  const auto pipeline = Pipeline::build(steps({kSentences, kTree, kWords}));
  REQUIRE_FALSE(pipeline);
  CHECK(pipeline.error().code == ErrorCode::kInvalidInput);
  CHECK_THAT(pipeline.error().message(), Catch::Contains("tree") && Catch::Contains("words"));
}

TEST_CASE("a step without anything before it is refused when it needs something") {
  CHECK_FALSE(Pipeline::build(steps({kWords})));
}

TEST_CASE("two steps that add the same layer are refused") {
  const auto pipeline = Pipeline::build(steps({kSentences, kWords, Step("words again", Layers(), Layers(Layer::kWords))}));
  REQUIRE_FALSE(pipeline);
  CHECK_THAT(pipeline.error().message(), Catch::Contains("words again") && Catch::Contains("already"));
}

TEST_CASE("a step that fails ends the run and names its article") {
  const auto pipeline = Pipeline::build(steps({kSentences, Step("words", Layers(), Layers(Layer::kWords), true), kTree}));
  REQUIRE(pipeline);
  const auto extraction = pipeline->run(article());
  REQUIRE_FALSE(extraction);
  CHECK(extraction.error().code == ErrorCode::kCorrupt);
  CHECK(extraction.error().message() == "article a1: model words: it is broken; replace it");
}

TEST_CASE("a pipeline without steps hands the article through") {
  const auto pipeline = Pipeline::build({});
  REQUIRE(pipeline);
  const auto extraction = pipeline->run(article());
  REQUIRE(extraction);
  CHECK(extraction->document.text() == "Words.");
  CHECK(extraction->document.layers.empty());
}

}  // namespace rawi::test
