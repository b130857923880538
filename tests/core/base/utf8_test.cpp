// UTF-8 byte by byte: what is well formed, where characters begin, where text may be cut.
#include "core/base/utf8.hpp"

#include <catch2/catch.hpp>

namespace rawi::test {

TEST_CASE("characters of one to four bytes are decoded and written again") {
  const std::string text = "aé€ق𝄞";
  std::string again;
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) {
    const Decoded c = decode_utf8(text, at);
    append_utf8(again, c.character);
    at += c.size_bytes;
  }
  CHECK(again == text);
  CHECK(count == 5);
  CHECK(decode_utf8("ق", 0).character == U'ق');
  CHECK(decode_utf8("𝄞", 0).size_bytes == 4);
}

TEST_CASE("well-formed text holds no invalid byte") {
  for (const char* text : {"", "plain", "وقالت فرنسا", "\xEF\xBF\xBF", "\xF4\x8F\xBF\xBF", "\xED\x9F\xBF"})
    CHECK_FALSE(find_invalid_utf8(text));
}

TEST_CASE("the first byte that is no UTF-8 is found where it stands") {
  CHECK(find_invalid_utf8("abc\xFFz") == 3u);
  CHECK(find_invalid_utf8("\x80") == 0u);              // a continuation without a lead
  CHECK(find_invalid_utf8("a\xC0\xAF") == 1u);         // an overlong slash
  CHECK(find_invalid_utf8("\xE0\x80\xAF") == 0u);      // overlong in three bytes
  CHECK(find_invalid_utf8("\xED\xA0\x80") == 0u);      // a surrogate
  CHECK(find_invalid_utf8("\xF4\x90\x80\x80") == 0u);  // beyond U+10FFFF
  CHECK(find_invalid_utf8("ok \xD9") == 3u);           // cut off
  CHECK(find_invalid_utf8("\xE2\x82") == 0u);
}

TEST_CASE("decoding ill-formed bytes always moves on by one") {
  const std::string text = "\xFF\xD9z\xE2\x82";
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == 'z') continue;
    const Decoded c = decode_utf8(text, at);
    CHECK(c.character == 0xFFFD);
    CHECK(c.size_bytes == 1);
  }
}

TEST_CASE("text is clipped between characters, never inside one") {
  CHECK(clip_utf8("قمة", 6) == "قمة");
  CHECK(clip_utf8("قمة", 5) == "قم");
  CHECK(clip_utf8("قمة", 1).empty());
  CHECK(clip_utf8("abc", 2) == "ab");
  CHECK(clip_utf8("", 0).empty());
}

}  // namespace rawi::test
