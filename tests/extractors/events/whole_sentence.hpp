// Whole sentences through the whole pipeline, for tests of what comes out of it.
#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <utility>

#include "extractors/extractor.hpp"

namespace rawi::test {

/// The packs and the reader of the source tree, loaded once.
inline const Extractor& extractor() {
  static const Result<Extractor> loaded = Extractor::load(RAWI_SOURCE_DIR, "test");
  if (!loaded) FAIL(loaded.error().message());
  return *loaded;
}

inline Extraction extract(const std::string& language, const std::string& text, const std::string& title = {}) {
  Article article;
  article.id = ArticleId("a1");
  article.language = language;
  article.published = parse_day("2025-03-26");
  article.title = title;
  article.text = text;
  auto extraction = extractor().extract(std::move(article));
  if (!extraction) FAIL(extraction.error().message());
  return std::move(*extraction);
}

inline const EventMention* event_of(const Extraction& extraction, const std::string& kind) {
  for (const EventMention& m : extraction.events)
    if (m.kind.text() == kind) return &m;
  return nullptr;
}

/// The names of those who have this role, joined by ", ".
inline std::string who(const Extraction& extraction, const EventMention& mention, Role role) {
  std::string out;
  for (const Participant& p : mention.participants)
    if (p.role == role) out += (out.empty() ? "" : ", ") + extraction.actor(p.entity)->name;
  return out;
}

}  // namespace rawi::test
