// A report that something did not happen was once taken for one more report of it, and made it surer.
#include <algorithm>
#include <catch2/catch.hpp>

#include "extractors/extractor.hpp"
#include "extractors/identity/event_identity.hpp"
#include "storage/memory_store.hpp"
#include "tools/article_intake.hpp"

namespace rawi::test {

namespace {

Article article(const std::string& id, const std::string& text) {
  Article a;
  a.id = ArticleId(id);
  a.language = "en";
  a.published = parse_day("2025-03-26");
  a.text = text;
  return a;
}

}  // namespace

TEST_CASE("a denial stands beside what it denies and does not confirm it") {
  const auto extractor = Extractor::load(RAWI_SOURCE_DIR, "test");
  REQUIRE(extractor);
  const EventIdentity identity(extractor->ontology());
  const auto store = make_memory_store();
  for (const auto& [id, text] : {std::pair{"yes", "Macron met Putin in Paris on Tuesday."},
                                 std::pair{"no", "Macron did not meet Putin in Paris on Tuesday."}}) {
    auto extraction = extractor->extract(article(id, text));
    REQUIRE(extraction);
    REQUIRE(extraction->events.size() == 1);
    REQUIRE(take_in(identity, *store, std::move(*extraction)));
  }
  std::vector<EventStatus> statuses;
  REQUIRE(store->each_event({}, [&](const Event& event) {
    CHECK(event.report_count == 1);
    statuses.push_back(event.status);
    return true;
  }));
  REQUIRE(statuses.size() == 2);
  CHECK(std::count(statuses.begin(), statuses.end(), EventStatus::kNegated) == 1);
}

}  // namespace rawi::test
