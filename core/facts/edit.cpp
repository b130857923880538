#include "core/facts/edit.hpp"

#include <algorithm>
#include <utility>

namespace rawi {

std::string_view to_string(EditKind kind) {
  switch (kind) {
    case EditKind::kMerge:
      return "merge";
    case EditKind::kPart:
      return "part";
    case EditKind::kUndo:
      return "undo";
  }
  return "undo";
}

Edits::Edits(std::vector<Edit> all) : all_(std::move(all)) {
  std::sort(all_.begin(), all_.end(), [](const Edit& a, const Edit& b) { return a.number < b.number; });
  // An undo comes after what it takes back: from the last to the first, each is settled before it is asked for.
  for (auto edit = all_.rbegin(); edit != all_.rend(); ++edit)
    if (edit->kind == EditKind::kUndo && !undone_by_.contains(edit->number)) undone_by_.try_emplace(edit->undone, edit->number);
  work_out_merges();
  for (const Edit& edit : all_) {
    if (edit.kind != EditKind::kPart || undone_by(edit.number) != 0) continue;
    for (const PartedMention& m : edit.mentions) {
      std::vector<std::uint32_t>& numbers = partings_[m.article];
      if (numbers.empty() || numbers.back() != edit.number) numbers.push_back(edit.number);
    }
  }
}

/// Each merge puts all that is one with the second under the first one's head. What an undone merge joined falls apart again,
/// however often the parts were merged since: merges name the ids that people gave, not what these stood for.
void Edits::work_out_merges() {
  std::map<EntityId, EntityId> head;
  for (const Edit& edit : all_) {
    if (edit.kind != EditKind::kMerge || undone_by(edit.number) != 0) continue;
    const EntityId kept = head.try_emplace(edit.kept, edit.kept).first->second;
    const EntityId other = head.try_emplace(edit.other, edit.other).first->second;
    if (kept == other) continue;
    std::vector<EntityId>& members = merged_.try_emplace(kept, std::vector{kept}).first->second;
    std::vector<EntityId> joined{other};
    if (const auto found = merged_.find(other); found != merged_.end()) {
      joined = std::move(found->second);
      merged_.erase(found);
    }
    for (const EntityId& id : joined) head[id] = kept;
    members.insert(members.end(), joined.begin(), joined.end());
  }
  for (auto& [id, whole] : head)
    if (id != whole) canonical_.emplace(id, whole);
}

Edits Edits::with(Edit edit) const {
  std::vector<Edit> all = all_;
  all.push_back(std::move(edit));
  return Edits(std::move(all));
}

const Edit* Edits::find(std::uint32_t number) const {
  const auto found =
      std::lower_bound(all_.begin(), all_.end(), number, [](const Edit& e, std::uint32_t n) { return e.number < n; });
  return found != all_.end() && found->number == number ? &*found : nullptr;
}

std::uint32_t Edits::undone_by(std::uint32_t number) const {
  const auto found = undone_by_.find(number);
  return found == undone_by_.end() ? 0 : found->second;
}

const EntityId& Edits::canonical(const EntityId& id) const {
  if (canonical_.empty()) return id;
  const auto found = canonical_.find(id);
  return found == canonical_.end() ? id : found->second;
}

std::vector<EntityId> Edits::members(const EntityId& canonical) const {
  const auto found = merged_.find(canonical);
  return found == merged_.end() ? std::vector{canonical} : found->second;
}

void Edits::apply(EventMention& mention) const {
  if (canonical_.empty()) return;
  for (Participant& p : mention.participants) p.entity = EntityId(canonical(p.entity));
  for (Attribution& a : mention.attributed_to) a.entity = EntityId(canonical(a.entity));
}

EventMention Edits::applied(EventMention mention) const {
  apply(mention);
  return mention;
}

std::vector<std::uint32_t> Edits::parting(const EventMention& mention) const {
  std::vector<std::uint32_t> found;
  if (partings_.empty()) return found;
  const auto numbers = partings_.find(mention.article);
  if (numbers == partings_.end()) return found;
  for (const std::uint32_t number : numbers->second) {
    const std::vector<PartedMention>& mentions = find(number)->mentions;
    if (std::any_of(mentions.begin(), mentions.end(), [&](const PartedMention& m) { return m.is_at(mention); }))
      found.push_back(number);
  }
  return found;
}

std::vector<const Edit*> Edits::merges_of(const EntityId& canonical) const {
  std::vector<const Edit*> found;
  if (!merged_.contains(canonical)) return found;
  for (const Edit& edit : all_)
    if (edit.kind == EditKind::kMerge && undone_by(edit.number) == 0 && this->canonical(edit.kept) == canonical)
      found.push_back(&edit);
  return found;
}

const Edits& no_edits() {
  static const Edits none;
  return none;
}

}  // namespace rawi
