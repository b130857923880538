#include "extractors/mentions/mention_words.hpp"

#include <algorithm>

#include "core/base/utf8.hpp"
#include "extractors/annotate/characters.hpp"
#include "extractors/fold.hpp"

namespace rawi {

namespace {

constexpr std::size_t kLatinWordBytesMin = 4;  // a shorter word in Latin letters is a name only with its capital
constexpr std::size_t kNominalGapMax =
    3;  // words that may stand inside a noun of several words: articles, an adjective of nationality

bool is_content_noun(Upos upos) { return upos == Upos::kNoun || upos == Upos::kPropn || upos == Upos::kX; }

}  // namespace

MentionWords::MentionWords(const Document& document, WordRange range, const FormReader& reader, const ActorCatalogue& catalogue)
    : document_(document), range_(range), reader_(reader), catalogue_(catalogue), words_(range.end - range.begin) {
  for (WordIndex w = range_.begin; w < range_.end; ++w) read_word(w);
  mark_headline();
  read_names();
  for (WordIndex w = range_.begin; w < range_.end; ++w) {
    read_adjective(w);
    read_nominal(w);
  }
}

void MentionWords::read_word(WordIndex word) {
  MentionWord& w = at(word);
  const std::string_view form = document_.form(word);
  w.folded = fold(form);
  w.lemma = fold(document_.lemma(word));
  const Word& placed = document_.words[word];
  if (placed.token != placed.span || placed.form != Symbol::kEmpty) w.token = fold(document_.text(placed.token));
  w.article = reader_.without_article(w.folded).size() < w.folded.size();
  std::size_t upper = 0, letters = 0;
  for (std::size_t at_byte = 0; at_byte < form.size();) {
    const Decoded c = decode_utf8(form, at_byte);
    const CharacterClass kind = character_class(c.character);
    if (at_byte == 0) {
      w.letters = kind == CharacterClass::kLetter || kind == CharacterClass::kDigit;
      w.capital = is_upper(c.character);
      w.latin = is_latin_letter(c.character);
    }
    if (kind == CharacterClass::kLetter) ++letters;
    if (is_upper(c.character)) ++upper;
    at_byte += c.size_bytes;
  }
  w.letters = w.letters && !w.folded.empty();  // a stroke that lengthens no letter is no word
  w.all_capitals = letters > 1 && upper == letters;
  const Upos upos = document_.upos(word);
  const bool open_class = is_content_noun(upos) || upos == Upos::kAdj || upos == Upos::kAdv || upos == Upos::kVerb;
  w.listed = !open_class || upos == Upos::kVerb;  // asking the tables costs most, and these are no names whatever they say
  if (w.letters && !w.listed) {
    w.listed = !reader_.read(w.folded).empty();
    w.unknown = !w.listed && reader_.guess(w.folded).upos == Upos::kX;
  }
  if (word == range_.begin) {
    w.opens = true;
  } else {
    const Decoded last = decode_utf8(document_.form(word - 1), 0);
    const CharacterClass before = character_class(last.character);
    const bool dash = fold(document_.form(word - 1)).find_first_not_of(' ') == std::string::npos;  // also "--"
    const bool sign = before == CharacterClass::kQuote || before == CharacterClass::kTerminal || dash || last.character == ':';
    w.opens = !(*this)[word - 1].letters && (sign || (*this)[word - 1].opens);
  }
}

/// Where nearly every word has a capital, as in headlines, a capital tells nothing.
void MentionWords::mark_headline() {
  constexpr std::size_t kLongWordBytes = 4, kWordsMin = 4;
  std::size_t all = 0, capital = 0;
  for (const MentionWord& w : words_) {
    if (!w.letters || w.folded.size() < kLongWordBytes) continue;
    ++all;
    if (w.capital) ++capital;
  }
  if (all < kWordsMin || capital * 10 < all * 9) return;
  for (MentionWord& w : words_) w.opens = true;
}

bool MentionWords::is_comma(WordIndex word) const {
  return has(word) && (document_.form(word) == "," || document_.form(word) == "،");
}

bool MentionWords::has_class(WordIndex word, NameClass name_class) const {
  if (!has(word)) return false;
  const MentionWord& w = (*this)[word];
  return pack().has_name_class(w.folded, name_class) ||
         (!w.token.empty() && w.token != w.folded && pack().has_name_class(w.token, name_class));
}

bool MentionWords::ends_token(WordIndex word) const {
  if (!has(word + 1)) return true;
  // What belongs to the clause and not to the word: "France's".
  const auto& enclitics = pack().enclitics;
  if (std::find(enclitics.begin(), enclitics.end(), (*this)[word + 1].folded) != enclitics.end()) return true;
  const Word &here = document_.words[word], &next = document_.words[word + 1];
  // A reader that learned from treebanks may call a clitic a token of its own; in a script without capitals letters tell.
  const bool written_on = !pack().capitalized_names && here.span.end == next.span.begin && (*this)[word].letters && (*this)[word + 1].letters;
  return here.token != next.token && !written_on;
}

std::string MentionWords::bare(WordIndex word) const { return std::string(reader_.without_article((*this)[word].folded)); }

bool MentionWords::mark_surnames(const std::vector<std::string>& surnames) {
  bool any = false;
  for (WordIndex w = range_.begin; w < range_.end; ++w) {
    MentionWord& word = at(w);
    const bool written_as_name = !pack().capitalized_names || word.capital;
    if (!word.letters || word.in_name || word.nominal != nullptr || !written_as_name || !ends_token(w)) continue;
    word.surname = std::binary_search(surnames.begin(), surnames.end(), bare(w));
    any = any || word.surname;
  }
  return any;
}

bool MentionWords::has_construct_twin(WordIndex word) const {
  const MentionWord& w = (*this)[word];
  if (w.lemma == w.folded || !is_plural(word)) return false;
  std::size_t size = w.folded.size();
  while (size > 0 && (static_cast<unsigned char>(w.folded[size - 1]) & 0xC0) == 0x80) --size;
  if (size < 2) return false;
  const std::vector<Reading> twins = reader_.read(std::string_view(w.folded).substr(0, size - 1));
  return std::any_of(twins.begin(), twins.end(), [&](const Reading& r) { return r.lemma == w.lemma && r.upos == Upos::kNoun; });
}

bool MentionWords::is_plural(WordIndex word) const {
  return (*this)[word].plural_people || document_.has_feature(word, "Number=Plur") || document_.has_feature(word, "Number=Dual");
}

/// Whether words that spell a known name are meant as one here.
bool MentionWords::counts(const NameMatch& match) const {
  const MentionWord& first = (*this)[match.words.begin];
  const bool one_word = match.words.end == match.words.begin + 1;
  // A name takes no pronoun behind it: what was read off there belongs to another word.
  if (!ends_token(match.words.end - 1)) return false;
  if (pack().capitalized_names || (first.latin && (match.acronym || first.folded.size() < kLatinWordBytesMin))) {
    bool capital = false, capitals = true;
    for (WordIndex w = match.words.begin; w < match.words.end; ++w) {
      capital = capital || (*this)[w].capital;
      capitals = capitals && (*this)[w].all_capitals;
    }
    if (!capital || (match.acronym && one_word && !capitals)) return false;
    // At the beginning of a sentence every word has a capital: a clipped name must then be no other word.
    return !(one_word && first.opens && match.is_short && is_listed(match.words.begin) &&
             document_.upos(match.words.begin) != Upos::kPropn);
  }
  if (!one_word) return true;
  const std::vector<Reading>* readings = pack().readings(first.folded);
  if (readings == nullptr) return true;
  const bool noun = std::any_of(readings->begin(), readings->end(), [](const Reading& r) { return is_content_noun(r.upos); });
  if (!noun) return document_.upos(match.words.begin) == Upos::kPropn;
  return !match.is_short || document_.upos(match.words.begin) == Upos::kPropn;
}

/// Does a temporal expression begin inside the name and end behind it («روسيا اليوم الثلاثاء»)? Then the name ends in front of it.
bool MentionWords::cut_by_time(NameMatch& match) const {
  for (const TimeMention& time : document_.times)
    if (time.words.begin > match.words.begin && time.words.begin < match.words.end && time.words.end > match.words.end) {
      match.words.end = time.words.begin;
      return true;
    }
  return false;
}

void MentionWords::read_names() {
  std::vector<std::string> forms(words_.size());
  for (WordIndex w = range_.begin; w < range_.end; ++w) {
    const Span token = document_.words[w].token;
    const bool continues = w > range_.begin && document_.words[w - 1].token == token;
    const bool begins = !continues && w + 1 < range_.end && document_.words[w + 1].token == token;
    forms[w - range_.begin] = (continues ? "+" : "") + (*this)[w].folded + (begins ? "|" + fold(document_.text(token)) : "");
  }
  for (NameMatch& match : catalogue_.names_in(range_, forms, pack().language)) {
    if (cut_by_time(match)) {
      const auto words = static_cast<std::size_t>(match.words.end - match.words.begin);
      const std::vector<std::string> cut(forms.begin() + (match.words.begin - range_.begin),
                                         forms.begin() + (match.words.begin - range_.begin) + static_cast<std::ptrdiff_t>(words));
      std::vector<NameMatch> shorter = catalogue_.names_in(match.words, cut, pack().language);
      if (shorter.empty() || shorter.front().words.begin != match.words.begin) continue;
      match = std::move(shorter.front());
    }
    if (!counts(match)) continue;
    at(match.words.begin).name = static_cast<int>(names_.size());
    for (WordIndex w = match.words.begin; w < match.words.end; ++w) at(w).in_name = true;
    names_.push_back(std::move(match));
  }
}

void MentionWords::read_adjective(WordIndex word) {
  MentionWord& w = at(word);
  if (w.in_name || !w.letters) return;
  const Upos upos = document_.upos(word);
  if (upos == Upos::kVerb || upos == Upos::kAux || upos == Upos::kAdp || upos == Upos::kPron) return;
  const bool capital = pack().adjectives == AdjectivePlace::kBefore && catalogue_.capitalizes_adjectives(pack().language);
  if (capital && !w.capital) return;  // there an adjective without its capital is another word
  const auto state = [&](const std::string& text) { return catalogue_.country_of(text, pack().language); };
  const std::string bare(reader_.without_article(w.folded));
  if (has(word + 1)) {
    const MentionWord& next = (*this)[word + 1];
    const std::string next_bare(reader_.without_article(next.folded));
    for (const auto& pair : {w.lemma + " " + next.lemma, w.folded + " " + next.folded, bare + " " + next_bare})
      if (const Entity* found = state(pair)) {
        w.adjective_of = found;
        w.adjective_end = word + 2;
        return;
      }
  }
  for (const std::string* text : std::initializer_list<const std::string*>{&w.lemma, &w.folded, &bare})
    if (const Entity* found = state(*text)) {
      w.adjective_of = found;
      w.adjective_end = word + 1;
      return;
    }
  // Inhabitants in plural, where the tables know the adjective only: by the pack's own plurals.
  if (pack().capitalized_names)
    for (const AffixRule& rule : pack().affixes) {
      if (rule.upos != Upos::kNoun || rule.guesses || rule.strip_suffix.empty() ||
          rule.features.find("Number=Plur") == std::string::npos)
        continue;
      if (!w.folded.ends_with(rule.strip_suffix) || !rule.strip_prefix.empty()) continue;
      if (const Entity* found = state(w.folded.substr(0, w.folded.size() - rule.strip_suffix.size()) + rule.add_suffix)) {
        w.adjective_of = found;
        w.adjective_end = word + 1;
        w.plural_people = true;
        return;
      }
    }
  // "US-led", "Iran-backed": the name of a state in front of a hyphen.
  const std::size_t space = w.folded.find(' ');
  if (space == std::string::npos || !w.capital) return;
  const std::string front = w.folded.substr(0, space);
  const Entity* found = state(front);
  if (found == nullptr)
    for (const NameMatch& match : catalogue_.names_in({0, 1}, {front}, pack().language))
      if (match.candidates.front()->type == EntityType::kCountry) found = match.candidates.front();
  w.adjective_of = found;
  w.adjective_end = word + 1;
}

bool MentionWords::matches(WordIndex word, std::string_view lemma) const {
  const MentionWord& w = (*this)[word];
  return w.lemma == lemma || w.folded == lemma || reader_.without_article(w.folded) == lemma ||
         (!w.token.empty() && w.token == lemma);
}

/// The end of the words that carry these lemmas, articles and an adjective of nationality passed over; `word` when they do not
/// stand there.
WordIndex MentionWords::match_lemmas(WordIndex word, const std::vector<std::string>& lemmas) const {
  WordIndex w = word;
  for (std::size_t i = 0; i < lemmas.size(); ++i, ++w) {
    for (std::size_t gap = 0; i > 0 && has(w) && !matches(w, lemmas[i]); ++w, ++gap) {
      const bool passed = is(w, Upos::kDet) || is(w, Upos::kAdp) || (*this)[w].adjective_of != nullptr ||
                          catalogue_.country_of((*this)[w].lemma, pack().language) != nullptr;
      if (!passed || gap == kNominalGapMax || pack().genitive == Genitive::kJuxtaposition) return word;
    }
    if (!has(w) || !matches(w, lemmas[i])) return word;
  }
  return w;
}

void MentionWords::read_nominal(WordIndex word) {
  MentionWord& w = at(word);
  if (w.in_name || !w.letters) return;
  const Upos upos = document_.upos(word);
  const bool modifies =
      upos == Upos::kAdj && word > range_.begin && is(word - 1, Upos::kNoun) && pack().adjectives == AdjectivePlace::kAfter;
  const bool before_noun = upos == Upos::kAdj && pack().adjectives == AdjectivePlace::kBefore && has(word + 1) &&
                           is_content_noun(document_.upos(word + 1));
  // An adjective stands for a noun where nothing is beside it that it could belong to; behind its noun it must also look like
  // one.
  const bool like_noun = pack().adjectives == AdjectivePlace::kBefore || w.article || is_plural(word);
  const bool noun = is_content_noun(upos) || (upos == Upos::kAdj && !modifies && !before_noun && like_noun);
  const std::string bare_form = bare(word);  // an irregular form that the table lists tells more than its lemma
  for (const std::string* key : std::initializer_list<const std::string*>{&w.folded, &bare_form, &w.lemma}) {
    const auto* nominals = pack().nominals_of(*key);
    if (nominals == nullptr) continue;
    for (const std::size_t i : *nominals) {
      const Nominal& nominal = pack().nominals[i];
      if (nominal.lemmas.size() == 1 && !noun) continue;
      const WordIndex end = match_lemmas(word, nominal.lemmas);
      if (end == word || end <= w.nominal_end) continue;
      w.nominal = &nominal;
      w.nominal_end = end;
      break;
    }
  }
  if (has(word + 1) && pack().has_cue(w.lemma + " " + (*this)[word + 1].lemma, CueScope::kTitle)) {
    w.title = true;
    w.title_end = word + 2;
  } else if (pack().has_cue(w.lemma, CueScope::kTitle) || pack().has_cue(w.folded, CueScope::kTitle)) {
    w.title = noun || w.capital;
    w.title_end = word + 1;
  }
  if (w.title && w.latin && has(w.title_end) && document_.form(w.title_end) == ".") ++w.title_end;
  // "Dr." keeps its full stop in the word.
  if (!w.title && w.folded.ends_with('.') &&
      pack().has_cue(std::string_view(w.folded).substr(0, w.folded.size() - 1), CueScope::kTitle)) {
    w.title = true;
    w.title_end = word + 1;
  }
}

}  // namespace rawi
