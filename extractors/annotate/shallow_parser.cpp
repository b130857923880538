// A simple dependency tree. Noun chunks first; then one walk from left to right that gathers clauses: each verb opens or
// fills a clause, each chunk takes the place that order and adpositions give it. No search, no weights: linear, and
// wrong where only meaning decides. The edges are those of Universal Dependencies.
#include <algorithm>

#include "core/base/utf8.hpp"
#include "extractors/annotate/adposition_use.hpp"
#include "extractors/annotate/characters.hpp"
#include "extractors/annotate/noun_chunker.hpp"
#include "extractors/annotate/shallow.hpp"

namespace rawi {

namespace {

/// Where a clause hangs. Its head may be known later than what hangs on it, so the edges are drawn at the end.
struct Clause {
  WordIndex head = kNoWord;
  WordIndex copula = kNoWord;       // an auxiliary that waits for its predicate
  std::size_t parent_clause = 0;    // index; itself for the first clause
  WordIndex parent_word = kNoWord;  // a noun that the clause modifies, instead of a parent clause
  std::string_view relation = "root";
  bool has_subject = false;
  bool has_object = false;
  bool passive = false;
  bool finite = false;
  std::vector<WordIndex> waiting;  // bare nouns that stand before the verb
  std::vector<std::pair<WordIndex, std::string_view>> dependents;

  [[nodiscard]] bool filled() const { return head != kNoWord || copula != kNoWord; }
};

/// A noun chunk that has its place, as something that later words may hang on.
struct PlacedNoun {
  WordIndex head = kNoWord;
  bool cased = false;
  std::size_t clause = 0;
};

class SentenceParser {
 public:
  SentenceParser(Document& document, const LanguagePack& pack, const AdpositionUse& adpositions, WordRange words)
      : document_(document), pack_(pack), adpositions_(adpositions), words_(words), chunker_(document, pack, words) {}

  void run() {
    clauses_.emplace_back();
    for (WordIndex w = words_.begin; w < words_.end;) w = place(w);
    finish();
  }

 private:
  void link(WordIndex word, WordIndex head, std::string_view relation) {
    document_.tree[word] = {head, document_.pool.intern(relation)};
  }
  void depend(WordIndex word, std::string_view relation) { clauses_[current_].dependents.emplace_back(word, relation); }
  bool is(WordIndex word, Upos upos) const { return word < words_.end && document_.upos(word) == upos; }
  bool is_verbal(WordIndex word) const { return is(word, Upos::kVerb) || is(word, Upos::kAux); }
  bool continues_expression(WordIndex word) const { return word < words_.end && document_.features(word).starts_with("ExtPos="); }

  /// Puts the unit that begins at `w` in its place and returns where the next one begins.
  WordIndex place(WordIndex w) {
    if (continues_expression(w) && w > words_.begin) {
      link(w, w - 1, "fixed");
      while (w > words_.begin && document_.relation(w - 1) == "fixed") --w;
      for (WordIndex k = w; continues_expression(k); ++k) link(k, w - 1, "fixed");
      while (continues_expression(w)) ++w;
      return w;
    }
    if (is_time(w)) return place_time(w);
    switch (document_.upos(w)) {
      case Upos::kPunct:
        return place_punctuation(w);
      case Upos::kCconj:
        coordinator_ = w;
        return w + 1;
      case Upos::kSconj:
        return place_mark(w);
      case Upos::kAdp:
        return place_adposition(w);
      case Upos::kVerb:
      case Upos::kAux:
        return place_verb(w);
      case Upos::kPart:
      case Upos::kAdv:
        return place_modifier(w);
      case Upos::kPron:
        if (document_.has_feature(w, "PronType=Rel")) {
          if (relative_ != kNoWord) depend(relative_, "dep");
          relative_ = w;
          antecedent_ = last_noun();
          return w + 1;
        }
        break;
      default:
        break;
    }
    if (const auto chunk = chunker_.chunk_at(w)) {
      place_noun(chunk->head, chunk->words.end);
      return chunk->words.end;
    }
    if (is(w, Upos::kPron)) {
      if (is_written_on_verb(w)) {
        clauses_[current_].has_object = true;
        depend(w, "obj");
      } else {
        place_noun(w, w + 1);
      }
    } else if (is(w, Upos::kAdj)) {
      place_predicate(w);
    } else {
      depend(w, is(w, Upos::kDet) ? "det" : "dep");
    }
    return w + 1;
  }

  /// An object pronoun that is one token with its verb.
  bool is_written_on_verb(WordIndex w) const {
    return w > words_.begin && is(w, Upos::kPron) && is(w - 1, Upos::kVerb) &&
           document_.words[w].token == document_.words[w - 1].token && document_.words[w].token != document_.words[w].span;
  }

