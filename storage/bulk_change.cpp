#include "storage/bulk_change.hpp"

#include <algorithm>
#include <future>
#include <unordered_map>
#include <unordered_set>

#include "storage/article_change.hpp"
#include "storage/records.hpp"

namespace rawi {

namespace {

/// The entity hashes and description hashes are as good as random already.
struct TakeAsHash {
  std::size_t operator()(keys::EntityHash hash) const { return static_cast<std::size_t>(hash); }
  std::size_t operator()(keys::ArticleHash hash) const { return static_cast<std::size_t>(hash); }
  std::size_t operator()(const keys::DescriptionKey& key) const {
    return static_cast<std::size_t>(key.entity) ^ static_cast<std::size_t>(key.description);
  }
};

class BulkPlanner {
 public:
  BulkPlanner(const KeyValueView& view, const Edits& edits) : view_(view), edits_(edits) {}

  Result<PlannedBulk> plan(std::vector<ArticleFacts>& articles) {
    auto counts = records::counts(view_);
    if (!counts) return fail(std::move(counts.error()));
    counts_ = *counts;
    has_events_ = counts_.events > 0;
    for (std::size_t i = 0; i < articles.size(); ++i) {
      if (auto valid = check_facts(articles[i]); !valid) return fail(std::move(valid.error()));
      auto is_new = is_all_new(articles[i]);
      if (!is_new) return fail(std::move(is_new.error()));
      if (!*is_new) {
        planned_.others.push_back(i);
        continue;
      }
      auto prepared = prepare(std::move(articles[i]));
      if (!prepared) return fail(std::move(prepared.error()));
      if (auto done = add(std::move(*prepared)); !done) return fail(std::move(done.error()));
    }
    if (planned_.facts.record_count() == 0) return std::move(planned_);
    sort_mentions();
    planned_.facts.put(keys::meta(records::kCountsName), encode(counts_));
    auto stamp = records::stamp(view_);
    if (!stamp) return fail(std::move(stamp.error()));
    planned_.facts.put(keys::meta(records::kStampName), encode_stamp(records::next_stamp(*stamp, content_)));
    auto sorted = std::async(std::launch::async, [this] { planned_.facts.sort(); });
    add_events();
    planned_.derived.sort();
    sorted.get();
    return std::move(planned_);
  }

 private:
  Result<bool> is_all_new(const ArticleFacts& facts) {
    const keys::ArticleHash hash = keys::hash_of(facts.article.id);
    if (!articles_.insert(hash).second) return false;
    auto stored = view_.get(keys::article(hash));
    if (!stored) return fail(std::move(stored.error()));
    if (*stored) return false;
    if (!has_events_) return true;
    for (const EventMention& m : facts.events) {
      auto event = view_.get(keys::event(m.event));
      if (!event) return fail(std::move(event.error()));
      if (*event) return false;
    }
    return true;
  }

  Result<void> add(PreparedArticle&& article) {
    const keys::ArticleHash hash = keys::hash_of(article.record.article.id);
    const std::string record = encode(article.record);
    planned_.facts.put(keys::article(hash), record);
    content_ = stable_hash(record, content_);
    for (PreparedArticle::Mention& m : article.mentions) {
      planned_.facts.put(keys::mention(m.key), m.bytes);
      content_ = stable_hash(m.bytes, content_);
      planned_.derived.put(keys::article_mention(m.key));
      mentions_.push_back(std::move(m.facts));
    }
    for (const PreparedArticle::Description& d : article.descriptions) {
      planned_.derived.put(keys::support({d.key, hash}));
      if (auto done = add_description(d); !done) return done;
    }
    counts_.articles += 1;
    counts_.mentions += article.mentions.size();
    return {};
  }

  Result<void> add_description(const PreparedArticle::Description& d) {
    const auto collision = [&](const EntityId& other) {
      return fail(ErrorCode::kInvalidInput, "entity " + d.entity.text(), "its key is already that of " + other.text(),
                  "give it another id");
    };
    if (!descriptions_.insert(d.key).second) {
      if (const EntityId& other = entities_.at(d.key.entity); other != d.entity) return collision(other);
      return {};
    }
    const auto [entity, first] = entities_.try_emplace(d.key.entity, d.entity);
    if (entity->second != d.entity) return collision(entity->second);
    auto stored = view_.get(keys::description(d.key));
    if (!stored) return fail(std::move(stored.error()));
    if (*stored && **stored != d.bytes)
      return fail(ErrorCode::kInvalidInput, "entity " + d.entity.text(), "its key is already that of another description",
                  "give it another id");
    if (first) {
      auto there = records::descriptions_of(view_, d.key.entity);
      if (!there) return fail(std::move(there.error()));
      if (!there->empty() && there->front().entity.id != d.entity) return collision(there->front().entity.id);
      if (there->empty()) counts_.entities += 1;
    }
    if (!*stored) planned_.facts.put(keys::description(d.key), d.bytes);
    return {};
  }

  /// The mentions of an event side by side. They are too large to be moved about by a sort.
  void sort_mentions() {
    order_.reserve(mentions_.size());
    for (std::size_t i = 0; i < mentions_.size(); ++i) order_.emplace_back(mentions_[i].event, i);
    std::sort(order_.begin(), order_.end());
    for (std::size_t i = 0; i < order_.size(); ++i)
      if (i == 0 || order_[i].first != order_[i - 1].first) counts_.events += 1;
  }

  void add_events() {
    std::vector<EventMention> group;
    for (std::size_t i = 0; i < order_.size(); ++i) {
      const EventId id = order_[i].first;
      group.push_back(std::move(mentions_[order_[i].second]));
      edits_.apply(group.back());
      if (i + 1 < order_.size() && order_[i + 1].first == id) continue;
      const Event event = aggregate(id, group);
      planned_.derived.put(keys::event(id), encode(event));
      for (const std::string& key : index_keys_of(event, group)) planned_.derived.put(key);
      group.clear();
    }
  }

  const KeyValueView& view_;
  const Edits& edits_;
  PlannedBulk planned_;
  StoredCounts counts_;
  std::uint64_t content_ = 0;  // hash of the articles and their mentions, for the stamp
  bool has_events_ = false;
  std::vector<EventMention> mentions_;
  std::vector<std::pair<EventId, std::size_t>> order_;  // of mentions_, by event
  std::unordered_set<keys::ArticleHash, TakeAsHash> articles_;
  std::unordered_set<keys::DescriptionKey, TakeAsHash> descriptions_;
  std::unordered_map<keys::EntityHash, EntityId, TakeAsHash> entities_;
};

}  // namespace

Result<PlannedBulk> plan_bulk(const KeyValueView& view, const Edits& edits, std::vector<ArticleFacts>& articles) {
  return BulkPlanner(view, edits).plan(articles);
}

}  // namespace rawi
