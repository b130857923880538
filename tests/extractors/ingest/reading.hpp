// What the ingest tests share: reading bytes from memory as if they were a file.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "extractors/ingest/article_source.hpp"

namespace rawi {

struct Reading {
  std::vector<Article> articles;
  std::vector<Error> complaints;
  Result<void> result;

  /// All complaints, one a line.
  [[nodiscard]] std::string complained() const {
    std::string lines;
    for (const Error& error : complaints) lines += error.message() + "\n";
    return lines;
  }
};

inline Reading read_stream(std::unique_ptr<ByteStream> stream, const std::string& name, const IngestOptions& options = {}) {
  Reading reading;
  reading.result = read_articles(
      std::move(stream), name, options,
      [&](Article&& article) {
        reading.articles.push_back(std::move(article));
        return true;
      },
      [&](const Error& error) { reading.complaints.push_back(error); });
  return reading;
}

inline Reading read_bytes(std::string bytes, const std::string& name, const IngestOptions& options = {},
                          std::size_t chunk_bytes = 4096) {
  return read_stream(std::make_unique<MemoryStream>(std::move(bytes), chunk_bytes), name, options);
}

}  // namespace rawi
