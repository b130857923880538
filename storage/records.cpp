#include "storage/records.hpp"

namespace rawi::records {

namespace {

template <class Record, class Decode>
Result<std::optional<Record>> look_up(const KeyValueView& view, const std::string& key, const Decode& decode) {
  auto bytes = view.get(key);
  if (!bytes) return fail(std::move(bytes.error()));
  if (!*bytes) return std::nullopt;
  auto record = decode(key, **bytes);
  if (!record) return fail(std::move(record.error()));
  return std::optional<Record>(std::move(*record));
}

tl::unexpected<Error> malformed(std::string_view key) {
  return fail(ErrorCode::kCorrupt, keys::describe(key), "the key has a wrong length", "run rawi check --repair");
}

}  // namespace

Result<std::optional<StoredArticle>> article(const KeyValueView& view, keys::ArticleHash hash) {
  return look_up<StoredArticle>(view, keys::article(hash), decode_article);
}

Result<std::optional<Event>> event(const KeyValueView& view, EventId id) {
  return look_up<Event>(view, keys::event(id), decode_event);
}

Result<std::optional<EventMention>> mention(const KeyValueView& view, const keys::MentionKey& key) {
  return look_up<EventMention>(view, keys::mention(key), decode_mention);
}

Result<Edits> edits(const KeyValueView& view) {
  std::vector<Edit> found;
  auto done = view.scan(keys::all(keys::Tag::kEdit), [&](std::string_view key, std::string_view value) -> Result<bool> {
    auto decoded = decode_edit(key, value);
    if (!decoded) return fail(std::move(decoded.error()));
    found.push_back(std::move(*decoded));
    return true;
  });
  if (!done) return fail(std::move(done.error()));
  return Edits(std::move(found));
}

Result<StoredCounts> counts(const KeyValueView& view) {
  auto found = look_up<StoredCounts>(view, keys::meta(kCountsName), decode_counts);
  if (!found) return fail(std::move(found.error()));
  return found->value_or(StoredCounts{});
}

Result<std::uint64_t> stamp(const KeyValueView& view) {
  auto found = look_up<std::uint64_t>(view, keys::meta(kStampName), decode_stamp);
  if (!found) return fail(std::move(found.error()));
  return found->value_or(0);
}

std::uint64_t next_stamp(std::uint64_t before, std::uint64_t content) {
  const std::uint64_t stamp = stable_hash(EventId{content}.text(), before + 1);
  return stamp == before || stamp == 0 ? before + 1 : stamp;
}

std::uint64_t put_stamp(WriteBatch& batch, std::uint64_t before) {
  std::uint64_t content = 0;
  for (const WriteBatch::Operation& operation : batch.operations())
    content = stable_hash(operation.value.value_or("gone"), stable_hash(operation.key, content));
  const std::uint64_t stamp = next_stamp(before, content);
  batch.put(keys::meta(kStampName), encode_stamp(stamp));
  return stamp;
}

Result<std::vector<Description>> descriptions_of(const KeyValueView& view, keys::EntityHash entity) {
  std::vector<Description> found;
  auto done = view.scan(keys::descriptions_of(entity), [&](std::string_view key, std::string_view value) -> Result<bool> {
    auto decoded = decode_entity(key, value);
    if (!decoded) return fail(std::move(decoded.error()));
    found.push_back({*keys::parse_description(key), std::move(*decoded)});
    return true;
  });
  if (!done) return fail(std::move(done.error()));
  return found;
}

Result<std::vector<keys::MentionKey>> mention_keys_in(const KeyValueView& view, keys::ArticleHash article) {
  std::vector<keys::MentionKey> found;
  auto done = view.scan(keys::mentions_in(article), [&](std::string_view key, std::string_view) -> Result<bool> {
    const auto parts = keys::parse_article_mention(key);
    if (!parts) return malformed(key);
    found.push_back(*parts);
    return true;
  });
  if (!done) return fail(std::move(done.error()));
  return found;
}

Result<std::vector<std::pair<keys::MentionKey, EventMention>>> mentions_of(const KeyValueView& view, EventId event) {
  std::vector<std::pair<keys::MentionKey, EventMention>> found;
  auto done = view.scan(keys::mentions_of(event), [&](std::string_view key, std::string_view value) -> Result<bool> {
    auto decoded = decode_mention(key, value);
    if (!decoded) return fail(std::move(decoded.error()));
    found.emplace_back(*keys::parse_mention(key), std::move(*decoded));
    return true;
  });
  if (!done) return fail(std::move(done.error()));
  return found;
}

Result<std::vector<EventMention>> mentions_in(const KeyValueView& view, const ArticleId& id) {
  auto found = mention_keys_in(view, keys::hash_of(id));
  if (!found) return fail(std::move(found.error()));
  std::vector<EventMention> mentions;
  for (const keys::MentionKey& key : *found) {
    auto one = mention(view, key);
    if (!one) return fail(std::move(one.error()));
    if (!*one) return dangling(keys::article_mention(key));
    if ((*one)->article == id) mentions.push_back(std::move(**one));
  }
  return mentions;
}

Result<bool> any_in(const KeyValueView& view, const keys::Range& range) {
  bool any = false;
  auto done = view.scan(range, [&](std::string_view, std::string_view) -> Result<bool> {
    any = true;
    return false;
  });
  if (!done) return fail(std::move(done.error()));
  return any;
}

tl::unexpected<Error> dangling(std::string_view index_key) {
  return fail(ErrorCode::kCorrupt, keys::describe(index_key), "the record that it points to is missing",
              "run rawi check --repair");
}

}  // namespace rawi::records
