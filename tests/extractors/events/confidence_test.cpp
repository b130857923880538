// Confidence is a probability that rises with what is known of an event.
#include "extractors/events/confidence.hpp"

#include <catch2/catch.hpp>

namespace rawi::test {

TEST_CASE("two known actors make an event surer than one, one surer than none") {
  EventTraits traits;
  const double none = confidence_of(traits);
  traits.actors = traits.known_actors = 1;
  const double one = confidence_of(traits);
  traits.actors = traits.known_actors = 2;
  const double two = confidence_of(traits);
  CHECK(none < one);
  CHECK(one < two);
}

TEST_CASE("what may be, and whom nobody names, make it less sure") {
  EventTraits traits;
  traits.actors = 1;
  const double plain = confidence_of(traits);
  traits.hypothetical = true;
  CHECK(confidence_of(traits) < plain);
  traits.hypothetical = false;
  traits.unnamed_actor = true;
  CHECK(confidence_of(traits) < plain);
}

TEST_CASE("it is a probability of two digits") {
  EventTraits traits;
  traits.speech = traits.placed = traits.dated = traits.planned = true;
  traits.actors = traits.known_actors = 5;
  const double most = confidence_of(traits);
  CHECK(most < 1.0);
  CHECK(most * 100 == Approx(static_cast<int>(most * 100 + 0.5)));
}

}  // namespace rawi::test