  bool is_time(WordIndex w) const {
    const auto& times = document_.times;
    const auto at =
        std::upper_bound(times.begin(), times.end(), w, [](WordIndex i, const TimeMention& t) { return i < t.words.end; });
    return at != times.end() && at->words.contains(w);
  }

  /// A temporal expression is an oblique of its clause, whatever its words look like.
  WordIndex place_time(WordIndex w) {
    const WordIndex begin = w;
    WordIndex head = kNoWord;
    for (; w < words_.end && is_time(w); ++w)
      if (head == kNoWord && !is(w, Upos::kAdp) && !is(w, Upos::kDet) && !is(w, Upos::kPunct)) head = w;
    if (head == kNoWord) head = begin;
    for (WordIndex k = begin; k < w; ++k)
      if (k != head)
        link(k, head, is(k, Upos::kAdp) ? "case" : is(k, Upos::kDet) ? "det" : is(k, Upos::kPunct) ? "punct" : "nmod");
    for (const WordIndex adposition : case_) link(adposition, head, "case");
    case_.clear();
    depend(head, "obl:tmod");
    return w;
  }

  WordIndex place_punctuation(WordIndex w) {
    const Decoded sign = decode_utf8(document_.form(w), 0);
    const CharacterClass kind = character_class(sign.character);
    if (ends_dateline(w, sign.character)) drop_dateline();
    depend(w, "punct");
    // A full stop inside brackets or a hyphen parts nothing; quotes, commas, colons and brackets part.
    boundary_ = true;
    if (kind == CharacterClass::kQuote || sign.character == ':') quoted_ = true;
    return w + 1;
  }

  /// "KABUL (Reuters) - ", "BANGKOK : ": what stands before the dash or the colon is no part of the sentence's grammar.
  bool ends_dateline(WordIndex w, char32_t sign) const {
    constexpr WordIndex kDatelineWordsMax = 9;
    const bool dash = sign == '-' || sign == U'–' || sign == U'—' || sign == ':';
    return dash && w - words_.begin <= kDatelineWordsMax && clauses_.size() == 1 && !clauses_[0].filled() && mark_ == kNoWord;
  }

  void drop_dateline() {
    for (const WordIndex noun : clauses_[0].waiting) clauses_[0].dependents.emplace_back(noun, "dep");
    clauses_[0].waiting.clear();
    nouns_.clear();
  }

  WordIndex place_mark(WordIndex w) {
    if (mark_ != kNoWord) depend(mark_, "mark");
    mark_ = w;
    boundary_before_mark_ = boundary_;
    WordIndex next = w + 1;
    for (; continues_expression(next); ++next) link(next, w, "fixed");
    return next;
  }

  /// "shot down a jet": the verb before it and this adposition are one trigger of the pack.
  bool is_particle(WordIndex w) const {
    if (w == words_.begin || !is(w - 1, Upos::kVerb) || clauses_[current_].head != w - 1 || continues_expression(w + 1))
      return false;
    const auto* triggers = pack_.triggers_of(document_.lemma(w - 1));
    return triggers != nullptr && std::any_of(triggers->begin(), triggers->end(), [&](std::size_t t) {
             return pack_.triggers[t].lemmas.size() == 2 && pack_.triggers[t].lemmas[1] == document_.lemma(w);
           });
  }

  WordIndex place_adposition(WordIndex w) {
    if (is_particle(w)) {
      link(w, w - 1, "compound:prt");
      return w + 1;
    }
    case_.push_back(w);
    WordIndex next = w + 1;
    for (; continues_expression(next); ++next) link(next, w, "fixed");
    return next;
  }

  /// Adverbs, particles: they hang on the verb that follows; else on the clause that they stand in.
  WordIndex place_modifier(WordIndex w) {
    WordIndex next = w + 1;
    for (; continues_expression(next); ++next) link(next, w, "fixed");
    if (leads_to_verb(next))
      before_verb_.push_back(w);
    else if (is(next, Upos::kAdj))
      link(w, next, "advmod");
    else
      depend(w, "advmod");
    return next;
  }

  bool leads_to_verb(WordIndex w) const {
    while (is(w, Upos::kAdv) || is(w, Upos::kPart)) ++w;
    return is_verbal(w);
  }

  // ---- verbs

