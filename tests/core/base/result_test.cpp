// Errors as values, and the one line that a user sees of them.
#include "core/base/result.hpp"

#include <catch2/catch.hpp>

namespace rawi::test {

namespace {

Result<int> half(int number) {
  if (number % 2 != 0) return fail(ErrorCode::kInvalidInput, "number " + std::to_string(number), "it is odd", "give an even one");
  return number / 2;
}

Result<std::string> half_as_text(int number) {
  auto result = half(number);
  if (!result) return fail(std::move(result.error()));
  return std::to_string(*result);
}

}  // namespace

TEST_CASE("an error says on what, what is wrong and what to do, on one line") {
  CHECK(Error{ErrorCode::kIo, "a.txt", "it cannot be read", "check its permissions"}.message() ==
        "a.txt: it cannot be read; check its permissions");
  CHECK(Error{ErrorCode::kIo, "a.txt", "broken\nin two\r", ""}.message() == "a.txt: broken in two ");
}

TEST_CASE("parts of an error that are empty leave no signs behind") {
  CHECK(Error{ErrorCode::kIo, "", "it cannot be read", ""}.message() == "it cannot be read");
  CHECK(Error{ErrorCode::kIo, "a.txt", "", ""}.message() == "a.txt");
  CHECK(Error{ErrorCode::kIo, "", "", "try again"}.message() == "try again");
  CHECK(Error{ErrorCode::kIo, "a.txt", "", "try again"}.message() == "a.txt; try again");
}

TEST_CASE("an error is passed on whole to a function that returns something else") {
  CHECK(half_as_text(4).value() == "2");
  const auto failed = half_as_text(3);
  REQUIRE_FALSE(failed);
  CHECK(failed.error().code == ErrorCode::kInvalidInput);
  CHECK(failed.error().message() == "number 3: it is odd; give an even one");
}

}  // namespace rawi::test
