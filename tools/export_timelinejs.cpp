#include "tools/export_timelinejs.hpp"

#include <nlohmann/json.hpp>

#include "tools/event_headline.hpp"

namespace rawi {

namespace {

using Json = nlohmann::ordered_json;

/// TimelineJS puts texts into the page as HTML.
std::string html(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '&' ? "&amp;" : std::string(1, c);
  return out;
}

Json date(Day day, Precision precision) {
  const std::chrono::year_month_day parts(day);
  Json json = {{"year", static_cast<int>(parts.year())}};
  if (precision == Precision::kYear) return json;
  json["month"] = static_cast<unsigned>(parts.month());
  if (precision != Precision::kMonth) json["day"] = static_cast<unsigned>(parts.day());
  return json;
}

Result<Json> slide(AnswerFacts& facts, const Event& event) {
  Result<std::string> headline = event_headline(facts, event);
  if (!headline) return fail(std::move(headline.error()));
  Result<std::optional<EventMention>> report = telling_report(facts, event);
  if (!report) return fail(std::move(report.error()));
  Json json;
  const Day first = *event.sort_day();
  json["start_date"] = date(first, event.time ? event.time->precision : Precision::kDay);
  const bool whole = event.time && (event.time->precision == Precision::kYear || event.time->precision == Precision::kMonth);
  if (event.time && event.time->last != first && !whole) json["end_date"] = date(event.time->last, Precision::kDay);
  std::string text;
  if (*report) {
    text = "<p>" + html((*report)->sentence.text) + "</p><p>" + html((*report)->article.text());
    text += ((*report)->published ? ", " + format_day(*(*report)->published) : std::string()) + "</p>";
  }
  json["text"] = {{"headline", html(*headline)}, {"text", text}};
  json["group"] = event.kind.text();
  json["unique_id"] = event.id.text();
  return json;
}

}  // namespace

Result<void> export_timelinejs(AnswerFacts& facts, const std::vector<Event>& events, std::ostream& out) {
  Json slides = Json::array();
  for (const Event& event : events) {
    if (!event.sort_day()) continue;
    Result<Json> json = slide(facts, event);
    if (!json) return fail(std::move(json.error()));
    slides.push_back(std::move(*json));
  }
  const Json all = {{"events", std::move(slides)}};
  if (!(out << all.dump(1, ' ', false, Json::error_handler_t::replace) << '\n'))
    return fail(ErrorCode::kIo, "TimelineJS", "the output cannot be written", "is there room on the device?");
  return {};
}

}  // namespace rawi
