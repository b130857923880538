#include "tools/questions.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/graph/graph_view.hpp"
#include "tools/answer_json.hpp"
#include "tools/answer_text.hpp"

namespace rawi {

namespace {

using Json = nlohmann::ordered_json;

/// Writes answers one after the other: JSON one a line, text with an empty line between.
class AnswerWriter {
 public:
  explicit AnswerWriter(const Asker& asker) : asker_(asker) {}

  [[nodiscard]] bool json() const { return asker_.format == AnswerFormat::kJson; }
  Result<void> write(const Result<Json>& answer) {
    if (!answer) return fail(answer.error());
    return put(json_line(*answer) + "\n");
  }
  Result<void> write(const Result<std::string>& answer) {
    if (!answer) return fail(answer.error());
    return put((count_ > 0 ? "\n" : "") + *answer);
  }
  [[nodiscard]] AnswerCount count() const { return count_; }

 private:
  Result<void> put(const std::string& text) {
    if (!(asker_.out << text))
      return fail(ErrorCode::kIo, "answer", "the output cannot be written",
                  "is the reader of the pipe gone, or the device full?");
    ++count_;
    return {};
  }

  const Asker& asker_;
  AnswerCount count_ = 0;
};

Result<void> write_event(AnswerWriter& writer, AnswerFacts& facts, const Event& event) {
  return writer.json() ? writer.write(event_answer(facts, event)) : writer.write(event_text(facts, event));
}

Result<GraphView> view_for(const Asker& asker, const Filter& filter) {
  return asker.graph != nullptr ? asker.graph->view(filter) : GraphView::build(asker.reader, filter);
}

Result<NodeId> node_of(const GraphView& view, const EntityId& id) {
  const std::optional<NodeId> node = view.find_actor(id);
  if (!node)
    return fail(ErrorCode::kNotFound, id.text(), "takes part in no event of the part of the graph that is asked about",
                "widen the filters, or see `rawi actors`");
  return *node;
}

Result<AnswerCount> show_event(const Asker& asker, EventId id, std::optional<Day> as_of) {
  AnswerFacts facts(asker.reader, asker.ontology, as_of);
  const Result<std::optional<Event>> event = facts.event(id);
  if (!event) return fail(event.error());
  if (!*event) return fail(ErrorCode::kNotFound, id.text(), "no such event", as_of ? "it may have been reported later" : "");
  AnswerWriter writer(asker);
  if (Result<void> written = write_event(writer, facts, **event); !written) return fail(std::move(written.error()));
  return writer.count();
}

Result<AnswerCount> show_entity(const Asker& asker, const Entity& entity, std::optional<Day> as_of, std::uint64_t limit) {
  AnswerFacts facts(asker.reader, asker.ontology, as_of);
  TimelineQuery query;
  query.actors = {entity.id};
  query.filter.as_of = as_of;
  query.limit = limit;
  const Result<std::vector<Event>> events = timeline(asker.reader, query);
  if (!events) return fail(events.error());

  AnswerWriter writer(asker);
  if (writer.json()) {
    Json json = entity_answer(entity);
    Json& list = json["events"] = Json::array();
    for (const Event& event : *events) {
      Result<Json> answer = event_answer(facts, event);
      if (!answer) return fail(std::move(answer.error()));
      list.push_back(*std::move(answer));
    }
    if (Result<void> written = writer.write(Result<Json>(std::move(json))); !written) return fail(std::move(written.error()));
    return writer.count();
  }
  if (Result<void> written = writer.write(Result<std::string>(entity_text(entity))); !written)
    return fail(std::move(written.error()));
  for (const Event& event : *events)
    if (Result<void> written = write_event(writer, facts, event); !written) return fail(std::move(written.error()));
  return writer.count();
}

/// The article and, whatever the day asked for, all that it reports: an article does not change with what is known later.
Result<AnswerCount> show_article(const Asker& asker, const Article& article) {
  AnswerFacts facts(asker.reader, asker.ontology);
  const Result<std::vector<EventMention>> mentions = asker.reader.mentions_in(article.id);
  if (!mentions) return fail(mentions.error());
  AnswerWriter writer(asker);
  if (writer.json()) {
    Json json = article_answer(article);
    Json& list = json["mentions"] = Json::array();
    for (const EventMention& mention : *mentions) {
      Result<Json> answer = mention_answer(facts, mention);
      if (!answer) return fail(std::move(answer.error()));
      list.push_back(*std::move(answer));
    }
    if (Result<void> written = writer.write(Result<Json>(std::move(json))); !written) return fail(std::move(written.error()));
    return writer.count();
  }
  if (Result<void> written = writer.write(article_text(facts, article, *mentions)); !written)
    return fail(std::move(written.error()));
  return writer.count();
}

/// A kind and all below it. The ontology has no cycles: its loader refuses them.
void add_with_children(const Ontology& ontology, const KindId& id, std::vector<KindId>& kinds) {
  if (std::find(kinds.begin(), kinds.end(), id) == kinds.end()) kinds.push_back(id);
  for (const EventKind& kind : ontology.kinds())
    if (kind.parent == id) add_with_children(ontology, kind.id, kinds);
}

}  // namespace

Result<std::vector<KindId>> parse_kinds(const Ontology& ontology, const std::vector<std::string>& names) {
  std::vector<KindId> kinds;
  for (const std::string& name : names) {
    const KindId id(name);
    if (ontology.find(id) == nullptr) {
      std::string known;
      for (const EventKind& kind : ontology.kinds()) known += (known.empty() ? "" : ", ") + kind.id.text();
      return fail(ErrorCode::kInvalidInput, "--kind " + name, "no such kind of event", "the kinds are " + known);
    }
    add_with_children(ontology, id, kinds);
  }
  return kinds;
}

Result<std::vector<EventStatus>> parse_statuses(const std::vector<std::string>& names) {
  std::vector<EventStatus> statuses;
  for (const std::string& name : names) {
    const std::optional<EventStatus> status = parse_event_status(name);
    if (!status)
      return fail(ErrorCode::kInvalidInput, "--status " + name, "no such status",
                  "use happened, ongoing, planned, possible or negated");
    statuses.push_back(*status);
  }
  return statuses;
}

Result<AnswerCount> ask_timeline(const Asker& asker, const TimelineQuery& query) {
  const Result<std::vector<Event>> events = timeline(asker.reader, query);
  if (!events) return fail(events.error());
  AnswerFacts facts(asker.reader, asker.ontology, query.filter.as_of);
  AnswerWriter writer(asker);
  for (const Event& event : *events)
    if (Result<void> written = write_event(writer, facts, event); !written) return fail(std::move(written.error()));
  return writer.count();
}

Result<AnswerCount> ask_relations(const Asker& asker, const RelationQuery& query) {
  const Result<std::vector<Relation>> found = relations(asker.reader, query);
  if (!found) return fail(found.error());
  AnswerFacts facts(asker.reader, asker.ontology, query.filter.as_of);
  AnswerWriter writer(asker);
  if (!writer.json()) {
    if (found->empty()) return writer.count();
    const Result<void> written = writer.write(relations_text(facts, query.actor, *found));
    if (!written) return fail(written.error());
    return found->size();
  }
  const Result<std::vector<Json>> answers = relation_answers(facts, *found);
  if (!answers) return fail(answers.error());
  for (const Json& answer : *answers)
    if (Result<void> written = writer.write(Result<Json>(answer)); !written) return fail(std::move(written.error()));
  return writer.count();
}

namespace {

/// The ends that a path may have for an actor: itself, and the state that it belongs to, if the view has them.
Result<std::vector<EntityId>> ends_for(AnswerFacts& facts, const GraphView& view, const EntityId& id, bool with_state) {
  std::vector<EntityId> ends;
  if (view.find_actor(id)) ends.push_back(id);
  const auto entity = facts.entity(id);
  if (!entity) return fail(entity.error());
  const Entity& actor = **entity;
  if (with_state && actor.type != EntityType::kCountry && actor.type != EntityType::kPlace && !actor.country.empty()) {
    const EntityId state(std::string(to_string(EntityType::kCountry)) + ":" + actor.country);
    if (view.find_actor(state)) ends.push_back(state);
  }
  return ends;
}

/// Paths between the nearest pair of ends; a hop without events leads from an actor to its state.
std::vector<Path> paths_between(const GraphView& view, const PathQuery& query, const std::vector<EntityId>& froms,
                                const std::vector<EntityId>& tos) {
  std::vector<Path> best;
  for (const EntityId& from : froms)
    for (const EntityId& to : tos) {
      std::vector<Path> found = shortest_paths(view, *view.find_actor(from), *view.find_actor(to), query.options);
      for (Path& path : found) {
        if (from != query.from) {
          path.actors.insert(path.actors.begin(), query.from);
          path.hops.insert(path.hops.begin(), Hop{query.from, from, 0, {}});
        }
        if (to != query.to) {
          path.actors.push_back(query.to);
          path.hops.push_back(Hop{to, query.to, 0, {}});
        }
      }
      if (!found.empty() && (best.empty() || found.front().hops.size() < best.front().hops.size())) best = std::move(found);
    }
  return best;
}

}  // namespace

Result<AnswerCount> ask_path(const Asker& asker, const PathQuery& query) {
  const Result<GraphView> view = view_for(asker, query.filter);
  if (!view) return fail(view.error());
  AnswerFacts facts(asker.reader, asker.ontology, query.filter.as_of);
  AnswerWriter writer(asker);
  std::vector<Path> paths;
  for (const bool with_state : {false, true}) {  // over events alone first
    if (!paths.empty() || (with_state && !query.through_states)) break;
    const auto froms = ends_for(facts, *view, query.from, with_state);
    if (!froms) return fail(froms.error());
    const auto tos = ends_for(facts, *view, query.to, with_state);
    if (!tos) return fail(tos.error());
    paths = paths_between(*view, query, *froms, *tos);
  }
  if (paths.empty()) {
    if (const auto from = node_of(*view, query.from); !from) return fail(from.error());
    if (const auto to = node_of(*view, query.to); !to) return fail(to.error());
  }
  for (const Path& path : paths) {
    const Result<void> written = writer.json() ? writer.write(path_answer(facts, path)) : writer.write(path_text(facts, path));
    if (!written) return fail(written.error());
  }
  return writer.count();
}

Result<AnswerCount> ask_neighbors(const Asker& asker, const NeighborQuery& query) {
  const Result<GraphView> view = view_for(asker, query.filter);
  if (!view) return fail(view.error());
  const Result<NodeId> actor = node_of(*view, query.actor);
  if (!actor) return fail(actor.error());
  NeighborOptions options = query.options;
  options.limit = query.limit;
  const std::vector<Neighbor> found = neighbors(*view, *actor, options);

  AnswerFacts facts(asker.reader, asker.ontology, query.filter.as_of);
  AnswerWriter writer(asker);
  if (!writer.json()) {
    if (found.empty()) return writer.count();
    const Result<void> written = writer.write(neighbors_text(facts, found));
    if (!written) return fail(written.error());
    return found.size();
  }
  for (const Neighbor& neighbor : found)
    if (Result<void> written = writer.write(neighbor_answer(facts, neighbor)); !written) return fail(std::move(written.error()));
  return writer.count();
}

Result<AnswerCount> ask_show(const Asker& asker, std::string_view id, std::optional<Day> as_of, std::uint64_t limit) {
  const EventId event = EventId::parse(id);
  if (!event.empty()) return show_event(asker, event, as_of);
  const Result<std::optional<Entity>> entity = asker.reader.entity(EntityId(std::string(id)));
  if (!entity) return fail(entity.error());
  if (*entity) return show_entity(asker, **entity, as_of, limit);
  const Result<std::optional<Article>> article = asker.reader.article(ArticleId(std::string(id)));
  if (!article) return fail(article.error());
  if (*article) return show_article(asker, **article);
  return fail(ErrorCode::kNotFound, std::string(id), "no event, actor or article has this id",
              "see `rawi actors` and `rawi timeline` for what there is");
}

}  // namespace rawi
