// Every string of a document once.
#include "core/text/string_pool.hpp"

#include <catch2/catch.hpp>

namespace rawi::test {

TEST_CASE("the same string gives the same symbol, another string another") {
  StringPool pool;
  const Symbol first = pool.intern("قمة");
  CHECK(pool.intern(std::string("قمة")) == first);
  CHECK(pool.intern("summit") != first);
  CHECK(pool[first] == "قمة");
}

TEST_CASE("the empty string is symbol zero in every pool") {
  StringPool pool;
  CHECK(pool.intern("") == Symbol::kEmpty);
  CHECK(pool[Symbol::kEmpty].empty());
}

TEST_CASE("what a pool has given stays where it is while the pool grows and moves") {
  StringPool pool;
  const std::string_view text = pool[pool.intern("a short one")];
  const Symbol last = [&] {
    Symbol symbol = Symbol::kEmpty;
    for (int i = 0; i < 10000; ++i) symbol = pool.intern("string " + std::to_string(i));
    return symbol;
  }();
  CHECK(text == "a short one");
  const StringPool moved = std::move(pool);
  CHECK(text.data() == moved[Symbol{1}].data());
  CHECK(moved[last] == "string 9999");
}

TEST_CASE("a string may hold a zero byte") {
  StringPool pool;
  const std::string text("a\0b", 3);
  CHECK(pool[pool.intern(text)] == text);
  CHECK(pool.intern(text) != pool.intern("a"));
}

}  // namespace rawi::test
