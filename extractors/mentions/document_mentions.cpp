#include "extractors/mentions/document_mentions.hpp"

#include <algorithm>

namespace rawi {

DocumentMentions::DocumentMentions(const Document& document, const FormReader& reader, const ActorCatalogue& catalogue) {
  sentences_.reserve(document.sentences.size());
  phrases_.reserve(document.sentences.size());
  for (const Sentence& sentence : document.sentences) {
    sentences_.emplace_back(document, sentence.words, reader, catalogue);
    phrases_.push_back(MentionFinder(sentences_.back()).find());
  }
  const std::vector<std::string> known = surnames();
  if (known.empty()) return;
  for (std::size_t s = 0; s < sentences_.size(); ++s)
    if (sentences_[s].mark_surnames(known)) phrases_[s] = MentionFinder(sentences_[s]).find();
}

/// The last words of people's names of several words, sorted; without words that may be something else.
std::vector<std::string> DocumentMentions::surnames() const {
  std::vector<std::string> found;
  for (std::size_t s = 0; s < sentences_.size(); ++s)
    for (const MentionPhrase& phrase : phrases_[s]) {
      if (phrase.type != EntityType::kPerson || phrase.name.end - phrase.name.begin < 2) continue;
      const WordIndex last = phrase.name.end - 1;
      if (sentences_[s].is_listed(last) && !sentences_[s].pack().capitalized_names) continue;
      found.push_back(sentences_[s].bare(last));
    }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace rawi
