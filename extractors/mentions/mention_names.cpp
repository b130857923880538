// Proper names: those that the catalogue knows, and unknown ones by capitals, first names, titles and the words around them.
#include <algorithm>

#include "extractors/mentions/mention_finder.hpp"

namespace rawi {

namespace {

constexpr WordIndex kNameWordsMax = 6;

bool is_closed_class(Upos upos) {
  return upos == Upos::kPron || upos == Upos::kDet || upos == Upos::kAdp || upos == Upos::kAux || upos == Upos::kCconj ||
         upos == Upos::kSconj || upos == Upos::kPart || upos == Upos::kNum || upos == Upos::kPunct || upos == Upos::kIntj;
}

}  // namespace

MentionFinder::Phrase MentionFinder::known_name(WordIndex begin) const {
  const NameMatch* match = words_.name_at(begin);
  if (match == nullptr) return std::nullopt;
  MentionPhrase phrase;
  phrase.words = phrase.name = match->words;
  phrase.candidates = match->candidates;
  phrase.short_name = match->is_short;
  phrase.type = match->candidates.front()->type;
  phrase.definite = true;
  if (phrase.type != EntityType::kPerson) return phrase;
  // More of the same person's name than the catalogue has: fathers and families behind their links.
  WordIndex w = phrase.words.end;
  for (; words_.has(w + 1) && w - begin < 2 * kNameWordsMax; w += 2) {
    const bool joins = words_.has_class(w, NameClass::kOpening) ||
                       (words_.has_class(w, NameClass::kLink) && !words_.has_class(w, NameClass::kOf));
    if (!joins || is_closed_class(words_.upos(w + 1)) || !words_.ends_token(w + 1)) break;
    phrase.words.end = w + 2;
  }
  read_apposition(phrase);
  return phrase;
}

/// Behind a known place or body with its adposition: "head of the Tunisians' association in Britain"; `w` where none stands.
WordIndex MentionFinder::place_behind(WordIndex w) const {
  if (!words_.is(w, Upos::kAdp)) return w;
  WordIndex inner = w + 1;
  while (words_.is(inner, Upos::kDet)) ++inner;
  const NameMatch* name = words_.name_at(inner);
  return name != nullptr && name->candidates.front()->type != EntityType::kPerson ? name->words.end : w;
}

/// "Fuad Basya, spokesman for the Indonesian military,": the description behind a name belongs to its mention.
void MentionFinder::read_apposition(MentionPhrase& phrase) const {
  WordIndex w = phrase.words.end;
  if (!words_.is_comma(w)) return;
  ++w;
  while (words_.is(w, Upos::kDet)) ++w;
  if (!words_.has(w)) return;
  const NameMatch* owner = words_.name_at(w);  // "the State Department spokesperson"
  const bool owned = owner != nullptr && owner->candidates.front()->type != EntityType::kPerson;
  if (words_[w].nominal == nullptr && words_[w].adjective_of == nullptr && !owned) return;
  const Phrase inner = nominal_phrase(w);
  if (!inner || !inner->name.empty() || inner->plural || inner->nominal->type != EntityType::kPerson) return;
  if (!inner->definite && inner->states.empty() && inner->owners.empty() && inner->owner_nominal == nullptr) return;
  const WordIndex end = place_behind(inner->words.end);
  if (words_.has(end) && words_.upos(end) != Upos::kPunct && words_.upos(end) != Upos::kVerb && words_.upos(end) != Upos::kAux)
    return;
  if (phrase.nominal == nullptr) {
    phrase.nominal = inner->nominal;
    phrase.nominal_words = inner->nominal_words;
    phrase.owner_nominal = inner->owner_nominal;
  }
  phrase.states.insert(phrase.states.end(), inner->states.begin(), inner->states.end());
  phrase.owners.insert(phrase.owners.end(), inner->owners.begin(), inner->owners.end());
  phrase.words.end = end;
}

MentionFinder::Phrase MentionFinder::unknown_name(WordIndex begin, bool after_title) const {
  if (!words_.has(begin)) return std::nullopt;
  const bool cased = words_.pack().capitalized_names || words_[begin].latin;
  const bool read = !words_.document().name_spans.empty();  // a trained reader looked for names: capitals tell no more than it
  Phrase phrase = read_name(begin);
  if (!phrase && (!read || after_title)) phrase = cased ? capitalized_name(begin, after_title) : uncased_name(begin, after_title);
  if (!phrase) phrase = relative_name(begin, cased);
  if (phrase && phrase->type == EntityType::kPerson && !after_title) read_apposition(*phrase);
  return phrase;
}

/// "Larry Vance": a first name in front of a surname that somebody known has, too, makes another person.
MentionFinder::Phrase MentionFinder::relative_name(WordIndex begin, bool cased) const {
  if (words_.name_at(begin) != nullptr || words_[begin].in_name || !words_.has_class(begin, NameClass::kGiven)) return std::nullopt;
  if ((cased && !words_[begin].capital) || !words_.ends_token(begin) || is_closed_class(words_.upos(begin))) return std::nullopt;
  const NameMatch* surname = words_.name_at(begin + 1);
  if (surname == nullptr || !surname->is_short || surname->candidates.front()->type != EntityType::kPerson) return std::nullopt;
  if (!cased && !words_.is_unknown(begin) && words_.is_listed(begin) && !words_.is(begin, Upos::kPropn)) return std::nullopt;
  MentionPhrase phrase;
  phrase.words = phrase.name = {begin, surname->words.end};
  phrase.type = EntityType::kPerson;
  phrase.definite = true;
  return phrase;
}

/// A name that a trained reader saw; nothing where the catalogue knows one as long.
MentionFinder::Phrase MentionFinder::read_name(WordIndex begin) const {
  const std::vector<NameSpan>& spans = words_.document().name_spans;
  const auto found =
      std::lower_bound(spans.begin(), spans.end(), begin, [](const NameSpan& span, WordIndex w) { return span.words.begin < w; });
  if (found == spans.end() || found->words.begin != begin || found->words.end > words_.range().end) return std::nullopt;
  if (const NameMatch* known = words_.name_at(begin); known != nullptr && known->words.end >= found->words.end) return std::nullopt;
  // Two known people side by side are no third one.
  if (const NameMatch* first = words_.name_at(begin); first != nullptr && !first->is_short) {
    const NameMatch* second = words_.name_at(first->words.end);
    const auto person = [](const NameMatch* name) { return name != nullptr && name->candidates.front()->type == EntityType::kPerson; };
    if (person(first) && person(second) && second->words.end <= found->words.end) return std::nullopt;
  }
  const bool adjective = words_[begin].adjective_of != nullptr && words_[begin].adjective_end >= found->words.end;
  if (adjective || !words_[begin].letters) return std::nullopt;
  MentionPhrase phrase;
  phrase.words = phrase.name = found->words;
  phrase.type = found->type;
  phrase.definite = true;
  return phrase;
}

// ---- scripts with capitals

/// A capital that means a name: not a title, not a common noun for an actor, not the mere beginning of a sentence.
bool MentionFinder::is_name_like(WordIndex word) const {
  if (!words_.has(word)) return false;
  const MentionWord& w = words_[word];
  if (!w.letters || !w.capital || w.in_name || w.adjective_of != nullptr || w.title || w.nominal != nullptr) return false;
  if (words_.has_class(word, NameClass::kNone) || is_closed_class(words_.upos(word))) return false;
  if (const auto* readings = words_.pack().readings(w.folded);
      readings != nullptr &&
      std::any_of(readings->begin(), readings->end(), [](const Reading& r) { return is_closed_class(r.upos); }))
    return false;
  if (!w.opens || w.surname) return true;
  if (words_.has_class(word, NameClass::kGiven)) return true;
  if (words_.is_listed(word)) return false;
  // At the beginning of a sentence the same word must have a capital elsewhere, or another name behind it.
  const Document& document = words_.document();
  WordIndex next = word + 1;
  while (words_.has(next) && words_.has_class(next, NameClass::kLink)) ++next;
  if (words_.has(next) && !words_[next].opens && is_name_like(next)) return true;
  for (const Sentence& sentence : document.sentences)
    for (WordIndex i = sentence.words.begin + 1; i < sentence.words.end; ++i)
      if (i != word && document.form(i) == document.form(word) && document.upos(i - 1) != Upos::kPunct) return true;
  return false;
}

MentionFinder::Phrase MentionFinder::capitalized_name(WordIndex begin, bool after_title) const {
  const NameMatch* known = words_.name_at(begin);
  const bool state_in_front = known != nullptr && known->candidates.front()->type == EntityType::kCountry;
  const Entity* adjective = words_[begin].capital ? words_[begin].adjective_of : nullptr;
  const bool starts =
      known != nullptr ? state_in_front || known->words.end == begin + 1 : adjective != nullptr || is_name_like(begin);
  if (!starts) return std::nullopt;
  bool organization = false, place = false, unknown = false;
  WordIndex w = adjective != nullptr ? words_[begin].adjective_end : state_in_front ? known->words.end : begin, end = begin;
  if (w > begin && (!is_name_like(w) || words_[w].opens || words_.has_class(w, NameClass::kGiven))) return std::nullopt;
  while (words_.has(w) && w - begin < kNameWordsMax) {
    const MentionWord& word = words_[w];
    const NameMatch* name = words_.name_at(w);
    if (name != nullptr) {
      if (name->words.end - w > 1 || (w > begin && !unknown)) break;
      end = ++w;
    } else if (is_name_like(w)) {
      unknown = true;
      organization = organization || words_.has_class(w, NameClass::kOrganization);
      place = place || words_.has_class(w, NameClass::kPlace);
      end = ++w;
      // An initial keeps its full stop when another name follows.
      const bool initial = word.folded.size() == 1 && words_.has(w + 1) && words_.document().form(w) == ".";
      if (initial && (is_name_like(w + 1) || words_.name_at(w + 1) != nullptr)) ++w;
    } else if (w > begin && word.capital && word.nominal != nullptr && word.nominal->type != EntityType::kPerson) {
      organization = organization || word.nominal->type != EntityType::kPlace;
      place = place || word.nominal->type == EntityType::kPlace;
      unknown = true;
      end = w = word.nominal_end;
    } else if (w > begin && (words_.has_class(w, NameClass::kLink) || (organization && words_.has_class(w, NameClass::kOf)))) {
      WordIndex next = w + 1;
      while (words_.has(next) && next < w + 3 && (words_.has_class(next, NameClass::kLink) || words_.is(next, Upos::kDet)))
        ++next;
      if (!is_name_like(next)) break;
      w = next;
    } else {
      break;
    }
  }
  if (end == begin || !unknown) return std::nullopt;
  // Behind the adjective of a state only what is an organization or a place by its words belongs to one name with it; the name of
  // a state with a capitalized word behind it is an organization ("New Zealand Herald"); another known name makes no person of
  // what follows.
  if (adjective != nullptr && !organization && !place) return std::nullopt;
  if (known != nullptr && !state_in_front && !organization && !place) return std::nullopt;
  MentionPhrase phrase;
  phrase.words = phrase.name = {begin, end};
  phrase.definite = true;
  if (adjective != nullptr) phrase.states.push_back(adjective);
  if (state_in_front) phrase.states.push_back(known->candidates.front());
  if (organization || place || state_in_front) {
    organization = organization || !place;
    phrase.type = organization ? EntityType::kOrganization : EntityType::kPlace;
  } else if (const auto type = type_of_run({begin, end}, after_title)) {
    phrase.type = *type;
  } else {
    return std::nullopt;
  }
  return phrase;
}

std::optional<EntityType> MentionFinder::type_of_run(WordRange run, bool after_title) const {
  const WordIndex size = run.end - run.begin;
  if (size == 1 && words_[run.begin].surname) return EntityType::kPerson;
  if (after_title && size == 1 && words_.is_listed(run.begin) && words_[run.begin].opens) return std::nullopt;
  if (after_title || words_.has_class(run.begin, NameClass::kGiven)) return EntityType::kPerson;
  WordIndex before = run.begin;
  while (before > words_.range().begin && words_.is(before - 1, Upos::kDet)) --before;
  if (before > words_.range().begin && words_.is(before - 1, Upos::kAdp) &&
      words_.pack().has_cue(words_[before - 1].lemma, CueScope::kLocative))
    return EntityType::kPlace;
  // One word that the tables know is more likely that word than a name.
  if (size == 1 && words_.is_listed(run.begin) && !words_[run.begin].all_capitals) return std::nullopt;
  if (size == 1)
    return words_[run.begin].latin && words_[run.begin].opens && !words_[run.begin].all_capitals
               ? std::nullopt
               : std::optional(EntityType::kOrganization);
  if (words_[run.begin].all_capitals) return EntityType::kOrganization;
  return size <= 4 ? EntityType::kPerson : EntityType::kOrganization;
}

// ---- scripts without capitals

/// A word that is a first name or in no table at all: part of a name where one is expected.
bool MentionFinder::is_uncased_part(WordIndex word) const {
  if (!words_.has(word) || !words_[word].letters || words_[word].in_name || words_[word].nominal != nullptr) return false;
  if (is_closed_class(words_.upos(word)) || words_.is(word, Upos::kVerb) || !words_.ends_token(word)) return false;
  if (words_[word].surname) return true;
  if (words_.has_class(word, NameClass::kGiven)) {
    // «على» folds to what the name «علي» does: a word that may be a particle is a name only where it is tagged so.
    const auto* readings = words_.pack().readings(words_[word].folded);
    const bool particle = readings != nullptr && std::any_of(readings->begin(), readings->end(),
                                                             [](const Reading& r) { return is_closed_class(r.upos); });
    return !particle || words_.is(word, Upos::kPropn);
  }
  if (words_[word].adjective_of != nullptr || words_.has_class(word, NameClass::kNone)) return false;
  return words_.is_unknown(word) && !words_.is_listed(word);
}

/// Two words side by side that no table knows, where a name may begin: behind a verb, a sign, a particle or a definite noun.
/// Behind a bare noun they are more likely its genitive, the name of a thing.
bool MentionFinder::stands_like_a_name(WordIndex begin) const {
  for (const WordIndex w : {begin, begin + 1}) {
    const bool nounlike = words_.is(w, Upos::kNoun) || words_.is(w, Upos::kPropn) || words_.is(w, Upos::kX);
    if (!nounlike || !words_.is_unknown(w) || words_[w].article || !is_uncased_part(w)) return false;
  }
  if (words_[begin].opens && begin > words_.range().begin) return false;  // in quotes: more often a title
  if (begin == words_.range().begin) return true;
  const WordIndex before = begin - 1;
  switch (words_.upos(before)) {
    case Upos::kNoun:
    case Upos::kAdj:
      return words_[before].article;
    case Upos::kVerb:
    case Upos::kPunct:
    case Upos::kCconj:
    case Upos::kSconj:
    case Upos::kPart:
      return true;
    default:
      return false;
  }
}

MentionFinder::Phrase MentionFinder::uncased_name(WordIndex begin, bool after_title) const {
  if (words_.name_at(begin) != nullptr && !words_.has_class(begin, NameClass::kGiven)) return std::nullopt;
  if ((words_[begin].article && !words_[begin].surname) || words_[begin].title) return std::nullopt;
  const bool bare = !after_title && stands_like_a_name(begin);
  int sure = 0;  // first names and what opens or links a name
  WordIndex w = begin;
  while (words_.has(w) && w - begin < kNameWordsMax) {
    const bool joins = words_.has_class(w, NameClass::kOpening) || (w > begin && words_.has_class(w, NameClass::kLink));
    if (joins && words_.ends_token(w) && words_.has(w + 1) && words_[w + 1].letters && !is_closed_class(words_.upos(w + 1)) &&
        words_.ends_token(w + 1)) {
      sure += 2;
      w += 2;
    } else if (is_uncased_part(w) && !(w == begin && !after_title && !bare && !words_[w].surname &&
                                       !words_.has_class(w, NameClass::kGiven) && !words_.has_class(w + 1, NameClass::kLink))) {
      if (words_.has_class(w, NameClass::kGiven)) ++sure;
      if (words_[w].surname) sure += 2;
      ++w;
    } else if (const NameMatch* name = words_.name_at(w);
               name != nullptr && w > begin && name->is_short && name->words.end == w + 1) {
      ++w;  // a first name in front of a known surname is another member of the family
    } else {
      break;
    }
  }
  const WordIndex size = w - begin;
  if (size == 0) return std::nullopt;
  constexpr WordIndex kBareWordsMax = 4;
  const bool evident = sure > 0 ? size + sure >= 3 : bare && size <= kBareWordsMax;
  if (!after_title && !evident) return std::nullopt;
  MentionPhrase phrase;
  phrase.words = phrase.name = {begin, w};
  phrase.type = EntityType::kPerson;
  phrase.definite = true;
  return phrase;
}

}  // namespace rawi
