#include "storage/consistency.hpp"

#include <map>
#include <optional>
#include <set>

#include "storage/article_change.hpp"
#include "storage/records.hpp"

namespace rawi {

namespace {

using keys::Tag;

/// Repairs are independent of each other, so they are written in pieces: a store of any size is repaired in little memory.
constexpr std::size_t kRepairsPerBatch = 10'000;

class Checker {
 public:
  Checker(const KeyValueView& view, KeyValue* repair) : view_(view), repair_(repair) {}

  Result<CheckReport> run() {
    const std::pair<Tag, Step> steps[] = {{Tag::kArticle, &Checker::check_article},
                                          {Tag::kDescription, &Checker::check_description},
                                          {Tag::kEdit, &Checker::check_edit},
                                          {Tag::kMention, &Checker::check_mention},
                                          {Tag::kMeta, &Checker::check_meta},
                                          {Tag::kEvent, &Checker::check_event},
                                          {Tag::kArticleMention, &Checker::check_article_mention},
                                          {Tag::kParticipation, &Checker::check_participation},
                                          {Tag::kTimeline, &Checker::check_timeline},
                                          {Tag::kSupport, &Checker::check_support}};
    std::string after_last;  // where the next tag's keys may begin: what lies between the tags has no business there
    for (const auto& [tag, step] : steps) {
      const keys::Range range = keys::all(tag);
      if (auto done = scan({after_last, range.first}, &Checker::check_stranger); !done) return fail(std::move(done.error()));
      if (auto done = scan(range, step); !done) return fail(std::move(done.error()));
      if (tag == Tag::kEdit) edits_ = Edits(std::move(read_edits_));
      if (tag == Tag::kMention) {
        if (auto done = finish_event(); !done) return fail(std::move(done.error()));
        note_lost_mentions();
      }
      after_last = range.end;
    }
    if (auto done = scan({after_last, ""}, &Checker::check_stranger); !done) return fail(std::move(done.error()));
    if (auto done = check_counts(); !done) return fail(std::move(done.error()));
    if (auto done = write_repairs(0); !done) return fail(std::move(done.error()));
    return std::move(report_);
  }

 private:
  using Step = Result<bool> (Checker::*)(std::string_view, std::string_view);

  /// Records that the map itself cannot read are a line of the report, and the next kind of record is tried.
  Result<void> scan(const keys::Range& range, Step step) {
    auto done = view_.scan(range, [&](std::string_view key, std::string_view value) -> Result<bool> {
      ++report_.record_count;
      auto next = (this->*step)(key, value);
      if (!next) return next;
      if (auto written = write_repairs(kRepairsPerBatch); !written) return fail(std::move(written.error()));
      return next;
    });
    return tolerate(std::move(done));
  }

  /// Damage is reported; what keeps us from looking is an error.
  Result<void> tolerate(Result<void> done) {
    if (done || !is_damage(done.error())) return done;
    report_.problems.push_back(done.error().message());
    return {};
  }
  static bool is_damage(const Error& error) { return error.code == ErrorCode::kCorrupt || error.code == ErrorCode::kUnsupported; }

  /// A record that cannot be decoded.
  Result<bool> damaged(Error error) {
    if (!is_damage(error)) return fail(std::move(error));
    report_.problems.push_back(error.message());
    return true;
  }

  void note(std::string_view key, std::string_view problem) {
    report_.problems.push_back(keys::describe(key) + ": " + std::string(problem));
  }
  void put_right(std::string_view key, std::string_view problem, std::optional<std::string> value) {
    note(key, std::string(problem) + (repair_ != nullptr ? "; repaired" : "; rawi check --repair puts it right"));
    if (repair_ == nullptr) return;
    if (value)
      repairs_.put(std::string(key), std::move(*value));
    else
      repairs_.erase(std::string(key));
  }

  Result<void> write_repairs(std::size_t when_more_than) {
    if (repairs_.operations().size() <= when_more_than) return {};
    if (!stamp_) {
      auto stored = records::stamp(view_);
      stamp_ = stored ? *stored : 0;  // a damaged one is put right by the same write
    }
    stamp_ = records::put_stamp(repairs_, *stamp_);
    auto written = repair_->write(repairs_);
    repairs_.clear();
    return written;
  }

  /// Is the entry there?
  Result<bool> require_index(const std::string& key) {
    auto found = view_.get(key);
    if (!found) return damaged(std::move(found.error()));
    if (!*found)
      put_right(key, "the entry is missing", "");
    else if (!(*found)->empty())
      put_right(key, "an entry of an index has a value", "");
    return found->has_value();
  }

