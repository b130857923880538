#include "tools/answer_text.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace rawi {

namespace {

/// Characters, not bytes: good enough for aligning Latin, Cyrillic and Arabic names in a terminal.
std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string padded(std::string text, std::size_t wanted) {
  const std::size_t now = width(text);
  if (now < wanted) text.append(wanted - now, ' ');
  return text;
}

/// Titles and sentences may hold line breaks and other control characters; a terminal must not obey them.
std::string one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    if (!control) {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  return line;
}

std::string indented(std::string_view block, std::string_view indent) {
  std::string out;
  while (!block.empty()) {
    const std::size_t end = std::min(block.find('\n'), block.size() - 1) + 1;
    if (block.front() != '\n') out += indent;
    out += block.substr(0, end);
    block.remove_prefix(end);
  }
  return out;
}

std::string plural(std::size_t count, std::string_view noun) {
  return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

Result<std::string> name_of(AnswerFacts& facts, const EntityId& id) {
  const Result<const Entity*> entity = facts.entity(id);
  if (!entity) return fail(entity.error());
  return one_line((*entity)->name);
}

/// "2025-03-27  summit  planned  0.90  evt:…" Without a time of its own an event stands at the day of its first report.
std::string headline(const Event& event) {
  std::string when = "undated";
  if (event.time) {
    when = time_text(*event.time);
  } else if (event.first_reported) {
    when = "reported " + format_day(*event.first_reported);
  }
  std::array<char, 16> confidence{};
  std::snprintf(confidence.data(), confidence.size(), "%.2f", event.confidence);
  return when + "  " + event.kind.text() + "  " + std::string(to_string(event.status)) + "  " + confidence.data() + "  " +
         event.id.text() + "\n";
}

Result<std::string> participants_text(AnswerFacts& facts, const Event& event) {
  std::array<std::string, kRoleCount> names;
  for (const EventParticipant& participant : event.participants) {
    Result<std::string> name = name_of(facts, participant.entity);
    if (!name) return name;
    std::string& list = names[static_cast<std::size_t>(participant.role)];
    list += (list.empty() ? "" : ", ") + *name;
  }
  std::string out;
  for (std::size_t i = 0; i < kRoleCount; ++i)
    if (!names[i].empty()) out += "  " + padded(std::string(to_string(static_cast<Role>(i))), 11) + "  " + names[i] + "\n";
  return out;
}

Result<std::string> report_text(AnswerFacts& facts, const EventMention& mention) {
  std::string origins;
  for (const Attribution& attribution : mention.attributed_to) {
    Result<std::string> name = name_of(facts, attribution.entity);
    if (!name) return name;
    origins += (origins.empty() ? ", according to " : ", ") + *name;
  }
  return "  «" + one_line(mention.sentence.text) + "»\n    " + one_line(mention.article.text()) +
         (mention.published ? ", " + format_day(*mention.published) : "") + origins + "\n";
}

std::string roles_text(const std::vector<Role>& roles) {
  std::string out;
  for (const Role role : roles) out += (out.empty() ? "" : ", ") + std::string(to_string(role));
  return out;
}

Result<std::string> hop_text(AnswerFacts& facts, const Hop& hop) {
  const Result<std::string> from = name_of(facts, hop.from);
  const Result<std::string> to = name_of(facts, hop.to);
  if (!from) return from;
  if (!to) return to;
  if (hop.events.empty()) return *from + " – " + *to + ": one belongs to the other\n";
  std::string out = *from + " – " + *to + ": " + plural(hop.event_count, "event");
  out += hop.events.size() < hop.event_count ? ", the latest " + std::to_string(hop.events.size()) + "\n" : "\n";
  for (const HopEvent& joined : hop.events) {
    const Result<std::optional<Event>> event = facts.event(joined.event);
    if (!event) return fail(event.error());
    if (!*event) continue;  // retracted since the view was built
    const Result<std::string> text = event_text(facts, **event);
    if (!text) return text;
    out += "  " + *from + " as " + roles_text(joined.from_roles) + ", " + *to + " as " + roles_text(joined.to_roles) + "\n";
    out += indented(*text, "    ");
  }
  return out;
}

std::string relation_heading(const std::string& actor, const std::string& other, const Relation& relation) {
  static constexpr std::array<std::string_view, 4> kSigns = {" → ", " ← ", " + ", " @ "};
  return actor + std::string(kSigns[static_cast<std::size_t>(relation.direction)]) + other + "  " + relation.kind.text() + "  " +
         plural(relation.events.size(), "event") + "\n";
}

std::string kinds_text(const Neighbor& neighbor) {
  std::string out;
  for (const KindCount& count : neighbor.kinds)
    out += (out.empty() ? "" : ", ") + count.kind.text() + " " + std::to_string(count.count);
  return out;
}

}  // namespace

std::string time_text(const TimeInterval& time) {
  const std::string first = format_day(time.first);
  if (time.first == time.last) return first;
  // A whole month or year reads back as exactly this interval.
  for (const std::size_t size : {first.size() - 6, first.size() - 3}) {
    const std::optional<TimeInterval> whole = parse_interval(std::string_view(first).substr(0, size));
    if (whole && whole->first == time.first && whole->last == time.last) return first.substr(0, size);
  }
  return first + "/" + format_day(time.last);
}

Result<std::string> event_text(AnswerFacts& facts, const Event& event) {
  const Result<std::string> participants = participants_text(facts, event);
  if (!participants) return participants;
  std::string out = headline(event) + *participants;
  const Result<std::vector<EventMention>> mentions = facts.reports(event.id);
  if (!mentions) return fail(mentions.error());
  for (const EventMention& mention : *mentions) {
    const Result<std::string> report = report_text(facts, mention);
    if (!report) return report;
    out += *report;
  }
  return out;
}

Result<std::string> path_text(AnswerFacts& facts, const Path& path) {
  std::string out;
  for (const EntityId& id : path.actors) {
    const Result<std::string> name = name_of(facts, id);
    if (!name) return name;
    out += (out.empty() ? "" : " – ") + *name;
  }
  out += "  (" + plural(path.hops.size(), "hop") + ")\n";
  for (const Hop& hop : path.hops) {
    const Result<std::string> text = hop_text(facts, hop);
    if (!text) return text;
    out += "\n" + *text;
  }
  return out;
}

Result<std::string> neighbors_text(AnswerFacts& facts, const std::vector<Neighbor>& neighbors) {
  std::vector<std::array<std::string, 5>> rows = {{"actor", "hops", "events", "latest", "kinds"}};
  std::array<std::size_t, 5> widths{};
  for (const Neighbor& neighbor : neighbors) {
    Result<std::string> name = name_of(facts, neighbor.actor);
    if (!name) return name;
    rows.push_back({*std::move(name) + " (" + neighbor.actor.text() + ")", std::to_string(neighbor.hops),
                    std::to_string(neighbor.event_count), neighbor.latest ? format_day(*neighbor.latest) : "-",
                    kinds_text(neighbor)});
  }
  for (const auto& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width(row[i]));
  std::string out;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i + 1 < row.size(); ++i) out += padded(row[i], widths[i] + 2);
    out += row.back() + "\n";
  }
  return out;
}

