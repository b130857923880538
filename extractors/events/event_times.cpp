#include "extractors/events/event_times.hpp"

#include <algorithm>
#include <utility>

namespace rawi {

namespace {

constexpr int kEdgesMax = 6;  // between an event and the time that is taken to be its own
constexpr WordIndex kWordsMax = 12;
constexpr std::chrono::days kWeek{7};

bool is_usable(const TimeMention& time, const Sentence& sentence) {
  return sentence.words.begin <= time.words.begin && time.words.end <= sentence.words.end && (time.past || time.future);
}

bool lies_ahead(const std::optional<EventStatus>& status) {
  return status == EventStatus::kPlanned || status == EventStatus::kPossible;
}

/// Does the word head a clause within another one?
bool opens_clause(const Document& document, WordIndex word) {
  return document.relation_is(word, "ccomp") || document.relation_is(word, "advcl") || document.relation_is(word, "acl") ||
         document.relation_is(word, "csubj");
}

/// Quadrants 1 and 3: acts of words.
bool is_verbal(const EventKind& kind) { return kind.speech || kind.quad_class % 2 == 1; }

}  // namespace

void EventTimes::give(const Sentence& sentence, std::vector<TimedAct>& acts) const {
  struct Pair {
    int edges = 0;
    WordIndex words_between = 0;
    const TimeMention* time = nullptr;
    TimedAct* act = nullptr;
  };
  std::vector<Pair> pairs;
  for (const TimeMention& time : document_.times) {
    if (!is_usable(time, sentence)) continue;
    for (TimedAct& act : acts) {
      if (lies_in_clause_below(time, act.word)) continue;
      Pair pair{kEdgesMax + 1, 0, &time, &act};
      for (WordIndex w = time.words.begin; w < time.words.end; ++w) pair.edges = std::min(pair.edges, distance(act.word, w));
      pair.words_between = act.word < time.words.begin ? time.words.begin - act.word : act.word - time.words.begin;
      // Trees err most in long names and lists; what stands near in the text is then better than nothing.
      if (pair.edges <= kEdgesMax || pair.words_between <= kWordsMax) pairs.push_back(pair);
    }
  }
  std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) {
    return std::pair(a.edges, a.words_between) < std::pair(b.edges, b.words_between);
  });
  std::vector<const TimeMention*> given;
  for (const Pair& pair : pairs) {
    if (pair.act->time != nullptr || std::find(given.begin(), given.end(), pair.time) != given.end()) continue;
    pair.act->time = pair.time;
    given.push_back(pair.time);
  }
}

void EventTimes::share(const Sentence& sentence, std::vector<TimedAct>& acts) const {
  const TimeMention* only = nullptr;
  for (const TimeMention& time : document_.times) {
    if (!is_usable(time, sentence)) continue;
    if (only != nullptr && (time.past != only->past || time.future != only->future)) return;
    only = &time;
  }
  const auto owner = std::find_if(acts.begin(), acts.end(), [](const TimedAct& act) { return act.time != nullptr; });
  if (owner == acts.end()) return;
  // "Thursday's summit", "candidate in the 2017 election": the day is the noun's alone.
  const WordIndex head = head_of(*owner->time);
  if (head != kNoWord && (document_.upos(head) == Upos::kNoun || document_.upos(head) == Upos::kPropn)) return;
  for (TimedAct& act : acts) {
    if (act.time != nullptr || lies_ahead(act.status) != lies_ahead(owner->status)) continue;
    const bool continues = goes_on_from(act.word, owner->word);
    if (!continues && act.kind->speech != owner->kind->speech) continue;
    if (!continues && is_verbal(*owner->kind) && is_below(act.word, owner->word)) continue;
    if (lies_in_clause_below(*owner->time, act.word)) continue;
    act.time = owner->time;
  }
}

WordIndex EventTimes::head_of(const TimeMention& time) const {
  WordIndex up = time.words.begin;
  while (up != kNoWord && time.words.contains(up)) up = document_.head(up);
  return up;
}

bool EventTimes::goes_on_from(WordIndex act, WordIndex before) const {
  WordIndex up = act;
  for (int step = 0; step < kEdgesMax && up != kNoWord && up != before; ++step, up = document_.head(up))
    if (!document_.relation_is(up, "conj") || document_.upos(up) != Upos::kVerb) return false;
  return up == before && act != before;
}

bool EventTimes::is_below(WordIndex word, WordIndex top) const {
  WordIndex up = document_.head(word);
  for (int step = 0; step < kEdgesMax && up != kNoWord; ++step, up = document_.head(up))
    if (up == top) return true;
  return false;
}

bool EventTimes::lies_in_clause_below(const TimeMention& time, WordIndex act) const {
  WordIndex up = head_of(time);
  const bool is_verb = document_.upos(act) == Upos::kVerb;
  for (int step = 0; step <= kEdgesMax && up != kNoWord && up != act && !is_below(act, up); ++step, up = document_.head(up))
    if (opens_clause(document_, up) && (is_verb || !document_.relation_is(up, "acl"))) return true;
  return false;
}

int EventTimes::distance(WordIndex a, WordIndex b) const {
  WordIndex up = a;
  for (int i = 0; i <= kEdgesMax && up != kNoWord; ++i, up = document_.head(up)) {
    WordIndex other = b;
    for (int k = 0; i + k <= kEdgesMax && other != kNoWord; ++k, other = document_.head(other))
      if (other == up) return i + k;
  }
  return kEdgesMax + 1;
}

TimeInterval EventTimes::read(const TimeMention& time, std::optional<EventStatus> told) {
  if (!time.past || !time.future) return time.past ? *time.past : *time.future;
  const std::string words(document_.text(time.span));
  const auto published = document_.article().published;
  if (!told) {
    if (const auto before = read_so_far_.find(words); before != read_so_far_.end()) return before->second;
    return published && time.future->first - *published < *published - time.past->first ? *time.future : *time.past;
  }
  bool ahead = lies_ahead(told);
  // A present tense tells of either; of a date without a year the nearer is meant, of a weekday the one before.
  if (told == EventStatus::kOngoing && published && time.future->first - time.past->first > kWeek)
    ahead = time.future->first - *published < *published - time.past->last;
  return read_so_far_.insert_or_assign(words, ahead ? *time.future : *time.past).first->second;
}

}  // namespace rawi
