#include "extractors/mentions/mention_tagger.hpp"

#include <map>

#include "extractors/mentions/document_mentions.hpp"

namespace rawi {

namespace {

/// The word of the range whose head lies outside it; the first word if the tree has none such.
WordIndex head_of(const Document& document, WordRange range) {
  for (WordIndex w = range.begin; w < range.end; ++w) {
    const WordIndex head = document.head(w);
    const bool content = document.upos(w) != Upos::kPunct && document.upos(w) != Upos::kAdp && document.upos(w) != Upos::kDet;
    if (content && (head == kNoWord || !range.contains(head))) return w;
  }
  return range.begin;
}

class MentionTagger final : public Annotator {
 public:
  MentionTagger(const LanguagePacks& packs, const ActorCatalogue& catalogue) : catalogue_(catalogue) {
    for (const auto& [code, pack] : packs) readers_.emplace(code, FormReader(pack, catalogue));
  }

  std::string_view name() const override { return "names"; }
  Layers needs() const override { return Layers(Layer::kSentences, Layer::kWords, Layer::kMorphology, Layer::kTree); }
  Layers adds() const override { return Layers(Layer::kNames); }

  Result<void> annotate(Extraction& extraction) const override {
    Document& document = extraction.document;
    document.mentions.clear();
    const auto reader = readers_.find(document.article().language);
    if (reader == readers_.end()) {  // no tables, no catalogue's names: only what a trained reader saw
      for (const NameSpan& name : document.name_spans)
        document.mentions.push_back(
            {name.words, head_of(document, name.words), document.span_of(name.words), Mention::Form::kName, name.type, {}});
      return {};
    }
    const DocumentMentions found(document, reader->second, catalogue_);
    for (const auto& phrases : found.phrases()) {
      for (const MentionPhrase& phrase : phrases)
        document.mentions.push_back(
            {phrase.words, head_of(document, phrase.words), document.span_of(phrase.words), phrase.form, phrase.type, {}});
    }
    return {};
  }

 private:
  const ActorCatalogue& catalogue_;
  std::map<std::string, FormReader, std::less<>> readers_;
};

}  // namespace

std::unique_ptr<Annotator> make_mention_tagger(const LanguagePacks& packs, const ActorCatalogue& catalogue) {
  return std::make_unique<MentionTagger>(packs, catalogue);
}

}  // namespace rawi
