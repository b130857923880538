#include "extractors/mentions/time_tagger.hpp"

#include <map>

#include "extractors/mentions/time_matcher.hpp"

namespace rawi {

namespace {

/// Tags one document.
class DocumentTagger {
 public:
  DocumentTagger(const TimeGrammar& grammar, Document& document) : grammar_(grammar), document_(document), matcher_(grammar) {
    context_.anchor = document.article().published;
  }

  void tag() {
    for (const Sentence& sentence : document_.sentences) {
      // What "two days later" counts from stands in the same sentence or the one before; further back it is a guess.
      if (!seen_in_sentence_) context_.reference = {};
      context_.start.reset();
      seen_in_sentence_ = false;
      tag(sentence);
    }
  }

 private:
  void tag(const Sentence& sentence) {
    atoms_of(document_, sentence, knows_, atoms_);
    tokens_.clear();
    for (const TextAtom& atom : atoms_) tokens_.push_back(grammar_.token(atom));
    for (std::uint32_t at = 0; at < tokens_.size();) {
      const auto found = find_at(at);
      if (!found) {
        ++at;
        continue;
      }
      if (!is_no_time(*matcher_.matches()[found->match].expression)) add(*found);
      at = found->end;
    }
  }

  /// The match at a token. It gives way to one that begins inside of it and reaches further, where what stands in front is only a
  /// context ("in November | last year") or where its last word begins something else ("within a month | of March 2016").
  std::optional<FoundTime> find_at(std::uint32_t at) {
    const auto found = matcher_.match_at(tokens_, at);
    if (!found) return found;
    for (const std::uint32_t inside : {found->begin, found->end - 1}) {
      if (inside == at) continue;
      const auto inner = matcher_.match_at(tokens_, inside);
      if (inner && inner->begin == inside && inner->end > found->end) return inner;
    }
    return matcher_.match_at(tokens_, at);
  }

  void add(const FoundTime& found) {
    TimeMention mention;
    mention.span = {atoms_[found.begin].span.begin, atoms_[found.end - 1].span.end};
    mention.words = {atoms_[found.begin].words.begin, atoms_[found.end - 1].words.end};
    const PastAndFuture value = evaluate_time(matcher_.matches(), found.match, context_);
    mention.past = value.past;
    mention.future = value.future;
    const auto& any = value.past ? value.past : value.future;
    if (any) {
      context_.start = any->first;
      if (any->precision != Precision::kRange) context_.reference = value;
      seen_in_sentence_ = true;
    }
    document_.times.push_back(std::move(mention));
  }

  const TimeGrammar& grammar_;
  const KnowsWord knows_ = [this](std::string_view letters) { return grammar_.knows(letters); };
  Document& document_;
  TimeMatcher matcher_;
  TimeContext context_;
  bool seen_in_sentence_ = false;
  std::vector<TextAtom> atoms_;
  std::vector<TimeToken> tokens_;
};

class TimeTagger final : public Annotator {
 public:
  explicit TimeTagger(std::map<std::string, TimeGrammar, std::less<>> grammars) : grammars_(std::move(grammars)) {}

  [[nodiscard]] std::string_view name() const override { return "times"; }
  [[nodiscard]] Layers needs() const override { return Layers(Layer::kSentences, Layer::kWords); }
  [[nodiscard]] Layers adds() const override { return Layers(Layer::kTimes); }

  [[nodiscard]] Result<void> annotate(Extraction& extraction) const override {
    Document& document = extraction.document;
    document.times.clear();
    const auto grammar = grammars_.find(document.article().language);
    if (grammar != grammars_.end()) DocumentTagger(grammar->second, document).tag();
    return {};
  }

 private:
  std::map<std::string, TimeGrammar, std::less<>> grammars_;
};

}  // namespace

Result<std::unique_ptr<Annotator>> make_time_tagger(const std::filesystem::path& languages_directory,
                                                    const std::vector<std::string>& languages) {
  std::map<std::string, TimeGrammar, std::less<>> grammars;
  for (const std::string& language : languages) {
    const auto words = languages_directory / language / "times.tsv";
    const auto patterns = languages_directory / language / "time_patterns.tsv";
    std::error_code ignored;
    if (!std::filesystem::exists(words, ignored) && !std::filesystem::exists(patterns, ignored)) continue;
    auto grammar = TimeGrammar::load(words, patterns);
    if (!grammar) return fail(std::move(grammar.error()));
    grammars.emplace(language, std::move(*grammar));
  }
  return std::unique_ptr<Annotator>(std::make_unique<TimeTagger>(std::move(grammars)));
}

}  // namespace rawi
