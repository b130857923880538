// Edits of a graph: what they do at once, that they last, that they can be undone, and that after any number of articles that
// came and went, and of edits, the graph is the one that the articles and the edits that are left give afresh.
#include "tools/graph_edit.hpp"

#include <algorithm>
#include <set>

#include "tests/storage/twins.hpp"
#include "tools/article_intake.hpp"

namespace rawi::test {

namespace {

const EventIdentity& identity() {
  static const Result<Ontology> ontology = Ontology::load(std::filesystem::path(RAWI_SOURCE_DIR) / "schemas" / "ontology");
  if (!ontology) FAIL(ontology.error().message());
  static const EventIdentity made(*ontology);
  return made;
}

/// A report in a line, of a meeting in March 2025.
struct Told {
  std::string kind;
  std::vector<std::string> parties;
  int on = 0;  // day of March; 0 for none
};

ArticleFacts told_by(const std::string& id, int published, const std::vector<Told>& reports) {
  const auto march = [](int n) { return day("2025-03-01") + std::chrono::days(n - 1); };
  ArticleFacts facts;
  facts.article.id = ArticleId(id);
  facts.article.language = "en";
  facts.article.published = march(published);
  facts.article.text = "What " + id + " says";
  std::set<std::string> actors;
  for (const Told& told : reports) {
    EventMention m = report(facts, 0, told.kind, {});
    for (const std::string& party : told.parties) {
      m.participants.push_back({Role::kParticipant, EntityId(party), std::nullopt});
      actors.insert(party);
    }
    if (told.on != 0) m.time = ReportedTime{{march(told.on), march(told.on), Precision::kDay}, "then"};
    facts.events.push_back(std::move(m));
  }
  for (const std::string& name : actors) facts.entities.push_back(actor(name, EntityType::kPerson, "Name of " + name));
  return facts;
}

void put(FactStore& store, const ArticleFacts& facts) {
  const auto outcome = take_in(identity(), store, {Document::make(facts.article).value(), facts.entities, facts.events});
  if (!outcome) FAIL(outcome.error().message());
}

Edit merge(const std::string& kept, const std::string& other) {
  Edit edit;
  edit.kind = EditKind::kMerge;
  edit.day = day("2025-04-01");
  edit.author = "tester";
  edit.kept = EntityId(kept);
  edit.other = EntityId(other);
  return edit;
}
Edit undo(std::uint32_t number) {
  Edit edit;
  edit.kind = EditKind::kUndo;
  edit.undone = number;
  return edit;
}
/// Takes what the article says of the event out of it.
Edit part(const FactStore& store, EventId event, const std::string& article) {
  Edit edit;
  edit.kind = EditKind::kPart;
  edit.event = event;
  const auto mentions = store.mentions_of(event);
  REQUIRE(mentions);
  for (const EventMention& m : *mentions)
    if (m.article.text() == article) edit.mentions.push_back({m.article, m.part, m.trigger.span, m.kind, m.sentence.text});
  return edit;
}
std::uint32_t make(FactStore& store, const Edit& edit) {
  const auto number = make_edit(identity(), store, edit);
  if (!number) FAIL(number.error().message());
  return *number;
}

EventId event_in(const FactStore& store, const std::string& article) {
  const auto mentions = store.mentions_in(ArticleId(article));
  REQUIRE(mentions);
  REQUIRE_FALSE(mentions->empty());
  return mentions->front().event;
}

/// All records but the edits themselves, and counts of nothing, which a store has that was emptied.
Records unedited_records(const Twin& twin) {
  Records all = records_in(twin.map());
  std::erase(all, std::pair(keys::meta(records::kCountsName), encode(StoredCounts{})));
  std::erase_if(all, [](const auto& record) { return record.first.front() == static_cast<char>(keys::Tag::kEdit); });
  return all;
}

std::string problems_of(const Twin& twin) {
  const auto report = twin->check(false);
  REQUIRE(report);
  std::string text;
  for (const std::string& problem : report->problems) text += problem + "\n";
  return text;
}

const std::vector<Told> kMeeting = {{"meeting", {"person:x", "person:y"}, 5}};
const std::vector<Told> kSameUnderAnotherId = {{"meeting", {"person:z", "person:y"}, 5}};

}  // namespace

TEMPLATE_TEST_CASE("two entities that are merged are one, and their reports are joined", "[edits]", MemoryTwin, RocksTwin) {
  TestType twin;
  put(*twin.store, told_by("a1", 5, kMeeting));
  put(*twin.store, told_by("a2", 6, kSameUnderAnotherId));
  const Records before = unedited_records(twin.store);
  REQUIRE(event_in(*twin.store, "a1") != event_in(*twin.store, "a2"));
  REQUIRE(make(*twin.store, merge("person:x", "person:z")) == 1);
  CHECK(event_in(*twin.store, "a1") == event_in(*twin.store, "a2"));
  CHECK(twin.store->stats()->entity_count == 2);
  CHECK(twin.store->stats()->event_count == 1);
  const auto whole = twin.store->entity(EntityId("person:z"));
  REQUIRE((whole && *whole));
  CHECK((*whole)->id == EntityId("person:x"));
  CHECK((*whole)->names.at("en") == std::vector<std::string>{"Name of person:x", "Name of person:z"});
  std::size_t entities = 0;
  REQUIRE(twin.store->each_entity([&](const Entity&) { return ++entities, true; }));
  CHECK(entities == 2);
  for (const char* id : {"person:x", "person:z"}) {
    std::size_t events = 0;
    REQUIRE(twin.store->each_event_of(EntityId(id), {}, [&](const Event&) { return ++events, true; }));
    CHECK(events == 1);
  }
  CHECK(problems_of(twin.store) == "");

  SECTION("until that is undone, which leaves nothing behind") {
    REQUIRE(make(*twin.store, undo(1)) == 2);
    CHECK(unedited_records(twin.store) == before);
    CHECK(twin.store->stats()->entity_count == 3);
    SECTION("and an undo can be undone") {
      REQUIRE(make(*twin.store, undo(2)) == 3);
      CHECK(event_in(*twin.store, "a1") == event_in(*twin.store, "a2"));
    }
  }
  SECTION("whatever comes later, and when one of them is read again or goes") {
    put(*twin.store, told_by("a2", 6, kSameUnderAnotherId));
    CHECK(event_in(*twin.store, "a1") == event_in(*twin.store, "a2"));
    REQUIRE(take_out(identity(), *twin.store, ArticleId("a1")).value());
    CHECK((*twin.store->entity(EntityId("person:x")))->id == EntityId("person:x"));
    CHECK(twin.store->stats()->entity_count == 2);
    put(*twin.store, told_by("a3", 6, kMeeting));
    CHECK(event_in(*twin.store, "a2") == event_in(*twin.store, "a3"));
    CHECK(problems_of(twin.store) == "");
  }
}

TEST_CASE("the same articles again are unchanged after a merge", "[edits]") {
  MemoryTwin twin;
  put(*twin.store, told_by("a1", 5, kMeeting));
  const ArticleFacts second = told_by("a2", 6, kSameUnderAnotherId);
  put(*twin.store, second);
  make(*twin.store, merge("person:x", "person:z"));
  const auto again = take_in(identity(), *twin.store, {Document::make(second.article).value(), second.entities, second.events});
  REQUIRE(again);
  CHECK(*again == PutOutcome::kUnchanged);
}

TEST_CASE("what a merge joined falls apart when it is undone, though one of the two was merged again", "[edits]") {
  MemoryTwin twin;
  put(*twin.store, told_by("a1", 5, {{"meeting", {"person:a", "person:b", "person:c"}, 5}}));
  make(*twin.store, merge("person:a", "person:b"));
  make(*twin.store, merge("person:c", "person:b"));
  CHECK((*twin.store->entity(EntityId("person:a")))->id == EntityId("person:c"));
  make(*twin.store, undo(1));
  CHECK((*twin.store->entity(EntityId("person:a")))->id == EntityId("person:a"));
  CHECK((*twin.store->entity(EntityId("person:b")))->id == EntityId("person:c"));
  CHECK(problems_of(twin.store) == "");
}

TEMPLATE_TEST_CASE("a report that is parted is an event of its own", "[edits]", MemoryTwin, RocksTwin) {
  TestType twin;
  for (const int n : {1, 2, 3}) put(*twin.store, told_by("a" + std::to_string(n), 4 + n, kMeeting));
  const EventId whole = event_in(*twin.store, "a1");
  REQUIRE(event_in(*twin.store, "a2") == whole);
  const Records before = unedited_records(twin.store);
  const Edit edit = part(*twin.store, whole, "a1");  // the oldest, to which the others were joined
  make(*twin.store, edit);
  CHECK(event_in(*twin.store, "a1") == whole);
  CHECK(event_in(*twin.store, "a2") == event_in(*twin.store, "a3"));
  CHECK(event_in(*twin.store, "a2") != whole);
  CHECK(events_of(edit.mentions, *twin.store).value() == std::vector{whole});
  CHECK(problems_of(twin.store) == "");

  SECTION("and nothing that comes joins it") {
    put(*twin.store, told_by("a4", 5, kMeeting));
    CHECK(event_in(*twin.store, "a4") == event_in(*twin.store, "a2"));
  }
  SECTION("and stays one when its article goes and comes back") {
    REQUIRE(take_out(identity(), *twin.store, ArticleId("a1")).value());
    CHECK(events_of(edit.mentions, *twin.store)->empty());
    put(*twin.store, told_by("a1", 5, kMeeting));
    CHECK(event_in(*twin.store, "a1") != event_in(*twin.store, "a2"));
  }
  SECTION("until that is undone") {
    make(*twin.store, undo(1));
    CHECK(unedited_records(twin.store) == before);
  }
  SECTION("of which rawi check knows") {
    WriteBatch batch;  // as if it had not been done
    const auto moved = twin.store->mentions_in(ArticleId("a1")).value().front();
    const EventId to = event_in(*twin.store, "a2");
    const keys::ArticleHash article = keys::hash_of(moved.article);
    batch.erase(keys::mention({moved.event, article, 0}));
    batch.put(keys::mention({to, article, 0}), encode(moved));
    REQUIRE(twin.store.map().write(batch));
    CHECK(problems_of(twin.store).find("it holds reports that edit 1 parts") != std::string::npos);
  }
}

TEST_CASE("two reports of one article that were taken for one can be parted", "[edits]") {
  MemoryTwin twin;
  put(*twin.store, told_by("a1", 5, {kMeeting.front(), kMeeting.front()}));
  const auto both = twin.store->mentions_of(event_in(*twin.store, "a1")).value();
  REQUIRE(both.size() == 2);
  Edit edit = part(*twin.store, both.front().event, "a1");
  edit.mentions.pop_back();
  make(*twin.store, edit);
  const auto mentions = twin.store->mentions_in(ArticleId("a1")).value();
  CHECK(mentions[0].event != mentions[1].event);
  CHECK(problems_of(twin.store) == "");
}

TEST_CASE("events that were coded elsewhere keep the identity that they came with", "[edits]") {
  MemoryTwin twin;
  std::vector<ArticleFacts> blocks = {told_by("b1", 5, kMeeting), told_by("b2", 5, kSameUnderAnotherId)};
  for (ArticleFacts& block : blocks) {
    block.article.language.clear();
    block.events.front().language.clear();
    block.events.front().event = EventId{block.article.id.text() == "b1" ? 1U : 2U};
  }
  REQUIRE(twin.store->put_all(blocks));
  const Records before = unedited_records(twin.store);
  make(*twin.store, merge("person:x", "person:z"));
  CHECK(event_in(*twin.store, "b1") == EventId{1});
  CHECK(event_in(*twin.store, "b2") == EventId{2});
  std::size_t events = 0;
  REQUIRE(twin.store->each_event_of(EntityId("person:x"), {}, [&](const Event&) { return ++events, true; }));
  CHECK(events == 2);
  CHECK(problems_of(twin.store) == "");
  CHECK(twin.store->put_all(blocks).value() == std::vector{PutOutcome::kUnchanged, PutOutcome::kUnchanged});
  make(*twin.store, undo(1));
  CHECK(unedited_records(twin.store) == before);
}

TEST_CASE("an edit that says nothing is refused and changes nothing", "[edits]") {
  MemoryTwin twin;
  put(*twin.store, told_by("a1", 5, kMeeting));
  const Records before = records_in(twin.store.map());
  Edit of_nothing;
  of_nothing.kind = EditKind::kPart;
  for (const Edit& edit : {merge("person:x", "person:x"), merge("person:x", ""), of_nothing, undo(1), undo(0)}) {
    const auto made = make_edit(identity(), *twin.store, edit);
    REQUIRE_FALSE(made);
    CHECK(made.error().code == ErrorCode::kInvalidInput);
  }
  CHECK(records_in(twin.store.map()) == before);
  make(*twin.store, merge("person:x", "person:y"));
  make(*twin.store, undo(1));
  CHECK_FALSE(make_edit(identity(), *twin.store, undo(1)));
}

TEST_CASE("edits survive closing and opening the store", "[edits]") {
  const TemporaryDirectory directory;
  {
    auto store = open_rocks_store(directory.path(), OpenMode::kWrite);
    REQUIRE(store);
    put(**store, told_by("a1", 5, kMeeting));
    make(**store, merge("person:x", "person:y"));
  }
  const auto store = open_rocks_store(directory.path(), OpenMode::kRead);
  REQUIRE(store);
  const auto edits = (*store)->edits();
  REQUIRE(edits);
  REQUIRE((*edits)->all().size() == 1);
  CHECK((*edits)->all().front().author == "tester");
  CHECK((*edits)->all().front().day == day("2025-04-01"));
  CHECK((*(*store)->entity(EntityId("person:y")))->id == EntityId("person:x"));
}

namespace {

/// A graph that articles and edits come to and go from at random, and what is to be left.
class RandomGraph {
 public:
  explicit RandomGraph(unsigned seed) : random_(seed) {}

