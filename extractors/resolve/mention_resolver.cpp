#include "extractors/resolve/mention_resolver.hpp"

#include <algorithm>

#include "extractors/fold.hpp"
#include "extractors/resolve/spelling_key.hpp"

namespace rawi {

namespace {

// What speaks for one of several actors with the same name. Only the order of magnitude matters: naming somebody in full in the
// same article outweighs all else, a contradiction outweighs a hint.
constexpr int kNamedInFull = 100;
constexpr int kHoldsTheOffice = 40;
constexpr int kHeldTheOffice = 20;
constexpr int kSameState = 25;
constexpr int kOtherState = -60;
constexpr int kOtherType = -50;
constexpr int kStateIsThere = 5;
constexpr int kStateIsMissing = -1;
constexpr int kInOffice = 3;

/// "foreign-minister" and "foreign minister" end in the same word: "minister" may stand for either.
std::string_view last_word(std::string_view text) {
  const std::size_t at = text.find_last_of(" -");
  return at == std::string_view::npos ? text : text.substr(at + 1);
}

std::string capitalized(std::string text) {
  bool start = true;
  for (char& c : text) {
    if (start && c >= 'a' && c <= 'z') c = static_cast<char>(c - ('a' - 'A'));
    start = c == ' ';
  }
  return text;
}

/// How one nationality is written in front of a noun, or the name of the state where there is no adjective.
std::string adjective_for(const ActorCatalogue& catalogue, const Entity& state) {
  const std::string_view adjective = catalogue.english_adjective(state.country);
  return adjective.empty() ? state.name : std::string(adjective);
}

}  // namespace

const Entity* MentionResolver::resolve(const MentionPhrase& phrase, std::size_t sentence) {
  sentence_ = sentence;
  const MentionWords& words = mentions_.sentences()[sentence];
  if (!phrase.candidates.empty()) return resolve_known(phrase, words);
  if (!phrase.name.empty()) return resolve_unknown(phrase, words);
  if (phrase.nominal != nullptr) return resolve_nominal(phrase, words);
  if (phrase.adjective_of != nullptr) return phrase.type == EntityType::kCountry ? phrase.adjective_of : people_of(phrase);
  return nullptr;
}

std::string MentionResolver::state_of(const MentionPhrase& phrase) const {
  if (!phrase.states.empty()) return phrase.states.front()->country;
  for (const Entity* owner : phrase.owners) {
    const std::string_view spoken_for = catalogue_.speaks_for(owner->id);
    if (!spoken_for.empty()) return std::string(spoken_for);
    if (!owner->country.empty()) return owner->country;
  }
  return {};
}

/// The state that an actor belongs to of which the phrase names none.
std::string MentionResolver::home_of(const MentionPhrase& phrase) const {
  if (phrase.nominal != nullptr &&
      (phrase.nominal->type == EntityType::kCountry || catalogue_.comes_from_anywhere(phrase.nominal->name)))
    return {};
  return context_.country_of(phrase, sentence_);
}

std::string MentionResolver::country_of(const MentionPhrase& phrase) const {
  const bool owned = !phrase.states.empty() || !phrase.owners.empty();
  return owned ? state_of(phrase) : home_of(phrase);
}

bool MentionResolver::held_then(const OfficeTerm& term) const {
  return document_.article().published && term.holds_on(*document_.article().published);
}

// ---- names

int MentionResolver::score(const Entity& candidate, const MentionPhrase& phrase) const {
  int total = actors_.expects(candidate) ? kNamedInFull : 0;
  if (phrase.nominal != nullptr) {
    const EntityType type = phrase.nominal->type;
    const bool same = type == candidate.type || (type != EntityType::kPerson && candidate.type != EntityType::kPerson);
    if (!same) total += kOtherType;
    int office = 0;
    for (const OfficeTerm& term : candidate.offices)
      if (term.office == phrase.nominal->office) office = std::max(office, held_then(term) ? kHoldsTheOffice : kHeldTheOffice);
    total += office;
  }
  if (!phrase.states.empty() && !candidate.country.empty()) {
    const bool same =
        std::any_of(phrase.states.begin(), phrase.states.end(), [&](const Entity* s) { return s->country == candidate.country; });
    total += same ? kSameState : candidate.type == EntityType::kPerson ? kOtherState : 0;
  }
  if (!candidate.country.empty())
    total += actors_.expects_state(candidate.country) || context_.speaks_of(candidate.country) ? kStateIsThere : kStateIsMissing;
  if (std::any_of(candidate.offices.begin(), candidate.offices.end(), [&](const OfficeTerm& t) { return held_then(t); }))
    total += kInOffice;
  return total;
}

/// The candidate that context speaks for most; nullptr when two are level or the text contradicts the best.
const Entity* MentionResolver::best_candidate(const std::vector<const Entity*>& candidates, const MentionPhrase& phrase) const {
  const Entity* best = nullptr;
  int best_score = 0;
  bool level = false;
  for (const Entity* candidate : candidates) {
    const int points = score(*candidate, phrase);
    level = best != nullptr && points == best_score && candidate->type == EntityType::kPerson;
    if (best == nullptr || points > best_score) {
      best = candidate;
      best_score = points;
      level = false;
    }
  }
  return level || best_score <= kOtherType ? nullptr : best;
}

const Entity* MentionResolver::resolve_known(const MentionPhrase& phrase, const MentionWords& words) {
  const Entity* best = best_candidate(phrase.candidates, phrase);
  const bool person = phrase.candidates.front()->type == EntityType::kPerson;
  if (!person) {
    // Somebody whom the article names in full may be called like a city; behind an adposition it is the city.
    const WordIndex first = phrase.words.begin;
    const bool placed = first > words.range().begin && document_.upos(first - 1) == Upos::kAdp;
    if (phrase.candidates.front()->type == EntityType::kPlace && phrase.words == phrase.name && !placed)
      if (const Entity* local = actors_.person_named(words_of_name(phrase, words))) return local;
    if (const Entity* other = of_another_state(phrase, words)) return other;
    return best == nullptr ? phrase.candidates.front() : best;
  }
  // A surname is first of all that of somebody whom this article names.
  if (phrase.short_name && (best == nullptr || !actors_.expects(*best)))
    if (const Entity* local = actors_.person_named(words_of_name(phrase, words))) return local;
  if (best == nullptr) return new_person(phrase, words);
  actors_.remember_person(words_of_name(phrase, words), best);
  return best;
}

/// "Israel's opposition Labour party": a name made of everyday words goes for a body of each state, and the text says that it is
/// none of those known. nullptr where it may be one of them.
const Entity* MentionResolver::of_another_state(const MentionPhrase& phrase, const MentionWords& words) {
  const auto is_other = [&](const Entity* candidate) {
    return candidate->type == EntityType::kOrganization && !candidate->country.empty() &&
           std::none_of(phrase.states.begin(), phrase.states.end(), [&](const Entity* s) { return s->country == candidate->country; });
  };
  if (phrase.states.size() != 1 || !std::all_of(phrase.candidates.begin(), phrase.candidates.end(), is_other)) return nullptr;
  for (WordIndex w = phrase.name.begin; w < phrase.name.end; ++w)
    if (words[w].letters && !words.is_listed(w) && words[w].nominal == nullptr) return nullptr;
  const Entity& state = *phrase.states.front();
  const std::string name = adjective_for(catalogue_, state) + " " + phrase.candidates.front()->name;
  for (const Entity* known : catalogue_.find_name(name))
    if (known->type == EntityType::kOrganization) return known;
  return actors_.make(EntityType::kOrganization, name, text_of(phrase.words), document_.article().language, state.country);
}

std::string MentionResolver::text_of(WordRange range) const {
  std::string name;
  for (const char c : document_.text(document_.span_of(range))) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!space)
      name += c;
    else if (!name.empty() && name.back() != ' ')
      name += ' ';
  }
  return name;
}

