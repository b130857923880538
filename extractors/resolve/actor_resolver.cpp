#include "extractors/resolve/actor_resolver.hpp"

#include <algorithm>
#include <map>

#include "extractors/mentions/document_mentions.hpp"
#include "extractors/resolve/mention_resolver.hpp"
#include "extractors/resolve/pronoun_resolver.hpp"

namespace rawi {

namespace {

/// The parts of the mention: those of the phrase that the finder sees at the same words; else the whole as a name.
MentionPhrase phrase_of(const Mention& mention, const std::vector<MentionPhrase>& phrases, const MentionWords& words) {
  for (const MentionPhrase& phrase : phrases)
    if (phrase.words == mention.words && phrase.form == mention.form) return phrase;
  MentionPhrase phrase;
  phrase.words = mention.words;
  phrase.form = mention.form;
  phrase.type = mention.type;
  if (mention.form != Mention::Form::kName) return phrase;
  phrase.name = mention.words;
  if (const NameMatch* match = words.name_at(mention.words.begin); match != nullptr && match->words == mention.words) {
    phrase.candidates = match->candidates;
    phrase.short_name = match->is_short;
  }
  return phrase;
}

class ActorResolver final : public Annotator {
 public:
  ActorResolver(const LanguagePacks& packs, const ActorCatalogue& catalogue) : catalogue_(catalogue) {
    for (const auto& [code, pack] : packs) readers_.emplace(code, FormReader(pack, catalogue));
  }

  std::string_view name() const override { return "actors"; }
  Layers needs() const override {
    return Layers(Layer::kSentences, Layer::kWords, Layer::kMorphology, Layer::kTree, Layer::kNames);
  }
  Layers adds() const override { return Layers(Layer::kActors); }

  Result<void> annotate(Extraction& extraction) const override {
    Document& document = extraction.document;
    const auto reader = readers_.find(document.article().language);
    if (reader == readers_.end()) return {};
    const DocumentMentions found(document, reader->second, catalogue_);
    const std::vector<std::pair<MentionPhrase, std::size_t>> phrases = read(document, found);
    DocumentActors actors(catalogue_);
    for (const auto& [phrase, sentence] : phrases) expect(phrase, actors);
    MentionResolver resolver(document, catalogue_, found, actors);
    for (std::size_t i = 0; i < document.mentions.size(); ++i) {
      Mention& mention = document.mentions[i];
      const auto& [phrase, sentence] = phrases[i];
      const Entity* actor =
          mention.form == Mention::Form::kPronoun ? resolve_pronoun(document, i, actors) : resolver.resolve(phrase, sentence);
      if (actor == nullptr) continue;
      mention.entity = actor->id;
      mention.type = actor->type;
      actors.resolved({i, actor, phrase.nominal});
    }
    fill(extraction, actors);
    return {};
  }

 private:
  /// The phrase of each mention, and the sentence that it stands in.
  static std::vector<std::pair<MentionPhrase, std::size_t>> read(const Document& document, const DocumentMentions& found) {
    std::vector<std::pair<MentionPhrase, std::size_t>> out;
    std::size_t next = 0;
    for (std::size_t s = 0; s < document.sentences.size(); ++s)
      for (; next < document.mentions.size() && document.mentions[next].words.begin < document.sentences[s].words.end; ++next)
        out.emplace_back(phrase_of(document.mentions[next], found.phrases()[s], found.sentences()[s]), s);
    return out;
  }

  /// What the whole article says, before any mention is decided: whom it names in full, which states it speaks of.
  static void expect(const MentionPhrase& phrase, DocumentActors& actors) {
    for (const Entity* state : phrase.states) actors.expect(*state);
    if (phrase.adjective_of != nullptr) actors.expect(*phrase.adjective_of);
    if (phrase.candidates.size() == 1 && !phrase.short_name) actors.expect(*phrase.candidates.front());
  }

  static void fill(Extraction& extraction, const DocumentActors& actors) {
    extraction.actors.clear();
    std::vector<const Entity*> used;
    for (const ResolvedMention& mention : actors.history()) used.push_back(mention.actor);
    std::sort(used.begin(), used.end(), [](const Entity* a, const Entity* b) { return a->id < b->id; });
    used.erase(std::unique(used.begin(), used.end()), used.end());
    for (const Entity* actor : used) extraction.actors.push_back(*actor);
  }

  const ActorCatalogue& catalogue_;
  std::map<std::string, FormReader, std::less<>> readers_;
};

}  // namespace

std::unique_ptr<Annotator> make_actor_resolver(const LanguagePacks& packs, const ActorCatalogue& catalogue) {
  return std::make_unique<ActorResolver>(packs, catalogue);
}

}  // namespace rawi
