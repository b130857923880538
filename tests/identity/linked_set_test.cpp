// Twenty occurrences, each told by four short articles or more in several languages, with near misses: the same parties and kind
// on another date. How well rawi joins what is one and parts what is not, and that the order of articles cannot be seen.
//
// Each line of occurrences.jsonl is an article with the occurrence that it tells of and the kinds that this may be told as.
// Articles in a language without a pack are passed over.
#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>

#include "extractors/extractor.hpp"
#include "storage/memory_store.hpp"
#include "tools/article_intake.hpp"

namespace rawi::test {

namespace {

struct Told {
  std::string occurrence;
  std::set<KindId> kinds;
  Article article;
  std::vector<Entity> actors;
  std::vector<EventMention> events;
};

const Extractor& extractor() {
  static const auto loaded = Extractor::load(RAWI_SOURCE_DIR, "test");
  if (!loaded) FAIL(loaded.error().message());
  return *loaded;
}

std::vector<Told> read_set() {
  std::vector<Told> all;
  std::ifstream file(std::filesystem::path(RAWI_SOURCE_DIR) / "tests" / "identity" / "occurrences.jsonl");
  for (std::string line; std::getline(file, line);) {
    const auto json = nlohmann::json::parse(line);
    Told told;
    told.occurrence = json.at("occurrence");
    for (const std::string kind : json.at("kinds")) told.kinds.insert(KindId(kind));
    told.article.id = ArticleId(json.at("id"));
    told.article.language = json.at("lang");
    told.article.published = parse_day(json.at("published_at").get<std::string>());
    told.article.text = json.at("text");
    auto extraction = extractor().extract(Article(told.article));
    REQUIRE(extraction);
    told.article = extraction->document.article();
    told.actors = std::move(extraction->actors);
    told.events = std::move(extraction->events);
    all.push_back(std::move(told));
  }
  return all;
}

const std::vector<Told>& linked_set() {
  static const std::vector<Told> read = read_set();
  return read;
}

Extraction extraction_of(const Told& told) {
  return {std::move(*Document::make(Article(told.article))), told.actors, told.events};
}

const EventIdentity& identity() {
  static const EventIdentity made(extractor().ontology());
  return made;
}

/// The event of every mention, by article, place and kind.
using Events = std::map<std::string, EventId>;

Events events_in(const FactStore& store) {
  Events found;
  for (const Told& told : linked_set()) {
    const auto mentions = store.mentions_in(told.article.id);
    REQUIRE(mentions);
    for (const EventMention& m : *mentions)
      found[m.article.text() + "/" + std::to_string(m.trigger.span.begin) + "/" + m.kind.text()] = m.event;
  }
  return found;
}

std::unique_ptr<FactStore> store_of(const std::vector<const Told*>& articles) {
  auto store = make_memory_store();
  for (const Told* told : articles) REQUIRE(take_in(identity(), *store, extraction_of(*told)));
  return store;
}

std::vector<const Told*> all_articles() {
  std::vector<const Told*> all;
  for (const Told& told : linked_set()) all.push_back(&told);
  return all;
}

struct Score {
  double precision = 0, recall = 0;
  std::size_t mention_count = 0, article_count = 0;
  [[nodiscard]] double f1() const { return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0; }
};

/// B-cubed (Bagga and Baldwin, 1998) over the mentions that tell of an occurrence in one of its kinds.
Score b_cubed(const FactStore& store) {
  struct Item {
    std::string occurrence;
    EventId event;
  };
  std::vector<Item> items;
  Score score;
  for (const Told& told : linked_set()) {
    const auto mentions = store.mentions_in(told.article.id);
    REQUIRE(mentions);
    const std::size_t before = items.size();
    for (const EventMention& m : *mentions)
      if (told.kinds.contains(m.kind)) items.push_back({told.occurrence, m.event});
    score.article_count += items.size() > before ? 1 : 0;
  }
  for (const Item& a : items) {
    double both = 0, in_event = 0, in_occurrence = 0;
    for (const Item& b : items) {
      in_event += a.event == b.event;
      in_occurrence += a.occurrence == b.occurrence;
      both += a.event == b.event && a.occurrence == b.occurrence;
    }
    score.precision += both / in_event;
    score.recall += both / in_occurrence;
  }
  score.mention_count = items.size();
  score.precision /= static_cast<double>(items.size());
  score.recall /= static_cast<double>(items.size());
  return score;
}

}  // namespace

TEST_CASE("what is one occurrence is one event, and near misses are others") {
  const auto store = store_of(all_articles());
  const Score score = b_cubed(*store);
  std::cout << "linked set: B-cubed precision " << score.precision << ", recall " << score.recall << ", F1 " << score.f1()
            << " over " << score.mention_count << " mentions in " << score.article_count << " articles\n";
  CHECK(score.article_count >= 55);
  CHECK(score.f1() >= 0.85);
}

TEST_CASE("the order in which articles come changes nothing") {
  std::vector<const Told*> articles = all_articles();
  const Events expected = events_in(*store_of(articles));
  std::mt19937 random(7);
  std::reverse(articles.begin(), articles.end());
  for (int round = 0; round < 6; ++round) {
    CHECK(events_in(*store_of(articles)) == expected);
    std::shuffle(articles.begin(), articles.end(), random);
  }
}

TEST_CASE("retracting articles leaves what the others alone would have given") {
  std::vector<const Told*> articles = all_articles();
  std::mt19937 random(11);
  for (int round = 0; round < 4; ++round) {
    std::shuffle(articles.begin(), articles.end(), random);
    const auto store = store_of(articles);
    const std::vector<const Told*> kept(articles.begin() + 25, articles.end());
    for (std::size_t i = 0; i < 25; ++i) CHECK(take_out(identity(), *store, articles[i]->article.id) == true);
    CHECK(events_in(*store) == events_in(*store_of(kept)));
    const auto checked = store->check(false);
    REQUIRE(checked);
    CHECK(checked->problems.empty());
  }
}

TEST_CASE("an article whose reports change is joined anew, and back again gives what was there") {
  const auto store = store_of(all_articles());
  const Events expected = events_in(*store);
  for (const std::size_t i : {std::size_t{0}, std::size_t{5}, std::size_t{40}}) {
    Told changed = linked_set()[i];
    for (EventMention& m : changed.events) m.time.reset();
    REQUIRE(take_in(identity(), *store, extraction_of(changed)));
    CHECK(take_in(identity(), *store, extraction_of(linked_set()[i])) == PutOutcome::kReplaced);
    CHECK(take_in(identity(), *store, extraction_of(linked_set()[i])) == PutOutcome::kUnchanged);
  }
  CHECK(events_in(*store) == expected);
}

}  // namespace rawi::test
