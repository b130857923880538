#include "extractors/events/confidence.hpp"

#include <cmath>

namespace rawi {

namespace {

// Weights in log odds, as fitted (docs/accuracy.md, "Confidence").
constexpr double kBase = 0.56;
constexpr double kSpeech = 0.59;
constexpr double kNoun = -0.20;
constexpr double kSeveralActors = 0.54;
constexpr double kKnownActor = 0.33;
constexpr double kSeveralKnownActors = 1.47;
constexpr double kUnnamedActor = -0.74;
constexpr double kHypothetical = -0.49;
constexpr double kPlanned = 0.25;
constexpr double kPlaced = 0.74;
constexpr double kDated = 0.69;

}  // namespace

double confidence_of(const EventTraits& traits) {
  double odds = kBase;
  if (traits.speech) odds += kSpeech;
  if (traits.noun) odds += kNoun;
  if (traits.actors > 1) odds += kSeveralActors;
  if (traits.known_actors > 0) odds += kKnownActor;
  if (traits.known_actors > 1) odds += kSeveralKnownActors;
  if (traits.unnamed_actor) odds += kUnnamedActor;
  if (traits.hypothetical) odds += kHypothetical;
  if (traits.planned) odds += kPlanned;
  if (traits.placed) odds += kPlaced;
  if (traits.dated) odds += kDated;
  return std::round(100 / (1 + std::exp(-odds))) / 100;
}

}  // namespace rawi
