// Which reports tell of one occurrence, in one article and across articles.
#include "extractors/identity/event_identity.hpp"

#include <catch2/catch.hpp>

#include "tests/support/fake_reader.hpp"

namespace rawi::test {

namespace {

using Parties = std::vector<std::pair<Role, std::string>>;
const std::string kFrance = "country:FRA", kRussia = "country:RUS", kUkraine = "country:UKR", kIran = "country:IRN",
                  kParis = "place:paris", kRome = "place:rome";

const EventIdentity& identity() {
  static const Result<Ontology> ontology = Ontology::load(std::filesystem::path(RAWI_SOURCE_DIR) / "schemas" / "ontology");
  if (!ontology) FAIL(ontology.error().message());
  static const EventIdentity made(*ontology);
  return made;
}

EventMention mention(const std::string& kind, const Parties& parties, const std::string& on = {},
                     const std::string& published = "2025-03-26") {
  EventMention m = report(0, kind, "new", published, parties);
  return on.empty() ? m : with_time(m, on, on);
}

Event event(const EventMention& reported) { return aggregate(EventId{7}, {reported}); }

/// Both ways round, which must give the same.
IdentityVerdict compared(const EventMention& a, const EventMention& b, bool same_document) {
  const IdentityVerdict verdict = identity().compare()(event(a), event(b), same_document);
  const IdentityVerdict turned = identity().compare()(event(b), event(a), same_document);
  CHECK(verdict.same == turned.same);
  CHECK(verdict.score == turned.score);
  return verdict;
}
IdentityVerdict across(const EventMention& a, const EventMention& b) { return compared(a, b, false); }
IdentityVerdict within(const EventMention& a, const EventMention& b) { return compared(a, b, true); }

/// Gives ids to the mentions of one article, each with a trigger of its own.
std::vector<EventId> assigned(const std::string& article, std::vector<EventMention> mentions,
                              const FactReader& facts = FakeReader()) {
  Article source;
  source.id = ArticleId(article);
  source.text = "Text.";
  Extraction extraction{std::move(*Document::make(std::move(source))), {}, {}};
  std::uint32_t at = 0;
  for (EventMention& m : mentions) {
    m.article = ArticleId(article);
    m.trigger.span = {at, at + 4};
    at += 10;
    extraction.events.push_back(std::move(m));
  }
  REQUIRE(identity().assign(extraction, facts));
  CHECK(extraction.document.layers.has(Layer::kIdentity));
  std::vector<EventId> ids;
  for (const EventMention& m : extraction.events) ids.push_back(m.event);
  return ids;
}

const Parties kBoth = {{Role::kParticipant, kRussia}, {Role::kParticipant, kUkraine}};
const Parties kStrike = {{Role::kSource, kRussia}, {Role::kTarget, kUkraine}};

}  // namespace

TEST_CASE("reports of the same kind, parties and day are one event") {
  CHECK(across(mention("ceasefire", kBoth, "2025-03-25"), mention("ceasefire", kBoth, "2025-03-25")).same);
  CHECK(across(mention("attack", kStrike, "2025-03-25"), mention("attack", kStrike, "2025-03-25")).same);
}

TEST_CASE("the same on another day is another event") {
  const auto verdict = across(mention("attack", kStrike, "2025-03-20"), mention("attack", kStrike, "2025-03-25"));
  CHECK_FALSE(verdict.same);
  CHECK(verdict.reason == "another time");
}

TEST_CASE("another kind is another event, unless the ontology calls the two kindred") {
  CHECK_FALSE(across(mention("attack", kStrike, "2025-03-25"), mention("sanction", kStrike, "2025-03-25")).same);
  CHECK(across(mention("meeting", kBoth, "2025-03-25"), mention("summit", kBoth, "2025-03-25")).same);
}

TEST_CASE("other parties, other sides and another place are other events") {
  CHECK_FALSE(across(mention("ceasefire", kBoth, "2025-03-25"),
                     mention("ceasefire", {{Role::kParticipant, kFrance}, {Role::kParticipant, kIran}}, "2025-03-25"))
                  .same);
  CHECK_FALSE(across(mention("attack", kStrike, "2025-03-25"),
                     mention("attack", {{Role::kSource, kUkraine}, {Role::kTarget, kRussia}}, "2025-03-25"))
                  .same);
  const Parties in_paris = {{Role::kParticipant, kFrance}, {Role::kParticipant, kUkraine}, {Role::kPlace, kParis}};
  const Parties in_rome = {{Role::kParticipant, kFrance}, {Role::kParticipant, kUkraine}, {Role::kPlace, kRome}};
  CHECK_FALSE(across(mention("summit", in_paris, "2025-03-27"), mention("summit", in_rome, "2025-03-27")).same);
}

TEST_CASE("without a time of its own a report joins what was reported in the same days, and not what was weeks ago") {
  CHECK(across(mention("ceasefire", kBoth), mention("ceasefire", kBoth)).same);
  CHECK(across(mention("ceasefire", kBoth, "", "2025-03-28"), mention("ceasefire", kBoth, "", "2025-03-26")).same);
  CHECK_FALSE(across(mention("ceasefire", kBoth, "", "2025-04-26"), mention("ceasefire", kBoth, "", "2025-03-26")).same);
}

TEST_CASE("one party in common is too little across articles without time and place") {
  CHECK_FALSE(across(mention("meeting", {{Role::kParticipant, kFrance}}),
                     mention("meeting", {{Role::kParticipant, kFrance}, {Role::kParticipant, kUkraine}}))
                  .same);
}

TEST_CASE("in one article a mention that names nobody joins the one before of its kind") {
  CHECK(within(mention("summit", {}), mention("summit", kBoth)).same);
  CHECK_FALSE(within(mention("attack", {}), mention("summit", kBoth)).same);
}

TEST_CASE("across articles a mention that names nobody joins nothing") {
  CHECK_FALSE(across(mention("summit", {}), mention("summit", kBoth)).same);
}

TEST_CASE("each statement is its own event, and of stronger acts of saying those without an addressee") {
  CHECK_FALSE(across(mention("statement", kStrike, "2025-03-25"), mention("statement", kStrike, "2025-03-25")).same);
  CHECK(across(mention("accusation", kStrike, "2025-03-25"), mention("accusation", kStrike, "2025-03-25")).same);
  const Parties speaker = {{Role::kSource, kFrance}};
  CHECK_FALSE(across(mention("statement", speaker), mention("statement", speaker)).same);
  CHECK_FALSE(within(mention("statement", speaker), mention("statement", speaker)).same);
}

TEST_CASE("the mentions of an article get ids: the same for one occurrence, others for others") {
  const auto ids = assigned("a1", {mention("summit", kBoth, "2025-03-27"), mention("attack", kStrike, "2025-03-25"),
                                   mention("summit", {}), mention("summit", kBoth, "2025-05-01")});
  REQUIRE(ids.size() == 4);
  CHECK_FALSE(ids[0].empty());
  CHECK(ids[2] == ids[0]);
  CHECK(ids[1] != ids[0]);
  CHECK(ids[3] != ids[0]);
}

TEST_CASE("an article that is read again gives the same ids") {
  const std::vector<EventMention> mentions = {mention("summit", kBoth, "2025-03-27"), mention("attack", kStrike)};
  CHECK(assigned("a1", mentions) == assigned("a1", mentions));
  CHECK(assigned("a1", mentions) != assigned("a2", mentions));
}

namespace {

/// A store with one report of its own event, as identity would have put it there.
struct OneReport {
  explicit OneReport(EventMention m) {
    m.article = ArticleId("old");
    m.event = assigned("old", {m}).front();
    m.trigger.span = {0, 4};
    event = m.event;
    facts.add(m);
  }
  FakeReader facts;
  EventId event;
};

}  // namespace

TEST_CASE("a report joins the event that the store has of it, and is found over its participants") {
  const OneReport store(mention("ceasefire", kBoth, "2025-03-25", "2025-03-25"));
  CHECK(assigned("a1", {mention("ceasefire", kBoth, "2025-03-25")}, store.facts).front() == store.event);
  CHECK(assigned("a1", {mention("ceasefire", kBoth, "2025-06-25")}, store.facts).front() != store.event);
  const Parties others = {{Role::kParticipant, kFrance}, {Role::kParticipant, kIran}};
  CHECK(assigned("a1", {mention("ceasefire", others, "2025-03-25")}, store.facts).front() != store.event);
}

TEST_CASE("an event is named after its first report, and a report from before that moves it") {
  const OneReport store(mention("ceasefire", kBoth, "2025-03-25", "2025-03-27"));
  Article source;
  source.id = ArticleId("earlier");
  source.text = "Text.";
  EventMention earlier = mention("ceasefire", kBoth, "2025-03-25", "2025-03-25");
  earlier.article = source.id;
  Extraction extraction{std::move(*Document::make(std::move(source))), {}, {earlier}};
  const auto moves = identity().assign(extraction, store.facts);
  REQUIRE(moves);
  REQUIRE(moves->size() == 1);
  CHECK(moves->front().article == ArticleId("old"));
  CHECK(moves->front().from == store.event);
  CHECK(moves->front().to == extraction.events.front().event);
}

TEST_CASE("calling off what was planned is news of it, denying what happened is another event") {
  const auto with_status = [](EventStatus status) {
    EventMention m = mention("meeting", kBoth, "2025-03-27");
    m.status = status;
    return m;
  };
  CHECK(across(with_status(EventStatus::kNegated), with_status(EventStatus::kPlanned)).same);
  CHECK_FALSE(across(with_status(EventStatus::kNegated), with_status(EventStatus::kHappened)).same);
  CHECK(across(with_status(EventStatus::kPlanned), with_status(EventStatus::kHappened)).same);
}

TEST_CASE("who met one and who met another met twice, though one party is in common") {
  const Parties other = {{Role::kParticipant, kRussia}, {Role::kParticipant, kFrance}};
  CHECK_FALSE(across(mention("meeting", kBoth, "2025-03-25"), mention("meeting", other, "2025-03-25")).same);
}

TEST_CASE("one party alone takes up what an article told of two, and not across articles") {
  const Parties alone = {{Role::kParticipant, kFrance}};
  CHECK(within(mention("summit", alone), mention("summit", kBoth, "2025-03-27")).same);
  CHECK_FALSE(across(mention("summit", alone), mention("summit", kBoth, "2025-03-27")).same);
}

TEST_CASE("a report that could be of two occurrences does not tie them together") {
  const OneReport store(mention("attack", kStrike, "2025-03-24", "2025-03-24"));
  const auto ids = assigned("a1", {mention("attack", kStrike, "", "2025-03-26")}, store.facts);
  CHECK(ids.front() == store.event);
  FakeReader both = store.facts;
  EventMention undated = mention("attack", kStrike, "", "2025-03-26");
  undated.article = ArticleId("a1");
  undated.trigger.span = {0, 4};
  undated.event = store.event;
  both.add(undated);
  CHECK(assigned("a2", {mention("attack", kStrike, "2025-03-26", "2025-03-26")}, both).front() != store.event);
}

TEST_CASE("an event can be explained: what each report was joined to, and why") {
  OneReport store(mention("ceasefire", kBoth, "2025-03-25", "2025-03-25"));
  EventMention later = mention("ceasefire", kBoth, "", "2025-03-26");
  later.article = ArticleId("a1");
  later.event = store.event;
  store.facts.add(later);
  const auto links = identity().explain(store.event, store.facts);
  REQUIRE(links);
  REQUIRE(links->size() == 2);
  CHECK(links->front().article == ArticleId("old"));
  CHECK_FALSE(links->front().joined_to);
  CHECK(links->back().joined_to == ArticleId("old"));
  CHECK(links->back().verdict.reason == "same kind, 2 parties in common, told in the same days");
}

TEST_CASE("a report without time and day of publication joins nothing in the store") {
  const OneReport store(mention("ceasefire", kBoth, "2025-03-25", "2025-03-25"));
  CHECK(assigned("a1", {mention("ceasefire", kBoth, "", "")}, store.facts).front() != store.event);
}

TEST_CASE("when the store fails, so does identity") {
  FakeReader facts;
  facts.break_down();
  Article source;
  source.id = ArticleId("a1");
  source.text = "Text.";
  Extraction extraction{std::move(*Document::make(std::move(source))), {}, {mention("ceasefire", kBoth, "2025-03-25")}};
  const auto outcome = identity().assign(extraction, facts);
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().code == ErrorCode::kIo);
}

}  // namespace rawi::test