Result<std::string> relations_text(AnswerFacts& facts, const EntityId& actor, const std::vector<Relation>& relations) {
  const Result<std::string> name = name_of(facts, actor);
  if (!name) return name;
  std::string out;
  for (const Relation& relation : relations) {
    const Result<std::string> other = name_of(facts, relation.other);
    if (!other) return other;
    if (!out.empty()) out += "\n";
    out += relation_heading(*name, *other, relation);
    for (const Event& event : relation.events) {
      const Result<std::string> text = event_text(facts, event);
      if (!text) return text;
      out += indented(*text, "  ");
    }
  }
  return out;
}

Result<std::string> article_text(AnswerFacts& facts, const Article& article, const std::vector<EventMention>& mentions) {
  std::string out = one_line(article.title.empty() ? article.id.text() : article.title) + "\n";
  for (const std::string& field : {article.id.text(), article.source, article.url, article.language})
    if (!field.empty()) out += "  " + one_line(field) + "\n";
  if (article.published) out += "  " + format_day(*article.published) + "\n";
  for (const EventMention& mention : mentions) {
    // What one article says of an event is an event of its own to look at: the reports of others are left out.
    const Result<std::string> participants = participants_text(facts, aggregate(mention.event, {mention}));
    if (!participants) return participants;
    const Result<std::string> report = report_text(facts, mention);
    if (!report) return report;
    out += "\n" + headline(aggregate(mention.event, {mention})) + *participants + *report;
  }
  return out;
}

std::string entity_text(const Entity& entity) {
  std::string out = one_line(entity.name) + "  " + std::string(to_string(entity.type));
  if (!entity.country.empty()) out += "  " + entity.country;
  out += "  " + entity.id.text() + "\n";
  for (const auto& [language, forms] : entity.names) {
    out += "  " + padded(language, 11) + "  ";
    for (std::size_t i = 0; i < forms.size(); ++i) out += (i == 0 ? "" : ", ") + one_line(forms[i]);
    out += "\n";
  }
  for (const OfficeTerm& term : entity.offices) {
    const std::string& of = term.country.empty() ? term.organization.text() : term.country;
    out += "  " + padded("office", 11) + "  " + term.office + (of.empty() ? "" : ", " + of) + ", " +
           (term.from ? format_day(*term.from) : "…") + " to " + (term.to ? format_day(*term.to) : "…") + "\n";
  }
  for (const auto& [scheme, id] : entity.external_ids) out += "  " + padded(scheme, 11) + "  " + id + "\n";
  return out;
}

}  // namespace rawi