std::vector<std::string> MentionResolver::words_of_name(const MentionPhrase& phrase, const MentionWords& words) const {
  std::vector<std::string> out;
  for (WordIndex w = phrase.name.begin; w < phrase.name.end; ++w)
    for (std::string& word : name_words(words[w].folded)) out.push_back(std::string(without_article(word)));
  return out;
}

const Entity* MentionResolver::new_person(const MentionPhrase& phrase, const MentionWords& words) {
  const std::string original = text_of(phrase.name);
  const Entity* person = actors_.make(EntityType::kPerson, catalogue_.latin_spelling(original), original,
                                      document_.article().language, country_of(phrase));
  if (person != nullptr) actors_.remember_person(words_of_name(phrase, words), person);
  return person;
}

/// Whom a user's imported actors have under this name: the only one of its type, or the only one from a state that the article speaks
/// of. A person needs two words. Many people share a name; of several that fit none is taken.
const Entity* MentionResolver::imported_actor(const MentionPhrase& phrase, const std::string& name) {
  if (phrase.type == EntityType::kPerson && name_words(fold(name)).size() < 2) return nullptr;
  std::vector<Entity> fitting = catalogue_.imported(name);
  std::erase_if(fitting, [&](const Entity& actor) {
    const bool of_type = actor.type == phrase.type;
    return !of_type || (!phrase.states.empty() && !actor.country.empty() && phrase.states.front()->country != actor.country);
  });
  if (fitting.size() > 1)
    std::erase_if(fitting, [&](const Entity& actor) { return actor.country.empty() || !context_.speaks_of(actor.country); });
  return fitting.size() == 1 ? actors_.adopt(std::move(fitting.front())) : nullptr;
}

