#include "extractors/ingest/line_reader.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace rawi {
namespace {

std::vector<std::string> lines_of(const std::string& bytes, std::size_t chunk_bytes, std::size_t line_bytes_max = 100) {
  MemoryStream stream(bytes, chunk_bytes);
  LineReader reader(stream, line_bytes_max);
  std::vector<std::string> lines;
  for (;;) {
    const auto line = reader.next();
    REQUIRE(line);
    if (!*line) return lines;
    REQUIRE((*line)->number == lines.size() + 1);
    lines.push_back((*line)->too_long ? "too long: " + std::to_string((*line)->size_bytes) : std::string((*line)->text));
  }
}

TEST_CASE("lines come out the same wherever the stream is cut") {
  const std::string bytes = "one\r\n\ntwo words\nlast";
  for (std::size_t chunk = 1; chunk <= bytes.size(); ++chunk)
    REQUIRE(lines_of(bytes, chunk) == std::vector<std::string>{"one", "", "two words", "last"});
}

TEST_CASE("a line feed at the end makes no further line, and nothing makes none") {
  REQUIRE(lines_of("one\n", 8) == std::vector<std::string>{"one"});
  REQUIRE(lines_of("", 8).empty());
}

TEST_CASE("a line over the limit is passed over and the next one is read") {
  const std::string bytes = "a\n" + std::string(11, 'x') + "\nb\n" + std::string(10, 'y') + "\n" + std::string(500'000, 'z');
  for (const std::size_t chunk : {1U, 7U, 65536U})
    REQUIRE(lines_of(bytes, chunk, 10) ==
            std::vector<std::string>{"a", "too long: 11", "b", std::string(10, 'y'), "too long: 500000"});
}

TEST_CASE("bytes can be read between lines and are counted as lines") {
  MemoryStream stream("head\nab\ncd\ntail\n", 3);
  LineReader reader(stream, 100);
  REQUIRE((*reader.next())->text == "head");
  std::string body;
  while (body.size() < 6) {
    char c = 0;
    REQUIRE(reader.read(std::span(&c, 1)).value() == 1);
    body += c;
  }
  REQUIRE(body == "ab\ncd\n");
  const auto tail = reader.next();
  REQUIRE((*tail)->text == "tail");
  REQUIRE((*tail)->number == 4);
}

}  // namespace
}  // namespace rawi
