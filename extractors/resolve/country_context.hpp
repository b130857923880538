// Whose "the police" are: the state that a passage is about, by the states, places, bodies and people named in and around it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/mentions/document_mentions.hpp"

namespace rawi {

/// Weighs every country that a document names. Keeps references to what it is given.
class CountryContext {
 public:
  CountryContext(const Document& document, const DocumentMentions& mentions, const ActorCatalogue& catalogue);

  /// Does the document name the state, or somebody or somewhere in it?
  [[nodiscard]] bool speaks_of(std::string_view country) const { return document_weights_.contains(country); }

  /// The state that a phrase of this sentence most likely belongs to, when it names none itself: the one that stands right behind
  /// it ("police in Bangladesh"), else the one that weighs clearly most around it. Empty when none does.
  [[nodiscard]] std::string country_of(const MentionPhrase& phrase, std::size_t sentence) const;

 private:
  using Weights = std::map<std::string, double, std::less<>>;

  [[nodiscard]] std::string right_behind(const MentionPhrase& phrase, std::size_t sentence) const;

  const Document& document_;
  const DocumentMentions& mentions_;
  bool genitives_ = false;          // a name behind a noun may be its owner without an adposition
  std::vector<Weights> sentences_;  // what each sentence names
  Weights document_weights_;        // all of them together
};

}  // namespace rawi
