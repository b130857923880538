#include "extractors/resolve/pronoun_resolver.hpp"

#include <optional>

namespace rawi {

namespace {

constexpr std::size_t kSentencesBackMax = 2;

enum class Wants { kPerson, kThing, kMany, kPersonOrThing };

std::optional<Wants> wants(const Document& document, WordIndex pronoun) {
  // A possessive determiner agrees with what is owned: it tells nothing about who owns it.
  if (document.upos(pronoun) == Upos::kDet) return Wants::kPersonOrThing;
  if (document.has_feature(pronoun, "Number=Plur") || document.has_feature(pronoun, "Number=Dual")) return Wants::kMany;
  if (document.has_feature(pronoun, "Gender=Neut")) return Wants::kThing;
  // Where pronouns know no neuter, states and organizations are he or she like people.
  if (document.features(pronoun).find("Gender=") != std::string_view::npos && document.has_feature(pronoun, "PronType=Prs"))
    return Wants::kPerson;
  return Wants::kPersonOrThing;
}

bool fits(EntityType type, Wants wanted) {
  switch (wanted) {
    case Wants::kPerson:
      return type == EntityType::kPerson;
    case Wants::kThing:
      return type == EntityType::kOrganization || type == EntityType::kCountry;
    case Wants::kMany:
      return type == EntityType::kGroup;
    case Wants::kPersonOrThing:
      return type == EntityType::kPerson || type == EntityType::kOrganization || type == EntityType::kCountry;
  }
  return false;
}

bool is_subject(const Document& document, WordIndex word) { return document.relation_is(word, "nsubj"); }

std::size_t sentence_index(const Document& document, WordIndex word) {
  return static_cast<std::size_t>(&document.sentence_of(word) - document.sentences.data());
}

/// A pronoun and another argument of the same verb are two different actors, unless the pronoun is a possessor.
bool shares_clause(const Document& document, WordIndex pronoun, WordIndex other) {
  const bool possessive = document.relation_is(pronoun, "nmod") || document.relation_is(pronoun, "det");
  return !possessive && !is_subject(document, pronoun) && document.head(pronoun) != kNoWord &&
         document.head(pronoun) == document.head(other);
}

}  // namespace

const Entity* resolve_pronoun(const Document& document, std::size_t mention, const DocumentActors& actors) {
  const WordIndex pronoun = document.mentions[mention].head;
  const auto wanted = wants(document, pronoun);
  if (!wanted) return nullptr;
  // "It is a fact", «هو خيار»: beside a noun or an adjective a pronoun may stand for nobody.
  const WordIndex head = document.head(pronoun);
  const bool subject = is_subject(document, pronoun);
  if (subject && (head == kNoWord || document.upos(head) != Upos::kVerb) && *wanted != Wants::kPerson) return nullptr;
  // What may stand for anything is looked for in its own sentence, and as a subject of a verb in the one before.
  const std::size_t reach = *wanted == Wants::kPerson || *wanted == Wants::kMany ? kSentencesBackMax : subject ? 1 : 0;
  const std::size_t here = sentence_index(document, pronoun);
  // Sentence by sentence backwards: the last subject that fits; for people also the last mention that is no subject.
  for (std::size_t back = 0; back <= reach && back <= here; ++back) {
    const Entity* last = nullptr;
    bool several = false;
    for (auto m = actors.history().rbegin(); m != actors.history().rend(); ++m) {
      const Mention& before = document.mentions[m->mention];
      const std::size_t there = sentence_index(document, before.words.begin);
      if (there + back > here) continue;
      if (there + back < here) break;
      if (before.words.begin >= document.mentions[mention].words.begin || !fits(m->actor->type, *wanted)) continue;
      if (shares_clause(document, pronoun, before.head)) continue;
      if (is_subject(document, before.head)) return m->actor;
      several = several || (last != nullptr && last != m->actor);
      if (last == nullptr) last = m->actor;
    }
    const bool people_only = *wanted == Wants::kPerson || *wanted == Wants::kMany;
    if (last != nullptr && !several && people_only) return last;
    if (last != nullptr && several) return nullptr;
  }
  return nullptr;
}

}  // namespace rawi
