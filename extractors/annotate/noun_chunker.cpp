#include "extractors/annotate/noun_chunker.hpp"

#include <algorithm>

namespace rawi {

void NounChunker::link(WordIndex word, WordIndex head, std::string_view relation) {
  document_.tree[word] = {head, document_.pool.intern(relation)};
}

bool NounChunker::is_possessive(WordIndex word) const {
  return (is(word, Upos::kPron) || is(word, Upos::kDet)) && document_.has_feature(word, "Poss=Yes");
}

/// A pronoun written on the end of the word before it.
bool NounChunker::is_suffix_pronoun(WordIndex word) const {
  return is(word, Upos::kPron) && word > sentence_.begin && document_.words[word].token == document_.words[word - 1].token &&
         document_.words[word].token != document_.words[word].span;
}

bool NounChunker::is_definite(WordIndex word) const {
  return document_.has_feature(word, "Definite=Def") || is(word, Upos::kPropn);
}

bool NounChunker::is_person_noun(WordIndex word) const {
  const std::string_view lemma = document_.lemma(word);
  if (pack_.has_cue(lemma, CueScope::kTitle)) return true;
  const auto* nominals = pack_.nominals_of(lemma);
  return nominals != nullptr && std::any_of(nominals->begin(), nominals->end(),
                                            [&](std::size_t i) { return pack_.nominals[i].type == EntityType::kPerson; });
}

std::optional<NounChunk> NounChunker::chunk_at(WordIndex begin) {
  const bool before = pack_.adjectives == AdjectivePlace::kBefore;
  if (before && pack_.genitive == Genitive::kJuxtaposition) return between_modifiers_and_genitives(begin);
  auto chunk = before ? modifiers_first(begin) : head_first(begin);
  if (chunk) return with_genitive(*chunk);
  return std::nullopt;
}

/// "the French president 's visit": the possessor hangs on the head of the chunk behind the enclitic.
NounChunk NounChunker::with_genitive(NounChunk possessor) {
  const WordIndex clitic = possessor.words.end;
  const bool genitive = is(clitic, Upos::kPart) && std::find(pack_.enclitics.begin(), pack_.enclitics.end(),
                                                             document_.lemma(clitic)) != pack_.enclitics.end();
  if (!genitive) return possessor;
  link(clitic, possessor.head, "case");
  auto owned = chunk_at(clitic + 1);
  if (!owned) return {{possessor.words.begin, clitic + 1}, possessor.head};
  link(possessor.head, owned->head, "nmod:poss");
  return {{possessor.words.begin, owned->words.end}, owned->head};
}

void NounChunker::hang_modifiers(WordRange range, WordIndex head) {
  WordIndex name = kNoWord;  // the first word of a name of several words
  for (WordIndex w = range.begin; w < range.end; ++w) {
    if (w == head) {
      name = is(w, Upos::kPropn) ? w : kNoWord;
      continue;
    }
    switch (document_.upos(w)) {
      case Upos::kDet:
        link(w, head, is_possessive(w) ? "nmod:poss" : "det");
        break;
      case Upos::kPron:
        link(w, head, "nmod:poss");
        break;
      case Upos::kNum:
        link(w, head, "nummod");
        break;
      case Upos::kPropn:
        if (name != kNoWord) {
          link(w, name, "flat");
          continue;
        }
        name = w;
        link(w, head, "compound");
        continue;
      case Upos::kNoun:
        link(w, head, "compound");
        break;
      case Upos::kAdv:
        link(w, head, "advmod");
        break;
      default:
        link(w, head, "amod");
    }
    name = kNoWord;
  }
}

/// Adjectives before, bare genitives behind: "new minister of-defence of-Poland". Each noun behind hangs on the one before it,
/// a name stands beside a noun for a person.
std::optional<NounChunk> NounChunker::between_modifiers_and_genitives(WordIndex begin) {
  std::optional<NounChunk> whole;
  WordIndex last = kNoWord;  // what the next noun hangs on
  WordIndex w = begin;
  while (w < sentence_.end) {
    WordIndex head = w;
    while (head < sentence_.end && !is_nounlike(head)) {
      const bool may_precede = is(head, Upos::kDet) || is(head, Upos::kNum) || is(head, Upos::kAdj) || is_possessive(head) ||
                               (is(head, Upos::kVerb) && document_.has_feature(head, "VerbForm=Part"));
      if (!may_precede) break;
      ++head;
    }
    if (head >= sentence_.end || !is_nounlike(head)) break;
    WordIndex end = head + 1;
    if (is(head, Upos::kPropn)) {
      while (end < sentence_.end && is(end, Upos::kPropn) && !document_.has_feature(end, "Name=Begin")) ++end;
    }
    if (last != kNoWord) {
      if (is(last, Upos::kPropn)) break;  // a name governs no genitive
      if (is(head, Upos::kNoun) && is(w, Upos::kDet)) break;
    }
    hang_modifiers({w, end}, head);
    if (last == kNoWord)
      whole = NounChunk{{begin, end}, head};
    else
      link(head, last, is(head, Upos::kPropn) && is_person_noun(last) && last == whole->head ? "appos" : "nmod");
    whole->words.end = end;
    last = head;
    w = end;
  }
  if (!whole && is(begin, Upos::kNum)) {
    WordIndex end = begin + 1;
    return NounChunk{{begin, end}, begin};
  }
  return whole;
}

/// Everything stands before the head; the head is the last noun, or the first word of a name behind its titles.
std::optional<NounChunk> NounChunker::modifiers_first(WordIndex begin) {
  WordIndex end = begin;
  bool open = false;  // a determiner or an adjective waits for its noun
  for (; end < sentence_.end; ++end) {
    const Upos upos = document_.upos(end);
    const bool after_noun = end > begin && is_nounlike(end - 1);
    if (upos == Upos::kDet || is_possessive(end)) {
      if (end > begin) break;
    } else if (upos == Upos::kAdj || upos == Upos::kNum) {
      if (after_noun && !is_nounlike(end + 1)) break;
    } else if (upos == Upos::kAdv) {
      if (!is(end + 1, Upos::kAdj) || after_noun) break;
    } else if (upos == Upos::kVerb) {  // "the reported attack": a participle between determiner and noun
      if (!open || !(is_nounlike(end + 1) || is(end + 1, Upos::kAdj)) || document_.has_feature(end, "VerbForm=Inf")) break;
    } else if (!is_nounlike(end)) {
      break;
    }
    open = upos != Upos::kNoun && upos != Upos::kPropn;
  }
  WordIndex head = kNoWord;
  for (WordIndex w = end; w-- > begin && head == kNoWord;)
    if (is_nounlike(w)) head = w;
  if (head == kNoWord) {  // "the two", "31", "many"
    for (WordIndex w = begin; w < end; ++w)
      if (is(w, Upos::kNum)) head = w;
    if (head == kNoWord) return std::nullopt;
  }
  while (head > begin && is(head, Upos::kPropn) && is(head - 1, Upos::kPropn)) --head;  // a name hangs on its first word
  hang_modifiers({begin, end}, head);
  return NounChunk{{begin, end}, head};
}

/// The head stands first: determiners and numbers before it, adjectives and bare genitives behind it.
std::optional<NounChunk> NounChunker::head_first(WordIndex begin) {
  WordIndex head = begin;
  while (head < sentence_.end && !is_nounlike(head)) {
    const bool may_precede = is(head, Upos::kDet) || is(head, Upos::kNum) || is(head, Upos::kAdj) || is_possessive(head);
    if (!may_precede) break;
    ++head;
  }
  if (head >= sentence_.end || !is_nounlike(head)) {
    if (!is(begin, Upos::kNum)) return std::nullopt;
    return NounChunk{{begin, begin + 1}, begin};
  }
  hang_modifiers({begin, head + 1}, head);

  WordIndex last = head;  // the innermost noun so far: what the next genitive or adjective hangs on
  WordIndex name = is(head, Upos::kPropn) ? head : kNoWord;
  bool closed = is_definite(head);  // a definite noun ends a chain of genitives
  WordIndex w = head + 1;
  WordIndex expression = head;  // the first word of the fixed expression that later words may belong to
  for (; w < sentence_.end; ++w) {
    if (document_.features(w).starts_with("ExtPos=")) {
      link(w, expression, "fixed");
      continue;
    }
    expression = w;
    if (is(w, Upos::kPropn)) {
      // Two known names side by side are two: «زار ماكرون بيروت».
      if (name != kNoWord && document_.has_feature(w, "Name=Begin")) break;
      if (name != kNoWord && w == last + 1 && is(w - 1, Upos::kPropn)) {
        link(w, name, "flat");
      } else if (pack_.genitive == Genitive::kJuxtaposition && !closed) {
        link(w, last, "nmod");
        name = w;
      } else if (is(last, Upos::kNoun) && (pack_.genitive == Genitive::kJuxtaposition || is_person_noun(head))) {
        link(w, head, "appos");
        name = w;
      } else if (is(last, Upos::kNoun)) {
        link(w, last, "nmod");
        name = w;
      } else {
        break;
      }
      last = w;
      closed = true;
    } else if (is(w, Upos::kNoun)) {
      if (pack_.genitive != Genitive::kJuxtaposition || closed) break;
      link(w, last, "nmod");
      last = w;
      closed = is_definite(w);
    } else if (is(w, Upos::kAdj)) {
      link(w, last, "amod");
      if (is_definite(w)) closed = true;
    } else if (is_suffix_pronoun(w)) {
      link(w, last, "nmod:poss");
      closed = true;
    } else if (is(w, Upos::kNum) && !is_nounlike(w + 1)) {
      link(w, last, "nummod");
    } else {
      break;
    }
  }
  return NounChunk{{begin, w}, head};
}

}  // namespace rawi