const Entity* MentionResolver::resolve_unknown(const MentionPhrase& phrase, const MentionWords& words) {
  const std::string original = text_of(phrase.name);
  const std::vector<std::string> name = words_of_name(phrase, words);
  // A surname alone, or another spelling of a known name: of those that the article names, then of all that context admits.
  if (phrase.type == EntityType::kPerson || name.size() == 1) {
    if (const Entity* local = actors_.person_named(name)) return local;
    std::vector<const Entity*> known;
    const auto look_up = [&](std::string_view text) {
      for (const Entity* candidate : catalogue_.find_name(text))
        if (candidate->type == EntityType::kPerson) known.push_back(candidate);
    };
    look_up(original);
    // A middle name or an initial that the catalogue leaves out.
    if (known.empty() && name.size() > 2) look_up(name.front() + " " + name.back());
    if (known.empty() && name.size() > 1)
      if (const Entity* person = catalogue_.person_by_sound(original)) known.push_back(person);
    const bool sure = name.size() > 1 || phrase.nominal != nullptr || (known.size() == 1 && actors_.expects(*known.front()));
    if (const Entity* best = sure && !known.empty() ? best_candidate(known, phrase) : nullptr) return best;
  }
  if (const Entity* imported = imported_actor(phrase, original)) {
    if (imported->type == EntityType::kPerson) actors_.remember_person(name, imported);
    return imported;
  }
  if (phrase.type == EntityType::kPerson) return new_person(phrase, words);
  const std::string country = phrase.states.empty() ? home_of(phrase) : phrase.states.front()->country;
  return actors_.make(phrase.type, catalogue_.latin_spelling(original), original, document_.article().language, country);
}

// ---- descriptions

const Entity* MentionResolver::people_of(const MentionPhrase& phrase) {
  const std::string adjective = adjective_for(catalogue_, *phrase.adjective_of);
  const bool one = phrase.type == EntityType::kPerson;
  return actors_.make(phrase.type, adjective + (one ? " national" : " people"), {}, {}, phrase.adjective_of->country);
}

/// Of the people whom the article names, the only one in that office.
const Entity* MentionResolver::named_holder(std::string_view office, std::string_view country) const {
  const Entity* found = nullptr;
  for (const Entity* actor : actors_.expected()) {
    const bool holds = std::any_of(actor->offices.begin(), actor->offices.end(), [&](const OfficeTerm& term) {
      const bool then = document_.article().published ? held_then(term) : !term.to.has_value();
      return term.office == office && (country.empty() || term.country == country) && then;
    });
    if (!holds) continue;
    if (found != nullptr) return nullptr;
    found = actor;
  }
  return found;
}

/// "his Chinese counterpart": who holds in that state the office of the last person before.
const Entity* MentionResolver::peer_of_last(const MentionPhrase& phrase) const {
  const auto day = document_.article().published;
  const std::string country = state_of(phrase);
  if (!day || country.empty()) return nullptr;
  for (auto before = actors_.history().rbegin(); before != actors_.history().rend(); ++before) {
    if (before->actor->type != EntityType::kPerson || before->actor->country == country) continue;
    for (const OfficeTerm& term : before->actor->offices)
      if (held_then(term) && !term.country.empty())
        if (const Entity* holder = catalogue_.holder(term.office, country, {}, *day)) return holder;
    return nullptr;
  }
  return nullptr;
}

