#include "extractors/extractor.hpp"

#include "extractors/annotate/lexicon_tagger.hpp"
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
  using Annotators = std::vector<std::shared_ptr<const Annotator>>;
  const std::shared_ptr<const Annotator> sentences = make_sentence_splitter(parts->packs);
  const std::shared_ptr<const Annotator> time_tagger = std::move(*times);
  const Annotators rest = {make_quotation_finder(), make_mention_tagger(parts->packs, parts->catalogue),
                           make_actor_resolver(parts->packs, parts->catalogue),
                           make_event_extractor(parts->packs, parts->ontology, parts->catalogue, "rawi/" + version)};
  auto shallow = steps({sentences, make_word_splitter(parts->packs, parts->catalogue), time_tagger,
                        make_morphology_tagger(parts->packs, parts->catalogue), make_shallow_parser(parts->packs)},
                       rest);
  if (!shallow) return fail(std::move(shallow.error()));
  Extractor extractor(std::move(parts), std::move(*shallow));
  if (!std::filesystem::exists(reader_model_file(languages))) return extractor;
  Annotators behind_reader = {make_lexicon_tagger(extractor.packs(), extractor.catalogue()), time_tagger};
  behind_reader.insert(behind_reader.end(), rest.begin(), rest.end());
  if (auto added = extractor.add_reader(languages, sentences, behind_reader); !added) return fail(std::move(added.error()));
  return extractor;
}

Result<Extractor::Steps> Extractor::steps(std::vector<std::shared_ptr<const Annotator>> reading,
                                          const std::vector<std::shared_ptr<const Annotator>>& rest) {
  std::vector<std::shared_ptr<const Annotator>> all = reading;
  all.insert(all.end(), rest.begin(), rest.end());
  auto first = Pipeline::build(std::move(reading));
  if (!first) return fail(std::move(first.error()));
  auto whole = Pipeline::build(std::move(all));
  if (!whole) return fail(std::move(whole.error()));
  return Steps{std::move(*first), std::move(*whole)};
}

Result<void> Extractor::add_reader(const std::filesystem::path& languages, const std::shared_ptr<const Annotator>& sentences,
                                   const std::vector<std::shared_ptr<const Annotator>>& rest) {
  auto reader = make_neural_reader(languages);
  if (!reader) return fail(std::move(reader.error()));
  reader_ = std::move(*reader);
  auto trained = steps({sentences, reader_}, rest);
  if (!trained) return fail(std::move(trained.error()));
  trained_ = std::move(*trained);
  return {};
}

}  // namespace rawi
