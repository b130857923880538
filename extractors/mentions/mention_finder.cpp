// Common nouns for actors with what belongs to them, and the order in which kinds of mentions are tried. Names stand in
// mention_names.cpp.
#include "extractors/mentions/mention_finder.hpp"

#include <algorithm>

namespace rawi {

namespace {

constexpr int kFrontWordsMax = 8;  // modifiers in front of a noun: a longer run is no noun phrase
constexpr int kChainWordsMax = 4;  // bare genitives behind each other

bool is_noun(Upos upos) { return upos == Upos::kNoun || upos == Upos::kPropn || upos == Upos::kX; }

void append(std::vector<const Entity*>& list, const Entity* actor) {
  if (actor != nullptr && std::find(list.begin(), list.end(), actor) == list.end()) list.push_back(actor);
}

/// A known name as part of a larger phrase: whose it is.
void add_owner(MentionPhrase& phrase, const Entity& actor) {
  append(actor.type == EntityType::kCountry ? phrase.states : phrase.owners, &actor);
}

}  // namespace

std::vector<MentionPhrase> MentionFinder::find() const {
  std::vector<MentionPhrase> phrases;
  const WordRange range = words_.range();
  for (WordIndex w = range.begin; w < range.end;) {
    Phrase phrase = phrase_at(w);
    if (!phrase) {
      ++w;
      continue;
    }
    w = phrase->words.end;
    phrases.push_back(std::move(*phrase));
  }
  return phrases;
}

MentionFinder::Phrase MentionFinder::phrase_at(WordIndex word) const {
  if (!words_[word].letters) return std::nullopt;
  if (Phrase phrase = nominal_phrase(word)) return phrase;
  if (words_[word].title && words_.has(words_[word].title_end)) {
    const WordIndex behind = words_[word].title_end;
    Phrase name = known_name(behind);
    if (!name || name->type != EntityType::kPerson) name = unknown_name(behind, true);
    if (name && name->type == EntityType::kPerson) {
      name->words.begin = word;
      return name;
    }
  }
  if (Phrase phrase = unknown_name(word, false)) return phrase;
  if (Phrase phrase = known_name(word)) return phrase;
  if (Phrase phrase = state_phrase(word)) return phrase;
  return pronoun(word);
}

bool MentionFinder::is_definite(WordIndex word) const {
  if (words_[word].article || words_.document().has_feature(word, "Definite=Def")) return true;
  for (WordIndex w = word; w > words_.range().begin && w + 4 > word; --w) {
    if (words_.is(w - 1, Upos::kDet)) {
      const Document& document = words_.document();
      return document.has_feature(w - 1, "Definite=Def") || document.has_feature(w - 1, "PronType=Dem") ||
             document.has_feature(w - 1, "Poss=Yes");
    }
    if (!words_.is(w - 1, Upos::kAdj) && !words_.is(w - 1, Upos::kNum) && words_[w - 1].adjective_of == nullptr) break;
  }
  return false;
}

// ---- in front of the noun

/// One modifier in front of a noun that is still to come. Leaves `w` behind it.
bool MentionFinder::read_front_word(WordIndex& w, MentionPhrase& phrase) const {
  const MentionWord& word = words_[w];
  const bool before = words_.pack().adjectives == AdjectivePlace::kBefore;
  const bool compounds = before && words_.pack().genitive == Genitive::kAdposition;  // a noun in front of a noun modifies it
  if (words_.is(w, Upos::kNum)) {
    phrase.plural = true;
    ++w;
    return true;
  }
  if (before && word.adjective_of != nullptr) {
    append(phrase.states, word.adjective_of);
    w = word.adjective_end;
    return true;
  }
  if (const NameMatch* name = words_.name_at(w); name != nullptr && compounds) {
    const WordIndex end = name->words.end;
    const auto& enclitics = words_.pack().enclitics;
    const bool possessive =
        words_.is(end, Upos::kPart) && std::find(enclitics.begin(), enclitics.end(), words_[end].folded) != enclitics.end();
    add_owner(phrase, *name->candidates.front());
    w = possessive ? end + 1 : end;
    return true;
  }
  if (word.in_name || word.title) return false;
  if (words_.is(w, Upos::kAdj)) {
    phrase.qualified = true;
    ++w;
    return true;
  }
  if (!compounds) return false;
  // A plain noun only right in front of a noun for an actor, and not one that carries an event: "defence officials".
  const bool plain = words_.is(w, Upos::kNoun) && word.folded.size() > 1 && words_.pack().triggers_of(word.lemma) == nullptr &&
                     words_.has(w + 1) && words_[w + 1].nominal != nullptr;
  if (plain) {
    phrase.qualified = true;
    ++w;
  }
  return plain;
}

/// Everything up to the noun that heads the phrase; false when none follows.
bool MentionFinder::read_front(WordIndex& w, MentionPhrase& phrase) const {
  const bool before = words_.pack().adjectives == AdjectivePlace::kBefore;
  const WordIndex begin = w;
  for (int count = 0; count < kFrontWordsMax && words_.has(w); ++count) {
    const MentionWord& word = words_[w];
    const bool adjective =
        before && words_.is(w, Upos::kAdj) && word.nominal_end == w + 1 && words_.has(w + 1) && words_[w + 1].nominal != nullptr;
    if (word.nominal != nullptr && !adjective) {
      phrase.modifiers = {begin, w};
      phrase.nominal = word.nominal;
      phrase.nominal_words = {w, word.nominal_end};
      w = word.nominal_end;
      const bool compounds = before && words_.pack().genitive == Genitive::kAdposition;
      if (!compounds || !words_.has(w) || words_[w].nominal == nullptr || words_[w].title_end > w + 1) return true;
      // "government forces": the last noun heads the compound.
      if (words_[w].nominal->type == EntityType::kPerson && phrase.nominal->type == EntityType::kPerson) return true;
      phrase.owner_nominal = phrase.nominal;
      continue;
    }
    if (phrase.nominal != nullptr) return true;
    if (!read_front_word(w, phrase)) return false;
  }
  return phrase.nominal != nullptr;
}

// ---- behind the noun

/// Where a chain of bare genitives ends that begins at `w` and is closed by a definite word; `w` when it is never closed.
WordIndex MentionFinder::chain_end(WordIndex w) const {
  const WordIndex begin = w;
  for (int count = 0; count < kChainWordsMax && words_.has(w); ++count) {
    if (const NameMatch* name = words_.name_at(w)) return name->words.end;
    const Upos upos = words_.upos(w);
    if (!is_noun(upos) || !words_[w].letters || words_[w].in_name) return begin;
    if (words_.pack().triggers_of(words_[w].lemma) != nullptr && words_[w].nominal == nullptr) return begin;
    if (!words_[w].article && !words_.is_listed(w)) return begin;
    if (words_.pack().definite_article.empty() && words_[w].nominal != nullptr) {  // no article that closes it: an actor does
      const WordIndex end = words_[w].nominal_end;
      return words_.has(end) ? chain_end(end) : end;
    }
    if (words_[w].article) return words_.ends_token(w) || !words_.has(w + 1) ? w + 1 : w + 2;
    if (!words_.ends_token(w)) return words_.has(w + 1) && words_.is(w + 1, Upos::kPron) ? w + 2 : begin;
    ++w;
  }
  return begin;
}

/// A bare genitive: a name, or nouns of which the last is definite. False when none stands at `w`.
bool MentionFinder::read_genitive(WordIndex& w, MentionPhrase& phrase, bool& closed) const {
  // Only where there is an article a construct form differs from the plain one.
  const bool has_article = !words_.pack().definite_article.empty();
  if (closed || (has_article && words_.has_construct_twin(phrase.nominal_words.end - 1))) return false;
  for (const TimeMention& time : words_.document().times)
    if (time.words.contains(w)) return false;
  const WordIndex end = chain_end(w);
  if (end == w) return false;
  phrase.qualified = true;
  for (WordIndex i = w; i < end; ++i) {
    if (const NameMatch* name = words_.name_at(i)) {
      add_owner(phrase, *name->candidates.front());
      if (i == w) phrase.qualified = false;
      i = name->words.end - 1;
    } else if (words_[i].nominal != nullptr && phrase.owner_nominal == nullptr) {
      phrase.owner_nominal = words_[i].nominal;
    }
  }
  phrase.definite = true;
  closed = true;
  w = end;
  return true;
}

/// Where common nouns end that say what an office or a body is for: "Education", "foreign affairs"; `w` where none stand.
WordIndex MentionFinder::plain_noun_end(WordIndex w) const {
  constexpr WordIndex kWordsMax = 3;
  const WordIndex begin = w;
  WordIndex end = w;
  for (; words_.has(w) && w < begin + kWordsMax; ++w) {
    const MentionWord& word = words_[w];
    const bool plain = words_.is(w, Upos::kNoun) || words_.is(w, Upos::kPropn) || words_.is(w, Upos::kAdj);
    if (!plain || word.in_name || word.adjective_of != nullptr || word.nominal != nullptr || !words_.is_listed(w)) break;
    if (words_.has_class(w, NameClass::kGiven) || words_.pack().triggers_of(word.lemma) != nullptr) break;
    if (!words_.is(w, Upos::kAdj)) end = w + 1;
  }
  return end;
}

/// "of Russia", "for the Indonesian military", «باسم الجيش الأوكراني».
bool MentionFinder::read_of(WordIndex& w, MentionPhrase& phrase) const {
  const bool speaks_for = phrase.nominal->type == EntityType::kPerson && words_.has_class(w, NameClass::kFor);
  if (!speaks_for && !words_.has_class(w, NameClass::kOf)) return false;
  WordIndex inner = w + 1;
  // The rest of the written token («باسم» is two words), and articles.
  while (words_.has(inner) && words_.document().words[inner].token == words_.document().words[w].token &&
         words_.document().words[w].token != words_.document().words[w].span)
    ++inner;
  while (words_.is(inner, Upos::kDet)) ++inner;
  if (!words_.has(inner)) return false;
  const Phrase owner = nominal_phrase(inner);
  if (owner && owner->name.empty()) {
    phrase.owner_nominal = owner->nominal;
    for (const Entity* state : owner->states) append(phrase.states, state);
    for (const Entity* actor : owner->owners) append(phrase.owners, actor);
    w = owner->words.end;
  } else if (const NameMatch* name = words_.name_at(inner);
             name != nullptr && name->candidates.front()->type != EntityType::kPerson) {
    add_owner(phrase, *name->candidates.front());
    w = name->words.end;
  } else if (const WordIndex end = plain_noun_end(inner); end > inner) {
    w = end;  // "Minister of Education"
    phrase.qualified = true;
  } else if (const Phrase unknown = unknown_name(inner, false); unknown && unknown->type != EntityType::kPerson) {
    phrase.owner_name = unknown->name;  // "Municipality of Livorno"
    phrase.qualified = true;
    w = unknown->words.end;
  } else {
    return false;
  }
  phrase.definite = true;
  return true;
}

void MentionFinder::read_back(WordIndex& w, MentionPhrase& phrase) const {
  const bool after = words_.pack().adjectives == AdjectivePlace::kAfter;
  const bool juxtaposed = words_.pack().genitive == Genitive::kJuxtaposition;
  bool closed = words_[w - 1].article || !words_.ends_token(w - 1);
  if (!words_.ends_token(w - 1) && words_.is(w, Upos::kPron)) {  // «سلفه»: a possessor written onto the noun
    ++w;
    phrase.definite = true;
  }
  for (int count = 0; count < kFrontWordsMax && words_.has(w) && words_[w].letters; ++count) {
    const MentionWord& word = words_[w];
    if (after && word.adjective_of != nullptr) {
      // An adjective agrees with its noun in definiteness; a state that does not is another phrase.
      const bool of_people = juxtaposed && word.article && !closed && words_.is_plural(w) &&
                             !words_.has_construct_twin(phrase.nominal_words.end - 1);
      if (juxtaposed && word.article != closed && !of_people) break;  // «جمعية التونسيين» is a genitive
      closed = closed || of_people;
      append(phrase.states, word.adjective_of);
      w = word.adjective_end;
    } else if (juxtaposed && read_genitive(w, phrase, closed)) {
      continue;
    } else if (after && words_.is(w, Upos::kAdj) && word.nominal == nullptr) {
      if (juxtaposed && word.article != closed) break;
      phrase.qualified = true;
      ++w;
    } else if (phrase.owner_nominal == nullptr && read_of(w, phrase)) {
      closed = true;
      break;
    } else {
      break;
    }
  }
}

/// Where the verb stands first, subject and object may stand side by side: a clipped name of somebody who never held an office of
/// that kind is not the holder's.
bool MentionFinder::contradicts(const MentionPhrase& name, const MentionPhrase& phrase) const {
  if (words_.pack().word_order != WordOrder::kVerbFirst || !name.short_name || name.candidates.empty()) return false;
  const std::string& title = phrase.nominal->name;
  const auto holds = [&](const Entity* actor) {
    return actor->offices.empty() || std::any_of(actor->offices.begin(), actor->offices.end(), [&](const OfficeTerm& term) {
             return term.office == phrase.nominal->office || term.office.ends_with(title);
           });
  };
  return phrase.states.empty() && std::none_of(name.candidates.begin(), name.candidates.end(), holds);
}

void MentionFinder::take_name(const MentionPhrase& name, MentionPhrase& phrase) const {
  phrase.name = name.name;
  phrase.candidates = name.candidates;
  phrase.short_name = name.short_name;
  phrase.form = Mention::Form::kName;
  phrase.type = name.type;
}

/// A name right behind the noun, or behind a comma where the noun is one that only one person can be.
void MentionFinder::read_name_behind(WordIndex& w, MentionPhrase& phrase, bool closed) const {
  if (phrase.plural || !words_.has(w)) return;
  const bool person = phrase.nominal->type == EntityType::kPerson;
  const bool comma = words_.is_comma(w);
  WordIndex at = comma ? w + 1 : w;
  const bool quoted = words_.has(at + 1) && words_.is(at, Upos::kPunct) && words_[at + 1].opens && !comma;  // «حركة "حماس"»
  if (quoted) ++at;
  if (words_.has(at) && words_[at].title && words_.has(words_[at].title_end))
    at = words_[at].title_end;  // "the minister, Sheikh …"
  if (!words_.has(at) || (comma && !(person && phrase.definite))) return;
  if (!comma && words_.pack().genitive == Genitive::kJuxtaposition && !closed &&
      words_.pack().word_order == WordOrder::kVerbFirst && person)
    return;
  Phrase name = known_name(at);
  if (name && person && name->type != EntityType::kPerson) return;
  if (!name && (person || phrase.nominal->type == EntityType::kPlace)) name = unknown_name(at, true);
  if (!name || name->name.empty()) return;
  if (comma) {
    // "the president, Emmanuel Macron, said": a whole name that is set off by signs.
    const bool whole = !name->short_name && name->name.end - name->name.begin > 1;
    const bool one_person =
        !phrase.nominal->office.empty() || phrase.nominal->lemmas.size() > 1 || !phrase.states.empty() || !phrase.owners.empty();
    if (!whole || !one_person) return;
  }
  const bool fits = name->type == phrase.nominal->type ||
                    (phrase.nominal->type == EntityType::kOrganization && name->type == EntityType::kGroup) ||
                    (phrase.nominal->type == EntityType::kGroup && name->type == EntityType::kOrganization) ||
                    (phrase.nominal->type == EntityType::kPlace && name->type != EntityType::kPerson);
  if (!fits || contradicts(*name, phrase)) return;
  take_name(*name, phrase);
  phrase.words.end = name->words.end;
  if (quoted && words_.is(phrase.words.end, Upos::kPunct) && !words_.is_comma(phrase.words.end)) ++phrase.words.end;
  if (person) read_apposition(phrase);
  w = phrase.words.end;
}

/// A bare common noun is everywhere in the news; what names nobody in particular counts only when it is one that acts.
bool MentionFinder::may_stand_alone(const MentionPhrase& phrase) const {
  if (!phrase.states.empty() || !phrase.owners.empty() || !phrase.name.empty()) return true;
  // In front of another noun a person is a mere modifier ("police chief" is headed by the chief, "student visa" by none).
  const WordIndex behind = phrase.words.end;
  const bool modifies = words_.pack().adjectives == AdjectivePlace::kBefore &&
                        words_.pack().genitive == Genitive::kAdposition && words_.is(behind, Upos::kNoun);
  return !(modifies && (phrase.nominal->type == EntityType::kPerson || phrase.nominal->type == EntityType::kPlace));
}

MentionFinder::Phrase MentionFinder::nominal_phrase(WordIndex begin) const {
  const MentionWord& first = words_[begin];
  if (first.in_name && words_.name_at(begin) == nullptr) return std::nullopt;
  if (words_.is(begin, Upos::kDet) || words_.is(begin, Upos::kVerb) || words_.is(begin, Upos::kAdp)) return std::nullopt;
  // A capitalized run that ends in a noun for an organization is its name: "Labour Party".
  if (first.adjective_of == nullptr && first.nominal == nullptr && words_.name_at(begin) == nullptr && is_name_like(begin))
    return std::nullopt;
  MentionPhrase phrase;
  WordIndex w = begin;
  if (!read_front(w, phrase)) return std::nullopt;
  phrase.form = Mention::Form::kNominal;
  phrase.definite = is_definite(begin) || !phrase.states.empty();
  // A form that the table lists itself is no plural of another («بلاد» is one country).
  const WordIndex noun = phrase.nominal_words.begin;
  const bool own_form =
      words_.bare(noun) == phrase.nominal->lemmas.front() && words_[noun].lemma != phrase.nominal->lemmas.front();
  phrase.plural = phrase.plural || (!own_form && words_.is_plural(noun)) ||
                  (noun + 1 < phrase.nominal_words.end && words_.is_plural(phrase.nominal_words.end - 1) &&
                   words_.pack().adjectives == AdjectivePlace::kBefore &&
                   words_.pack().genitive == Genitive::kAdposition);
  phrase.type = phrase.nominal->type == EntityType::kPerson && phrase.plural ? EntityType::kGroup : phrase.nominal->type;
  for (WordIndex i = phrase.nominal_words.begin; i < phrase.nominal_words.end; ++i) {  // an adjective that stands inside the noun
    append(phrase.states, words_[i].adjective_of);
    if (phrase.nominal->type == EntityType::kPerson && words_[i].article) phrase.definite = true;
  }
  const WordIndex noun_end = w;
  phrase.words = {begin, w};
  read_back(w, phrase);
  const bool closed = phrase.definite || words_[noun_end - 1].article;
  read_name_behind(w, phrase, closed);
  phrase.words = {begin, w};
  if (phrase.nominal->type == EntityType::kCountry && phrase.plural) phrase.type = EntityType::kGroup;
  if (!may_stand_alone(phrase)) return std::nullopt;
  return phrase;
}

// ---- adjectives of nationality and pronouns

MentionFinder::Phrase MentionFinder::state_phrase(WordIndex begin) const {
  const MentionWord& word = words_[begin];
  if (word.adjective_of == nullptr) return std::nullopt;
  MentionPhrase phrase;
  phrase.words = {begin, word.adjective_end};
  phrase.adjective_of = word.adjective_of;
  append(phrase.states, word.adjective_of);
  phrase.plural = words_.is_plural(begin);
  const bool before = words_.pack().adjectives == AdjectivePlace::kBefore;
  const WordIndex end = phrase.words.end;
  const bool noun_beside =
      before ? words_.has(end) && (is_noun(words_.upos(end)) || words_.is(end, Upos::kAdj)) && words_[end].letters
             : begin > words_.range().begin && (is_noun(words_.upos(begin - 1)) || words_.is(begin - 1, Upos::kAdj)) &&
                   words_[begin - 1].letters;
  const bool people = !noun_beside && (words_.is(begin, Upos::kNoun) || phrase.plural ||
                                       (begin > words_.range().begin && words_.is(begin - 1, Upos::kDet)));
  if (people) {  // "the Russians", "a Palestinian"
    phrase.form = Mention::Form::kNominal;
    phrase.type = words_.is(begin, Upos::kNoun) && !phrase.plural && !word.article ? EntityType::kPerson : EntityType::kGroup;
    return phrase;
  }
  phrase.type = EntityType::kCountry;
  return phrase;
}

MentionFinder::Phrase MentionFinder::pronoun(WordIndex word) const {
  const Document& document = words_.document();
  const bool possessive = words_.is(word, Upos::kDet) && document.has_feature(word, "Poss=Yes");  // «sa visite»
  if (!words_.is(word, Upos::kPron) && !possessive) return std::nullopt;
  const std::string_view features = document.features(word);
  const auto& suffixes = words_.pack().suffixes;
  const bool clitic = std::any_of(suffixes.begin(), suffixes.end(),
                                  [&](const Clitic& c) { return c.upos == Upos::kPron && c.lemma == words_[word].lemma; });
  const bool personal =
      document.has_feature(word, "PronType=Prs") || (clitic && features.find("PronType=") == std::string_view::npos);
  if (!personal || document.has_feature(word, "Person=1") || document.has_feature(word, "Person=2") ||
      document.has_feature(word, "Reflex=Yes"))
    return std::nullopt;
  const bool argument = document.relation_is(word, "nsubj") || document.relation_is(word, "obj") ||
                        document.relation_is(word, "iobj") || document.relation_is(word, "obl") ||
                        document.relation_is(word, "nmod") || document.relation_is(word, "expl") || possessive;
  if (!argument) return std::nullopt;
  MentionPhrase phrase;
  phrase.words = {word, word + 1};
  phrase.form = Mention::Form::kPronoun;
  phrase.plural = words_.is_plural(word);
  phrase.type = phrase.plural                               ? EntityType::kGroup
                : document.has_feature(word, "Gender=Neut") ? EntityType::kOrganization
                                                            : EntityType::kPerson;
  return phrase;
}

}  // namespace rawi
