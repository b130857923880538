#include "storage/codec.hpp"

#include "storage/bytes.hpp"

namespace rawi {

namespace {

constexpr std::uint8_t kArticleVersion = 1;
constexpr std::uint8_t kEntityVersion = 1;
constexpr std::uint8_t kMentionVersion = 1;
constexpr std::uint8_t kEventVersion = 1;
constexpr std::uint8_t kEditVersion = 1;
constexpr std::uint8_t kCountsVersion = 1;
constexpr std::uint8_t kFormatRecordVersion = 1;
constexpr std::uint8_t kStampVersion = 1;

tl::unexpected<Error> corrupt(std::string_view key, std::string_view problem) {
  return fail(ErrorCode::kCorrupt, keys::describe(key), std::string(problem),
              "run rawi check, and build the store again if it names more than indexes");
}

/// The reader stands behind the version byte.
Result<void> take_version(ByteReader& reader, std::string_view key, std::uint8_t known) {
  const std::uint8_t version = reader.byte();
  if (!reader.good()) return corrupt(key, "the record is empty");
  if (version == known) return {};
  if (version == 0) return corrupt(key, "the record begins with no version");
  return fail(ErrorCode::kUnsupported, keys::describe(key),
              "the record has version " + std::to_string(version) + ", this rawi reads " + std::to_string(known),
              "use the rawi that wrote the store");
}

Result<void> finish(const ByteReader& reader, std::string_view key) {
  if (!reader.good()) return corrupt(key, "the record is cut short or holds a value out of range");
  if (!reader.finished()) return corrupt(key, "the record is longer than it says");
  return {};
}

void write_interval(ByteWriter& out, const TimeInterval& interval) {
  out.day(interval.first);
  out.day(interval.last);
  out.enumerator(interval.precision);
}

TimeInterval read_interval(ByteReader& in) {
  TimeInterval interval;
  interval.first = in.day();
  interval.last = in.day();
  interval.precision = in.enumerator(Precision::kRange);
  if (interval.last < interval.first) in.refuse();
  return interval;
}

void write_evidence(ByteWriter& out, const Evidence& evidence) {
  out.number(evidence.span.begin);
  out.number(evidence.span.end);
  out.text(evidence.text);
}

Evidence read_evidence(ByteReader& in) {
  Evidence evidence;
  evidence.span.begin = in.number32();
  evidence.span.end = in.number32();
  evidence.text = in.text();
  return evidence;
}

void write_day(ByteWriter& out, const std::optional<Day>& day) {
  out.option(day, [&](Day d) { out.day(d); });
}
std::optional<Day> read_day(ByteReader& in) {
  return in.option([&] { return in.day(); });
}

void write_mention_of(ByteWriter& out, const EntityId& entity, const std::optional<Evidence>& mention) {
  out.text(entity.text());
  out.option(mention, [&](const Evidence& e) { write_evidence(out, e); });
}

std::optional<Evidence> read_optional_evidence(ByteReader& in) {
  return in.option([&] { return read_evidence(in); });
}

OfficeTerm read_office(ByteReader& in) {
  OfficeTerm term;
  term.office = in.text();
  term.country = in.text();
  term.organization = EntityId(in.text());
  term.from = read_day(in);
  term.to = read_day(in);
  return term;
}

}  // namespace

std::string encode(const StoredArticle& record) {
  ByteWriter out(kArticleVersion);
  const Article& a = record.article;
  out.text(a.id.text());
  out.text(a.url);
  out.text(a.source);
  out.text(a.title);
  out.text(a.language);
  write_day(out, a.published);
  out.text(a.text);
  out.list(record.entities, [&](const SupportedEntity& e) {
    out.text(e.entity.text());
    out.fixed(static_cast<std::uint64_t>(e.description));
  });
  out.number(record.mention_count);
  return out.take();
}

Result<StoredArticle> decode_article(std::string_view key, std::string_view bytes) {
  ByteReader in(bytes);
  if (auto version = take_version(in, key, kArticleVersion); !version) return fail(std::move(version.error()));
  StoredArticle record;
  Article& a = record.article;
  a.id = ArticleId(in.text());
  a.url = in.text();
  a.source = in.text();
  a.title = in.text();
  a.language = in.text();
  a.published = read_day(in);
  a.text = in.text();
  in.list([&] {
    SupportedEntity e;
    e.entity = EntityId(in.text());
    e.description = keys::DescriptionHash{in.fixed()};
    record.entities.push_back(std::move(e));
  });
  record.mention_count = in.number32();
  if (auto end = finish(in, key); !end) return fail(std::move(end.error()));
  if (keys::parse_article(key) != keys::hash_of(a.id)) return corrupt(key, "the record holds another article: " + a.id.text());
  return record;
}

std::string encode(const Entity& record) {
  ByteWriter out(kEntityVersion);
  out.text(record.id.text());
  out.enumerator(record.type);
  out.text(record.name);
  out.text(record.country);
  out.list(record.names, [&](const auto& names) {
    out.text(names.first);
    out.list(names.second, [&](const std::string& name) { out.text(name); });
  });
  out.list(record.offices, [&](const OfficeTerm& term) {
    out.text(term.office);
    out.text(term.country);
    out.text(term.organization.text());
    write_day(out, term.from);
    write_day(out, term.to);
  });
  out.list(record.external_ids, [&](const auto& id) {
    out.text(id.first);
    out.text(id.second);
  });
  out.flag(record.known);
  return out.take();
}

Result<Entity> decode_entity(std::string_view key, std::string_view bytes) {
  ByteReader in(bytes);
  if (auto version = take_version(in, key, kEntityVersion); !version) return fail(std::move(version.error()));
  Entity record;
  record.id = EntityId(in.text());
  record.type = in.enumerator(EntityType::kPlace);
  record.name = in.text();
  record.country = in.text();
  in.list([&] {
    std::vector<std::string>& names = record.names[in.text()];
    in.list([&] { names.push_back(in.text()); });
  });
  in.list([&] { record.offices.push_back(read_office(in)); });
  in.list([&] {
    std::string scheme = in.text();
    record.external_ids[std::move(scheme)] = in.text();
  });
  record.known = in.flag();
  if (auto end = finish(in, key); !end) return fail(std::move(end.error()));
  const auto parts = keys::parse_description(key);
  if (!parts || parts->entity != keys::hash_of(record.id))
    return corrupt(key, "the record holds another entity: " + record.id.text());
  if (parts->description != keys::hash_of_description(bytes))
    return corrupt(key, "the record is not the description that its key names");
  return record;
}

std::string encode(const EventMention& record) {
  ByteWriter out(kMentionVersion);
  out.text(record.article.text());
  out.text(record.language);
  write_day(out, record.published);
  out.enumerator(record.part);
  write_evidence(out, record.sentence);
  write_evidence(out, record.trigger);
  out.text(record.kind.text());
  out.enumerator(record.status);
  out.list(record.participants, [&](const Participant& p) {
    out.enumerator(p.role);
    write_mention_of(out, p.entity, p.mention);
  });
  out.list(record.attributed_to, [&](const Attribution& a) { write_mention_of(out, a.entity, a.mention); });
  out.option(record.time, [&](const ReportedTime& time) {
    write_interval(out, time.interval);
    out.text(time.text);
  });
  out.real(record.confidence);
  out.text(record.rule);
  out.text(record.extractor);
  return out.take();
}

Result<EventMention> decode_mention(std::string_view key, std::string_view bytes) {
  ByteReader in(bytes);
  if (auto version = take_version(in, key, kMentionVersion); !version) return fail(std::move(version.error()));
  EventMention record;
  record.article = ArticleId(in.text());
  record.language = in.text();
  record.published = read_day(in);
  record.part = in.enumerator(Part::kBody);
  record.sentence = read_evidence(in);
  record.trigger = read_evidence(in);
  record.kind = KindId(in.text());
  record.status = in.enumerator(EventStatus::kNegated);
  in.list([&] {
    Participant p;
    p.role = in.enumerator(Role::kPlace);
    p.entity = EntityId(in.text());
    p.mention = read_optional_evidence(in);
    record.participants.push_back(std::move(p));
  });
  in.list([&] {
    Attribution a;
    a.entity = EntityId(in.text());
    a.mention = read_optional_evidence(in);
    record.attributed_to.push_back(std::move(a));
  });
  record.time = in.option([&] {
    ReportedTime time;
    time.interval = read_interval(in);
    time.text = in.text();
    return time;
  });
  record.confidence = in.real();
  record.rule = in.text();
  record.extractor = in.text();
  if (auto end = finish(in, key); !end) return fail(std::move(end.error()));
  const auto parts = keys::parse_mention(key);
  if (!parts || parts->article != keys::hash_of(record.article))
    return corrupt(key, "the record holds a mention of another article: " + record.article.text());
  record.event = parts->event;
  return record;
}

std::string encode(const Event& record) {
  ByteWriter out(kEventVersion);
  out.text(record.kind.text());
  out.enumerator(record.status);
  out.option(record.time, [&](const TimeInterval& time) { write_interval(out, time); });
  out.list(record.participants, [&](const EventParticipant& p) {
    out.enumerator(p.role);
    out.text(p.entity.text());
  });
  out.real(record.confidence);
  out.number(record.report_count);
  write_day(out, record.first_reported);
  write_day(out, record.last_reported);
  return out.take();
}

Result<Event> decode_event(std::string_view key, std::string_view bytes) {
  ByteReader in(bytes);
  if (auto version = take_version(in, key, kEventVersion); !version) return fail(std::move(version.error()));
  Event record;
  record.kind = KindId(in.text());
  record.status = in.enumerator(EventStatus::kNegated);
  record.time = in.option([&] { return read_interval(in); });
  in.list([&] {
    EventParticipant p;
    p.role = in.enumerator(Role::kPlace);
    p.entity = EntityId(in.text());
    record.participants.push_back(std::move(p));
  });
  record.confidence = in.real();
  record.report_count = in.number32();
  record.first_reported = read_day(in);
  record.last_reported = read_day(in);
  if (auto end = finish(in, key); !end) return fail(std::move(end.error()));
  const auto id = keys::parse_event(key);
  if (!id) return corrupt(key, "an event stands under a key that is none of an event");
  record.id = *id;
  return record;
}

std::string encode(const Edit& record) {
  ByteWriter out(kEditVersion);
  out.number(record.number);
  out.enumerator(record.kind);
  out.day(record.day);
  out.text(record.author);
  out.text(record.note);
  switch (record.kind) {
    case EditKind::kMerge:
      out.text(record.kept.text());
      out.text(record.other.text());
      break;
    case EditKind::kPart:
      out.fixed(record.event.value);
      out.list(record.mentions, [&](const PartedMention& m) {
        out.text(m.article.text());
        out.enumerator(m.part);
        out.number(m.trigger.begin);
        out.number(m.trigger.end);
        out.text(m.kind.text());
        out.text(m.sentence);
      });
      break;
    case EditKind::kUndo:
      out.number(record.undone);
  }
  return out.take();
}

Result<Edit> decode_edit(std::string_view key, std::string_view bytes) {
  ByteReader in(bytes);
  if (auto version = take_version(in, key, kEditVersion); !version) return fail(std::move(version.error()));
  Edit record;
  record.number = in.number32();
  record.kind = in.enumerator(EditKind::kUndo);
  record.day = in.day();
  record.author = in.text();
  record.note = in.text();
  switch (record.kind) {
    case EditKind::kMerge:
      record.kept = EntityId(in.text());
      record.other = EntityId(in.text());
      break;
    case EditKind::kPart:
      record.event = EventId{in.fixed()};
      in.list([&] {
        PartedMention m;
        m.article = ArticleId(in.text());
        m.part = in.enumerator(Part::kBody);
        m.trigger.begin = in.number32();
        m.trigger.end = in.number32();
        m.kind = KindId(in.text());
        m.sentence = in.text();
        record.mentions.push_back(std::move(m));
      });
      break;
    case EditKind::kUndo:
      record.undone = in.number32();
      if (record.undone >= record.number) in.refuse();  // what is to come cannot be taken back
  }
  if (auto end = finish(in, key); !end) return fail(std::move(end.error()));
  if (keys::parse_edit(key) != record.number) return corrupt(key, "the record holds edit " + std::to_string(record.number));
  return record;
}

std::string encode(const StoredCounts& record) {
  ByteWriter out(kCountsVersion);
  for (const std::uint64_t n : {record.articles, record.entities, record.events, record.mentions}) out.number(n);
  return out.take();
}

Result<StoredCounts> decode_counts(std::string_view key, std::string_view bytes) {
  ByteReader in(bytes);
  if (auto version = take_version(in, key, kCountsVersion); !version) return fail(std::move(version.error()));
  StoredCounts record;
  for (std::uint64_t* n : {&record.articles, &record.entities, &record.events, &record.mentions}) *n = in.number();
  if (auto end = finish(in, key); !end) return fail(std::move(end.error()));
  return record;
}

std::string encode_stamp(std::uint64_t stamp) {
  ByteWriter out(kStampVersion);
  out.fixed(stamp);
  return out.take();
}

Result<std::uint64_t> decode_stamp(std::string_view key, std::string_view bytes) {
  ByteReader in(bytes);
  if (auto version = take_version(in, key, kStampVersion); !version) return fail(std::move(version.error()));
  const std::uint64_t stamp = in.fixed();
  if (auto end = finish(in, key); !end) return fail(std::move(end.error()));
  return stamp;
}

std::string encode_format_version(std::uint32_t version) {
  ByteWriter out(kFormatRecordVersion);
  out.number(version);
  return out.take();
}

Result<std::uint32_t> decode_format_version(std::string_view key, std::string_view bytes) {
  ByteReader in(bytes);
  if (auto version = take_version(in, key, kFormatRecordVersion); !version) return fail(std::move(version.error()));
  const std::uint32_t version = in.number32();
  if (auto end = finish(in, key); !end) return fail(std::move(end.error()));
  return version;
}

}  // namespace rawi
