#include "storage/codec.hpp"

#include "tests/storage/twins.hpp"

using namespace rawi;
using namespace rawi::test;

namespace {

Entity full_entity() {
  Entity e = actor("person:x", EntityType::kPerson, "X");
  e.country = "UKR";
  e.names = {{"ar", {"زيلنسكي", "زيلينسكي"}}, {"en", {"X", ""}}, {"fr", {}}};
  e.offices = {{"president", "UKR", {}, day("2019-05-20"), {}}, {"head", "", EntityId("organization:o"), {}, day("1960-01-01")}};
  e.external_ids = {{"wikidata", "Q1"}};
  e.known = true;
  return e;
}

EventMention full_mention() {
  EventMention m = paris_article().events[0];
  m.part = Part::kTitle;
  m.attributed_to = {{EntityId("country:FRA"), Evidence{{7, 9}, "FR"}}, {EntityId("country:UKR"), std::nullopt}};
  m.participants.push_back({Role::kTarget, EntityId("place:paris"), std::nullopt});
  m.confidence = 0.1;
  m.published = day("1969-07-20");
  return m;
}

/// Every prefix of the record, the record with a byte more, and with another version is an error with the key's name.
template <class Decode>
void refuse_damage(const std::string& key, const std::string& bytes, const Decode& decode) {
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const auto cut = decode(key, std::string_view(bytes).substr(0, size));
    REQUIRE_FALSE(cut.has_value());
    CHECK(cut.error().code == ErrorCode::kCorrupt);
    CHECK(cut.error().subject == keys::describe(key));
  }
  CHECK_FALSE(decode(key, bytes + '\0').has_value());
  std::string newer = bytes;
  newer[0] = 99;
  REQUIRE_FALSE(decode(key, newer).has_value());
  CHECK(decode(key, newer).error().code == ErrorCode::kUnsupported);
}

/// Random damage never crashes; whatever still decodes is a whole record (the sanitizers watch).
template <class Decode>
void survive_noise(const std::string& key, const std::string& bytes, const Decode& decode) {
  std::mt19937 random(1);
  for (int i = 0; i < 2000; ++i) {
    std::string noisy = bytes;
    for (auto n = 1 + random() % 3; n > 0; --n) noisy[random() % noisy.size()] = static_cast<char>(random());
    const auto decoded = decode(key, noisy);
    if (!decoded) CHECK(decoded.error().subject == keys::describe(key));
  }
}

template <class Decode>
void refuse_all(const std::string& key, const std::string& bytes, const Decode& decode) {
  refuse_damage(key, bytes, decode);
  survive_noise(key, bytes, decode);
}

}  // namespace

TEST_CASE("an entity survives its bytes, and damaged bytes are refused", "[codec]") {
  const Entity e = full_entity();
  const std::string bytes = encode(e);
  const std::string key = keys::description({keys::hash_of(e.id), keys::hash_of_description(bytes)});
  CHECK(decode_entity(key, bytes).value() == e);
  refuse_all(key, bytes, decode_entity);
}

TEST_CASE("a mention survives its bytes, and damaged bytes are refused", "[codec]") {
  const EventMention m = full_mention();
  const std::string key = keys::mention({m.event, keys::hash_of(m.article), 3});
  CHECK(decode_mention(key, encode(m)).value() == m);
  refuse_all(key, encode(m), decode_mention);
  CHECK_FALSE(decode_mention(keys::mention({m.event, keys::ArticleHash{1}, 3}), encode(m)).has_value());
}

TEST_CASE("an event survives its bytes, and damaged bytes are refused", "[codec]") {
  Event e = aggregate(EventId{5}, {full_mention()});
  CHECK(decode_event(keys::event(e.id), encode(e)).value() == e);
  refuse_all(keys::event(e.id), encode(e), decode_event);
  e.time.reset();
  e.first_reported.reset();
  CHECK(decode_event(keys::event(e.id), encode(e)).value() == e);
}

TEST_CASE("an article survives its bytes, and damaged bytes are refused", "[codec]") {
  StoredArticle a;
  a.article = {ArticleId("a1"), "http://x/", "Source", "العنوان", "ar", day("2025-03-26"), "text\nof it"};
  a.entities = {{EntityId("country:FRA"), keys::DescriptionHash{UINT64_MAX}}};
  a.mention_count = 300;
  const std::string key = keys::article(keys::hash_of(a.article.id));
  const auto back = decode_article(key, encode(a));
  REQUIRE(back);
  CHECK(encode(*back) == encode(a));
  CHECK(back->article.title == a.article.title);
  CHECK(back->entities == a.entities);
  CHECK(back->mention_count == 300);
  refuse_all(key, encode(a), decode_article);
}

TEST_CASE("counts and the format survive their bytes", "[codec]") {
  const StoredCounts counts{1, 128, UINT64_MAX, 0};
  CHECK(decode_counts(keys::meta("counts"), encode(counts)).value() == counts);
  refuse_damage(keys::meta("counts"), encode(counts), decode_counts);
  CHECK(decode_format_version(keys::meta("format"), encode_format_version(300)).value() == 300);
}

TEST_CASE("a list that claims more elements than there are bytes is refused at once", "[codec]") {
  // version, kind "", status 0, no time, then 2^63 participants
  const std::string bytes("\x01\x00\x00\x00\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01", 14);
  CHECK_FALSE(decode_event(keys::event(EventId{1}), bytes).has_value());
}

TEST_CASE("the bytes of a record are those of the format's page", "[codec]") {
  Event e;
  e.id = EventId{1};
  e.kind = KindId("visit");
  e.status = EventStatus::kPlanned;
  e.time = TimeInterval{day("1970-01-02"), day("1970-01-02"), Precision::kDay};
  e.participants = {{Role::kTarget, EntityId("x")}};
  e.confidence = 0.5;
  e.report_count = 300;
  e.first_reported = day("1969-12-31");
  using namespace std::string_literals;
  CHECK(encode(e) == "\x01\x05visit\x02\x01\x02\x02\x00\x01\x01\x01x\x3f\xe0\x00\x00\x00\x00\x00\x00\xac\x02\x01\x01\x00"s);
}
