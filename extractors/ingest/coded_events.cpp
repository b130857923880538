#include "extractors/ingest/coded_events.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "core/base/utf8.hpp"
#include "extractors/ingest/line_reader.hpp"
#include "extractors/ingest/unpack.hpp"

namespace rawi {

namespace {

constexpr std::size_t kLineBytesMax = std::size_t{1} << 16;
enum Column : std::size_t { kDate, kSource, kRelation, kTarget, kColumnCount };
constexpr std::array<std::string_view, kColumnCount> kColumns = {"date", "source", "relation", "target"};

void split_into(std::string_view line, std::vector<std::string_view>& cells) {
  cells.clear();
  for (std::size_t begin = 0;;) {
    const std::size_t tab = line.find('\t', begin);
    cells.push_back(line.substr(begin, tab == std::string_view::npos ? tab : tab - begin));
    if (tab == std::string_view::npos) return;
    begin = tab + 1;
  }
}

class Table {
 public:
  Table(std::string name, const TakeCodedEvent& take, const std::function<void(const Error&)>& complain)
      : name_(std::move(name)), take_(take), complain_(complain) {}

  Result<void> read(ByteStream& stream) {
    LineReader lines(stream, kLineBytesMax);
    bool has_header = false;
    for (;;) {
      const auto line = lines.next();
      if (!line) return fail(line.error().code, name_, line.error().problem, line.error().advice);
      if (!*line) break;
      if ((*line)->text.empty() && !(*line)->too_long) continue;
      auto done = has_header ? take_line(**line) : take_header(**line);
      if (!done) return done;
      has_header = true;
    }
    if (has_header) return {};
    return fail(ErrorCode::kInvalidInput, name_, "there is nothing in it", "give a table with a header line");
  }

 private:
  Result<void> take_header(const Line& line) {
    split_into(line.text, cells_);
    for (std::size_t column = 0; column < kColumnCount; ++column) {
      const auto found = std::find(cells_.begin(), cells_.end(), kColumns[column]);
      if (found == cells_.end())
        return fail(ErrorCode::kInvalidInput, name_ + ":" + std::to_string(line.number),
                    "the header has no column \"" + std::string(kColumns[column]) + "\"",
                    "the first line must name the columns date, source, relation and target, with tabs between them");
      at_[column] = static_cast<std::size_t>(found - cells_.begin());
    }
    return {};
  }

  Result<void> take_line(const Line& line) {
    const auto skip = [&](std::string problem, std::string advice) -> Result<void> {
      complain_(
          Error{ErrorCode::kInvalidInput, name_ + ":" + std::to_string(line.number), std::move(problem), std::move(advice)});
      return {};
    };
    if (line.too_long) return skip("the line is too long", "an event has a date and three names");
    split_into(line.text, cells_);
    if (cells_.size() <= *std::max_element(at_.begin(), at_.end()))
      return skip("the line has " + std::to_string(cells_.size()) + " cells, fewer than the header asks for",
                  "put tabs between the cells");
    if (find_invalid_utf8(line.text)) return skip("the line is not UTF-8", "convert the file to UTF-8");
    for (const Column column : {kSource, kRelation, kTarget})
      if (cells_[at_[column]].empty()) return skip("the " + std::string(kColumns[column]) + " is empty", "name one");
    const auto day = parse_day(cells_[at_[kDate]]);
    if (!day) return skip("\"" + std::string(cells_[at_[kDate]]) + "\" is no date", "write it as YYYY-MM-DD");
    return take_({line.number, line.text, *day, cells_[at_[kSource]], cells_[at_[kRelation]], cells_[at_[kTarget]]});
  }

  std::string name_;
  const TakeCodedEvent& take_;
  const std::function<void(const Error&)>& complain_;
  std::array<std::size_t, kColumnCount> at_{};
  std::vector<std::string_view> cells_;
};

}  // namespace

Result<void> read_coded_events(const std::filesystem::path& file_or_dash, const TakeCodedEvent& take,
                               const std::function<void(const Error&)>& complain) {
  const std::string name = file_or_dash == "-" ? std::string("standard input") : file_or_dash.string();
  const auto named = [&](const Error& error) { return fail(error.code, name, error.problem, error.advice); };
  std::unique_ptr<ByteStream> stream;
  if (file_or_dash == "-") {
    stream = standard_input();
  } else {
    auto opened = open_file(file_or_dash);
    if (!opened) return named(opened.error());
    stream = std::move(*opened);
  }
  auto unpacked_stream = unpacked(std::move(stream));
  if (!unpacked_stream) return named(unpacked_stream.error());
  return Table(name, take, complain).read(**unpacked_stream);
}

}  // namespace rawi
