// How sure an event is, as a probability: of a hundred events with a confidence of 0.8, eighty are right.
#pragma once

namespace rawi {

/// What is known of an event when it is written out.
struct EventTraits {
  bool speech = false;        // its kind is an act of saying
  bool noun = false;          // a noun tells of it
  int actors = 0;             // who take part, places left out
  int known_actors = 0;       // of these, how many the catalogue knows
  bool unnamed_actor = false;  // one of these is nothing but a pronoun
  bool hypothetical = false;  // possible or negated
  bool planned = false;
  bool placed = false;        // a place is told
  bool dated = false;         // a time is told
};

/// The probability that sentence and type are right, two digits. A logistic regression over the coded development sets; how it
/// fares on sets that it was not fitted to is in docs/accuracy.md.
[[nodiscard]] double confidence_of(const EventTraits& traits);

}  // namespace rawi
