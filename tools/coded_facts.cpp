#include "tools/coded_facts.hpp"

#include <algorithm>

#include "extractors/fold.hpp"
#include "extractors/resolve/spelling_key.hpp"
#include "extractors/tsv.hpp"

namespace rawi {

namespace {

/// How often machine coding of this kind is right by its makers' own evaluation: about three times in four.
constexpr double kCodedConfidence = 0.75;

std::string small_letters(std::string_view text) {
  std::string small(text);
  std::transform(small.begin(), small.end(), small.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return small;
}

/// "Police (Anywhere)" gives "Anywhere"; empty without brackets at the end.
std::string_view in_brackets(std::string_view name) {
  const std::size_t open = name.rfind('(');
  if (open == std::string_view::npos || !name.ends_with(')')) return {};
  return name.substr(open + 1, name.size() - open - 2);
}

/// A name that the catalogue holds as written; what only resembles one is another actor.
const Entity* known_by(const ActorCatalogue& catalogue, const std::string& name) {
  const std::string folded = fold(name);
  const auto is_it = [&](const std::string& other) { return fold(other) == folded; };
  for (const Entity* candidate : catalogue.find_name(name)) {
    if (is_it(candidate->name)) return candidate;
    for (const auto& [language, names] : candidate->names)
      if (std::any_of(names.begin(), names.end(), is_it)) return candidate;
  }
  return nullptr;
}

}  // namespace

Result<RelationTable> RelationTable::load(const std::filesystem::path& file, const Ontology& ontology) {
  const auto rows = read_tsv(file, {"relation", "kind", "status"});
  if (!rows) return fail(rows.error());
  RelationTable table;
  for (const TsvRow& row : *rows) {
    const auto refuse = [&](std::string problem, std::string advice) {
      return fail(ErrorCode::kInvalidInput, at_line(file, row.line), std::move(problem), std::move(advice));
    };
    std::string relation = small_letters(row.cells[0]);
    const KindId kind(row.cells[1]);
    if (ontology.find(kind) == nullptr)
      return refuse("there is no kind \"" + kind.text() + "\"", "name one of schemas/ontology/events");
    const auto status = parse_event_status(row.cells[2]);
    if (!status)
      return refuse("there is no status \"" + row.cells[2] + "\"", "use happened, ongoing, planned, possible or negated");
    const bool open = relation.ends_with('*');
    if (open) relation.pop_back();
    table.longest_ = std::max(table.longest_, relation.size());
    if (!(open ? table.beginnings_ : table.whole_).try_emplace(std::move(relation), Meaning{kind, *status}).second)
      return refuse("the relation \"" + row.cells[0] + "\" stands there twice", "remove one of the lines");
  }
  return table;
}

const RelationTable::Meaning* RelationTable::find(std::string_view relation) const {
  std::string small = small_letters(relation);
  if (const auto found = whole_.find(small); found != whole_.end()) return &found->second;
  small.resize(std::min(small.size(), longest_));
  for (;; small.pop_back()) {
    if (const auto found = beginnings_.find(small); found != beginnings_.end()) return &found->second;
    if (small.empty()) return nullptr;
  }
}

void CodedFacts::begin_file(std::string name) { file_ = std::move(name); }

Entity CodedFacts::make_entity(const std::string& name) const {
  if (const Entity* known = known_by(catalogue_, name)) return *known;
  Entity entity;
  entity.type = EntityType::kGroup;  // the data does not say what its actors are; this is the widest
  const std::string key = slug(name);
  entity.id =
      EntityId(std::string(to_string(entity.type)) + ":" + (key.empty() ? EventId{stable_hash(name)}.text().substr(4) : key));
  entity.name = name;
  if (const std::string_view state = in_brackets(name); !state.empty())
    if (const Entity* known = known_by(catalogue_, std::string(state))) entity.country = known->country;
  return entity;
}

CodedFacts::Actor& CodedFacts::actor(std::string_view name) {
  const auto [found, is_new] = actors_.try_emplace(std::string(name));
  if (is_new) found->second.entity = make_entity(found->first);
  Actor& actor = found->second;
  if (actor.block != block_number_) {
    actor.block = block_number_;
    std::size_t& described = in_block_[actor.entity.id];
    if (described != block_number_) block_.entities.push_back(actor.entity);
    described = block_number_;
  }
  return actor;
}

bool CodedFacts::add(const CodedEvent& row) {
  const auto [meaning, is_new] = meanings_.try_emplace(std::string(row.relation), nullptr);
  if (is_new) meaning->second = relations_.find(row.relation);
  if (meaning->second == nullptr) return false;
  if (block_.events.empty()) first_line_ = row.line_number;
  last_line_ = row.line_number;

  const auto at = static_cast<std::uint32_t>(block_.article.text.size());
  const auto evidence = [&](std::string_view cell) {
    const Span span = row.span_of(cell);
    return Evidence{{at + span.begin, at + span.end}, std::string(cell)};
  };
  EventMention& m = block_.events.emplace_back();
  const Entity& source = actor(row.source).entity;
  const Entity& target = actor(row.target).entity;
  m.published = row.day;
  m.sentence = evidence(row.line);
  m.trigger = evidence(row.relation);
  m.kind = meaning->second->kind;
  m.status = meaning->second->status;
  m.participants = {{Role::kSource, source.id, evidence(row.source)}, {Role::kTarget, target.id, evidence(row.target)}};
  m.time = ReportedTime{{row.day, row.day, Precision::kDay}, {}};
  m.confidence = kCodedConfidence;
  m.rule = source_;
  m.extractor = extractor_;
  std::string what = source_;
  what.append(1, '\t').append(format_day(row.day)).append(1, '\t').append(row.relation);
  what.append(1, '\t').append(source.id.text()).append(1, '\t').append(target.id.text());
  m.event = EventId{std::max<std::uint64_t>(stable_hash(what), 1)};
  block_.article.text.append(row.line).append(1, '\n');
  return true;
}

ArticleFacts CodedFacts::take_block() {
  block_.article.id = ArticleId(file_ + "#" + std::to_string(first_line_) + "-" + std::to_string(last_line_));
  block_.article.source = source_;
  for (EventMention& m : block_.events) m.article = block_.article.id;
  ++block_number_;
  return std::exchange(block_, ArticleFacts{});
}

}  // namespace rawi