const Entity* MentionResolver::holder_of(const MentionPhrase& phrase) const {
  const std::string& office = phrase.nominal->office;
  const auto day = document_.article().published;
  for (const Entity* owner : phrase.owners)
    if (day && owner->type != EntityType::kPerson)
      if (const Entity* holder = catalogue_.holder(office, {}, owner->id, *day)) return holder;
  const std::string country = state_of(phrase);
  if (country.empty()) return nullptr;
  if (day && phrase.owner_nominal == nullptr)
    if (const Entity* holder = catalogue_.holder(office, country, {}, *day)) return holder;
  return day ? nullptr : named_holder(office, country);
}

bool MentionResolver::is_described_by(const ResolvedMention& before, const Nominal& nominal) const {
  // One word may stand for a longer title that ends in it; two longer ones must be the same.
  const bool short_title = last_word(nominal.name) == nominal.name;
  const auto same = [&](std::string_view other) {
    return other == nominal.name || (short_title && last_word(other) == nominal.name) ||
           (!nominal.office.empty() && other == nominal.office);
  };
  if (before.nominal != nullptr && (before.nominal == &nominal || same(before.nominal->name) ||
                                    (!before.nominal->office.empty() && same(before.nominal->office))))
    return true;
  return std::any_of(before.actor->offices.begin(), before.actor->offices.end(),
                     [&](const OfficeTerm& term) { return held_then(term) && same(term.office); });
}

/// "the Church" behind the Church of Scientology: the noun is a word of the name.
bool MentionResolver::is_named_so(const ResolvedMention& before, const MentionPhrase& phrase) const {
  const Mention& mention = document_.mentions[before.mention];
  if (mention.form != Mention::Form::kName || phrase.nominal_words.end != phrase.nominal_words.begin + 1) return false;
  const std::vector<std::string> name = name_words(fold(document_.text(mention.span)));
  const std::string noun = mentions_.sentences()[sentence_].bare(phrase.nominal_words.begin);
  return name.size() > 1 && std::any_of(name.begin(), name.end(), [&](const std::string& word) { return without_article(word) == noun; });
}

/// "the minister" behind a named minister, "the country" behind a state: the last one before that the noun describes.
const Entity* MentionResolver::antecedent_of(const MentionPhrase& phrase) const {
  if (phrase.plural || !phrase.definite || phrase.owner_nominal != nullptr || !phrase.owner_name.empty() || phrase.qualified)
    return nullptr;
  const EntityType wanted = phrase.nominal->type;
  for (auto before = actors_.history().rbegin(); before != actors_.history().rend(); ++before) {
    if (before->actor->type != wanted) continue;
    if (wanted == EntityType::kCountry) return before->actor;
    if (wanted == EntityType::kPerson && is_described_by(*before, *phrase.nominal)) return before->actor;
    if (wanted == EntityType::kOrganization && before->nominal == phrase.nominal && !before->actor->country.empty())
      return before->actor;
    if (wanted == EntityType::kOrganization && is_named_so(*before, phrase)) return before->actor;
  }
  return nullptr;
}

const Entity* MentionResolver::resolve_nominal(const MentionPhrase& phrase, const MentionWords& words) {
  const bool owned = !phrase.states.empty() || !phrase.owners.empty() || !phrase.owner_name.empty();
  if (!phrase.plural && !phrase.qualified && !phrase.nominal->office.empty()) {
    if (owned) {
      if (const Entity* holder = holder_of(phrase)) return holder;
    } else if (phrase.definite && phrase.owner_nominal == nullptr) {
      if (const Entity* before = antecedent_of(phrase)) return before;
      if (const Entity* named = named_holder(phrase.nominal->office, {})) return named;
    }
  } else if (!owned) {
    if (const Entity* before = antecedent_of(phrase)) return before;
  }
  if (!phrase.plural && catalogue_.is_peer(phrase.nominal->name))
    if (const Entity* peer = peer_of_last(phrase)) return peer;
  // A country that is only called so is no actor of its own: "the country" stays open.
  if (phrase.nominal->type == EntityType::kCountry && !phrase.plural && !owned) return nullptr;
  if (phrase.nominal->type == EntityType::kCountry && phrase.states.size() == 1 && !phrase.plural) return phrase.states.front();
  return described(phrase, words);
}

