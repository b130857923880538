// The way in: files of any supported format become Articles, one after the other. Nothing of a file is held but the
// article that is being read, so memory does not grow with the file.
//
// A bad article never costs its neighbours: it is skipped with one Error that names file and line, and reading goes on.
// Only a file that cannot be read at all, or not any further, is the returned error.
//
// What is done to text: an article's text stays as it is, byte by byte (a JSON string as decoded, a text file as it
// stands, CRLF included), because every offset that rawi ever reports counts its bytes. Two exceptions: a byte order
// mark in front is dropped, and each ASCII control character other than tab, CR and LF becomes one space, which keeps
// every offset and spares all that comes after (the graph's XML export could not even write them). Text that is taken
// out of HTML and feeds is made here and has no bytes of its own to keep.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/date.hpp"
#include "core/base/result.hpp"
#include "core/text/article.hpp"
#include "extractors/ingest/byte_stream.hpp"

namespace rawi {

enum class ArticleFormat {
  kJsonLines,  // .jsonl .ndjson .json: one object a line; also one array of objects, or one object over several lines
  kText,       // .txt: one article
  kHtml,       // .html .htm .xhtml: one page
  kFeed,       // .xml .rss .atom: RSS 0.9 to 2.0, Atom
  kWarc,       // .warc: its HTML and text records
};

struct IngestOptions {
  /// The date of articles that give none. An article with a `published_at` that is no date is skipped all the same: a
  /// wrong date is a fault of the data, and putting another in its place would hide it.
  std::optional<Day> default_date{};
  /// The language (ISO 639) of articles that give none; when empty, it is detected.
  std::string default_language{};
  /// Nothing longer becomes an article: a line, a text file, a page, a feed's entry, a WARC record.
  std::size_t article_bytes_max = std::size_t{16} << 20;
  /// When empty, the name's ending decides (before .gz or .zst), and the content where there is no known ending.
  std::optional<ArticleFormat> format{};
};

/// Takes an article; false stops the reading, which is no error.
using TakeArticle = std::function<bool(Article&&)>;
/// Is told once of each article that is skipped: subject "file:line" (of the fault where it has a place, else where the
/// article begins; counted in the unpacked file), problem, advice.
using Complain = std::function<void(const Error&)>;

/// Reads `file_or_dash` ("-" is standard input), packed with gzip, Zstandard or xz or not. Articles come in the order of the
/// file, with id, language (if it can be told) and text filled in. A text file's id is its stem ("news/a.txt.gz" is "a");
/// whoever reads several files sees to equal ids. Calls nothing after it returned; safe in several threads at once.
///
/// Fails with kNotFound or kIo when the file cannot be read, kUnsupported for UTF-16 and foreign packers, kCorrupt when
/// packed data is broken or cut off; the articles before that place have been handed over.
[[nodiscard]] Result<void> read_articles(const std::filesystem::path& file_or_dash, const IngestOptions& options,
                                         const TakeArticle& take, const Complain& complain);

/// The same from a stream, under the name that errors use and the format is guessed from.
[[nodiscard]] Result<void> read_articles(std::unique_ptr<ByteStream> stream, const std::filesystem::path& name,
                                         const IngestOptions& options, const TakeArticle& take, const Complain& complain);

}  // namespace rawi
