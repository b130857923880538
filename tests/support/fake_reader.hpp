// A FactReader over plain vectors, for tests of what asks questions. Tests add reports; the events follow from them by
// aggregate(), as in any store. It can be told to fail, and counts what is read, so that tests see which index a question takes.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "core/facts/fact_reader.hpp"
#include "core/facts/identity_key.hpp"

namespace rawi::test {

/// "2025-03-26" as a day. Only for dates that are right.
inline Day day(std::string_view text) { return parse_day(text).value(); }

/// A report in a line: report(1, "summit", "a1", "2025-03-26", {{Role::kParticipant, "country:FRA"}}).
/// The event's time is left out; see with_time().
inline EventMention report(std::uint64_t event, std::string kind, std::string article, std::string_view published,
                           const std::vector<std::pair<Role, std::string>>& participants,
                           EventStatus status = EventStatus::kHappened) {
  EventMention mention;
  mention.article = ArticleId(std::move(article));
  mention.language = "en";
  if (!published.empty()) mention.published = day(published);
  mention.sentence = {{0, 4}, "Sentence of " + mention.article.text() + "."};
  mention.trigger = {{0, 4}, kind};
  mention.kind = KindId(std::move(kind));
  mention.status = status;
  for (const auto& [role, entity] : participants)
    mention.participants.push_back({.role = role, .entity = EntityId(entity), .mention = std::nullopt});
  mention.confidence = 0.8;
  mention.rule = "en:test";
  mention.extractor = "rawi/test";
  mention.event = EventId{event};
  return mention;
}

inline EventMention with_time(EventMention mention, std::string_view first, std::string_view last) {
  mention.time = ReportedTime{.interval = {.first = day(first), .last = day(last)}, .text = "then"};
  return mention;
}

class FakeReader : public FactReader {
 public:
  /// Adds a report; its article and its actors too, named by their ids, if they are not there.
  void add(const EventMention& mention) {
    mentions_.push_back(mention);
    if (!articles_.contains(mention.article)) {
      Article article;
      article.id = mention.article;
      article.published = mention.published;
      article.language = mention.language;
      article.title = "Title of " + mention.article.text();
      article.text = mention.sentence.text;
      articles_[mention.article] = article;
    }
    for (const Participant& participant : mention.participants)
      if (!entities_.contains(participant.entity)) add(named(participant.entity.text(), participant.entity.text()));
    std::erase_if(events_, [&](const Event& event) { return event.id == mention.event; });
    events_.push_back(aggregate(mention.event, reports_of(mention.event)));
    std::sort(events_.begin(), events_.end(), [](const Event& a, const Event& b) { return order(a) < order(b); });
  }
  void add(const Entity& entity) { entities_[entity.id] = entity; }
  void add(const Article& article) { articles_[article.id] = article; }

  /// An entity of the type that its id begins with.
  static Entity named(const std::string& id, const std::string& name, const std::string& country = {}) {
    Entity entity;
    entity.id = EntityId(id);
    entity.type = parse_entity_type(id.substr(0, id.find(':'))).value_or(EntityType::kOrganization);
    entity.name = name;
    entity.country = country;
    return entity;
  }

  /// From now on, every read fails.
  void break_down() { broken_ = true; }
  /// How many events each_event and each_event_of have handed to visitors.
  [[nodiscard]] std::size_t visited_count() const { return visited_count_; }

  Result<std::optional<Entity>> entity(const EntityId& id) const override { return look_up(entities_, id); }
  Result<std::optional<Article>> article(const ArticleId& id) const override { return look_up(articles_, id); }
  Result<std::optional<Event>> event(EventId id) const override {
    if (broken_) return broken();
    for (const Event& event : events_)
      if (event.id == id) return std::optional<Event>(event);
    return std::optional<Event>();
  }
  Result<std::vector<EventMention>> mentions_of(EventId id) const override {
    if (broken_) return broken();
    return reports_of(id);
  }
  Result<std::vector<EventMention>> mentions_in(const ArticleId& id) const override {
    if (broken_) return broken();
    std::vector<EventMention> found;
    for (const EventMention& mention : mentions_)
      if (mention.article == id) found.push_back(mention);
    return found;
  }
  Result<void> each_entity(const EntityVisitor& visit) const override {
    if (broken_) return broken();
    for (const auto& [id, entity] : entities_)
      if (!visit(entity)) break;
    return {};
  }
  Result<void> each_event(const DayRange& days, const EventVisitor& visit) const override {
    return scan(
        days, [](const Event&) { return true; }, visit);
  }
  Result<void> each_event_of(const EntityId& id, const DayRange& days, const EventVisitor& visit) const override {
    if (id.text().starts_with('\x1f')) return scan_identity(id, days, visit);
    const auto takes_part = [&](const Event& event) {
      return std::any_of(event.participants.begin(), event.participants.end(),
                         [&](const EventParticipant& participant) { return participant.entity == id; });
    };
    return scan(days, takes_part, visit);
  }

 private:
  static tl::unexpected<Error> broken() { return fail(ErrorCode::kIo, "fake store", "the disk is gone"); }
  static std::tuple<bool, Day, EventId> order(const Event& event) {
    return {!event.sort_day(), event.sort_day().value_or(Day{}), event.id};
  }
  [[nodiscard]] std::vector<EventMention> reports_of(EventId id) const {
    std::vector<EventMention> found;
    for (const EventMention& mention : mentions_)
      if (mention.event == id) found.push_back(mention);
    std::stable_sort(found.begin(), found.end(),
                     [](const EventMention& a, const EventMention& b) { return a.article < b.article; });
    return found;
  }
  template <class Map>
  Result<std::optional<typename Map::mapped_type>> look_up(const Map& map, const typename Map::key_type& id) const {
    if (broken_) return broken();
    const auto found = map.find(id);
    if (found == map.end()) return std::optional<typename Map::mapped_type>();
    return std::optional<typename Map::mapped_type>(found->second);
  }
  /// The events with a mention that has such a key: what a store finds in its index.
  Result<void> scan_identity(const EntityId& index, const DayRange& days, const EventVisitor& visit) const {
    if (broken_) return broken();
    for (const Event& event : events_) {
      bool found = false;
      for (const EventMention& mention : reports_of(event.id))
        for (const IdentityKey& key : identity_keys(mention)) found = found || (key.index == index && days.contains(key.day));
      if (!found) continue;
      ++visited_count_;
      if (!visit(event)) break;
    }
    return {};
  }
  template <class Wanted>
  Result<void> scan(const DayRange& days, const Wanted& wanted, const EventVisitor& visit) const {
    if (broken_) return broken();
    for (const Event& event : events_) {
      const std::optional<Day> at = event.sort_day();
      if (!wanted(event) || (at ? !days.contains(*at) : days.last.has_value())) continue;
      ++visited_count_;
      if (!visit(event)) break;
    }
    return {};
  }

  std::map<EntityId, Entity> entities_;
  std::map<ArticleId, Article> articles_;
  std::vector<EventMention> mentions_;
  std::vector<Event> events_;  // by day, then id
  bool broken_ = false;
  mutable std::size_t visited_count_ = 0;
};

}  // namespace rawi::test
