#include "extractors/ingest/article_json.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>

#include "core/base/utf8.hpp"
#include "extractors/ingest/html_page.hpp"
#include "extractors/ingest/json_records.hpp"
#include "extractors/ingest/line_reader.hpp"
#include "extractors/ingest/published_date.hpp"

namespace rawi {

namespace {

constexpr std::string_view kObjectAdvice =
    "write each article as one JSON object, {\"id\": \"…\", \"published_at\": \"2025-03-26\", \"text\": \"…\"}";
constexpr std::array<std::string_view, 8> kFields = {"id", "url", "source", "title", "published_at", "lang", "text", "html"};

/// nlohmann's message without its preamble and without the bytes that it quotes, which can be thousands.
std::string reason_of(std::string_view what) {
  if (const std::size_t dash = what.find(" - "); dash != std::string_view::npos) what.remove_prefix(dash + 3);
  std::string reason(what);
  if (const std::size_t quoted = reason.find("; last read: '"); quoted != std::string::npos) {
    const std::size_t expected = reason.rfind("; expected ");
    reason.erase(quoted, expected == std::string::npos || expected < quoted ? std::string::npos : expected - quoted);
  }
  return reason;
}

/// Receives the events of nlohmann's parser and keeps the strings of the outermost object's known fields, so that an
/// article is read without building a tree of everything around it.
class ArticleEvents {
 public:
  using json = nlohmann::json;

  bool null() { return scalar("null"); }
  bool boolean(bool) { return scalar("a truth value"); }
  bool number_integer(json::number_integer_t) { return scalar("a number"); }
  bool number_unsigned(json::number_unsigned_t) { return scalar("a number"); }
  bool number_float(json::number_float_t, const std::string&) { return scalar("a number"); }
  bool binary(json::binary_t&) { return scalar("binary"); }
  bool string(std::string& value) {
    if (depth_ != 1) return scalar("a string");
    if (field_) values_[*field_] = std::move(value);
    return true;
  }
  bool start_object(std::size_t) { return scalar("an object") && ++depth_ > 0; }
  bool start_array(std::size_t) { return scalar("an array") && ++depth_ > 0; }
  bool end_object() { return --depth_ >= 0; }
  bool end_array() { return --depth_ >= 0; }
  bool key(std::string& name) {
    if (depth_ != 1) return true;
    const auto* found = std::find(kFields.begin(), kFields.end(), name);
    field_.reset();
    if (found != kFields.end()) field_ = static_cast<std::size_t>(found - kFields.begin());
    return true;
  }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& error) {
    fault_ = JsonFault{position > 0 ? position - 1 : 0, "is broken JSON: " + reason_of(error.what()),
                       "mend the JSON, or leave the article out"};
    return false;
  }

  [[nodiscard]] std::optional<JsonFault>& fault() { return fault_; }
  [[nodiscard]] std::string& value(std::string_view field) {
    return values_[static_cast<std::size_t>(std::find(kFields.begin(), kFields.end(), field) - kFields.begin())];
  }

 private:
  /// Any value but a string inside the object. The first fault is kept and parsing goes on, because broken JSON later in
  /// the text is the greater fault.
  bool scalar(std::string_view type) {
    if (fault_) return true;
    if (depth_ == 0 && type != "an object") {
      fault_ = JsonFault{0, "is " + std::string(type) + ", not a JSON object", std::string(kObjectAdvice)};
    } else if (depth_ == 1 && field_) {
      values_[*field_].clear();
      if (type != "null")
        fault_ = JsonFault{0, "the field \"" + std::string(kFields[*field_]) + "\" is " + std::string(type) + ", not a string",
                           "write it in quotes"};
    }
    return true;
  }

