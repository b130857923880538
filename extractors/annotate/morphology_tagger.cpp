// Lemma, part of speech and features of each word: the readings that the tables allow, and of those the sequence that
// fits together best.
#include <algorithm>
#include <array>
#include <map>

#include "core/base/utf8.hpp"
#include "extractors/annotate/characters.hpp"
#include "extractors/annotate/form_reader.hpp"
#include "extractors/annotate/shallow.hpp"
#include "extractors/fold.hpp"

namespace rawi {

namespace {

constexpr std::size_t kUposCount = 17;
constexpr double kNameBonus = 1.5;      // for PROPN where the word is part of a known name
constexpr double kTitlePenalty = -0.8;  // "President", "Minister": written with a capital, but a noun
constexpr double kVerbFirstPenalty = -1;
constexpr double kVerbAtStartPenalty = -0.7;
constexpr double kListedBonus = 0.5;           // for a reading that words.tsv spells out
constexpr double kOpeningVerbBonus = 1;        // for a verb that opens a sentence, where the verb comes first
constexpr double kAdjectiveBeforeNoun = -1.3;  // where adjectives follow their noun
constexpr double kAdjectiveAfterNoun = 0.6;
constexpr double kOtherAccentsPenalty = -2;
constexpr double kExpressionBonus = 4;  // a fixed expression is hardly ever anything else

/// How well one part of speech follows another, in no language in particular: log-odds by order of magnitude, written
/// down by hand. Zero where nothing speaks for or against.
double fit(Upos before, Upos after) {
  static const auto table = [] {
    std::array<std::array<double, kUposCount>, kUposCount> t{};
    const auto set = [&](Upos a, Upos b, double value) { t[static_cast<std::size_t>(a)][static_cast<std::size_t>(b)] = value; };
    using enum Upos;
    set(kDet, kNoun, 2), set(kDet, kAdj, 1), set(kDet, kPropn, 0.5), set(kDet, kVerb, -3), set(kDet, kAux, -3),
        set(kDet, kAdp, -2);
    set(kAdp, kNoun, 1), set(kAdp, kPropn, 1), set(kAdp, kDet, 1), set(kAdp, kNum, 0.5), set(kAdp, kVerb, -2.5),
        set(kAdp, kAux, -3);
    set(kAdp, kPron, 0.5), set(kAdp, kAdp, -1);
    set(kAdj, kNoun, 1), set(kAdj, kVerb, -1), set(kAdj, kPropn, 0.5);
    set(kAux, kVerb, 2), set(kAux, kNoun, -1.5), set(kAux, kAdj, 0.5), set(kAux, kAdv, 0.5), set(kAux, kAux, 1);
    set(kPart, kVerb, 2.5), set(kPart, kNoun, -1.5), set(kPart, kAux, 1), set(kPart, kAdv, 0);
    set(kPron, kVerb, 1.5), set(kPron, kAux, 1.5), set(kPron, kNoun, -1.5);
    set(kPropn, kVerb, 1), set(kPropn, kAux, 1), set(kPropn, kPropn, 1), set(kPropn, kNoun, 0.2), set(kPropn, kPart, 0.5);
    set(kNoun, kVerb, 0.5), set(kNoun, kAdp, 1), set(kNoun, kAux, 0.7), set(kNoun, kAdj, 0.3), set(kNoun, kNoun, 0.2),
        set(kNoun, kPropn, 0.2);
    set(kVerb, kDet, 1), set(kVerb, kAdp, 1), set(kVerb, kPropn, 0.5), set(kVerb, kVerb, -1.5), set(kVerb, kAux, -1.5),
        set(kVerb, kSconj, 1);
    set(kVerb, kPart, 0.5), set(kVerb, kNoun, 0.3), set(kVerb, kAdv, 0.5);
    set(kNum, kNoun, 2), set(kNum, kVerb, -1.5);
    set(kSconj, kVerb, 0.7), set(kSconj, kPron, 0.7), set(kSconj, kDet, 0.5), set(kSconj, kPropn, 0.5), set(kSconj, kAux, 0.5);
    set(kAdv, kVerb, 0.7), set(kAdv, kAdj, 0.5), set(kAdv, kNoun, -1);
    set(kCconj, kVerb, 0.2), set(kCconj, kNoun, 0.2);
    return t;
  }();
  return table[static_cast<std::size_t>(before)][static_cast<std::size_t>(after)];
}

struct Candidate {
  Reading reading;
  double prior = 0;
  double best = 0;  // of the best sequence that ends here
  std::size_t from = 0;
};

/// The tagging of one sentence.
class SentenceTagger {
 public:
  SentenceTagger(Document& document, const Sentence& sentence, const FormReader* reader, const ActorCatalogue& catalogue)
      : document_(document), words_(sentence.words), reader_(reader), catalogue_(catalogue) {}

