#include "extractors/annotate/lexicon_tagger.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <unordered_map>

#include "extractors/annotate/expression_joiner.hpp"
#include "extractors/annotate/form_reader.hpp"
#include "extractors/fold.hpp"

namespace rawi {

namespace {

/// Parts of speech that treebanks and packs draw the line between differently: a lemma serves for the whole family.
enum class Family { kNominal, kVerbal, kFunction, kOther };

Family family_of(Upos upos) {
  switch (upos) {
    case Upos::kNoun:
    case Upos::kPropn:
    case Upos::kAdj:
    case Upos::kNum:
    case Upos::kX:
      return Family::kNominal;
    case Upos::kVerb:
    case Upos::kAux:
      return Family::kVerbal;
    case Upos::kAdp:
    case Upos::kAdv:
    case Upos::kCconj:
    case Upos::kDet:
    case Upos::kPart:
    case Upos::kPron:
    case Upos::kSconj:
      return Family::kFunction;
    default:
      return Family::kOther;
  }
}

std::vector<std::string_view> pairs_of(std::string_view features) {
  std::vector<std::string_view> pairs;
  while (!features.empty()) {
    const std::size_t bar = std::min(features.find('|'), features.size());
    pairs.push_back(features.substr(0, bar));
    features.remove_prefix(std::min(bar + 1, features.size()));
  }
  return pairs;
}

/// "Int,Rel" holds "Rel".
bool holds(std::string_view values, std::string_view value) {
  while (true) {
    const std::size_t comma = std::min(values.find(','), values.size());
    if (values.substr(0, comma) == value) return true;
    if (comma == values.size()) return false;
    values.remove_prefix(comma + 1);
  }
}

/// The features of the text, those of the table added that it has no value for, and one of several values settled by the table.
std::string merged(std::string_view read, std::string_view listed) {
  std::vector<std::string_view> pairs = pairs_of(read);
  for (const std::string_view pair : pairs_of(listed)) {
    const std::string_view name = pair.substr(0, pair.find('=') + 1);
    if (name == "Name=" || name == "ExtPos=") continue;  // marks that the shallow parser leaves for itself
    const auto same = std::find_if(pairs.begin(), pairs.end(), [&](std::string_view p) { return p.starts_with(name); });
    if (same == pairs.end())
      pairs.push_back(pair);
    // Treebanks of news tell of the past: a reader learns few futures, and takes them for presents. Their endings are sure.
    else if (pair == "Tense=Fut" || pair == "Voice=Act" || holds(same->substr(name.size()), pair.substr(name.size())))
      *same = pair;
  }
  std::sort(pairs.begin(), pairs.end());
  std::string out;
  for (const std::string_view pair : pairs) out.append(out.empty() ? "" : "|").append(pair);
  return out;
}

/// What the pack says about one form in one part of speech. Both may be empty.
struct Entry {
  std::string lemma, features;
  std::optional<Upos> upos = {};  // where the tables know the form as one part of speech only, and as another than was read
};

/// The pack's readings, remembered: affixes take their time, and words repeat. Safe for threads.
class Lexicon {
 public:
  Lexicon(const LanguagePack& pack, const ActorCatalogue& catalogue) : reader_(pack, catalogue) {}

  [[nodiscard]] const LanguagePack& pack() const { return reader_.pack(); }
  [[nodiscard]] const FormReader& reader() const { return reader_; }

  /// `written` is the form as the text has it: where accents tell two words apart («würde», «wurde»), it decides.
  Entry entry(const std::string& folded, std::string_view written, Upos upos) const {
    const std::string key = (folded + static_cast<char>(upos)).append(written);
    {
      const std::shared_lock lock(mutex_);
      if (const auto found = entries_.find(key); found != entries_.end()) return found->second;
    }
    Entry made = read(folded, written, upos);
    const std::unique_lock lock(mutex_);
    if (entries_.size() >= kRemembered) entries_.clear();
    entries_.emplace(key, made);
    return made;
  }

 private:
  static constexpr std::size_t kRemembered = 65536;

  Entry read(const std::string& folded, std::string_view written, Upos upos) const {
    std::vector<Reading> readings = reader_.read(folded);
    std::stable_partition(readings.begin(), readings.end(), [&](const Reading& r) { return r.written == written; });
    const auto exact = std::find_if(readings.begin(), readings.end(), [&](const Reading& r) { return r.upos == upos; });
    if (exact != readings.end()) return {exact->lemma, exact->features};
    for (const std::vector<Clitic>* clitics : {&pack().prefixes, &pack().suffixes})
      for (const Clitic& clitic : *clitics)
        if (clitic.form == folded && clitic.upos == upos) return {clitic.lemma, {}};
    const auto related =
        std::find_if(readings.begin(), readings.end(), [&](const Reading& r) { return family_of(r.upos) == family_of(upos); });
    if (related == readings.end()) return only_reading(readings, upos);
    // An auxiliary is what it is whichever of the two the treebank calls it; of other relatives only the lemma is sure.
    return {related->lemma, family_of(upos) == Family::kVerbal ? related->features : ""};
  }

