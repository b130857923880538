#include "extractors/annotate/form_reader.hpp"

#include <algorithm>

namespace rawi {

namespace {

/// Fewest bytes that an affix must leave: one letter of an alphabet outside ASCII, two of ASCII.
constexpr std::size_t kStemBytesMin = 2;

bool is_closed_class(const Reading& reading) {
  switch (reading.upos) {
    case Upos::kAdp:
    case Upos::kAdv:
    case Upos::kAux:
    case Upos::kCconj:
    case Upos::kDet:
    case Upos::kPart:
    case Upos::kPron:
    case Upos::kSconj:
      return true;
    default:
      return false;
  }
}

/// FEATS stay sorted by name, as Universal Dependencies has them.
void add_feature(std::string& features, std::string_view feature) {
  std::size_t at = 0;
  while (at < features.size() && std::string_view(features).substr(at) < feature)
    at = std::min(features.find('|', at), features.size() - 1) + 1;
  if (at < features.size())
    features.insert(at, std::string(feature) + "|");
  else
    features += (features.empty() ? "" : "|") + std::string(feature);
}

/// The lemma that a rule makes of a form, or nothing when the rule does not fit.
std::string apply(const AffixRule& rule, std::string_view form) {
  if (!form.starts_with(rule.strip_prefix)) return {};
  form.remove_prefix(rule.strip_prefix.size());
  if (form.size() < rule.strip_suffix.size() + kStemBytesMin) return {};
  form.remove_suffix(rule.strip_suffix.size());
  return rule.add_prefix + std::string(form) + rule.add_suffix;
}

}  // namespace

FormReader::FormReader(const LanguagePack& pack, const ActorCatalogue& catalogue) : pack_(pack), catalogue_(catalogue) {
  for (std::size_t i = 0; i < pack.affixes.size(); ++i) {
    const std::string& suffix = pack.affixes[i].strip_suffix;
    rules_by_suffix_[suffix].push_back(i);
    suffix_bytes_max_ = std::max(suffix_bytes_max_, suffix.size());
  }
}

std::string_view FormReader::without_article(std::string_view form) const {
  const std::string& article = pack_.definite_article;
  if (article.empty() || !form.starts_with(article) || form.size() < article.size() + kStemBytesMin + 1) return form;
  return form.substr(article.size());
}

void FormReader::read_inflected(std::string_view form, std::vector<Reading>& readings) const {
  for (const Upos upos : {Upos::kNoun, Upos::kVerb, Upos::kAdj})
    if (pack_.knows_lemma(form, upos)) readings.push_back({std::string(form), upos, {}});
  // One reading a part of speech: of the rules that lead to a known lemma the one with the longest affix, so the
  // suffixes are tried longest first.
  std::string lemma;
  for (std::size_t size = std::min(suffix_bytes_max_, form.size()) + 1; size-- > 0;) {
    const auto rules = rules_by_suffix_.find(std::string(form.substr(form.size() - size)));
    if (rules == rules_by_suffix_.end()) continue;
    for (const std::size_t i : rules->second) {
      const AffixRule& rule = pack_.affixes[i];
      lemma = apply(rule, form);
      if (lemma.empty() || !pack_.knows_lemma(lemma, rule.upos)) continue;
      const bool seen = std::any_of(readings.begin(), readings.end(), [&](const Reading& r) { return r.upos == rule.upos; });
      if (!seen) readings.push_back({lemma, rule.upos, rule.features});
    }
  }
}

std::vector<Reading> FormReader::read(std::string_view form) const {
  std::vector<Reading> readings;
  if (const auto* listed = pack_.readings(form)) {
    readings = *listed;
    if (std::all_of(readings.begin(), readings.end(), is_closed_class)) return readings;  // a function word is no inflected form
  }
  read_inflected(form, readings);
  const std::string_view bare = without_article(form);
  if (bare.size() != form.size()) {
    std::vector<Reading> below;
    if (const auto* listed = pack_.readings(bare)) below = *listed;
    read_inflected(bare, below);
    for (Reading& r : below) {  // a verb takes no article
      if (r.upos != Upos::kNoun && r.upos != Upos::kAdj && r.upos != Upos::kPropn && r.upos != Upos::kNum) continue;
      add_feature(r.features, "Definite=Def");
      readings.push_back(std::move(r));
    }
  }
  return readings;
}

bool FormReader::knows(std::string_view form) const {
  return !read(form).empty() || catalogue_.knows_word(form, pack_.language) ||
         catalogue_.knows_word(without_article(form), pack_.language);
}

bool FormReader::may_be_verb(std::string_view form) const {
  const std::vector<Reading> readings = read(form);
  if (readings.empty()) return guess(form).upos == Upos::kVerb;
  return std::any_of(readings.begin(), readings.end(),
                     [](const Reading& r) { return r.upos == Upos::kVerb || r.upos == Upos::kAux; });
}

Reading FormReader::guess(std::string_view form) const {
  for (const AffixRule& rule : pack_.affixes) {  // longest affix first
    if (!rule.guesses || !form.ends_with(rule.strip_suffix)) continue;
    std::string lemma = apply(rule, form);
    if (!lemma.empty()) return {std::move(lemma), rule.upos, rule.features};
  }
  return {std::string(without_article(form)), Upos::kX, form != without_article(form) ? "Definite=Def" : ""};
}

}  // namespace rawi