  WordIndex place_verb(WordIndex w) {
    std::vector<WordIndex> auxiliaries;
    WordIndex verb = w;
    for (; verb < words_.end && !is(verb, Upos::kVerb); ++verb) {
      if (is(verb, Upos::kAux))
        auxiliaries.push_back(verb);
      else if (is(verb, Upos::kAdv) || is(verb, Upos::kPart))
        before_verb_.push_back(verb);
      else
        break;
    }
    const bool has_verb = is(verb, Upos::kVerb) && !is_time(verb);
    if (!has_verb) {  // a copula: what follows is the predicate
      while (!before_verb_.empty() && before_verb_.back() > auxiliaries.back()) {
        depend(before_verb_.back(), "advmod");
        before_verb_.pop_back();
      }
      open_clause(kNoWord, auxiliaries);
      clauses_[current_].copula = auxiliaries.back();
      clauses_[current_].finite = true;
      for (std::size_t i = 0; i + 1 < auxiliaries.size(); ++i) depend(auxiliaries[i], "aux");
      for (const WordIndex m : before_verb_) depend(m, "advmod");
      before_verb_.clear();
      take_subject();
      return auxiliaries.back() + 1;
    }
    open_clause(verb, auxiliaries);
    Clause& clause = clauses_[current_];
    // A participle that stands behind its noun without an auxiliary is passive as well: open_clause has said so.
    clause.passive =
        is_passive(verb, auxiliaries) || (clause.passive && auxiliaries.empty() && !document_.has_feature(verb, "Voice=Act"));
    clause.finite = !auxiliaries.empty() || document_.has_feature(verb, "VerbForm=Fin") || !has_verb_form(verb);
    for (const WordIndex a : auxiliaries) link(a, verb, clause.passive && a == auxiliaries.back() ? "aux:pass" : "aux");
    for (const WordIndex m : before_verb_) link(m, verb, is(m, Upos::kPart) && is_infinitive_mark(m) ? "mark" : "advmod");
    before_verb_.clear();
    take_subject();
    return verb + 1;
  }

  bool has_verb_form(WordIndex verb) const { return document_.features(verb).find("VerbForm=") != std::string_view::npos; }

  bool is_infinitive_mark(WordIndex part) const { return !document_.has_feature(part, "Polarity=Neg"); }

  /// A participle of the past with the auxiliary of the passive; where the same auxiliary also makes a perfect, the pack marks
  /// the participles of its verbs with Voice=Act.
  bool is_passive(WordIndex verb, const std::vector<WordIndex>& auxiliaries) const {
    if (document_.has_feature(verb, "Voice=Pass")) return true;
    if (document_.has_feature(verb, "Voice=Act") || auxiliaries.empty()) return false;
    return document_.has_feature(auxiliaries.back(), "Voice=Pass") && document_.has_feature(verb, "Tense=Past");
  }

  bool is_present_participle(WordIndex verb) const { return is_participle(verb) && !document_.has_feature(verb, "Tense=Past"); }

  bool is_participle(WordIndex verb) const {
    return document_.has_feature(verb, "VerbForm=Part") || document_.has_feature(verb, "VerbForm=Ger");
  }

  /// A form that may be a finite past or a participle ("killed").
  bool may_be_participle(WordIndex verb) const {
    if (document_.has_feature(verb, "VerbForm=Fin") && document_.has_feature(verb, "Voice=Act")) return false;  // "took"
    return is_participle(verb) || document_.has_feature(verb, "Tense=Past");
  }