  /// A verb that was taken for a noun, or the other way round, in a script whose letters do not tell them apart.
  Entry only_reading(const std::vector<Reading>& readings, Upos upos) const {
    const bool open_class = upos == Upos::kNoun || upos == Upos::kAdj || upos == Upos::kX || upos == Upos::kVerb || upos == Upos::kPropn;
    if (pack().capitalized_names || !open_class || readings.empty()) return {};
    const Upos known = readings.front().upos;
    const bool one = std::all_of(readings.begin(), readings.end(), [&](const Reading& r) { return r.upos == known; });
    if (!one || (known != Upos::kVerb && known != Upos::kNoun)) return {};
    return {readings.front().lemma, readings.front().features, known};
  }

  FormReader reader_;
  mutable std::shared_mutex mutex_;
  mutable std::unordered_map<std::string, Entry> entries_;
};

class LexiconTagger final : public Annotator {
 public:
  LexiconTagger(const LanguagePacks& packs, const ActorCatalogue& catalogue) {
    for (const auto& [code, pack] : packs) lexicons_.try_emplace(code, pack, catalogue);
  }

  std::string_view name() const override { return "lexicon"; }
  Layers needs() const override { return Layers(Layer::kSentences, Layer::kWords, Layer::kMorphology, Layer::kTree); }
  Layers adds() const override { return {}; }

  Result<void> annotate(Extraction& extraction) const override {
    Document& document = extraction.document;
    const auto lexicon = lexicons_.find(document.article().language);
    if (lexicon == lexicons_.end()) return {};
    std::vector<std::string> folded(document.word_count());
    for (WordIndex w = 0; w < document.word_count(); ++w) {
      folded[w] = fold(document.form(w));
      add(document, w, folded[w], lexicon->second);
    }
    for (WordIndex w = 0; w < document.word_count(); ++w) add_particle(document, w, folded[w], lexicon->second.pack());
    for (const Sentence& sentence : document.sentences)
      join_expressions(document, sentence.words, lexicon->second.reader(), folded);
    return {};
  }

 private:
  static Entry entry_of(const Document& document, WordIndex word, const std::string& folded, const Lexicon& lexicon) {
    const std::string_view written = document.form(word);
    // Some treebanks call a participle an adjective: what it does is its verb's.
    if (document.upos(word) == Upos::kAdj && document.has_feature(word, "VerbForm=Part"))
      if (Entry verb = lexicon.entry(folded, written, Upos::kVerb); !verb.lemma.empty()) return verb;
    return lexicon.entry(folded, written, document.upos(word));
  }

  /// "kündigte … an": the verb's lemma is that of the verb and its particle together.
  static void add_particle(Document& document, WordIndex word, const std::string& folded, const LanguagePack& pack) {
    const WordIndex verb = document.head(word);
    if (verb == kNoWord || document.relation(word) != "compound:prt" || document.upos(verb) != Upos::kVerb) return;
    const std::string joined = folded + std::string(document.lemma(verb));
    if (pack.knows_lemma(joined, Upos::kVerb)) document.morphology[verb].lemma = document.pool.intern(joined);
  }

  static void add(Document& document, WordIndex word, const std::string& folded, const Lexicon& lexicon) {
    Morphology& morphology = document.morphology[word];
    if (morphology.upos == Upos::kPunct || morphology.upos == Upos::kSym) return;
    const Entry entry = entry_of(document, word, folded, lexicon);
    if (entry.upos) morphology.upos = *entry.upos;
    if (!entry.lemma.empty())
      morphology.lemma = document.pool.intern(entry.lemma);
    else if (morphology.upos != Upos::kPropn)  // tables and rules are written in folded lemmas
      morphology.lemma = document.pool.intern(fold(document.pool[morphology.lemma]));
    if (!entry.features.empty())
      morphology.features = document.pool.intern(merged(document.pool[morphology.features], entry.features));
  }

  std::map<std::string, Lexicon, std::less<>> lexicons_;
};

}  // namespace

std::unique_ptr<Annotator> make_lexicon_tagger(const LanguagePacks& packs, const ActorCatalogue& catalogue) {
  return std::make_unique<LexiconTagger>(packs, catalogue);
}

}  // namespace rawi
