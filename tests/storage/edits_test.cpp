// Edits as records of a store: their bytes, what they do to what is derived, and what becomes of damaged ones. What they do to
// the grouping of reports is tested with tools/graph_edit.
#include "core/facts/edit.hpp"

#include "tests/storage/twins.hpp"

namespace rawi::test {

namespace {

Edit merge(const std::string& kept, const std::string& other) {
  Edit edit;
  edit.kind = EditKind::kMerge;
  edit.day = day("2025-04-01");
  edit.author = "Huda";
  edit.note = "why";
  edit.kept = EntityId(kept);
  edit.other = EntityId(other);
  return edit;
}
Edit numbered(std::uint32_t number, Edit edit) {
  edit.number = number;
  return edit;
}
Edit undo(std::uint32_t number) {
  Edit edit;
  edit.kind = EditKind::kUndo;
  edit.undone = number;
  return edit;
}

std::string problems_of(const Twin& twin, bool repair = false) {
  const auto report = twin->check(repair);
  REQUIRE(report);
  std::string text;
  for (const std::string& problem : report->problems) text += problem + "\n";
  return text;
}

}  // namespace

TEST_CASE("an edit survives its bytes", "[edits]") {
  Edit part;
  part.kind = EditKind::kPart;
  part.event = EventId{7};
  part.mentions = {{ArticleId("a1"), Part::kTitle, {3, 9}, KindId("visit"), "Sentence."},
                   {ArticleId("a2"), Part::kBody, {0, 1}, KindId("x"), ""}};
  for (const Edit& edit : {merge("person:a", "person:b"), part, undo(4)}) {
    const Edit written = numbered(5, edit);
    const auto read = decode_edit(keys::edit(5), encode(written));
    REQUIRE(read);
    CHECK(*read == written);
    CHECK_FALSE(decode_edit(keys::edit(6), encode(written)));
    CHECK_FALSE(decode_edit(keys::edit(5), encode(written).substr(1)));
    CHECK_FALSE(decode_edit(keys::edit(5), encode(written) + "x"));
  }
  CHECK_FALSE(decode_edit(keys::edit(5), encode(numbered(5, undo(5)))));
  CHECK(keys::parse_edit(keys::edit(77)) == 77);
  CHECK(keys::describe(keys::edit(77)) == "edit 77");
}

TEST_CASE("which edits hold: an undo that was undone undoes nothing", "[edits]") {
  const Edits edits({numbered(1, merge("a", "b")), numbered(2, undo(1)), numbered(3, undo(2)), numbered(4, merge("c", "a"))});
  CHECK(edits.undone_by(1) == 0);
  CHECK(edits.undone_by(2) == 3);
  CHECK(edits.canonical(EntityId("b")) == EntityId("c"));
  CHECK(edits.members(EntityId("c")) == std::vector{EntityId("c"), EntityId("a"), EntityId("b")});
  CHECK(edits.members(EntityId("z")) == std::vector{EntityId("z")});
  CHECK(edits.merges_of(EntityId("c")).size() == 2);
  CHECK(edits.with(numbered(5, undo(3))).undone_by(1) == 2);
}

TEMPLATE_TEST_CASE("a merge brings events, indexes and counts up to date, and its undoing brings them back", "[edits]",
                   MemoryTwin, RocksTwin) {
  TestType twin;
  REQUIRE(twin.store->put(paris_article("a1")));
  const Records before = records_in(twin.store.map());
  REQUIRE(twin.store->add_edit(merge("country:FRA", "country:UKR")).value() == 1);
  CHECK(problems_of(twin.store) == "");
  const Event event = *twin.store->event(EventId{2}).value();
  CHECK(event.participants.size() == 2);  // one entity in two roles
  for (const EventParticipant& p : event.participants) CHECK(p.entity == EntityId("country:FRA"));
  CHECK(twin.store->mentions_in(ArticleId("a1")).value().back().participants.front().entity == EntityId("country:FRA"));
  CHECK(twin.store->facts_of(ArticleId("a1")).value()->events.back().participants.front().entity == EntityId("country:UKR"));
  CHECK(twin.store->stats()->entity_count == 2);
  CHECK(twin.store->entity(EntityId("country:UKR")).value()->known);

  SECTION("articles that are put later are read with it") {
    REQUIRE(twin.store->put(paris_article("a2")));
    REQUIRE(twin.store->remove(ArticleId("a1")).value());
    CHECK(problems_of(twin.store) == "");
    CHECK(twin.store->stats()->entity_count == 2);
  }
  SECTION("articles that are loaded in bulk are too") {
    ArticleFacts more = paris_article("a2");
    for (EventMention& m : more.events) m.event = EventId{m.event.value + 10};
    REQUIRE(twin.store->put_all({more}));
    CHECK(problems_of(twin.store) == "");
    CHECK(twin.store->event(EventId{12}).value()->participants.front().entity == EntityId("country:FRA"));
  }
  SECTION("its undoing leaves the edits alone") {
    REQUIRE(twin.store->add_edit(undo(1)).value() == 2);
    Records after = records_in(twin.store.map());
    std::erase_if(after, [](const auto& r) { return r.first.front() == static_cast<char>(keys::Tag::kEdit); });
    CHECK(after == before);
  }
}

TEST_CASE("a store without edits of the format before is read, and its first edit makes it one of today's", "[edits]") {
  MemoryTwin twin;
  WriteBatch batch;
  batch.put(keys::meta(records::kFormatName), encode_format_version(keys::kFormatVersionWithoutEdits));
  REQUIRE(twin.store.map().write(batch));
  REQUIRE(twin.store->put(paris_article("a1")));
  const auto format = [&] {
    const std::string key = keys::meta(records::kFormatName);
    return decode_format_version(key, *twin.store.map().snapshot()->get(key).value()).value();
  };
  CHECK(format() == keys::kFormatVersionWithoutEdits);
  REQUIRE(twin.store->add_edit(merge("country:FRA", "country:UKR")));
  CHECK(format() == keys::kFormatVersion);
}

TEST_CASE("an edit that cannot be read is never passed over, and a repair drops it and says so", "[edits]") {
  const TemporaryDirectory directory;
  std::string edit_key = keys::edit(1);
  {
    Twin twin(std::move(open_rocks_key_value(directory.path(), OpenMode::kWrite).value()));
    REQUIRE(twin->put(paris_article("a1")));
    REQUIRE(twin->add_edit(merge("country:FRA", "country:UKR")));
    WriteBatch batch;
    batch.put(edit_key, std::string("\x01\x02", 2));
    REQUIRE(twin.map().write(batch));
  }
  Twin twin(std::move(open_rocks_key_value(directory.path(), OpenMode::kWrite).value()));
  const auto entity = twin->entity(EntityId("country:FRA"));
  REQUIRE_FALSE(entity);
  CHECK(entity.error().code == ErrorCode::kCorrupt);
  CHECK(entity.error().subject == "edit 1");
  CHECK_FALSE(twin->put(paris_article("a2")));
  CHECK(problems_of(twin).find("edit 1: the edit cannot be read") != std::string::npos);
  CHECK(problems_of(twin, true).find("is lost") != std::string::npos);
  CHECK(problems_of(twin) == "");
  CHECK(twin->entity(EntityId("country:UKR")).value()->id == EntityId("country:UKR"));
}

}  // namespace rawi::test
