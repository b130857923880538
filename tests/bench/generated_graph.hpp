// A graph of any size out of a seed, for the bench: events of actors whose busyness falls off as that of the actors in coded news
// does (the busiest takes 3 to 4 participations in a hundred, the tenth one, the sixtieth a fifth). Compact, so that millions of
// participations fit beside what is measured; events and articles are put together when they are asked for.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "core/facts/extraction.hpp"
#include "core/facts/fact_reader.hpp"

namespace rawi::bench {

struct GraphShape {
  std::uint32_t actor_count = 200'000;
  std::uint32_t event_count = 800'000;
  double participations_per_event = 6.25;
  std::uint32_t day_count = 7'300;
  std::uint64_t seed = 1;
};

/// Reads like a store that holds one report of each event. Questions about names and reports have no answer here.
class GeneratedGraph final : public FactReader {
 public:
  explicit GeneratedGraph(const GraphShape& shape) : shape_(shape) {
    std::mt19937_64 random(shape.seed);
    std::vector<double> busyness(shape.actor_count);  // cumulated
    double sum = 0;
    for (std::uint32_t rank = 0; rank < shape.actor_count; ++rank) busyness[rank] = sum += 1 / (rank + 3.0);
    std::uniform_real_distribution<double> point(0, sum);
    const auto spread = static_cast<std::uint32_t>(std::lround(2 * (shape.participations_per_event - 1)));
    std::uniform_int_distribution<std::uint32_t> further(0, spread);
    begin_.push_back(0);
    for (std::uint32_t event = 0; event < shape.event_count; ++event) {
      for (std::uint32_t left = 1 + further(random); left > 0; --left) {
        const auto at = std::lower_bound(busyness.begin(), busyness.end(), point(random)) - busyness.begin();
        const auto rank = std::min(static_cast<std::uint32_t>(at), shape.actor_count - 1);
        // Busy actors must not be neighbours in the order of their ids: 7919 is prime, so this is a permutation of most counts.
        actor_.push_back(static_cast<std::uint32_t>((std::uint64_t{rank} * 7919) % shape.actor_count));
      }
      begin_.push_back(static_cast<std::uint32_t>(actor_.size()));
      kind_.push_back(static_cast<std::uint8_t>(std::min<std::uint64_t>(random() % kKindCount, random() % kKindCount)));
    }
    busiest_ = 0;
  }

  static constexpr std::uint32_t kKindCount = 27;
  [[nodiscard]] const GraphShape& shape() const { return shape_; }
  [[nodiscard]] std::size_t participation_count() const { return actor_.size(); }
  [[nodiscard]] EntityId actor(std::uint32_t number) const { return EntityId("group:" + std::to_string(number)); }
  [[nodiscard]] EntityId busiest_actor() const { return actor(busiest_); }
  [[nodiscard]] const std::vector<std::uint32_t>& actors_of_events() const { return actor_; }
  [[nodiscard]] std::uint32_t begin_of(std::uint32_t event) const { return begin_[event]; }
  [[nodiscard]] Day day_of(std::uint32_t event) const {
    const auto day = static_cast<std::int64_t>(std::uint64_t{event} * shape_.day_count / shape_.event_count);
    return Day(std::chrono::days(10'957 + day));  // from the first day of 2000 on
  }

  [[nodiscard]] Event event_at(std::uint32_t number) const {
    Event event;
    event.id = id_of(number);
    event.kind = KindId("kind-" + std::to_string(kind_[number]));
    event.status = number % 5 == 0 ? EventStatus::kPlanned : EventStatus::kHappened;
    event.time = TimeInterval{day_of(number), day_of(number), Precision::kDay};
    for (std::uint32_t i = begin_[number]; i < begin_[number + 1]; ++i)
      event.participants.push_back({role_of(i - begin_[number]), actor(actor_[i])});
    std::sort(event.participants.begin(), event.participants.end());
    event.participants.erase(std::unique(event.participants.begin(), event.participants.end()), event.participants.end());
    event.confidence = 0.5;
    event.report_count = 1;
    event.first_reported = event.last_reported = day_of(number);
    return event;
  }

  /// An article that reports the events [first, last), one a sentence.
  [[nodiscard]] ArticleFacts article(std::uint32_t first, std::uint32_t last) const {
    ArticleFacts facts;
    facts.article.id = ArticleId("generated-" + std::to_string(first));
    facts.article.published = day_of(first);
    std::vector<std::uint32_t> actors;
    for (std::uint32_t number = first; number < last; ++number) {
      const Event event = event_at(number);
      EventMention m;
      m.article = facts.article.id;
      m.published = facts.article.published;
      const std::string sentence = "Report of the event of number " + std::to_string(number) + ".";
      const auto at = static_cast<std::uint32_t>(facts.article.text.size());
      m.sentence = {{at, at + static_cast<std::uint32_t>(sentence.size())}, sentence};
      m.trigger = {{at, at + 6}, "Report"};
      facts.article.text += sentence + "\n";
      m.kind = event.kind;
      m.status = event.status;
      for (const EventParticipant& p : event.participants) m.participants.push_back({p.role, p.entity, std::nullopt});
      m.time = ReportedTime{*event.time, ""};
      m.confidence = event.confidence;
      m.rule = "bench";
      m.extractor = "bench";
      m.event = event.id;
      facts.events.push_back(std::move(m));
      actors.insert(actors.end(), actor_.begin() + begin_[number], actor_.begin() + begin_[number + 1]);
    }
    std::sort(actors.begin(), actors.end());
    actors.erase(std::unique(actors.begin(), actors.end()), actors.end());
    for (const std::uint32_t number : actors) {
      Entity entity;
      entity.id = actor(number);
      entity.type = EntityType::kGroup;
      entity.name = "Actor " + std::to_string(number);
      facts.entities.push_back(std::move(entity));
    }
    return facts;
  }

  Result<std::optional<Entity>> entity(const EntityId&) const override { return std::optional<Entity>(); }
  Result<std::optional<Event>> event(EventId) const override { return std::optional<Event>(); }
  Result<std::optional<Article>> article(const ArticleId&) const override { return std::optional<Article>(); }
  Result<std::vector<EventMention>> mentions_of(EventId) const override { return std::vector<EventMention>(); }
  Result<std::vector<EventMention>> mentions_in(const ArticleId&) const override { return std::vector<EventMention>(); }
  Result<void> each_entity(const EntityVisitor&) const override { return {}; }
  Result<void> each_event(const DayRange& days, const EventVisitor& visit) const override {
    for (std::uint32_t number = 0; number < shape_.event_count; ++number)
      if (days.contains(day_of(number)) && !visit(event_at(number))) break;
    return {};
  }
  Result<void> each_event_of(const EntityId&, const DayRange&, const EventVisitor&) const override { return {}; }

 private:
  /// Ids are spread over all numbers, as hashes are, and never zero.
  static EventId id_of(std::uint32_t number) { return EventId{(std::uint64_t{number} + 1) * 0x9E3779B97F4A7C15ULL}; }
  static Role role_of(std::uint32_t place) {
    constexpr std::array<Role, 3> kRoles = {Role::kSource, Role::kTarget, Role::kParticipant};
    return kRoles[std::min<std::size_t>(place, kRoles.size() - 1)];
  }

  GraphShape shape_;
  std::vector<std::uint32_t> begin_;  // of each event's actors in actor_, and the end of the last
  std::vector<std::uint32_t> actor_;
  std::vector<std::uint8_t> kind_;
  std::uint32_t busiest_ = 0;
};

}  // namespace rawi::bench
