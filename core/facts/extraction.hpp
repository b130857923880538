// What the annotators work on and what the store takes in: one document, the actors in it, what it reports.
#pragma once

#include <vector>

#include "core/facts/entity.hpp"
#include "core/facts/event.hpp"
#include "core/text/document.hpp"

namespace rawi {

/// The work of one pipeline run over one article. Move-only, one thread at a time.
struct Extraction {
  Document document;
  std::vector<Entity> actors;  // every entity that a mention or an event of this document points to, each once
  std::vector<EventMention> events;

  [[nodiscard]] const Entity* actor(const EntityId& id) const {
    for (const Entity& e : actors)
      if (e.id == id) return &e;
    return nullptr;
  }
};

/// What is kept of an article: the unit of ingest. Put whole or not at all.
struct ArticleFacts {
  Article article;
  std::vector<Entity> entities;
  std::vector<EventMention> events;  // each with its EventId
};

}  // namespace rawi