  /// Decides what the verb at `verb` (or the copula, when kNoWord) is to what came before, and makes its clause the current one.
  void open_clause(WordIndex verb, const std::vector<WordIndex>& auxiliaries) {
    const bool bare = verb != kNoWord && auxiliaries.empty();
    const bool marked_infinitive = std::any_of(before_verb_.begin(), before_verb_.end(),
                                               [&](WordIndex m) { return is(m, Upos::kPart) && is_infinitive_mark(m); });
    const bool infinitive = bare && (marked_infinitive || document_.has_feature(verb, "VerbForm=Inf"));
    const bool participle = bare && may_be_participle(verb);
    const bool behind_noun =
        last_unit_was_noun_ && last_noun() != kNoWord && !boundary_ && coordinator_ == kNoWord && pending_.empty();
    if (completes_auxiliary(verb)) {
      Clause& open = clauses_[current_];
      open.dependents.emplace_back(open.copula, "aux");
      open.copula = kNoWord;
      open.head = verb;
      return hang_marks();
    }
    Clause clause;
    clause.head = verb;
    clause.parent_clause = current_;
    if (relative_ != kNoWord && last_noun() != kNoWord) {
      clause.relation = "acl:relcl";
      clause.parent_word = antecedent_;
    } else if (mark_ != kNoWord) {
      const bool complement = clauses_[current_].head != kNoWord && !boundary_before_mark_ && !clauses_[current_].has_object;
      clause.relation = complement ? "ccomp" : "advcl";
    } else if (infinitive && behind_noun &&
               (!clauses_[current_].filled() || adpositions_.is_event_noun(document_.lemma(last_noun())))) {
      clause.relation = "acl";
      clause.parent_word = last_noun();
    } else if (infinitive && clauses_[current_].filled() && !boundary_) {
      clause.relation = "xcomp";
    } else if (!case_.empty()) {
      clause.relation = "advcl";
    } else if (participle && behind_noun && clauses_[current_].waiting.size() <= 1 &&
               ((clauses_[current_].filled() && !subject_awaits_verb(clauses_[current_])) || reduced(verb))) {
      clause.relation = "acl";
      clause.parent_word = last_noun();
      clause.passive = document_.has_feature(verb, "Tense=Past");
    } else if (behind_noun && relative_without_pronoun()) {
      clause.relation = "acl";
      clause.parent_word = group_of(last_noun());
      clause.has_subject = !is_written_on_verb(verb + 1);
    } else if (const std::size_t unfilled = unfilled_clause();
               unfilled != clauses_.size() && !(bare && is_present_participle(verb))) {
      current_ = unfilled;
      clauses_[current_].head = verb;
      auto& waiting = clauses_[current_].waiting;
      waiting.insert(waiting.end(), pending_.begin(), pending_.end());
      pending_.clear();
      boundary_before_pending_ = false;
      return hang_marks();
    } else if (bare && is_present_participle(verb)) {
      clause.relation = "advcl";
    } else if (coordinator_ != kNoWord) {
      clause.relation = "conj";
      clause.parent_clause = conjoined_with();
    } else if (boundary_ || boundary_before_pending_) {
      clause.relation = "parataxis";
    } else if (!pending_.empty()) {
      clause.relation = "ccomp";  // "said Russia attacked": the conjunction is left out
    } else if (behind_noun && pack_.word_order == WordOrder::kVerbFirst) {
      clause.relation = "acl";
      clause.parent_word = first_conjunct(last_noun());
      clause.has_subject = !is_written_on_verb(verb + 1);
    } else {
      clause.relation = "xcomp";
    }
    clause.waiting = std::move(pending_);
    pending_.clear();
    boundary_before_pending_ = false;
    for (const WordIndex adposition : case_) clause.dependents.emplace_back(adposition, "mark");
    case_.clear();
    clauses_.push_back(std::move(clause));
    current_ = clauses_.size() - 1;
    hang_marks();
  }

  /// Where the verb comes first, an auxiliary may stand before the subject and its verb behind it («كانت فرنسا أعلنت»).
  bool completes_auxiliary(WordIndex verb) const {
    const Clause& open = clauses_[current_];
    return pack_.word_order == WordOrder::kVerbFirst && verb != kNoWord && open.copula != kNoWord && open.head == kNoWord &&
           open.has_subject && mark_ == kNoWord && relative_ == kNoWord && case_.empty() && !boundary_;
  }

  /// Where the verb comes first, one behind an indefinite noun begins a relative clause (there is no relative pronoun for it).
  bool relative_without_pronoun() const {
    const WordIndex noun = group_of(last_noun());
    const bool oblique = nouns_.back().cased || noun != last_noun();
    return pack_.word_order == WordOrder::kVerbFirst && oblique && is(noun, Upos::kNoun) &&
           !document_.has_feature(noun, "Definite=Def") && clauses_[current_].waiting.empty();
  }

  /// The first of a row of conjuncts, and where it only names members of a group, the group.
  WordIndex group_of(WordIndex noun) const {
    noun = first_conjunct(noun);
    const WordIndex head = document_.head(noun);
    const bool member = head != kNoWord && document_.relation(noun) == "nmod" &&
                        members_.end() != std::find(members_.begin(), members_.end(), noun);
    return member ? head : noun;
  }

  /// The innermost clause around here that still lacks its verb; clauses_.size() when all have theirs.
  std::size_t unfilled_clause() const {
    for (std::size_t c = current_;; c = clauses_[c].parent_clause) {
      if (!clauses_[c].filled()) return c;
      if (c == clauses_[c].parent_clause) return clauses_.size();
    }
  }

