#include "extractors/events/argument_finder.hpp"

#include <algorithm>

namespace rawi {

namespace {

constexpr int kNounClimbMax = 2;  // nouns between a light verb and the noun that it carries
constexpr int kClimbMax = 4;      // clauses between a verb and the subject that it shares

bool non_finite(const Document& d, WordIndex verb) {
  return d.has_feature(verb, "VerbForm=Part") || d.has_feature(verb, "VerbForm=Ger") || d.has_feature(verb, "VerbForm=Inf") ||
         d.has_feature(verb, "VerbForm=Conv");
}

}  // namespace

ChildIndex::ChildIndex(const Document& document) : begin_(document.word_count() + 1, 0) {
  const std::size_t n = document.word_count();
  for (WordIndex w = 0; w < n; ++w)
    if (document.head(w) != kNoWord) ++begin_[document.head(w) + 1];
  for (std::size_t i = 0; i < n; ++i) begin_[i + 1] += begin_[i];
  children_.resize(begin_[n]);
  std::vector<std::uint32_t> next(begin_.begin(), begin_.end() - 1);
  for (WordIndex w = 0; w < n; ++w)
    if (document.head(w) != kNoWord) children_[next[document.head(w)]++] = w;
}

std::string_view ArgumentFinder::adposition_of(WordIndex word) const {
  for (const WordIndex c : children_.children(word))
    if (document_.relation_is(c, "case") && document_.upos(c) == Upos::kAdp) return document_.lemma(c);
  return {};
}

void ArgumentFinder::add_with_conjuncts(std::vector<Filler>& out, Filler filler) const {
  out.push_back(filler);
  for (const WordIndex c : children_.children(filler.word)) {
    const bool conjunct = document_.relation_is(c, "conj") && document_.upos(c) != Upos::kVerb;
    // "31 countries, including Canada and Norway": who is named takes part as the group does.
    const bool member = document_.relation_is(c, "nmod") && pack_.has_cue(adposition_of(c), CueScope::kIncluding);
    if (conjunct || member) add_with_conjuncts(out, {filler.relation, filler.adposition, c});
  }
}

std::string_view ArgumentFinder::marker_of(WordIndex dependent) const {
  if (const std::string_view adposition = adposition_of(dependent); !adposition.empty()) return adposition;
  for (const auto& [feature, marker] : pack_.case_adpositions)
    if (document_.has_feature(dependent, feature)) return marker;
  return {};
}

bool ArgumentFinder::is_passive(WordIndex verb) const {
  // A participle that never is passive («arrivé», "eingetroffen"): its auxiliary is that of the perfect.
  if (document_.has_feature(verb, "Voice=Act") && document_.has_feature(verb, "VerbForm=Part")) return false;
  // «se sont réunis»: a reflexive that is no argument; here, too, the auxiliary only makes the perfect.
  for (const WordIndex c : children_.children(verb))
    if (document_.relation_is(c, "expl") && document_.relation(c) != "expl:pass" && document_.has_feature(c, "Reflex=Yes")) return false;
  if (document_.has_feature(verb, "Voice=Pass")) return true;
  // What has an object, or two that could be its subject, acts: unvocalised passives are read too often.
  if (!objects(verb).empty() || own_subjects(verb).size() > 1) return false;
  for (const WordIndex c : children_.children(verb))
    if (document_.relation(c) == "nsubj:pass" || document_.relation(c) == "aux:pass" || document_.relation(c) == "expl:pass") return true;
  // A bare past participle beside a noun: "the ministers arrested in …", "the detained ministers".
  const bool beside = document_.relation_is(verb, "amod") ||
                      (document_.relation_is(verb, "acl") && document_.relation(verb) != "acl:relcl");
  return beside && document_.has_feature(verb, "Tense=Past") && !document_.has_feature(verb, "Voice=Act") && objects(verb).empty();
}

WordIndex ArgumentFinder::antecedent(WordIndex filler, WordIndex verb) const {
  // Either a relative pronoun, or an object pronoun written on the verb of a relative clause.
  const bool resumptive = document_.upos(filler) == Upos::kPron && document_.words[filler].token == document_.words[verb].token &&
                          document_.relation_is(filler, "obj");
  const bool relative = document_.has_feature(filler, "PronType=Rel") || resumptive;
  return relative && document_.relation_is(verb, "acl") ? document_.head(verb) : filler;
}

std::vector<WordIndex> ArgumentFinder::own_subjects(WordIndex verb) const {
  std::vector<WordIndex> out;
  const auto gap = [&](WordIndex w) { return w > verb ? w - verb : verb - w; };
  for (const WordIndex c : children_.children(verb))
    if (document_.relation_is(c, "nsubj")) out.push_back(c);
  // "Il estime que …": taken for the "il" of "il faut". One who speaks has a gender, and what he says is a clause.
  if (out.empty() && !document_.has_feature(verb, "Voice=Pass"))
    for (const WordIndex c : children_.children(verb))
      if (document_.relation_is(c, "expl") && c < verb && document_.has_feature(c, "Person=3") && !document_.has_feature(c, "Gender=Neut") &&
          !document_.has_feature(c, "Reflex=Yes"))
        out.push_back(c);
  std::stable_sort(out.begin(), out.end(), [&](WordIndex a, WordIndex b) { return gap(a) < gap(b); });
  return out;
}

std::vector<WordIndex> ArgumentFinder::objects(WordIndex verb) const {
  std::vector<WordIndex> out;
  for (const WordIndex c : children_.children(verb))
    if (document_.relation_is(c, "obj")) out.push_back(antecedent(c, verb));
  return out;
}

bool ArgumentFinder::is_infinitive(WordIndex verb) const {
  if (document_.has_feature(verb, "VerbForm=Inf")) return true;
  const auto children = children_.children(verb);
  return std::any_of(children.begin(), children.end(),
                     [&](WordIndex c) { return document_.relation_is(c, "mark") && document_.upos(c) == Upos::kPart; });
}

std::vector<WordIndex> ArgumentFinder::subjects(WordIndex verb, int depth) const {
  std::vector<WordIndex> out = own_subjects(verb);
  if (out.size() > 1) out.resize(1);  // a verb has one: a dateline's agency or another clause's noun stands farther off
  for (WordIndex& w : out) w = antecedent(w, verb);
  if (!out.empty() || depth == 0) return out;
  const WordIndex head = document_.head(verb);
  if (head == kNoWord) return out;
  if (document_.relation_is(verb, "amod")) return {head};  // «прибывший в Киев министр»
  if (document_.relation_is(verb, "acl")) {
    if (!is_infinitive(verb)) return {head};
    // "used his speech to urge": who acts is the subject around the noun.
    for (WordIndex up = head; up != kNoWord; up = document_.head(up))
      if (document_.upos(up) == Upos::kVerb) return subjects(up, depth - 1);
    return out;
  }
  if (document_.relation_is(verb, "conj")) return subjects(head, depth - 1);
  if (document_.relation_is(verb, "xcomp")) {  // "urged Iran to stop": the object acts; "wants to stop": the subject
    out = objects(head);
    return out.empty() ? subjects(head, depth - 1) : out;
  }
  const bool shares = non_finite(document_, verb) || pack_.drops_subjects;
  if (shares &&
      (document_.relation_is(verb, "advcl") || document_.relation_is(verb, "ccomp") || document_.relation_is(verb, "parataxis")))
    return subjects(head, depth - 1);
  return out;
}

/// "signed a treaty with Iran", "mediated in talks between …": what hangs on the verb's noun may as well hang on the verb.
void ArgumentFinder::add_below(std::vector<Filler>& out, WordIndex noun, std::string_view relation) const {
  for (const WordIndex c : children_.children(noun)) {
    const std::string_view adposition = adposition_of(c);
    if (document_.relation_is(c, "nmod") && !adposition.empty() && !pack_.has_cue(adposition, CueScope::kIncluding))
      add_with_conjuncts(out, {relation, adposition, c});
  }
}

/// Who acts in a passive, where the tree does not say so itself: behind the adposition that names agents, or in the bare
/// instrumental.
bool ArgumentFinder::is_agent(WordIndex oblique) const {
  bool bare = true;
  for (const WordIndex c : children_.children(oblique)) {
    if (!document_.relation_is(c, "case")) continue;
    if (document_.has_feature(c, "Case=Agt")) return true;
    bare = false;
  }
  return bare && document_.has_feature(oblique, "Case=Ins");
}

/// Where the verb comes first, the farther of two subjects behind it is its object: only vowel signs would tell.
bool ArgumentFinder::is_second_subject(WordIndex verb, WordIndex child) const {
  if (pack_.word_order != WordOrder::kVerbFirst || !document_.relation_is(child, "nsubj") || !objects(verb).empty()) return false;
  const std::vector<WordIndex> own = own_subjects(verb);
  return own.size() == 2 && own[0] > verb && own[1] == child && child > own[0];
}

std::vector<Filler> ArgumentFinder::fillers_of_verb(WordIndex verb) const {
  std::vector<Filler> out;
  const bool passive = is_passive(verb);
  for (const WordIndex subject : subjects(verb, kClimbMax)) {
    add_with_conjuncts(out, {passive ? "obj" : "nsubj", {}, subject});
    if (passive) add_below(out, subject, "obl");
  }
  for (const WordIndex c : children_.children(verb)) {
    const std::string_view relation = document_.relation(c);
    if (relation == "obl:agent" || (passive && document_.relation_is(c, "obl") && is_agent(c))) {
      add_with_conjuncts(out, {"nsubj", {}, c});
    } else if (relation == "obl:tmod" || relation == "obl:unmarked") {
      continue;
    } else if (document_.relation_is(c, "obj") || is_second_subject(verb, c)) {
      add_with_conjuncts(out, {"obj", {}, antecedent(c, verb)});
      add_below(out, c, "obl");
    } else if (document_.relation_is(c, "obl") || document_.relation_is(c, "iobj")) {
      const std::string_view adposition = adposition_of(c);
      add_with_conjuncts(out, {adposition.empty() ? "iobj" : "obl", adposition, c});
      add_below(out, c, "obl");
    } else if (document_.relation_is(c, "ccomp") || document_.relation_is(c, "xcomp") || document_.relation_is(c, "advcl")) {
      out.push_back({relation, {}, c});
    }
  }
  return out;
}

WordIndex ArgumentFinder::light_verb_of(WordIndex noun) const {
  noun = outermost_noun(noun);
  const WordIndex head = document_.head(noun);
  if (head == kNoWord || (document_.upos(head) != Upos::kVerb && document_.upos(head) != Upos::kAdj)) return kNoWord;
  const bool carried =
      document_.relation_is(noun, "obj") || document_.relation(noun) == "nsubj:pass" || document_.relation_is(noun, "obl");
  return carried && pack_.has_cue(document_.lemma(head), CueScope::kLight) ? head : kNoWord;
}

/// "undertook the strengthening of support": the noun that the verb carries may itself only carry the one that counts.
WordIndex ArgumentFinder::outermost_noun(WordIndex noun) const {
  for (int step = 0; step < kNounClimbMax; ++step) {
    const WordIndex head = document_.head(noun);
    if (head == kNoWord || document_.upos(head) != Upos::kNoun) return noun;
    const bool bare =
        document_.relation_is(noun, "nmod") && adposition_of(noun).empty() && document_.relation(noun) != "nmod:poss";
    if (!bare && !document_.relation_is(noun, "conj")) return noun;
    noun = head;
  }
  return noun;
}

std::vector<Filler> ArgumentFinder::fillers_of_noun(WordIndex noun) const {
  std::vector<Filler> out;
  for (const WordIndex c : children_.children(noun)) {
    const std::string_view relation = document_.relation(c);
    const bool owner = document_.relation_is(c, "det") && document_.has_feature(c, "Poss=Yes");  // «sa visite», "seine Reise"
    if (owner || relation == "nmod:poss" || document_.relation_is(c, "amod") || document_.relation_is(c, "compound")) {
      add_with_conjuncts(out, {owner || document_.relation_is(c, "nmod") ? "nmod:poss" : relation, {}, c});
    } else if (document_.relation_is(c, "nmod") || document_.relation_is(c, "iobj") || document_.relation_is(c, "obl")) {
      const std::string_view marker = marker_of(c);
      add_with_conjuncts(out, {"nmod", marker, c});
      if (marker.empty()) add_below(out, c, "nmod");  // "die Rückkehr des Präsidenten nach Pakistan"
    } else if (document_.relation_is(c, "appos")) {
      out.push_back({"appos", {}, c});
    } else if (document_.relation_is(c, "nsubj") && document_.upos(noun) == Upos::kAdj) {
      add_with_conjuncts(out, {"nsubj", {}, c});  // "the minister is certain that …"
    }
  }
  if (const WordIndex verb = light_verb_of(noun); verb != kNoWord) {
    const WordIndex carried = outermost_noun(noun);
    for (Filler f : fillers_of_verb(verb)) {
      if (f.word == noun || f.word == carried) continue;
      if (f.relation == "obl") f.relation = "nmod";
      if (f.relation == "nsubj" || f.relation == "nmod") out.push_back(f);
    }
  }
  return out;
}

std::vector<Filler> ArgumentFinder::fillers_of(WordIndex trigger) const {
  const bool participle = document_.upos(trigger) == Upos::kAdj && document_.has_feature(trigger, "VerbForm=Part");
  return participle || document_.upos(trigger) == Upos::kVerb ? fillers_of_verb(trigger) : fillers_of_noun(trigger);
}

}  // namespace rawi
