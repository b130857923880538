// rawi match: are two names, in any scripts, names of the same one?
#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>

#include "extractors/resolve/name_match.hpp"
#include "tools/actor_lookup.hpp"
#include "tools/answer_json.hpp"
#include "tools/commands.hpp"
#include "tools/data_directory.hpp"

namespace rawi {

namespace {

constexpr double kHundredth = 100.0;

double rounded(double score) { return std::round(score * kHundredth) / kHundredth; }

/// What is said about one pair of names.
struct Verdict {
  NameLikeness likeness;
  bool same = false;
  std::string known;  // what the known actors say; empty when they do not know both
};

std::string described(const Entity& actor) { return actor.name + " (" + actor.id.text() + ")"; }

class MatchCommand final : public Command {
 public:
  std::string name() const override { return "match"; }
  std::string summary() const override { return "are two names, in any scripts, the same one"; }

  void set_up(CLI::App& app) override {
    app.add_option("NAME", names_, "two names");
    app.add_option("--file", file_, "pairs of names, one pair a line with a tab between them, instead of two names");
    app.add_flag("--by-sound", by_sound_, "do not ask the known actors: compare the names themselves");
    app.add_flag("--json", json_, "answer as JSON Lines");
    app.add_option("--data", data_, "directory with schemas/ and extractors/ (default: the installed one)");
  }

  Result<ExitCode> run(Console& console) override {
    if (file_.empty() ? names_.size() != 2 : !names_.empty()) {
      console.err << "rawi match: give two names, or --file with pairs of names\n";
      return ExitCode::kUsage;
    }
    if (!by_sound_) {
      auto data = find_data_directory(data_);
      if (!data) return fail(std::move(data.error()));
      auto known = load_known_actors(*data);
      if (!known) return fail(std::move(known.error()));
      known_.emplace(std::move(*known));
    }
    if (file_.empty()) {
      print(console, names_[0], names_[1], judge(names_[0], names_[1]));
      return ExitCode::kOk;
    }
    return judge_file(console);
  }

 private:
  Verdict judge(const std::string& a, const std::string& b) const {
    Verdict verdict;
    verdict.likeness = match_names(a, b);
    verdict.same = verdict.likeness.same();
    if (!known_) return verdict;
    const std::vector<const Entity*> left = known_->find_name(a), right = known_->find_name(b);
    if (left.empty() || right.empty()) return verdict;
    const auto shared = std::find_if(left.begin(), left.end(),
                                     [&](const Entity* e) { return std::find(right.begin(), right.end(), e) != right.end(); });
    verdict.same = shared != left.end();
    verdict.likeness.score = verdict.same ? 1 : 0;
    verdict.known = verdict.same ? "both are " + described(**shared)
                                 : "one is " + described(*left.front()) + ", the other " + described(*right.front());
    return verdict;
  }

  Result<ExitCode> judge_file(Console& console) const {
    std::ifstream in(file_, std::ios::binary);
    if (!in) return fail(ErrorCode::kIo, file_, "cannot be read", "check that it is a readable file");
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
      if (!line.empty() && line.back() == '\r') line.pop_back();
      if (line.empty()) continue;
      const std::size_t tab = line.find('\t');
      const std::size_t end = tab == std::string::npos ? tab : line.find('\t', tab + 1);
      if (tab == 0 || tab == std::string::npos || tab + 1 == std::min(end, line.size()))
        return fail(ErrorCode::kInvalidInput, file_ + ":" + std::to_string(number), "this line does not hold two names",
                    "write two names with a tab between them");
      const std::string a = line.substr(0, tab), b = line.substr(tab + 1, end == std::string::npos ? end : end - tab - 1);
      print(console, a, b, judge(a, b));
    }
    return ExitCode::kOk;
  }

  void print(Console& console, const std::string& a, const std::string& b, const Verdict& verdict) const {
    if (json_ || !file_.empty()) {
      nlohmann::ordered_json why = nlohmann::ordered_json::array();
      for (const WordLikeness& w : verdict.likeness.words)
        why.push_back({{"word", w.word}, {"other", w.other}, {"score", rounded(w.score)}, {"why", w.why}});
      nlohmann::ordered_json j = {{"a", a}, {"b", b}, {"score", rounded(verdict.likeness.score)}, {"same", verdict.same}};
      j["known"] = verdict.known.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(verdict.known);
      j["words"] = std::move(why);
      console.out << json_line(j) << '\n';
      return;
    }
    console.out << (verdict.same ? "same" : "different") << '\t' << rounded(verdict.likeness.score) << '\n';
    if (!verdict.known.empty()) console.out << "  " << verdict.known << '\n';
    for (const WordLikeness& w : verdict.likeness.words)
      console.out << "  " << (w.word.empty() ? "-" : w.word) << '\t' << (w.other.empty() ? "-" : w.other) << '\t'
                  << rounded(w.score) << '\t' << w.why << '\n';
  }

  std::vector<std::string> names_;
  std::string file_, data_;
  bool by_sound_ = false, json_ = false;
  std::optional<ActorCatalogue> known_;
};

}  // namespace

std::unique_ptr<Command> make_match_command() { return std::make_unique<MatchCommand>(); }

}  // namespace rawi
