#include "extractors/ingest/unpack.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "tests/extractors/ingest/packing.hpp"
#include "tests/extractors/ingest/reading.hpp"

namespace rawi {
namespace {

/// Text that does not compress to nothing.
std::string numbers(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += std::to_string(i * 7919 % 10007) + "\n";
  return text;
}

std::string unpack(const std::string& packed, std::size_t chunk_bytes) {
  auto stream = unpacked(std::make_unique<MemoryStream>(packed, chunk_bytes));
  REQUIRE(stream);
  const auto all = read_all(**stream, 10'000'000);
  REQUIRE(all);
  return all->bytes;
}

TEST_CASE("gzip, Zstandard and xz are unpacked wherever the stream is cut") {
  const std::string text = numbers(30'000);
  for (const std::size_t chunk : {1U, 1000U, 65536U}) {
    REQUIRE(unpack(gzipped(text), chunk) == text);
    REQUIRE(unpack(zstd_packed(text), chunk) == text);
    REQUIRE(unpack(xz_packed(text), chunk) == text);
    REQUIRE(unpack(text, chunk) == text);
  }
}

TEST_CASE("several gzip members and several Zstandard frames are read as one stream") {
  for (const std::size_t chunk : {1U, 65536U}) {
    REQUIRE(unpack(gzipped("one ") + gzipped("") + gzipped("two"), chunk) == "one two");
    REQUIRE(unpack(zstd_packed("one ") + zstd_packed("two"), chunk) == "one two");
    REQUIRE(unpack(xz_packed("one ") + xz_packed("two"), chunk) == "one two");
    REQUIRE(unpack(gzipped("padded") + std::string(700, '\0'), chunk) == "padded");
  }
}

TEST_CASE("a cut-off packed file keeps the articles before the cut and is an error") {
  std::string lines;
  for (int i = 0; i < 2000; ++i)
    lines += R"({"id":")" + std::to_string(i) + R"(","lang":"en","text":"No )" + std::to_string(i * 7919 % 10007) + "\"}\n";
  for (const std::string& packed : {gzipped(lines), zstd_packed(lines), xz_packed(lines)}) {
    const Reading reading = read_bytes(packed.substr(0, packed.size() - 100), "a.jsonl");
    REQUIRE_FALSE(reading.result);
    CHECK(reading.result.error().code == ErrorCode::kCorrupt);
    CHECK(reading.result.error().subject == "a.jsonl");
    CHECK(reading.result.error().problem.find("ends in the middle") != std::string::npos);
    CHECK(reading.complaints.empty());
    if (packed.starts_with("\x1f"))
      CHECK(reading.articles.size() > 1000);  // a Zstandard or xz block of this size comes whole or not at all
  }
}

TEST_CASE("broken packed bytes are an error, and so is what follows a gzip member and is none") {
  std::string packed = gzipped(numbers(3000));
  packed[packed.size() / 2] = static_cast<char>(packed[packed.size() / 2] ^ 0x55);
  CHECK_FALSE(read_bytes(packed, "a.txt").result);
  CHECK_FALSE(read_bytes(gzipped("text") + "rubbish", "a.txt").result);
}

TEST_CASE("packers that rawi does not read are named with the way out") {
  const Reading reading = read_bytes("BZh91AY....", "a.jsonl.bz2");
  REQUIRE_FALSE(reading.result);
  CHECK(reading.result.error().code == ErrorCode::kUnsupported);
  CHECK(reading.result.error().message() ==
        "a.jsonl.bz2: is packed with bzip2, which rawi does not read; unpack it first: bzip2 -dc FILE | rawi … -");
}

TEST_CASE("an HTTP body is inflated up to a limit") {
  CHECK(inflate_body(gzipped("body"), 100).value() == "body");
  CHECK(inflate_body(gzipped(std::string(1000, 'a')), 100).error().code == ErrorCode::kInvalidInput);
  CHECK(inflate_body("no deflate at all", 100).error().code == ErrorCode::kCorrupt);
}

}  // namespace
}  // namespace rawi