  void run() {
    const std::size_t n = words_.end - words_.begin;
    folded_.resize(n);
    for (std::size_t i = 0; i < n; ++i) folded_[i] = fold(document_.form(at(i)));
    candidates_.resize(n);
    for (std::size_t i = 0; i < n; ++i) candidates_[i] = candidates(i);
    if (reader_ != nullptr) {
      mark_expressions();
      mark_names();
    }
    choose();
  }

 private:
  WordIndex at(std::size_t i) const { return words_.begin + static_cast<WordIndex>(i); }

  std::vector<Candidate> candidates(std::size_t i) const {
    const std::string_view form = document_.form(at(i));
    const Decoded first = decode_utf8(form, 0);
    const CharacterClass kind = character_class(first.character);
    if (kind == CharacterClass::kDigit) return {{{folded_[i], Upos::kNum, "NumType=Card"}}};
    if (kind != CharacterClass::kLetter) {
      const bool joins_words = form.size() > first.size_bytes;  // an enclitic such as 's has letters behind its sign
      if (!joins_words || reader_ == nullptr)
        return {{{std::string(form), is_symbol(first.character) ? Upos::kSym : Upos::kPunct, {}}}};
    }
    if (reader_ == nullptr) return {{{folded_[i], Upos::kX, {}}}};

    std::vector<Candidate> out;
    std::vector<Reading> readings = reader_->read(folded_[i]);
    const auto* listed = reader_->pack().readings(folded_[i]);
    // Folding drops accents and makes apostrophes alike; only in the rest does the text say which reading is meant ("a", "à").
    const bool comparable =
        reader_->pack().capitalized_names && !is_upper(first.character) && form.find("’") == std::string_view::npos;
    for (std::size_t r = 0; r < readings.size(); ++r) {
      double prior = listed != nullptr && r < listed->size() ? kListedBonus : 0;
      if (comparable && !readings[r].written.empty() && readings[r].written != form) prior += kOtherAccentsPenalty;
      out.push_back({std::move(readings[r]), prior});
    }
    const bool capitalized = reader_->pack().capitalized_names && is_upper(first.character);
    if (capitalized && i > 0 && !after_sentence_start(i)) {
      // A capital in the middle of a sentence is a name, unless the tables know the word (an adjective of nationality).
      const bool title = reader_->pack().nominals_of(out.empty() ? std::string_view() : out.front().reading.lemma) != nullptr;
      out.push_back({{std::string(form), Upos::kPropn, {}},
                     out.empty()                                       ? 1.0
                     : title || out.front().reading.upos == Upos::kAdj ? kTitlePenalty
                                                                       : 0.3});
    } else if (out.empty()) {
      if (capitalized) out.push_back({{std::string(form), Upos::kPropn, {}}});
      Reading guess = reader_->guess(folded_[i]);
      if (guess.upos == Upos::kX) guess.upos = Upos::kNoun;
      out.push_back({std::move(guess)});
    }
    return out;
  }

