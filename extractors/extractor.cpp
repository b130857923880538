#include "extractors/extractor.hpp"

#include "extractors/annotate/shallow.hpp"
#include "extractors/events/event_extractor.hpp"
#include "extractors/mentions/mention_tagger.hpp"
#include "extractors/mentions/quotation_finder.hpp"
#include "extractors/mentions/time_tagger.hpp"
#include "extractors/resolve/actor_resolver.hpp"

namespace rawi {

Result<Extractor> Extractor::load(const std::filesystem::path& data, const std::string& version) {
  const std::filesystem::path languages = data / "extractors" / "languages";
  auto ontology = Ontology::load(data / "schemas" / "ontology");
  if (!ontology) return fail(std::move(ontology.error()));
  auto packs = load_language_packs(languages, *ontology);
  if (!packs) return fail(std::move(packs.error()));
  std::vector<std::string> codes;
  for (const auto& [code, pack] : *packs) codes.push_back(code);
  auto catalogue = ActorCatalogue::load(data / "extractors" / "actors", codes);
  if (!catalogue) return fail(std::move(catalogue.error()));
  for (auto& [code, pack] : *packs) {  // adjectives of nationality inflect like any other adjective
    for (std::string& lemma : catalogue->adjectives(code)) pack.add_lemma(std::move(lemma), Upos::kAdj);
    for (std::string& lemma : catalogue->inhabitants(code)) pack.add_lemma(std::move(lemma), Upos::kNoun);
  }
  auto parts = std::make_unique<Parts>(Parts{std::move(*ontology), std::move(*packs), std::move(*catalogue)});

  auto times = make_time_tagger(languages, codes);
  if (!times) return fail(std::move(times.error()));
  std::vector<std::unique_ptr<const Annotator>> annotators;
  annotators.push_back(make_sentence_splitter(parts->packs));
  annotators.push_back(make_word_splitter(parts->packs, parts->catalogue));
  annotators.push_back(std::move(*times));
  annotators.push_back(make_morphology_tagger(parts->packs, parts->catalogue));
  annotators.push_back(make_shallow_parser(parts->packs));
  annotators.push_back(make_quotation_finder());
  annotators.push_back(make_mention_tagger(parts->packs, parts->catalogue));
  annotators.push_back(make_actor_resolver(parts->packs, parts->catalogue));
  annotators.push_back(make_event_extractor(parts->packs, parts->ontology, parts->catalogue, "rawi/" + version));
  auto pipeline = Pipeline::build(std::move(annotators));
  if (!pipeline) return fail(std::move(pipeline.error()));
  return Extractor(std::move(parts), std::move(*pipeline));
}

}  // namespace rawi