/// A new actor named by the description: "French officials", "Turkish Defence Ministry", "31 countries".
const Entity* MentionResolver::described(const MentionPhrase& phrase, const MentionWords& words) {
  const bool organization = phrase.type == EntityType::kOrganization;
  const bool owned = !phrase.states.empty() || !phrase.owners.empty();
  const bool own_name = !phrase.owner_name.empty();
  if (organization && !phrase.plural && phrase.owners.size() == 1 && phrase.owner_nominal == nullptr && !own_name) {
    const Entity& owner = *phrase.owners.front();
    const bool same = owner.type == EntityType::kOrganization && catalogue_.speaks_for(owner.id).empty();
    if (same && catalogue_.only_says_what(phrase.nominal->name)) return &owner;
  }
  const std::string country = country_of(phrase);
  const Entity* home = owned || own_name ? nullptr : catalogue_.country(country);
  std::string name;
  const auto add = [&](const std::string& part) { name += (name.empty() || part.empty() ? "" : " ") + part; };
  // A single number in digits; «7 آلاف» would need its words read.
  const WordRange front = phrase.modifiers;
  if (front.end == front.begin + 1 && document_.upos(front.begin) == Upos::kNum &&
      words[front.begin].folded.find_first_not_of("0123456789.,") == std::string::npos)
    add(words[front.begin].folded);
  // A body is its state's, and there is one of its kind; a group or a person only comes from there.
  if (!phrase.states.empty()) add(adjective_for(catalogue_, *phrase.states.front()));
  if (home != nullptr && organization) add(adjective_for(catalogue_, *home));
  for (const Entity* owner : phrase.owners) add(owner->name);
  const bool body = organization && !phrase.plural;
  if (phrase.owner_nominal != nullptr && phrase.owner_nominal != phrase.nominal)
    add(body ? capitalized(phrase.owner_nominal->name) : phrase.owner_nominal->name);
  const std::string& noun = phrase.plural ? phrase.nominal->plural : phrase.nominal->name;
  add(body && (owned || own_name) ? capitalized(noun) : noun);
  if (own_name) name += " of " + catalogue_.latin_spelling(text_of(phrase.owner_name));
  // With the state of the context only a bare noun is sure: "the energy authority" is not the authority of that state.
  if (organization && (home == nullptr || !phrase.qualified))
    for (const Entity* known : catalogue_.find_name(name))
      if (known->type == EntityType::kOrganization) return known;
  // Officials of two states are two groups, though both are "officials".
  const std::string apart = home != nullptr && !organization ? country : std::string();
  // A body or a place is told apart by its plain words too: two parties are not one "party".
  const bool singular = (organization || phrase.type == EntityType::kPlace) && !phrase.plural;
  if (!singular || !phrase.qualified) return actors_.make(phrase.type, name, {}, {}, country, apart);
  const std::string original = text_of(phrase.words);
  if (document_.article().language == kGraphLanguage && phrase.states.empty())
    name = original;
  else if (const std::string rest = plain_words(phrase, words); !rest.empty())
    add(catalogue_.latin_spelling(rest));
  return actors_.make(phrase.type, name, original, document_.article().language, country, home != nullptr ? country : apart);
}

/// The words of the phrase that are neither its noun, nor a state, nor an actor, as they are written.
std::string MentionResolver::plain_words(const MentionPhrase& phrase, const MentionWords& words) const {
  std::string out;
  for (WordIndex w = phrase.words.begin; w < phrase.words.end; ++w) {
    const Upos upos = document_.upos(w);
    // Beside its state an adjective seldom makes another body: "the current Polish government".
    const bool adjective = upos == Upos::kAdj && phrase.states.empty();
    const bool plain = upos == Upos::kNoun || upos == Upos::kPropn || adjective || upos == Upos::kX;
    if (!plain || phrase.nominal_words.contains(w) || words[w].in_name || words[w].adjective_of != nullptr) continue;
    if (words[w].nominal == phrase.owner_nominal && phrase.owner_nominal != nullptr) continue;
    out += (out.empty() ? "" : " ") + words.bare(w);
  }
  return out;
}

}  // namespace rawi
