#include "tools/timeline_answer.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "extractors/fold.hpp"
#include "tools/answer_json.hpp"
#include "tools/answer_text.hpp"
#include "tools/event_headline.hpp"
#include "tools/export_ical.hpp"
#include "tools/export_timelinejs.hpp"

namespace rawi {

namespace {

using Json = nlohmann::ordered_json;

/// The filters that need more than the event itself.
class Selection {
 public:
  Selection(const TimelineRequest& request, AnswerFacts& facts) : place_(request.place), facts_(facts) {
    for (const std::string& word : request.words) words_.push_back(fold(word));
  }

  Result<bool> accepts(const Event& event) {
    if (place_) {
      auto there = lies_there(event);
      if (!there || !*there) return there;
    }
    return words_.empty() ? Result<bool>(true) : says_all(event);
  }

 private:
  Result<bool> lies_there(const Event& event) {
    const Result<const Entity*> wanted = facts_.entity(*place_);
    if (!wanted) return fail(wanted.error());
    const std::string state = (*wanted)->type == EntityType::kCountry ? place_->text().substr(place_->text().find(':') + 1) : "";
    for (const EventParticipant& p : event.participants) {
      if (p.role != Role::kPlace) continue;
      if (p.entity == *place_) return true;
      const Result<const Entity*> place = facts_.entity(p.entity);
      if (!place) return fail(place.error());
      if (!state.empty() && (*place)->country == state) return true;
    }
    return false;
  }

  Result<bool> says_all(const Event& event) {
    const auto reports = facts_.reports(event.id);
    if (!reports) return fail(reports.error());
    return std::any_of(reports->begin(), reports->end(), [&](const EventMention& m) {
      const std::string sentence = fold(m.sentence.text);
      return std::all_of(words_.begin(), words_.end(),
                         [&](const std::string& word) { return sentence.find(word) != std::string::npos; });
    });
  }

  const std::optional<EntityId>& place_;
  std::vector<std::string> words_;
  AnswerFacts& facts_;
};

Result<std::vector<Event>> selected(const Asker& asker, const TimelineRequest& request, AnswerFacts& facts) {
  TimelineQuery query = request.query;
  query.limit = UINT64_MAX;  // counts what all filters leave
  Result<std::vector<Event>> events = timeline(asker.reader, query);
  if (!events) return events;
  Selection selection(request, facts);
  std::vector<Event> kept;
  for (Event& event : *events) {
    if (kept.size() >= request.query.limit) break;
    const Result<bool> accepted = selection.accepts(event);
    if (!accepted) return fail(accepted.error());
    if (*accepted) kept.push_back(std::move(event));
  }
  return kept;
}

std::string counted(std::uint64_t count, const char* noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

std::string heading(const TimelineGroup& group) {
  return "== " + (group.period ? time_text(*group.period) : std::string("undated")) + "  " +
         counted(group.events.size(), "event") + ", " + counted(group.report_count, "report") + "\n";
}

Result<void> write_groups(const Asker& asker, AnswerFacts& facts, const std::vector<TimelineGroup>& groups) {
  for (const TimelineGroup& group : groups) {
    if (asker.format == AnswerFormat::kText) asker.out << (&group == &groups.front() ? "" : "\n") << heading(group);
    for (const Event& event : group.events) {
      if (asker.format == AnswerFormat::kText) {
        const Result<std::string> text = event_text(facts, event);
        if (!text) return fail(text.error());
        asker.out << '\n' << *text;
      } else {
        const Result<Json> json = event_answer(facts, event);
        if (!json) return fail(json.error());
        asker.out << json_line(*json) << '\n';
      }
    }
  }
  return {};
}

/// One date: its most reported event, and the sentence that shows it best.
Result<void> write_date(const Asker& asker, AnswerFacts& facts, const TimelineGroup& group) {
  const Event& event = group.events.front();
  const Result<std::optional<EventMention>> report = telling_report(facts, event);
  if (!report) return fail(report.error());
  if (!*report) return {};  // retracted meanwhile
  const EventMention& told = **report;
  if (asker.format == AnswerFormat::kJson) {
    Json json;
    json["period"] = {{"start", format_day(group.period->first)}, {"end", format_day(group.period->last)}};
    json["event_count"] = group.events.size();
    json["report_count"] = group.report_count;
    json["event"] = event.id.text();
    json["kind"] = event.kind.text();
    json["status"] = std::string(to_string(event.status));
    json["sentence"] = told.sentence.text;
    json["article"] = told.article.text();
    json["published"] = told.published ? Json(format_day(*told.published)) : Json();
    asker.out << json_line(json) << '\n';
    return {};
  }
  const Result<std::string> headline = event_headline(facts, event);
  if (!headline) return fail(headline.error());
  asker.out << time_text(*group.period) << "  " << *headline << "  [" << counted(group.events.size(), "event") << ", "
            << counted(group.report_count, "report") << "]\n  «" << told.sentence.text << "»\n    " << told.article.text()
            << (told.published ? ", " + format_day(*told.published) : std::string()) << '\n';
  return {};
}

}  // namespace

std::optional<TimelineForm> parse_timeline_form(std::string_view text) {
  if (text == "text") return TimelineForm::kText;
  if (text == "jsonl") return TimelineForm::kJsonLines;
  if (text == "timelinejs") return TimelineForm::kTimelineJs;
  if (text == "ical") return TimelineForm::kICalendar;
  return std::nullopt;
}

Result<AnswerCount> answer_timeline(const Asker& asker, const TimelineRequest& request) {
  const bool is_file = request.form == TimelineForm::kTimelineJs || request.form == TimelineForm::kICalendar;
  if (!is_file && !request.group && !request.summary && !request.place && request.words.empty())
    return ask_timeline(asker, request.query);
  AnswerFacts facts(asker.reader, asker.ontology, request.query.filter.as_of);
  Result<std::vector<Event>> events = selected(asker, request, facts);
  if (!events) return fail(std::move(events.error()));
  AnswerCount count = events->size();
  Result<void> done;
  if (request.form == TimelineForm::kTimelineJs) {
    done = export_timelinejs(facts, *events, asker.out);
  } else if (request.form == TimelineForm::kICalendar) {
    done = export_ical(facts, *events, asker.out);
  } else if (request.summary) {
    const auto dates =
        most_reported(group_events(std::move(*events), request.group.value_or(TimelineGrain::kDay)), *request.summary);
    count = dates.size();
    for (const TimelineGroup& date : dates)
      if (done = write_date(asker, facts, date); !done) break;
  } else if (request.group) {
    done = write_groups(asker, facts, group_events(std::move(*events), *request.group));
  } else {
    for (const Event& event : *events) {
      const Result<std::string> text = asker.format == AnswerFormat::kText ? event_text(facts, event) : Result<std::string>("");
      if (!text) return fail(text.error());
      if (asker.format == AnswerFormat::kText) {
        asker.out << (&event == &events->front() ? "" : "\n") << *text;
        continue;
      }
      const Result<Json> json = event_answer(facts, event);
      if (!json) return fail(json.error());
      asker.out << json_line(*json) << '\n';
    }
  }
  if (!done) return fail(std::move(done.error()));
  if (!asker.out)
    return fail(ErrorCode::kIo, "answer", "the output cannot be written", "is the reader of the pipe gone, or the device full?");
  return count;
}

}  // namespace rawi