  /// A participle behind a noun, with another verb to come in the same stretch: "the troops deployed in … were".
  bool reduced(WordIndex verb) const {
    if (!may_be_participle(verb) || clauses_[current_].waiting.empty()) return false;
    bool cased = false, in_chunk = false;
    for (WordIndex w = verb + 1; w < words_.end; ++w) {
      if (is(w, Upos::kPunct) || is(w, Upos::kCconj) || is(w, Upos::kSconj)) return false;
      if (is(w, Upos::kPron) && document_.has_feature(w, "PronType=Rel")) return false;
      if (is(w, Upos::kPart) && is(w + 1, Upos::kVerb)) return false;
      // A noun without an adposition is an object, which such a participle has not, or the subject of what is said.
      const bool nominal = is(w, Upos::kNoun) || is(w, Upos::kPropn) || is(w, Upos::kPron) || is(w, Upos::kDet) ||
                           is(w, Upos::kNum) || is(w, Upos::kAdj);
      if (is(w, Upos::kAdp))
        cased = true, in_chunk = false;
      else if (nominal && !is_time(w) && !cased && !in_chunk)
        return false;
      else if (nominal)
        cased = false, in_chunk = true;
      if (is(w, Upos::kAux)) return true;
      if (is(w, Upos::kVerb)) return !is_participle(w) && !document_.has_feature(w, "VerbForm=Inf");
    }
    return false;
  }

  /// Gives the marks that wait for a verb to the clause that has just got one.
  void hang_marks() {
    Clause& clause = clauses_[current_];
    if (mark_ != kNoWord) depend(mark_, "mark");
    if (coordinator_ != kNoWord) depend(coordinator_, "cc");
    if (relative_ != kNoWord) {
      // Followed by its verb the relative is the subject; with a subject between, it is something else.
      const bool subject = clause.waiting.empty();
      depend(relative_, subject ? "nsubj" : "obj");
      (subject ? clause.has_subject : clause.has_object) = true;
    }
    mark_ = coordinator_ = relative_ = predicate_ = kNoWord;
    boundary_ = quoted_ = boundary_before_mark_ = last_unit_was_noun_ = false;
  }

  /// A coordinated verb goes on with the outermost finite clause that it can share a subject with: the nearest.
  std::size_t conjoined_with() const {
    std::size_t c = current_;
    while (!clauses_[c].finite && clauses_[c].parent_clause != c && clauses_[c].parent_word == kNoWord)
      c = clauses_[c].parent_clause;
    return c;
  }

  /// The last noun that waits becomes the subject, those before it hang loosely.
  void take_subject() {
    Clause& clause = clauses_[current_];
    if (!clause.waiting.empty() && !clause.has_subject) {
      depend(clause.waiting.back(), clause.passive ? "nsubj:pass" : "nsubj");
      clause.has_subject = true;
      clause.waiting.pop_back();
    }
    for (const WordIndex noun : clause.waiting) depend(noun, "dep");
    clause.waiting.clear();
  }

  void place_predicate(WordIndex adjective) {
    Clause& clause = clauses_[current_];
    if (clause.head == kNoWord && clause.copula != kNoWord) {
      clause.head = adjective;
    } else if (last_unit_was_noun_ && last_noun() != kNoWord && !boundary_) {
      link(adjective, last_noun(), "amod");
    } else {
      depend(adjective, "xcomp");
      predicate_ = adjective;
      last_unit_was_noun_ = false;
    }
  }

  // ---- nouns

  WordIndex last_noun() const { return nouns_.empty() ? kNoWord : nouns_.back().head; }

  void place_noun(WordIndex head, WordIndex end) {
    const bool cased = !case_.empty();
    for (const WordIndex adposition : case_) link(adposition, head, "case");
    const std::string_view adposition = cased ? document_.lemma(case_.front()) : std::string_view();
    case_.clear();
    const bool member = cased && pack_.has_cue(adposition, CueScope::kIncluding);
    if (member || !conjoined(head, cased, end)) {
      if (cased)
        place_cased(head, adposition);
      else
        place_bare(head, end);
    }
    nouns_.push_back({head, cased, current_});
    last_unit_was_noun_ = true;
    predicate_ = kNoWord;
    boundary_ = quoted_ = false;
    coordinator_ = kNoWord;
  }

