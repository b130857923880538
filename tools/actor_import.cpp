#include "tools/actor_import.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
#include <ostream>

#include "extractors/resolve/actor_archive.hpp"
#include "extractors/resolve/actor_archive_writer.hpp"
#include "extractors/resolve/actor_dump.hpp"
#include "tools/actor_lookup.hpp"
#include "tools/answer_json.hpp"
#include "tools/data_directory.hpp"

namespace rawi {

void ActorImport::set_up(CLI::App& actors) {
  CLI::Option* db = actors.get_option("--db");
  app_ = actors.add_subcommand("import", "actors that others have published, into a file that rawi asks beside its own");
  app_->preparse_callback([db](std::size_t) { db->required(false); });  // no graph takes part
  app_->add_option("FILE", files_, "a dump, also .gz, .zst or .xz; - is standard input")->required();
  app_->add_option("--format", format_, "wikidata: a JSON dump with one entity a line; ftm: followthemoney entities, one a line")
      ->required()
      ->check(CLI::IsMember({"wikidata", "ftm"}));
  app_->add_option("-o,--out", out_, "the file to make; RAWI_ACTORS names it to every other command")->required();
  app_->add_option("--language", languages_, "keep names in this language; may be repeated (default: those with a language pack)")
      ->allow_extra_args(false);
  app_->add_option("--data", data_, "directory with schemas/ and extractors/ (default: the installed one)");
  app_->add_flag("--json", json_, "give the summary as JSON");
}

Result<ExitCode> ActorImport::run(Console& console) const {
  std::vector<std::string> languages = languages_;
  if (languages.empty()) {
    auto data = find_data_directory(data_);
    if (!data) return fail(std::move(data.error()));
    languages = languages_of(*data);
  }
  auto writer = ActorArchiveWriter::create(out_);
  if (!writer) return fail(std::move(writer.error()));
  std::uint64_t skipped = 0;
  const auto complain = [&](const Error& error) {
    ++skipped;
    console.err << "rawi actors import: " << error.message() << '\n';
  };
  Result<void> written;  // what the writer says ends everything; what a file says ends that file
  const DumpSink sink{[&](const Entity& actor, std::uint32_t state) { return written = writer->add(actor, state); },
                      [&](std::uint32_t number, const std::string& alpha3) { writer->add_state(number, alpha3); }, complain};
  const DumpFormat format = format_ == "ftm" ? DumpFormat::kFollowTheMoney : DumpFormat::kWikidata;
  for (const std::string& file : files_) {
    auto read = read_actor_dump(file, format, languages, sink);
    if (!written) return fail(std::move(written.error()));
    if (!read) complain(read.error());
  }
  const std::uint64_t actors = writer->actors(), names = writer->names();
  if (auto finished = writer->finish(); !finished) return fail(std::move(finished.error()));
  auto archive = ActorArchive::open(out_);  // what was written can be read
  if (!archive) return fail(std::move(archive.error()));
  if (json_)
    console.out << json_line({{"actors", actors}, {"names", names}, {"skipped", skipped}}) << '\n';
  else
    console.out << actors << " actors with " << names << " names and ids; " << skipped << " lines or files skipped\n";
  return skipped == 0 ? ExitCode::kOk : ExitCode::kFailed;
}

}  // namespace rawi