  Result<bool> check_article(std::string_view key, std::string_view value) {
    ++counts_.articles;
    auto decoded = decode_article(key, value);
    if (!decoded) return damaged(std::move(decoded.error()));
    const keys::ArticleHash hash = keys::hash_of(decoded->article.id);
    for (const SupportedEntity& e : decoded->entities) {
      const keys::DescriptionKey description{keys::hash_of(e.entity), e.description};
      auto indexed = require_index(keys::support({description, hash}));
      if (!indexed) return fail(std::move(indexed.error()));
      if (!*indexed) supported_without_index_.insert(description);
      auto found = view_.get(keys::description(description));
      if (!found && !is_damage(found.error())) return fail(std::move(found.error()));
      if (found && !*found)
        note(key, "the description of " + e.entity.text() + " is lost; build article " + decoded->article.id.text() + " again");
    }
    auto indexed = records::mention_keys_in(view_, hash);
    if (!indexed) return damaged(std::move(indexed.error()));
    if (indexed->size() != decoded->mention_count) suspects_[hash] = {decoded->article.id, decoded->mention_count, 0};
    return true;
  }

  /// The index of an article had too few entries or too many. Only if the mentions are too few as well is something lost.
  void note_lost_mentions() {
    for (const auto& [hash, suspect] : suspects_)
      if (suspect.found != suspect.expected)
        note(keys::article(hash), "the article reports " + std::to_string(suspect.expected) + " events, and " +
                                      std::to_string(suspect.found) + " are there; build " + suspect.article.text() + " again");
  }

  Result<bool> check_description(std::string_view key, std::string_view value) {
    auto decoded = decode_entity(key, value);
    const auto parts = keys::parse_description(key);
    if (!parts) return check_stranger(key, value);
    auto supported = is_supported(*parts);
    if (!supported) return damaged(std::move(supported.error()));
    if (!*supported) {
      put_right(key, "no article describes an entity so", std::nullopt);
      return true;
    }
    if (last_entity_ != parts->entity) ++counts_.entities;
    last_entity_ = parts->entity;
    if (!decoded) return damaged(std::move(decoded.error()));
    return true;
  }

  Result<bool> is_supported(const keys::DescriptionKey& description) {
    if (supported_without_index_.contains(description)) return true;
    bool supported = false;
    auto done = view_.scan(keys::supporters_of(description), [&](std::string_view key, std::string_view) -> Result<bool> {
      const auto parts = keys::parse_support(key);
      auto found = parts ? is_listed(*parts) : Result<bool>(false);
      if (!found) return found;
      supported = *found;
      return !supported;
    });
    if (!done) return fail(std::move(done.error()));
    return supported;
  }

  /// Does the article list the description?
  Result<bool> is_listed(const keys::SupportKey& support) {
    auto found = records::article(view_, support.article);
    if (!found) return fail(std::move(found.error()));
    if (!*found) return false;
    for (const SupportedEntity& e : (*found)->entities)
      if (e.description == support.description.description && keys::hash_of(e.entity) == support.description.entity) return true;
    return false;
  }

  /// What a lost edit decided cannot be made again from anything: without it the graph is as if it had not been made.
  Result<bool> check_edit(std::string_view key, std::string_view value) {
    if (!keys::parse_edit(key)) return check_stranger(key, value);
    auto decoded = decode_edit(key, value);
    if (decoded) {
      read_edits_.push_back(std::move(*decoded));
      return true;
    }
    if (!is_damage(decoded.error())) return fail(std::move(decoded.error()));
    const bool newer = decoded.error().code == ErrorCode::kUnsupported;
    if (newer) return damaged(std::move(decoded.error()));
    put_right(key, "the edit cannot be read and is lost; make it again if it is still wanted", std::nullopt);
    return true;
  }

  /// Mentions that somebody parted are in one event: the edit was not made whole.
  void check_parting(EventId id) {
    for (const EventMention& m : mentions_) {
      const auto first = edits_.parting(mentions_.front()), other = edits_.parting(m);
      if (first == other) continue;
      note(keys::event(id), "it holds reports that edit " + std::to_string(std::max(first, other).front()) +
                                " parts; undo that edit and make it again");
      return;
    }
  }

  Result<bool> check_mention(std::string_view key, std::string_view value) {
    ++counts_.mentions;
    const auto parts = keys::parse_mention(key);
    if (!parts) return check_stranger(key, value);
    if (const auto suspect = suspects_.find(parts->article); suspect != suspects_.end()) ++suspect->second.found;
    if (parts->event != event_) {
      if (auto done = finish_event(); !done) return fail(std::move(done.error()));
      event_ = parts->event;
    }
    auto decoded = decode_mention(key, value);
    if (!decoded) {
      event_is_whole_ = false;
      return damaged(std::move(decoded.error()));
    }
    if (auto there = require_index(keys::article_mention(*parts)); !there) return there;
    auto article = view_.get(keys::article(parts->article));
    if (!article && !is_damage(article.error())) return fail(std::move(article.error()));
    if (article && !*article) note(key, "its article " + decoded->article.text() + " is lost; build it again");
    mentions_.push_back(edits_.applied(std::move(*decoded)));
    return true;
  }

