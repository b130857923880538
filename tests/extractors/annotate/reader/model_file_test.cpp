// A model's file is taken whole and right, or refused by its name.
#include "extractors/annotate/reader/model_file.hpp"

#include <catch2/catch.hpp>

#include "extractors/annotate/reader/neural_reader.hpp"
#include "tests/extractors/annotate/reader/tiny_model.hpp"
#include "tests/support/temporary_directory.hpp"

namespace rawi::test {

namespace {

/// The error that the reader meets a file with; fails the test when it meets none.
Error refusal(const std::string& bytes) {
  const TemporaryDirectory directory("model");
  TinyModel::write(directory.path(), bytes);
  const auto reader = make_neural_reader(directory.path());
  REQUIRE_FALSE(reader);
  CHECK_THAT(reader.error().subject, Catch::Contains("reader.rawi"));
  CHECK_FALSE(reader.error().advice.empty());
  return reader.error();
}

}  // namespace

TEST_CASE("a model that is as it should be is loaded, with its sizes, labels and tensors") {
  const TemporaryDirectory directory("model");
  TinyModel::write(directory.path(), TinyModel().bytes());
  const auto model = ModelFile::load(reader_model_file(directory.path()));
  REQUIRE(model);
  CHECK(model->config().dim == 32);
  CHECK(model->config().treebank_of.at("yy") == 1);
  CHECK(model->labels().features[0].second == std::vector<std::string>{"", "Nom", "Gen"});
  CHECK(model->labels().contractions.at("xx").at("ab") == std::vector<std::string>{"aa", "bb"});
  CHECK(model->tensor("rel.c", TensorType::kFloat, {5}));
  CHECK_FALSE(model->tensor("rel.c", TensorType::kFloat, {6}));
  CHECK_FALSE(model->tensor("rel.c", TensorType::kInt8, {5}));
}

TEST_CASE("a model that is not there is refused by its name") {
  const TemporaryDirectory directory("model");
  const auto reader = make_neural_reader(directory.path());
  REQUIRE_FALSE(reader);
  CHECK(reader.error().code == ErrorCode::kNotFound);
  CHECK_THAT(reader.error().subject, Catch::Contains("reader.rawi"));
}

TEST_CASE("a model that is cut off is refused, wherever the cut is") {
  const std::string whole = TinyModel().bytes();
  for (const std::size_t size : {std::size_t{0}, std::size_t{7}, std::size_t{15}, std::size_t{100}, whole.size() / 2, whole.size() - 1})
    CHECK(refusal(whole.substr(0, size)).code == ErrorCode::kCorrupt);
}

TEST_CASE("a model with one bit turned is refused, wherever the bit is") {
  const std::string whole = TinyModel().bytes();
  for (const std::size_t at : {std::size_t{0}, std::size_t{13}, std::size_t{40}, whole.size() / 2, whole.size() - 1}) {
    std::string turned = whole;
    turned[at] = static_cast<char>(turned[at] ^ 4);
    CHECK(refusal(turned).code == ErrorCode::kCorrupt);
  }
}

TEST_CASE("a model of another version is refused as such") {
  const Error error = refusal(TinyModel().bytes(2));
  CHECK(error.code == ErrorCode::kUnsupported);
  CHECK_THAT(error.problem, Catch::Contains("format 2"));
}

TEST_CASE("a model without a tensor, or with one of another shape, is refused, and the tensor is named") {
  for (const char* tensor : {"emb.word", "c0.q.w", "c0.q.w.scale", "t0.distance", "arc.U", "root", "upos.b"}) {
    TinyModel model;
    model.remove(tensor);
    CHECK_THAT(refusal(model.bytes()).problem, Catch::Contains(tensor));
  }
  TinyModel model;
  model.config()["arc_reach"] = 5;
  CHECK_THAT(refusal(model.bytes()).problem, Catch::Contains("arc.distance"));
}

TEST_CASE("a model with sizes or labels that make no sense is refused") {
  TinyModel narrow;
  narrow.config()["heads"] = 4;  // heads 8 wide
  CHECK(refusal(narrow.bytes()).code == ErrorCode::kCorrupt);
  TinyModel label;
  label.labels()["prefixes"][2] = "a";
  CHECK_THAT(refusal(label.bytes()).problem, Catch::Contains("\"a\""));
  TinyModel upos;
  upos.labels()["upos"][0] = "THING";
  CHECK_THAT(refusal(upos.bytes()).problem, Catch::Contains("THING"));
}

}  // namespace rawi::test