  void step() {
    switch (pick(10)) {
      case 0:
      case 1:
        return remove();
      case 2:
        return add_merge();
      case 3:
      case 4:
        return add_part();
      case 5:
        return add_undo();
      default:
        return add_article();
    }
  }

  /// The articles that are left, in any order, with the edits that are, before or after them.
  [[nodiscard]] Records afresh(bool edits_first) {
    MemoryTwin twin;
    std::vector<ArticleFacts> articles;
    for (const auto& [id, facts] : left_) articles.push_back(facts);
    std::shuffle(articles.begin(), articles.end(), random_);
    if (edits_first) make_edits(*twin.store);
    for (const ArticleFacts& facts : articles) put(*twin.store, facts);
    if (!edits_first) make_edits(*twin.store);
    return unedited_records(twin.store);
  }

  [[nodiscard]] const Twin& twin() const { return twin_.store; }
  [[nodiscard]] std::string done() const { return done_; }

 private:
  int pick(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }
  [[nodiscard]] Edits edits() const { return *twin_.store->edits().value(); }

  void make_edits(FactStore& store) const {
    const Edits all = edits();
    for (const Edit& edit : all.all())
      if (edit.kind != EditKind::kUndo && all.undone_by(edit.number) == 0) make(store, edit);
  }
  std::string person() { return "person:" + std::string(1, static_cast<char>('a' + pick(6))); }

