#include "tools/input_options.hpp"

#include <map>
#include <ostream>

namespace rawi {

void InputOptions::add_to(CLI::App& app) {
  app.add_option("FILE", files, "articles: .jsonl, .txt, .html, RSS or Atom, .warc, each also .gz, .zst or .xz; - is standard input")
      ->required();
  app.add_option("--date", date, "the day (YYYY-MM-DD) of articles that give none; without it their times stay unresolved")
      ->check(
          [](const std::string& text) { return parse_day(text) ? std::string() : text + " is no date; write it as YYYY-MM-DD"; });
  app.add_option("--lang", language, "the language (ISO 639-1) of articles that give none, instead of detecting it");
  app.add_option("--data", data, "directory with schemas/ and extractors/ (default: the installed one)");
}

void report_unread_languages(Console& console, const std::string& command, const InputCounts& counts,
                             const LanguagePacks& packs) {
  std::uint64_t total = 0;
  std::string list;
  for (const auto& [language, count] : counts.by_language) {
    if (packs.contains(language)) continue;
    total += count;
    list += (list.empty() ? "" : ", ") + (language.empty() ? std::string("unknown") : language) + " " + std::to_string(count);
  }
  if (total == 0) return;
  std::string known;
  for (const auto& [language, pack] : packs) known += (known.empty() ? "" : ", ") + language;
  console.err << "rawi " << command << ": articles in languages without a pack, which give no events: " << list
              << "; there are packs for " << known << '\n';
}

Result<InputCounts> read_input(const InputOptions& options, Console& console, const std::string& command,
                               const std::function<Result<void>(Article&&)>& take) {
  IngestOptions ingest;
  ingest.default_language = options.language;
  ingest.default_date = parse_day(options.date);  // nothing when it was not given: what is no date does not get here
  InputCounts counts;
  Result<void> outcome;
  const auto complain = [&](const Error& error) {
    ++counts.skipped_count;
    console.err << "rawi " << command << ": " << error.message() << '\n';
  };
  std::map<std::string, int> times_taken;  // ids that are files' stems; other ids are the data's own affair
  for (const std::string& file : options.files) {
    const std::string stem = std::filesystem::path(file).filename().string();
    const auto read = read_articles(
        file, ingest,
        [&](Article&& article) {
          if (stem.starts_with(article.id.text() + "."))
            if (const int n = ++times_taken[article.id.text()]; n > 1)
              article.id = ArticleId(article.id.text() + "-" + std::to_string(n));
          ++counts.by_language[article.language];
          outcome = take(std::move(article));
          if (outcome) ++counts.article_count;
          return outcome.has_value();
        },
        complain);
    if (!outcome) return fail(std::move(outcome.error()));
    if (!read) complain(read.error());
  }
  return counts;
}

}  // namespace rawi