  /// Behind an opening quotation mark or a dash a capital means no more than at the beginning of the sentence.
  bool after_sentence_start(std::size_t i) const {
    const CharacterClass before = character_class(decode_utf8(document_.form(at(i - 1)), 0).character);
    return before == CharacterClass::kQuote || before == CharacterClass::kTerminal || before == CharacterClass::kFullStop;
  }

  static bool is_symbol(char32_t c) {
    return c == '%' || c == '$' || c == U'€' || c == U'£' || c == '+' || c == '=' || c == '#' || c == '@';
  }

  /// The words of a fixed expression take its part of speech; its lemma stands on the first, the parser makes them one.
  void mark_expressions() {
    for (std::size_t i = 0; i < folded_.size(); ++i) {
      const auto* list = reader_->pack().expressions(folded_[i]);
      if (list == nullptr) continue;
      for (const auto& expression : *list) {
        if (!matches(i, expression.forms)) continue;
        for (std::size_t k = 0; k < expression.forms.size(); ++k)
          candidates_[i + k] = {
              {{k == 0 ? expression.reading.lemma : folded_[i + k], expression.reading.upos,
                k == 0 ? expression.reading.features : "ExtPos=" + std::string(to_string(expression.reading.upos))},
               kExpressionBonus}};
        i += expression.forms.size() - 1;
        break;
      }
    }
  }

  bool matches(std::size_t i, const std::vector<std::string>& forms) const {
    if (i + forms.size() > folded_.size()) return false;
    for (std::size_t k = 0; k < forms.size(); ++k)
      if (folded_[i + k] != forms[k] && reader_->without_article(folded_[i + k]) != forms[k]) return false;
    return true;
  }

  bool has_capital(WordRange words) const {
    for (WordIndex w = words.begin; w < words.end; ++w)
      if (is_upper(decode_utf8(document_.form(w), 0).character)) return true;
    return false;
  }

  void mark_names() {
    std::vector<std::string> bare(folded_.size());
    for (std::size_t i = 0; i < folded_.size(); ++i) bare[i] = std::string(reader_->without_article(folded_[i]));
    for (const NameMatch& match : catalogue_.names_in(words_, folded_, reader_->pack().language)) {
      if (reader_->pack().capitalized_names && !has_capital(match.words)) continue;  // "turkey", "l'armée française"
      for (WordIndex w = match.words.begin; w < match.words.end; ++w) {
        const std::size_t i = w - words_.begin;
        const std::string_view form = document_.form(w);
        auto& list = candidates_[i];
        const auto propn =
            std::find_if(list.begin(), list.end(), [](const Candidate& c) { return c.reading.upos == Upos::kPropn; });
        const bool certain =
            match.words.end - match.words.begin > 1 || list.empty() || reader_->pack().readings(bare[i]) == nullptr;
        const double prior = certain ? 2 * kNameBonus : kNameBonus;
        const char* part = w == match.words.begin ? "Name=Begin" : "Name=Inside";
        if (propn != list.end())
          propn->prior = std::max(propn->prior, prior), propn->reading.features = part;
        else
          list.push_back({{std::string(form), Upos::kPropn, part}, prior});
      }
    }
  }

  /// The genitive enclitic ('s) is a particle that is followed by what follows a determiner.
  Upos as_left_neighbour(const Reading& reading) const {
    if (reading.features.find("Poss=Yes") != std::string::npos) return Upos::kDet;  // "its" opens a noun chunk
    if (reading.upos != Upos::kPart || reader_ == nullptr) return reading.upos;
    const auto& enclitics = reader_->pack().enclitics;
    const bool genitive = reading.features.find("Polarity") == std::string::npos &&
                          std::find(enclitics.begin(), enclitics.end(), reading.lemma) != enclitics.end();
    return genitive ? Upos::kDet : reading.upos;
  }

  bool verb_first() const { return reader_ != nullptr && reader_->pack().word_order == WordOrder::kVerbFirst; }