  /// Hangs the noun on one before it when a conjunction, or a comma in a list, joins them.
  bool conjoined(WordIndex head, bool cased, WordIndex end) {
    const bool list = boundary_ && !quoted_ && coordinator_ == kNoWord && list_goes_on(end);
    if ((coordinator_ == kNoWord && !list) || nouns_.empty() || mark_ != kNoWord || relative_ != kNoWord) return false;
    const bool has_verb = clauses_[current_].head != kNoWord;
    const bool own_clause = pack_.word_order == WordOrder::kSubjectFirst || boundary_;
    if (!cased && has_verb && own_clause && starts_clause(end)) return false;  // "… and Russia attacked"
    std::size_t to = nouns_.size() - 1;
    // A conjunct without an adposition goes with the nearest of its kind, whose adposition it shares; one with an adposition
    // of its own goes with another that has one.
    const auto same_kind = [&](const PlacedNoun& n) {
      return (n.cased || !cased) && document_.upos(n.head) == document_.upos(head);
    };
    constexpr std::size_t kReach = 4;
    for (std::size_t k = 0; k < std::min(kReach, nouns_.size()); ++k)
      if (same_kind(nouns_[nouns_.size() - 1 - k])) {
        to = nouns_.size() - 1 - k;
        break;
      }
    if (cased && !same_kind(nouns_[to])) return false;
    if (coordinator_ != kNoWord) link(coordinator_, head, "cc");
    link(head, first_conjunct(nouns_[to].head), "conj");
    return true;
  }

  WordIndex first_conjunct(WordIndex noun) const {
    while (document_.relation(noun) == "conj" && document_.head(noun) != kNoWord) noun = document_.head(noun);
    return noun;
  }

  /// Behind this chunk, more of the list: commas and chunks up to a conjunction with a last one.
  bool list_goes_on(WordIndex w) {
    constexpr WordIndex kReach = 14;
    for (WordIndex k = w; k < std::min(words_.end, w + kReach); ++k) {
      if (is(k, Upos::kCconj)) return k + 1 < words_.end && !is_verbal(k + 1) && !is(k + 1, Upos::kAdp);
      const bool inside = document_.upos(k) == Upos::kPunct ? document_.form(k) == "," || document_.form(k) == "،"
                                                            : is(k, Upos::kNoun) || is(k, Upos::kPropn) || is(k, Upos::kDet) ||
                                                                  is(k, Upos::kAdj) || is(k, Upos::kNum);
      if (!inside) return false;
    }
    return false;
  }

  /// Is there a finite verb ahead that would take a noun before it as its subject?
  bool starts_clause(WordIndex w) const {
    for (; w < words_.end; ++w) {
      if (is_time(w)) continue;
      if (is(w, Upos::kAux)) return true;
      if (is(w, Upos::kVerb)) return !is_participle(w) && !document_.has_feature(w, "VerbForm=Inf");
      if (is(w, Upos::kPunct) || is(w, Upos::kCconj) || is(w, Upos::kSconj)) return false;
      if (is(w, Upos::kPart) && is_infinitive_mark(w) && is(w + 1, Upos::kVerb)) return false;
      if (is(w, Upos::kPron) && document_.has_feature(w, "PronType=Rel")) return false;
    }
    return false;
  }

  /// With an adposition: on the noun before it when that noun governs it, on the verb otherwise.
  void place_cased(WordIndex head, std::string_view adposition) {
    const Clause& clause = clauses_[current_];
    if (last_noun() != kNoWord && pack_.has_cue(adposition, CueScope::kIncluding)) {
      members_.push_back(head);
      return link(head, first_conjunct(last_noun()), "nmod");
    }
    const bool behind_noun = last_unit_was_noun_ && !boundary_ && last_noun() != kNoWord;
    if (behind_noun) {
      const WordIndex noun = governing_noun(adposition);
      if (noun != kNoWord) return link(head, noun, "nmod");
      const bool verb_takes_it =
          clause.head != kNoWord && adpositions_.governs(document_.lemma(clause.head), Upos::kVerb, adposition);
      const bool locative = pack_.has_cue(adposition, CueScope::kLocative) || pack_.has_cue(adposition, CueScope::kAttribution);
      const bool on_verb = clause.head != kNoWord && (verb_takes_it || locative || is(clause.head, Upos::kVerb));
      if (!on_verb) return link(head, last_noun(), "nmod");
    }
    if (predicate_ != kNoWord) return link(head, predicate_, "obl");
    depend(head, clause.passive && is_agentive(adposition) ? "obl:agent" : "obl");
  }

  /// The nearest of the last nouns whose frame asks for the adposition; the last one for an adposition of nouns.
  WordIndex governing_noun(std::string_view adposition) const {
    constexpr std::size_t kReach = 3;
    for (std::size_t k = 0; k < std::min(kReach, nouns_.size()); ++k) {
      const PlacedNoun& noun = nouns_[nouns_.size() - 1 - k];
      if (noun.clause != current_ || (clauses_[current_].head != kNoWord && noun.head < clauses_[current_].head)) break;
      if (adpositions_.governs(document_.lemma(noun.head), Upos::kNoun, adposition)) return noun.head;
    }
    return adpositions_.only_with_nouns(adposition) ? last_noun() : kNoWord;
  }

