// Rows of coded event data as facts: relations become kinds by the crosswalk, names become known actors where they are known, and
// a block of lines becomes the article that vouches for its events.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/facts/extraction.hpp"
#include "core/facts/ontology.hpp"
#include "extractors/ingest/coded_events.hpp"
#include "extractors/resolve/actor_catalogue.hpp"

namespace rawi {

/// What relations mean: schemas/crosswalk/cameo.tsv.
class RelationTable {
 public:
  struct Meaning {
    KindId kind;
    EventStatus status = EventStatus::kHappened;
  };

  /// Refuses, naming file and line, a kind that the ontology has not, an unknown status and a relation that stands there twice.
  [[nodiscard]] static Result<RelationTable> load(const std::filesystem::path& file, const Ontology& ontology);

  /// Of the lines that fit the longest; nullptr when none does. Small and capital ASCII letters count alike.
  [[nodiscard]] const Meaning* find(std::string_view relation) const;

 private:
  std::unordered_map<std::string, Meaning> whole_, beginnings_;  // in small letters
  std::size_t longest_ = 0;
};

/// One thread at a time. Refers to the table and the catalogue.
class CodedFacts {
 public:
  CodedFacts(const RelationTable& relations, const ActorCatalogue& catalogue, std::string source, std::string extractor)
      : relations_(relations), catalogue_(catalogue), source_(std::move(source)), extractor_(std::move(extractor)) {}

  /// Begins the articles of a file: their ids are `name`, "#" and the lines that they hold.
  void begin_file(std::string name);

  /// Adds a row to the block. False when no line of the table fits its relation.
  [[nodiscard]] bool add(const CodedEvent& row);
  [[nodiscard]] bool block_is_full() const { return block_.events.size() >= kBlockRows; }
  [[nodiscard]] bool block_is_empty() const { return block_.events.empty(); }

  /// The block as an article: its text is the lines, its events are the rows, each told on the day of the row. The same row in
  /// two blocks reports the same event twice.
  [[nodiscard]] ArticleFacts take_block();

 private:
  static constexpr std::size_t kBlockRows = 1000;

  struct Actor {
    Entity entity;
    std::size_t block = 0;  // the last one that has it
  };
  Actor& actor(std::string_view name);
  Entity make_entity(const std::string& name) const;

  const RelationTable& relations_;
  const ActorCatalogue& catalogue_;
  std::string source_, extractor_, file_;
  std::unordered_map<std::string, Actor> actors_;       // by the name in the data
  std::unordered_map<EntityId, std::size_t> in_block_;  // the block that last described an entity: two names may be one actor
  std::unordered_map<std::string, const RelationTable::Meaning*> meanings_;
  ArticleFacts block_;
  std::size_t block_number_ = 1;
  std::size_t first_line_ = 0, last_line_ = 0;
};

}  // namespace rawi