  int depth_ = 0;
  std::optional<std::size_t> field_;  // the known field whose value comes next
  std::array<std::string, kFields.size()> values_;
  std::optional<JsonFault> fault_;
};

/// Fills what the fields leave open from the page in `html`.
void add_page(Article& article, const std::string& html) {
  HtmlPage page = read_html_page(html);
  article.text = std::move(page.text);
  const auto fill = [](std::string& field, std::string& from) {
    if (field.empty()) field = std::move(from);
  };
  fill(article.title, page.title);
  fill(article.url, page.url);
  fill(article.source, page.source);
  fill(article.language, page.language);
  if (!article.published) article.published = page.published;
}

/// Where in a text of several lines a byte stands; both counted from 1, the column in characters.
struct Place {
  std::size_t line = 1;
  std::size_t column = 1;
  std::size_t offset = 0;  // bytes before it on its line
};
Place place_of(std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(0, at);
  const std::size_t feed = before.rfind('\n');
  const std::string_view same_line = feed == std::string_view::npos ? before : before.substr(feed + 1);
  const auto begins_character = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
  return {.line = 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')),
          .column = 1 + static_cast<std::size_t>(std::count_if(same_line.begin(), same_line.end(), begins_character)),
          .offset = same_line.size()};
}

/// Hands over the article in one record or complains about it. False when the caller wants no more.
bool deliver_record(std::string_view json, std::size_t first_line, ArticleSink& sink) {
  if (const auto at = find_invalid_utf8(json)) {
    const Place place = place_of(json, *at);
    sink.skip(first_line + place.line - 1, "is not UTF-8 at byte offset " + std::to_string(place.offset) + " of the line",
              std::string(kUtf8Advice));
    return true;
  }
  auto article = parse_json_article(json);
  if (article) return sink.deliver(std::move(*article), first_line);
  JsonFault& fault = article.error();
  const Place place = place_of(json, fault.at_byte);
  const std::string column = fault.at_byte > 0 ? "column " + std::to_string(place.column) + " " : std::string();
  sink.skip(first_line + place.line - 1, column + fault.problem, std::move(fault.advice));
  return true;
}

Result<void> read_lines(ByteStream& stream, ArticleSink& sink) {
  LineReader lines(stream, sink.options().article_bytes_max);
  for (;;) {
    const auto line = lines.next();
    if (!line) return fail(line.error());
    if (!*line) return {};
    if ((*line)->too_long) {
      sink.skip_too_long((*line)->number, "the line has " + human_size((*line)->size_bytes));
    } else if (const std::string_view json = (*line)->text; !trimmed(json).empty()) {
      if (!deliver_record(json, (*line)->number, sink)) return {};
    }
  }
}

Result<void> read_records(ByteStream& stream, ArticleSink& sink) {
  JsonRecordReader records(stream, sink.options().article_bytes_max);
  for (;;) {
    const auto record = records.next();
    if (!record) return fail(record.error());
    if (!*record) return {};
    if ((*record)->too_long) {
      sink.skip_too_long((*record)->number, "the object has " + human_size((*record)->size_bytes));
    } else if (!deliver_record((*record)->text, (*record)->number, sink)) {
      return {};
    }
  }
}

}  // namespace

tl::expected<Article, JsonFault> parse_json_article(std::string_view json) {
  ArticleEvents events;
  const bool parsed = nlohmann::json::sax_parse(json.begin(), json.end(), &events);
  if (!parsed || events.fault()) return tl::unexpected<JsonFault>(std::move(*events.fault()));
  Article article;
  article.id = ArticleId(std::move(events.value("id")));
  article.url = std::move(events.value("url"));
  article.source = std::move(events.value("source"));
  article.title = std::move(events.value("title"));
  article.language = std::move(events.value("lang"));
  article.text = std::move(events.value("text"));
  if (const std::string& date = events.value("published_at"); !trimmed(date).empty()) {
    article.published = parse_iso_day(date);
    if (!article.published)
      return tl::unexpected<JsonFault>(JsonFault{0, "the field \"published_at\" is no date: " + std::string(clip_utf8(date, 40)),
                                                 "write it as 2025-03-26 or 2025-03-26T21:43:00+01:00"});
  }
  const std::string& html = events.value("html");
  if (trimmed(article.text).empty() && !html.empty()) add_page(article, html);
  if (trimmed(article.text).empty())
    return tl::unexpected<JsonFault>(
        JsonFault{0, "the article has no text", "fill its field \"text\" or \"html\", or leave the article out"});
  return article;
}

Result<void> read_json_articles(PeekStream& stream, ArticleSink& sink) {
  constexpr std::size_t kHeadBytes = 4096;
  const auto head = stream.peek(kHeadBytes);
  if (!head) return fail(head.error());
  const std::string_view start = trimmed(*head);
  const std::string_view first_line = trimmed(start.substr(0, start.find('\n')));
  // Neither an array nor a brace alone on its line is a line of JSON Lines that holds an article.
  return start.starts_with('[') || first_line == "{" ? read_records(stream, sink) : read_lines(stream, sink);
}

}  // namespace rawi