  /// The adposition that names who acts in a passive: the one that words.tsv marks so.
  bool is_agentive(std::string_view adposition) const {
    const auto* readings = pack_.readings(adposition);
    return readings != nullptr && std::any_of(readings->begin(), readings->end(), [](const Reading& r) {
             return r.upos == Upos::kAdp && r.features.find("Case=Agt") != std::string::npos;
           });
  }

  void place_bare(WordIndex head, WordIndex end) {
    Clause& clause = clauses_[current_];
    const bool has_verb = clause.head != kNoWord;
    if (clause.copula != kNoWord && !has_verb) {
      if (clause.has_subject || pack_.word_order == WordOrder::kSubjectFirst || !may_be_subject_of_copula(end)) {
        clause.head = head;
        return;
      }
      clause.has_subject = true;
      return depend(head, "nsubj");
    }
    if (mark_ != kNoWord || relative_ != kNoWord) return pending_.push_back(head);
    if (!has_verb) {
      const bool apposition = boundary_ && !clause.waiting.empty() && coordinator_ == kNoWord;
      if (apposition) return link(head, last_noun(), "appos");
      return clause.waiting.push_back(head);
    }
    if (starts_clause(end) && !fills_object(clause)) {
      if (pending_.empty()) boundary_before_pending_ = boundary_;
      return pending_.push_back(head);
    }
    if (boundary_ && clause.has_subject && last_noun() != kNoWord) return link(head, last_noun(), "appos");
    const bool inverted = clause.relation == "parataxis" || (current_ == 0 && clause.head == first_word());
    if (!clause.has_subject && clause.finite && (pack_.word_order == WordOrder::kVerbFirst || inverted)) {
      clause.has_subject = true;
      return depend(head, clause.passive ? "nsubj:pass" : "nsubj");
    }
    if (!clause.has_object && !clause.passive) {
      clause.has_object = true;
      return depend(head, "obj");
    }
    if (last_unit_was_noun_ && !boundary_ && pack_.genitive == Genitive::kJuxtaposition) return link(head, last_noun(), "appos");
    depend(head, "obl");
  }

  /// "The minister who visited Paris resigned": behind a relative clause the noun that it hangs on still awaits its verb.
  bool subject_awaits_verb(const Clause& relative) const {
    if (relative.relation != "acl:relcl") return false;
    const Clause& around = clauses_[relative.parent_clause];
    return !around.filled() && !around.waiting.empty();
  }

  bool may_be_subject_of_copula(WordIndex end) const { return end < words_.end && !is(end, Upos::kPunct); }

  /// "met Putin before Macron left": an object place that is still free is filled first, unless the clause reports speech.
  bool fills_object(const Clause& clause) const {
    if (clause.has_subject && !clause.has_object && subject_awaits_verb(clause)) return true;
    return pack_.word_order == WordOrder::kVerbFirst && !(clause.has_subject && clause.has_object);
  }

  WordIndex first_word() const {
    WordIndex w = words_.begin;
    while (w < words_.end && (is(w, Upos::kPunct) || is(w, Upos::kCconj) || is(w, Upos::kPart) || is(w, Upos::kAux))) ++w;
    return w;
  }

  // ---- the end

  void finish() {
    for (const WordIndex left : {mark_, coordinator_, relative_})
      if (left != kNoWord) clauses_[current_].dependents.emplace_back(left, "dep");
    for (const WordIndex left : case_) clauses_[current_].dependents.emplace_back(left, "dep");
    for (const WordIndex left : before_verb_) clauses_[current_].dependents.emplace_back(left, "advmod");
    for (const WordIndex noun : pending_) depend(noun, "dep");
    for (Clause& clause : clauses_) {
      for (const WordIndex noun : clause.waiting) clause.dependents.emplace_back(noun, "dep");
      settle_head(clause);
    }
    adopt_first_clause();
    for (std::size_t c = 0; c < clauses_.size(); ++c) {
      const Clause& clause = clauses_[c];
      if (clause.head == kNoWord) continue;
      if (clause.copula != kNoWord && clause.copula != clause.head) link(clause.copula, clause.head, "cop");
      for (const auto& [word, relation] : clause.dependents)
        if (word != clause.head) link(word, clause.head, relation);
      if (c == 0 || clause.head == clauses_.front().head)
        link(clause.head, kNoWord, "root");
      else
        link(clause.head, clause.parent_word != kNoWord ? clause.parent_word : clauses_[clause.parent_clause].head,
             clause.relation);
    }
    hang_loose_words();
  }