  /// All mentions of event_ have been read: does the stored event say what they say?
  Result<void> finish_event() {
    if (event_.empty()) return {};
    ++counts_.events;
    if (!mentions_.empty()) check_parting(event_);
    if (event_is_whole_) {
      const Event expected = aggregate(event_, mentions_);
      const std::string key = keys::event(event_);
      auto stored = view_.get(key);
      if (!stored && !is_damage(stored.error())) return fail(std::move(stored.error()));
      const std::string bytes = encode(expected);
      if (stored && !*stored)
        put_right(key, "the event is missing", bytes);
      else if (stored && **stored != bytes)
        put_right(key, "the event does not say what its mentions say", bytes);
      if (!stored || *stored != bytes) wrong_events_.insert(event_);
      for (const std::string& index : index_keys_of(expected, mentions_))
        if (auto there = require_index(index); !there) return fail(std::move(there.error()));
    }
    mentions_.clear();
    event_is_whole_ = true;
    event_ = {};
    return {};
  }

  Result<bool> check_meta(std::string_view key, std::string_view) {
    if (key != keys::meta(records::kFormatName) && key != keys::meta(records::kCountsName) &&
        key != keys::meta(records::kStampName))
      note(key, "an unknown record");
    return true;
  }

  Result<bool> check_event(std::string_view key, std::string_view) {
    const auto id = keys::parse_event(key);
    if (!id) return check_stranger(key, {});
    auto any = records::any_in(view_, keys::mentions_of(*id));
    if (!any) return damaged(std::move(any.error()));
    if (*any) return true;  // whether it is right was asked when its mentions were read
    wrong_events_.insert(*id);
    put_right(key, "no mention reports the event", std::nullopt);
    return true;
  }

  Result<bool> check_article_mention(std::string_view key, std::string_view) {
    const auto parts = keys::parse_article_mention(key);
    if (!parts) return orphan(key);
    auto found = view_.get(keys::mention(*parts));
    if (!found) return damaged(std::move(found.error()));
    if (!*found) return orphan(key);
    return true;
  }

  Result<bool> check_participation(std::string_view key, std::string_view) {
    const auto parts = keys::parse_participation(key);
    return parts ? check_index_of_event(key, parts->event) : orphan(key);
  }

  Result<bool> check_timeline(std::string_view key, std::string_view) {
    const auto parts = keys::parse_timeline(key);
    return parts ? check_index_of_event(key, parts->event) : orphan(key);
  }

  /// The entry must be one that the event needs according to its mentions. A stored event that was found right speaks for them.
  Result<bool> check_index_of_event(std::string_view key, EventId id) {
    if (!wrong_events_.contains(id)) {
      auto event = records::event(view_, id);
      if (!event) return damaged(std::move(event.error()));
      if (*event && index_keys_of(**event, {}).contains(std::string(key))) return true;
    }
    auto stored = records::mentions_of(view_, id);
    if (!stored) return damaged(std::move(stored.error()));
    if (stored->empty()) return orphan(key);
    std::vector<EventMention> mentions;
    for (auto& [mention_key, mention] : *stored) mentions.push_back(edits_.applied(std::move(mention)));
    if (!index_keys_of(aggregate(id, mentions), mentions).contains(std::string(key))) return orphan(key);
    return true;
  }

  Result<bool> check_support(std::string_view key, std::string_view) {
    const auto parts = keys::parse_support(key);
    if (!parts) return orphan(key);
    auto listed = is_listed(*parts);
    if (!listed) return damaged(std::move(listed.error()));
    return *listed ? Result<bool>(true) : orphan(key);
  }

  Result<bool> check_stranger(std::string_view key, std::string_view) {
    note(key, "rawi writes no such record");
    return true;
  }

  Result<bool> orphan(std::string_view key) {
    put_right(key, "the entry points to nothing", std::nullopt);
    return true;
  }

  Result<void> check_counts() {
    auto stored = records::counts(view_);
    if (!stored && !is_damage(stored.error())) return fail(std::move(stored.error()));
    if (!stored || *stored != counts_)
      put_right(keys::meta(records::kCountsName), "the counts are not what is there", encode(counts_));
    return {};
  }

  const KeyValueView& view_;
  KeyValue* repair_;
  WriteBatch repairs_;
  CheckReport report_;
  StoredCounts counts_;
  std::vector<Edit> read_edits_;
  Edits edits_;                         // of read_edits_, once all are read
  std::optional<std::uint64_t> stamp_;  // of the last repairs that were written
  /// What an article says and what was found, for articles whose index does not fit.
  struct Suspect {
    ArticleId article;
    std::uint32_t expected = 0;
    std::uint32_t found = 0;
  };
  std::map<keys::ArticleHash, Suspect> suspects_;
  std::set<keys::DescriptionKey> supported_without_index_;
  std::set<EventId> wrong_events_;
  std::optional<keys::EntityHash> last_entity_;
  EventId event_;  // whose mentions are being read
  bool event_is_whole_ = true;
  std::vector<EventMention> mentions_;
};

}  // namespace

Result<CheckReport> check_consistency(const KeyValueView& view, KeyValue* repair) { return Checker(view, repair).run(); }

}  // namespace rawi