  /// What the order of words in this language adds: where the verb comes first, it opens the sentence (a conjunction before it or
  /// not) and a noun is no sign of a verb behind it; adjectives that follow their noun seldom stand before one.
  double order_fit(Upos before, Upos after, std::size_t i) const {
    if (reader_ == nullptr) return 0;
    double value = 0;
    if (verb_first()) {
      const bool noun_then_verb =
          (before == Upos::kNoun || before == Upos::kPropn) && (after == Upos::kVerb || after == Upos::kAux);
      if (noun_then_verb) value += kVerbFirstPenalty;
      if (i == 1 && before == Upos::kCconj && after == Upos::kVerb) value += kOpeningVerbBonus;
    }
    if (reader_->pack().adjectives == AdjectivePlace::kAfter) {
      if (before == Upos::kAdj && (after == Upos::kNoun || after == Upos::kPropn)) value += kAdjectiveBeforeNoun;
      if ((before == Upos::kNoun || before == Upos::kAdj) && after == Upos::kAdj) value += kAdjectiveAfterNoun;
    }
    return value;
  }

  /// Viterbi over the candidates.
  void choose() {
    for (std::size_t i = 0; i < candidates_.size(); ++i)
      for (Candidate& c : candidates_[i]) {
        c.best = c.prior;
        if (i == 0) {
          if (reader_ != nullptr && c.reading.upos == Upos::kVerb)
            c.best += verb_first() ? kOpeningVerbBonus : kVerbAtStartPenalty;
          continue;
        }
        double best = -1e9;
        for (std::size_t k = 0; k < candidates_[i - 1].size(); ++k) {
          const Candidate& before = candidates_[i - 1][k];
          const double score = before.best + fit(as_left_neighbour(before.reading), c.reading.upos) +
                               order_fit(before.reading.upos, c.reading.upos, i);
          if (score > best) best = score, c.from = k;
        }
        c.best += best;
      }
    if (candidates_.empty()) return;
    const auto& last = candidates_.back();
    std::size_t pick = static_cast<std::size_t>(
        std::max_element(last.begin(), last.end(), [](const Candidate& a, const Candidate& b) { return a.best < b.best; }) -
        last.begin());
    for (std::size_t i = candidates_.size(); i-- > 0;) {
      const Candidate& c = candidates_[i][pick];
      document_.morphology[at(i)] = {document_.pool.intern(c.reading.lemma), c.reading.upos,
                                     document_.pool.intern(c.reading.features)};
      pick = c.from;
    }
  }

  Document& document_;
  WordRange words_;
  const FormReader* reader_;
  const ActorCatalogue& catalogue_;
  std::vector<std::string> folded_;
  std::vector<std::vector<Candidate>> candidates_;
};

class MorphologyTagger final : public Annotator {
 public:
  MorphologyTagger(const LanguagePacks& packs, const ActorCatalogue& catalogue) : catalogue_(catalogue) {
    for (const auto& [code, pack] : packs) readers_.emplace(code, FormReader(pack, catalogue));
  }

  std::string_view name() const override { return "morphology"; }
  Layers needs() const override { return Layers(Layer::kSentences, Layer::kWords); }
  Layers adds() const override { return Layers(Layer::kMorphology); }

  Result<void> annotate(Extraction& extraction) const override {
    Document& document = extraction.document;
    const auto reader = readers_.find(document.article().language);
    document.morphology.assign(document.words.size(), {});
    for (const Sentence& sentence : document.sentences)
      SentenceTagger(document, sentence, reader == readers_.end() ? nullptr : &reader->second, catalogue_).run();
    return {};
  }

 private:
  const ActorCatalogue& catalogue_;
  std::map<std::string, FormReader, std::less<>> readers_;
};

}  // namespace

std::unique_ptr<Annotator> make_morphology_tagger(const LanguagePacks& packs, const ActorCatalogue& catalogue) {
  return std::make_unique<MorphologyTagger>(packs, catalogue);
}

}  // namespace rawi