  /// A sentence that is all subordinate clauses is headed by the verb of the first.
  void adopt_first_clause() {
    Clause& first = clauses_.front();
    if (first.filled() && (document_.upos(first.head) == Upos::kVerb || first.copula != kNoWord)) return;
    for (std::size_t c = 1; c < clauses_.size(); ++c) {
      const Clause& clause = clauses_[c];
      if (clause.parent_clause != 0 || clause.parent_word != kNoWord || !is(clause.head, Upos::kVerb)) continue;
      if (first.head != kNoWord) first.dependents.emplace_back(first.head, "dep");
      first.head = clause.head;
      return;
    }
  }

  /// A clause without a verb is headed by its copula, its first noun, or its first word.
  void settle_head(Clause& clause) {
    if (clause.head == kNoWord) clause.head = clause.copula;
    for (const auto& [word, relation] : clause.dependents)
      if (clause.head == kNoWord && relation != "punct" && document_.upos(word) != Upos::kCconj) clause.head = word;
    for (const auto& [word, relation] : clause.dependents)
      if (clause.head == kNoWord) clause.head = word;
  }

  /// Whatever is still without a head, or stands in a ring, hangs on the root: the result is always a tree.
  void hang_loose_words() {
    WordIndex root = clauses_.front().head;
    if (root == kNoWord) root = words_.begin;
    link(root, kNoWord, "root");
    for (WordIndex w = words_.begin; w < words_.end; ++w)
      if (w != root && (document_.head(w) == kNoWord || document_.head(w) == w)) link(w, root, "dep");
    std::vector<std::uint8_t> reaches(words_.end - words_.begin, 0);  // 1 on the way, 2 known to reach the root
    reaches[root - words_.begin] = 2;
    for (WordIndex w = words_.begin; w < words_.end; ++w) {
      std::vector<WordIndex> way;
      WordIndex k = w;
      while (reaches[k - words_.begin] == 0) {
        reaches[k - words_.begin] = 1;
        way.push_back(k);
        k = document_.head(k);
      }
      if (reaches[k - words_.begin] == 1) link(way.back(), root, "dep");
      for (const WordIndex passed : way) reaches[passed - words_.begin] = 2;
    }
  }

  Document& document_;
  const LanguagePack& pack_;
  const AdpositionUse& adpositions_;
  WordRange words_;
  NounChunker chunker_;
  std::vector<Clause> clauses_;
  std::size_t current_ = 0;
  std::vector<PlacedNoun> nouns_;
  std::vector<WordIndex> pending_;      // bare nouns before the verb of a clause that is not open yet
  std::vector<WordIndex> members_;      // nouns that name members of the group before them
  WordIndex predicate_ = kNoWord;       // an adjective that completes a verb, while nothing follows it yet
  std::vector<WordIndex> case_;         // adpositions before their noun
  std::vector<WordIndex> before_verb_;  // adverbs and particles before their verb
  WordIndex mark_ = kNoWord, coordinator_ = kNoWord, relative_ = kNoWord, antecedent_ = kNoWord;
  bool boundary_ = false, quoted_ = false, boundary_before_mark_ = false, boundary_before_pending_ = false,
       last_unit_was_noun_ = false;
};

class ShallowParser final : public Annotator {
 public:
  explicit ShallowParser(const LanguagePacks& packs) : packs_(packs) {
    for (const auto& [code, pack] : packs) adpositions_.emplace(code, AdpositionUse(pack));
  }

  std::string_view name() const override { return "tree"; }
  Layers needs() const override { return Layers(Layer::kSentences, Layer::kWords, Layer::kMorphology, Layer::kTimes); }
  Layers adds() const override { return Layers(Layer::kTree); }

  Result<void> annotate(Extraction& extraction) const override {
    Document& document = extraction.document;
    document.tree.assign(document.words.size(), {});
    const LanguagePack* pack = pack_of(packs_, document);
    for (const Sentence& sentence : document.sentences) {
      if (sentence.words.empty()) continue;
      if (pack != nullptr)
        SentenceParser(document, *pack, adpositions_.at(pack->language), sentence.words).run();
      else
        hang_flat(document, sentence.words);
    }
    return {};
  }

 private:
  static void hang_flat(Document& document, WordRange words) {
    document.tree[words.begin] = {kNoWord, document.pool.intern("root")};
    for (WordIndex w = words.begin + 1; w < words.end; ++w) document.tree[w] = {words.begin, document.pool.intern("dep")};
  }

  const LanguagePacks& packs_;
  std::map<std::string, AdpositionUse> adpositions_;
};

}  // namespace

std::unique_ptr<Annotator> make_shallow_parser(const LanguagePacks& packs) { return std::make_unique<ShallowParser>(packs); }

}  // namespace rawi
