// rawi actors: who is in the graph; and rawi actors import, which brings known actors along (actor_import).
#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>
#include <unordered_map>

#include "extractors/fold.hpp"
#include "tools/actor_import.hpp"
#include "tools/answer_json.hpp"
#include "tools/commands.hpp"
#include "tools/question_options.hpp"

namespace rawi {

namespace {

struct Listed {
  Entity entity;
  std::uint32_t event_count = 0;
};

class ActorsCommand final : public Command {
 public:
  std::string name() const override { return "actors"; }
  std::string summary() const override { return "who is in the graph, those with the most events first"; }

  void set_up(CLI::App& app) override {
    app.add_option("NAME", name_, "only those with this in one of their names, in any script");
    store_.add_to(app);
    filter_.add_to(app);
    import_.set_up(app);
    app.add_option("--type", type_, "only this type")
        ->check(CLI::IsMember({"country", "person", "organization", "group", "place"}));
    app.add_option("--limit", limit_, "the first so many");
  }

  Result<ExitCode> run(Console& console) override {
    if (import_.chosen()) return import_.run(console);
    auto opened = open_for_questions(store_);
    if (!opened) return fail(std::move(opened.error()));
    auto filter = filter_.filter(opened->ontology);
    if (!filter) return fail(std::move(filter.error()));
    auto actors = list(*opened->store, *filter);
    if (!actors) return fail(std::move(actors.error()));
    for (const Listed& a : *actors) print(console, a);
    return finish_question(console, name(), actors->size(), store_.json);
  }

 private:
  Result<std::vector<Listed>> list(const FactReader& reader, const Filter& filter) const {
    std::unordered_map<EntityId, std::uint32_t> events_of;
    auto counted = each_event(reader, filter, [&](const Event& event) {
      const EntityId* last = nullptr;
      for (const EventParticipant& p : event.participants) {
        const bool again = last != nullptr && std::any_of(event.participants.data(), &p,
                                                          [&](const EventParticipant& o) { return o.entity == p.entity; });
        if (!again) ++events_of[p.entity];
        last = &p.entity;
      }
      return true;
    });
    if (!counted) return fail(std::move(counted.error()));
    std::vector<Listed> out;
    const std::string wanted = fold(name_);
    auto read = reader.each_entity([&](const Entity& entity) {
      const auto count = events_of.find(entity.id);
      if (count != events_of.end() && matches(entity, wanted)) out.push_back({entity, count->second});
      return true;
    });
    if (!read) return fail(std::move(read.error()));
    std::sort(out.begin(), out.end(), [](const Listed& a, const Listed& b) {
      return a.event_count != b.event_count ? a.event_count > b.event_count : a.entity.id < b.entity.id;
    });
    if (out.size() > limit_) out.resize(limit_);
    return out;
  }

  bool matches(const Entity& entity, const std::string& wanted) const {
    if (!type_.empty() && to_string(entity.type) != type_) return false;
    if (wanted.empty() || fold(entity.name).find(wanted) != std::string::npos) return true;
    for (const auto& [language, names] : entity.names)
      for (const std::string& n : names)
        if (fold(n).find(wanted) != std::string::npos) return true;
    return false;
  }

  void print(Console& console, const Listed& a) const {
    if (store_.json) {
      auto j = entity_answer(a.entity);
      j["events"] = a.event_count;
      console.out << json_line(j) << '\n';
      return;
    }
    console.out << a.event_count << '\t' << to_string(a.entity.type) << '\t'
                << (a.entity.country.empty() ? "-" : a.entity.country) << '\t' << a.entity.id.text() << '\t' << a.entity.name
                << '\n';
  }

  ActorImport import_;
  StoreOptions store_;
  FilterOptions filter_;
  std::string name_, type_;
  std::size_t limit_ = SIZE_MAX;
};

}  // namespace

std::unique_ptr<Command> make_actors_command() { return std::make_unique<ActorsCommand>(); }

}  // namespace rawi
