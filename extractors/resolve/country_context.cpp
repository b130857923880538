#include "extractors/resolve/country_context.hpp"

#include <algorithm>
#include <array>

namespace rawi {

namespace {

// How much a phrase says about what its passage is about. Only the order matters: a state itself says most, a person from it
// least.
constexpr double kState = 3.0;
constexpr double kPlace = 2.5;
constexpr double kOrganization = 1.5;
constexpr double kPerson = 1.5;

// How much a sentence counts for one that stands this many sentences behind it; the next one tells a little, too.
constexpr std::array<double, 4> kBefore = {1.0, 0.6, 0.4, 0.3};
constexpr double kNext = 0.2;
constexpr double kWholeDocument = 0.15;

constexpr double kClearly = 1.25;  // the best must weigh this many times the second
constexpr WordIndex kGapWordsMax = 2;

double weight_of(EntityType type) {
  switch (type) {
    case EntityType::kCountry:
      return kState;
    case EntityType::kPlace:
      return kPlace;
    case EntityType::kPerson:
      return kPerson;
    default:
      return kOrganization;
  }
}

}  // namespace

CountryContext::CountryContext(const Document& document, const DocumentMentions& mentions, const ActorCatalogue& catalogue)
    : document_(document),
      mentions_(mentions),
      genitives_(catalogue.inflects_names(document.article().language)),
      sentences_(mentions.phrases().size()) {
  for (std::size_t s = 0; s < sentences_.size(); ++s) {
    Weights& here = sentences_[s];
    for (const MentionPhrase& phrase : mentions.phrases()[s]) {
      for (const Entity* state : phrase.states) here[state->country] += kState;
      if (phrase.states.empty() && phrase.adjective_of != nullptr) here[phrase.adjective_of->country] += kState;
      for (const Entity* owner : phrase.owners)
        if (!owner->country.empty()) here[owner->country] += weight_of(owner->type);
      // Of several who go by the name only what they share is sure.
      if (phrase.candidates.empty()) continue;
      const Entity& first = *phrase.candidates.front();
      const bool sure = std::all_of(phrase.candidates.begin(), phrase.candidates.end(),
                                    [&](const Entity* other) { return other->country == first.country; });
      if (sure && !first.country.empty()) here[first.country] += weight_of(first.type);
    }
    for (const auto& [country, weight] : here) document_weights_[country] += weight;
  }
}

/// "police in Bangladesh", «الشرطة في بنغلادش», "Regierung Frankreichs": a place or a state behind nothing but an adposition and
/// articles.
std::string CountryContext::right_behind(const MentionPhrase& phrase, std::size_t sentence) const {
  for (const MentionPhrase& next : mentions_.phrases()[sentence]) {
    if (next.words.begin < phrase.words.end) continue;
    if (next.words.begin > phrase.words.end + kGapWordsMax) return {};
    if (next.words.begin == phrase.words.end && !genitives_) return {};
    for (WordIndex w = phrase.words.end; w < next.words.begin; ++w)
      if (document_.upos(w) != Upos::kAdp && document_.upos(w) != Upos::kDet) return {};
    if (!next.states.empty()) return next.states.front()->country;
    if (next.candidates.empty() || next.type == EntityType::kPerson) return {};
    return next.candidates.front()->country;
  }
  return {};
}

std::string CountryContext::country_of(const MentionPhrase& phrase, std::size_t sentence) const {
  if (std::string behind = right_behind(phrase, sentence); !behind.empty()) return behind;
  Weights total;
  for (const auto& [country, weight] : document_weights_) total[country] += kWholeDocument * weight;
  for (std::size_t back = 0; back < kBefore.size() && back <= sentence; ++back)
    for (const auto& [country, weight] : sentences_[sentence - back]) total[country] += kBefore[back] * weight;
  if (sentence + 1 < sentences_.size())
    for (const auto& [country, weight] : sentences_[sentence + 1]) total[country] += kNext * weight;
  const std::string* best = nullptr;
  double best_weight = 0, second = 0;
  for (const auto& [country, weight] : total) {
    if (weight > best_weight) {
      second = best_weight;
      best = &country;
      best_weight = weight;
    } else {
      second = std::max(second, weight);
    }
  }
  return best != nullptr && best_weight >= kClearly * second ? *best : std::string();
}

}  // namespace rawi
