#include "extractors/annotate/language_pack.hpp"

#include <algorithm>

namespace rawi {

namespace {

template <class Map>
const typename Map::mapped_type* look_up(const Map& map, std::string_view key) {
  const auto found = map.find(std::string(key));
  return found == map.end() ? nullptr : &found->second;
}

}  // namespace

const std::vector<Reading>* LanguagePack::readings(std::string_view form) const { return look_up(readings_, form); }

bool LanguagePack::knows_lemma(std::string_view lemma, Upos upos) const {
  const std::uint32_t* bits = look_up(lemmas_, lemma);
  return bits != nullptr && (*bits & (1U << static_cast<unsigned>(upos))) != 0;
}

void LanguagePack::add_lemma(std::string folded_lemma, Upos upos) {
  lemmas_[std::move(folded_lemma)] |= 1U << static_cast<unsigned>(upos);
}

const std::vector<LanguagePack::Expression>* LanguagePack::expressions(std::string_view first) const {
  return look_up(expressions_, first);
}
const std::vector<std::size_t>* LanguagePack::triggers_of(std::string_view lemma) const { return look_up(triggers_of_, lemma); }
const std::vector<std::size_t>* LanguagePack::nominals_of(std::string_view lemma) const { return look_up(nominals_of_, lemma); }
const std::vector<Cue>* LanguagePack::cues_of(std::string_view lemma) const { return look_up(cues_of_, lemma); }

bool LanguagePack::has_name_class(std::string_view form, NameClass name_class) const {
  const std::uint32_t* bits = look_up(name_classes_, form);
  return bits != nullptr && (*bits & (1U << static_cast<unsigned>(name_class))) != 0;
}

bool LanguagePack::has_cue(std::string_view lemma, CueScope scope) const {
  const auto* found = cues_of(lemma);
  return found != nullptr && std::any_of(found->begin(), found->end(), [&](const Cue& c) { return c.scope == scope; });
}

}  // namespace rawi
