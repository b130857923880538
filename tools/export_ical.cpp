#include "tools/export_ical.hpp"

#include "tools/event_headline.hpp"

namespace rawi {

namespace {

constexpr std::size_t kLineBytesMax = 75;  // RFC 5545, 3.1, without the line break

/// Backslash, semicolon, comma and line breaks have a meaning of their own in a text value.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else if (static_cast<unsigned char>(c) >= 0x20) {
      if (c == '\\' || c == ';' || c == ',') out += '\\';
      out += c;
    }
  }
  return out;
}

/// A content line, folded where it is long and never inside a character.
void put_line(std::ostream& out, const std::string& line) {
  std::size_t used = 0;
  for (std::size_t i = 0; i < line.size();) {
    std::size_t size = 1;
    while (i + size < line.size() && (static_cast<unsigned char>(line[i + size]) & 0xC0U) == 0x80U) ++size;
    if (used + size > kLineBytesMax) out << "\r\n ", used = 1;
    out << line.substr(i, size);
    used += size;
    i += size;
  }
  out << "\r\n";
}

std::string compact(Day day) {
  std::string text = format_day(day);
  std::erase(text, '-');
  return text;
}

std::string_view calendar_status(EventStatus status) {
  if (status == EventStatus::kNegated) return "CANCELLED";
  return status == EventStatus::kPlanned || status == EventStatus::kPossible ? "TENTATIVE" : "CONFIRMED";
}

Result<void> put_event(AnswerFacts& facts, const Event& event, std::ostream& out) {
  const Day first = *event.sort_day();
  const Day last = event.time ? event.time->last : first;
  const Result<std::string> headline = event_headline(facts, event), place = names_in_role(facts, event, Role::kPlace);
  if (!headline) return fail(headline.error());
  if (!place) return fail(place.error());
  const Result<std::optional<EventMention>> report = telling_report(facts, event);
  if (!report) return fail(report.error());
  put_line(out, "BEGIN:VEVENT");
  put_line(out, "UID:" + event.id.text() + "@rawi");
  put_line(out, "DTSTAMP:" + compact(event.last_reported.value_or(first)) + "T000000Z");
  put_line(out, "DTSTART;VALUE=DATE:" + compact(first));
  put_line(out, "DTEND;VALUE=DATE:" + compact(last + std::chrono::days(1)));  // the day after the last
  put_line(out, "SUMMARY:" + escaped(*headline));
  if (*report) put_line(out, "DESCRIPTION:" + escaped((*report)->sentence.text + "\n" + (*report)->article.text()));
  if (!place->empty()) put_line(out, "LOCATION:" + escaped(*place));
  put_line(out, "CATEGORIES:" + escaped(event.kind.text()));
  put_line(out, "STATUS:" + std::string(calendar_status(event.status)));
  put_line(out, "TRANSP:TRANSPARENT");
  put_line(out, "END:VEVENT");
  return {};
}

}  // namespace

Result<void> export_ical(AnswerFacts& facts, const std::vector<Event>& events, std::ostream& out) {
  for (const char* line : {"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//rawi//timeline//EN", "CALSCALE:GREGORIAN"})
    put_line(out, line);
  for (const Event& event : events)
    if (event.sort_day())
      if (auto done = put_event(facts, event, out); !done) return done;
  put_line(out, "END:VCALENDAR");
  if (!out) return fail(ErrorCode::kIo, "iCalendar", "the output cannot be written", "is there room on the device?");
  return {};
}

}  // namespace rawi