  void add_article() {
    std::vector<Told> reports;
    for (int i = 1 + pick(3); i > 0; --i) {
      Told told{pick(3) == 0 ? "visit" : "meeting", {}, pick(3) == 0 ? 0 : 1 + pick(4)};
      for (int parties = 1 + pick(3); parties > 0; --parties) told.parties.push_back(person());
      reports.push_back(std::move(told));
    }
    const std::string id = "a" + std::to_string(pick(8));
    left_[id] = told_by(id, 1 + pick(5), reports);
    done_ += " +" + id;
    put(*twin_.store, left_[id]);
  }
  void remove() {
    if (left_.empty()) return;
    const auto gone = std::next(left_.begin(), pick(static_cast<int>(left_.size())));
    done_ += " -" + gone->first;
    REQUIRE(take_out(identity(), *twin_.store, ArticleId(gone->first)).value());
    left_.erase(gone);
  }
  void add_merge() {
    const std::string kept = person(), other = person();
    if (kept == other) return;
    done_ += " " + kept + "=" + other;
    make(*twin_.store, merge(kept, other));
  }
  void add_part() {
    std::vector<EventMention> all;
    for (const auto& [id, facts] : left_) {
      const auto told = twin_.store->mentions_in(ArticleId(id)).value();
      all.insert(all.end(), told.begin(), told.end());
    }
    if (all.empty()) return;
    Edit edit;
    edit.kind = EditKind::kPart;
    edit.event = all[static_cast<std::size_t>(pick(static_cast<int>(all.size())))].event;
    for (const EventMention& m : all)
      if (m.event == edit.event && pick(2) == 0) edit.mentions.push_back({m.article, m.part, m.trigger.span, m.kind, {}});
    if (edit.mentions.empty()) return;
    done_ += " part";
    make(*twin_.store, edit);
  }
  void add_undo() {
    const Edits all = edits();
    if (all.all().empty()) return;
    const auto number = static_cast<std::uint32_t>(1 + pick(static_cast<int>(all.all().size())));
    if (all.undone_by(number) != 0) return;
    done_ += " undo" + std::to_string(number);
    make(*twin_.store, undo(number));
  }

  std::mt19937 random_;
  MemoryTwin twin_;
  std::map<std::string, ArticleFacts> left_;
  std::string done_;
};

}  // namespace

TEST_CASE("after any changes the graph is what the articles and the edits that are left give afresh", "[edits]") {
  for (unsigned seed = 0; seed < 150; ++seed) {
    RandomGraph graph(seed);
    for (int step = 0; step < 25; ++step) graph.step();
    INFO("seed " << seed << ":" << graph.done());
    REQUIRE(problems_of(graph.twin()) == "");
    const Records records = unedited_records(graph.twin());
    REQUIRE(records == graph.afresh(false));
    REQUIRE(records == graph.afresh(true));
  }
}

}  // namespace rawi::test
