// What articles report: an EventMention is one report in one sentence, with its evidence; an Event is the occurrence
// that one or more mentions report. Events are nodes and are derived: everything in an Event can be worked out
// again from its mentions, so retracting an article leaves exactly what the others support.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/date.hpp"
#include "core/base/ids.hpp"
#include "core/facts/ontology.hpp"
#include "core/text/document.hpp"

namespace rawi {

/// Bytes [begin, end) of an article's title or body, and the words that stand there.
struct Evidence {
  Span span;
  std::string text;

  friend bool operator==(const Evidence&, const Evidence&) = default;
};

struct Participant {
  Role role = Role::kSource;
  EntityId entity;
  std::optional<Evidence> mention;  // nothing when the actor is only implied

  friend bool operator==(const Participant&, const Participant&) = default;
};

/// Whom the text names as the origin of a report.
struct Attribution {
  EntityId entity;
  std::optional<Evidence> mention;

  friend bool operator==(const Attribution&, const Attribution&) = default;
};

struct ReportedTime {
  TimeInterval interval;
  std::string text;  // the words that gave it

  friend bool operator==(const ReportedTime&, const ReportedTime&) = default;
};

/// One report of one event: an assertion with its whole provenance. Offsets are those of the extraction contract:
/// UTF-8 bytes into the article's body, or into its title when `part` says so.
struct EventMention {
  ArticleId article;
  std::string language;
  std::optional<Day> published;
  Part part = Part::kBody;
  Evidence sentence;
  Evidence trigger;
  KindId kind;
  EventStatus status = EventStatus::kHappened;
  std::vector<Participant> participants;
  std::vector<Attribution> attributed_to;
  std::optional<ReportedTime> time;
  double confidence = 0;  // 0 to 1: how likely kind and participants are right
  std::string rule;       // which lexicon entry and frame made it, e.g. "en:verb:denounce:act"
  std::string extractor;  // which rawi made it: "rawi/0.1.0"
  EventId event;          // which occurrence it reports; empty until the identity step

  friend bool operator==(const EventMention&, const EventMention&) = default;
};

struct EventParticipant {
  Role role = Role::kSource;
  EntityId entity;
  friend auto operator<=>(const EventParticipant&, const EventParticipant&) = default;
};

struct Event {
  EventId id;
  KindId kind;
  EventStatus status = EventStatus::kHappened;
  std::optional<TimeInterval> time;
  std::vector<EventParticipant> participants;  // sorted, each once
  double confidence = 0;
  std::uint32_t report_count = 0;
  std::optional<Day> first_reported;
  std::optional<Day> last_reported;

  /// Where it stands on a timeline: the first day it happened, else the first it was reported, else nothing.
  [[nodiscard]] std::optional<Day> sort_day() const { return time ? std::optional<Day>(time->first) : first_reported; }
  friend bool operator==(const Event&, const Event&) = default;
};

/// The event that these mentions report together; the order in which they are given does not matter. Kind and status
/// come from the latest day of report (most mentions, then the lowest id, decide between equals); the time is the most
/// precise one given; participants are the union; confidence is noisy-or over articles. Needs at least one mention.
[[nodiscard]] Event aggregate(EventId id, const std::vector<EventMention>& mentions);

}  // namespace rawi
