#include "extractors/events/public_life.hpp"

#include <algorithm>

#include "extractors/resolve/spelling_key.hpp"

namespace rawi {

namespace {

/// One in each article: two unnamed speakers are hardly ever the same, and no path in the graph may lead through them.
Entity unnamed(std::string_view what, const Document& document) {
  Entity entity;
  entity.id = EntityId("person:unnamed-" + std::string(what) + "-" + slug(document.article().id.text()));
  entity.type = EntityType::kPerson;
  entity.name = "unnamed " + std::string(what);
  return entity;
}

}  // namespace

PublicLife::PublicLife(const Extraction& extraction) : extraction_(extraction) {
  const Document& document = extraction.document;
  // A state or a city may only be where it happens: it speaks for public life when something hangs on it as an argument does.
  const auto acts = [&](const Mention& m) {
    const Entity* actor = extraction.actor(m.entity);
    if (actor == nullptr || !actor->known || actor->type == EntityType::kPlace) return false;
    return actor->type != EntityType::kCountry || !document.relation_is(m.head, "obl");
  };
  known_actor_ = std::any_of(document.mentions.begin(), document.mentions.end(), acts);
}

bool PublicLife::is_private(const EntityId& id) const {
  const Entity* actor = extraction_.actor(id);
  if (actor == nullptr || actor->type != EntityType::kPerson || actor->known) return false;
  // Somebody described ("a spokesman") is told of for what he is; a bare name is not.
  return !actor->names.empty();
}

bool PublicLife::counts(const EventKind& kind, std::span<const EntityId> participants) const {
  if (!kind.public_life || known_actor_ || participants.empty()) return true;
  return !std::all_of(participants.begin(), participants.end(), [&](const EntityId& id) { return is_private(id); });
}

std::optional<Entity> unnamed_person(const Document& document, WordIndex pronoun, const EventKind& kind, bool inverted) {
  const bool subject = inverted || document.relation_is(pronoun, "nsubj") || document.relation_is(pronoun, "expl");
  const bool personal = subject && document.upos(pronoun) == Upos::kPron && !document.has_feature(pronoun, "Number=Plur") &&
                        !document.has_feature(pronoun, "Number=Dual");
  const bool woman = document.has_feature(pronoun, "Gender=Fem");
  if (!personal || !(woman || document.has_feature(pronoun, "Gender=Masc"))) return std::nullopt;
  if (kind.speech) return unnamed_speaker(document);
  return unnamed(woman ? "woman" : "man", document);
}

Entity unnamed_speaker(const Document& document) { return unnamed("speaker", document); }

}  // namespace rawi
