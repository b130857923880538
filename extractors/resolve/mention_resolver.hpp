// Decides for one mention after the other who is meant: names by context, descriptions by office and state, what is left by
// itself.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/resolve/country_context.hpp"
#include "extractors/resolve/document_actors.hpp"

namespace rawi {

/// Works on one document, front to back. Keeps references to what it is given.
class MentionResolver {
 public:
  MentionResolver(const Document& document, const ActorCatalogue& catalogue, const DocumentMentions& mentions,
                  DocumentActors& actors)
      : document_(document),
        catalogue_(catalogue),
        mentions_(mentions),
        actors_(actors),
        context_(document, mentions, catalogue) {}

  /// Who the phrase of this sentence stands for, or nullptr. The actor is owned by the catalogue or by the DocumentActors.
  [[nodiscard]] const Entity* resolve(const MentionPhrase& phrase, std::size_t sentence);

 private:
  // Names.
  [[nodiscard]] const Entity* resolve_known(const MentionPhrase& phrase, const MentionWords& words);
  [[nodiscard]] const Entity* of_another_state(const MentionPhrase& phrase, const MentionWords& words);
  [[nodiscard]] const Entity* resolve_unknown(const MentionPhrase& phrase, const MentionWords& words);
  [[nodiscard]] const Entity* best_candidate(const std::vector<const Entity*>& candidates, const MentionPhrase& phrase) const;
  [[nodiscard]] int score(const Entity& candidate, const MentionPhrase& phrase) const;
  [[nodiscard]] const Entity* imported_actor(const MentionPhrase& phrase, const std::string& name);
  [[nodiscard]] const Entity* new_person(const MentionPhrase& phrase, const MentionWords& words);
  [[nodiscard]] std::string text_of(WordRange range) const;
  [[nodiscard]] std::vector<std::string> words_of_name(const MentionPhrase& phrase, const MentionWords& words) const;

  // Descriptions.
  [[nodiscard]] const Entity* resolve_nominal(const MentionPhrase& phrase, const MentionWords& words);
  [[nodiscard]] const Entity* holder_of(const MentionPhrase& phrase) const;
  [[nodiscard]] const Entity* peer_of_last(const MentionPhrase& phrase) const;
  [[nodiscard]] const Entity* named_holder(std::string_view office, std::string_view country) const;
  [[nodiscard]] const Entity* antecedent_of(const MentionPhrase& phrase) const;
  [[nodiscard]] bool is_described_by(const ResolvedMention& before, const Nominal& nominal) const;
  [[nodiscard]] bool is_named_so(const ResolvedMention& before, const MentionPhrase& phrase) const;
  [[nodiscard]] const Entity* described(const MentionPhrase& phrase, const MentionWords& words);
  [[nodiscard]] std::string plain_words(const MentionPhrase& phrase, const MentionWords& words) const;
  [[nodiscard]] const Entity* people_of(const MentionPhrase& phrase);
  [[nodiscard]] std::string state_of(const MentionPhrase& phrase) const;
  [[nodiscard]] std::string country_of(const MentionPhrase& phrase) const;
  [[nodiscard]] std::string home_of(const MentionPhrase& phrase) const;
  [[nodiscard]] bool held_then(const OfficeTerm& term) const;

  const Document& document_;
  const ActorCatalogue& catalogue_;
  const DocumentMentions& mentions_;
  DocumentActors& actors_;
  CountryContext context_;
  std::size_t sentence_ = 0;  // of the phrase that is being resolved
};

}  // namespace rawi
