// The evaluator of the value language: expressions and a context in, days out.
#include <algorithm>
#include <cstdlib>

#include "extractors/mentions/time_value.hpp"

namespace rawi {

namespace {

using std::chrono::days;
using Interval = std::optional<TimeInterval>;

PastAndFuture both(const Interval& interval) { return {interval, interval}; }

/// First to last day, or nothing when they are in the wrong order.
Interval range_of(Day first, Day last) {
  if (first > last) return std::nullopt;
  return TimeInterval{first, last, first == last ? Precision::kDay : Precision::kRange};
}

class Evaluator {
 public:
  Evaluator(std::span<const TimeMatch> matches, const TimeMatch& match, const TimeContext& context)
      : matches_(matches), match_(match), context_(context) {}

  PastAndFuture time(const TimeExpression& e) const {
    switch (e.op) {
      case TimeOp::kVariable:
        return captured_time(e);
      case TimeOp::kReference:
        return context_.reference;
      case TimeOp::kSameDay:
        return same_day();
      case TimeOp::kYear:
        return both(year_of(number(e.arguments[0])));
      case TimeOp::kDecade:
        return both(decade_of(number(e.arguments[0])));
      case TimeOp::kCentury:
        return both(century_of(number(e.arguments[0])));
      case TimeOp::kDate:
        return date(e);
      case TimeOp::kMonth:
        return month(e);
      case TimeOp::kHijri:
        return hijri(e);
      case TimeOp::kWeekday:
        return weekday(number(e.arguments[0]));
      case TimeOp::kQuarter:
      case TimeOp::kHalf:
      case TimeOp::kSeason:
      case TimeOp::kEaster:
      case TimeOp::kOrthodoxEaster:
      case TimeOp::kNthWeekday:
      case TimeOp::kHebrew:
        return recurring(e);
      case TimeOp::kShift:
        return shift(e);
      case TimeOp::kLater:
        return later(e);
      case TimeOp::kSpan:
      case TimeOp::kBack:
      case TimeOp::kAhead:
        return distance(e);
      case TimeOp::kSince:
        return since(time(e.arguments[0]));
      case TimeOp::kFrom:
        return from(time(e.arguments[0]));
      case TimeOp::kUntil:
        return until(time(e.arguments[0]));
      case TimeOp::kRange:
        return range(e.arguments[0], e.arguments[1]);
      case TimeOp::kPart:
        return part(time(e.arguments[0]), number(e.arguments[1]));
      case TimeOp::kIn:
        return in(e.arguments[0], time(e.arguments[1]));
      case TimeOp::kRelative:
        return relative(e.arguments[0], number(e.arguments[1]));
      case TimeOp::kOvernight:
        return each(time(e.arguments[0]), [](const TimeInterval& t) { return range_of(t.first - days(1), t.last); });
      case TimeOp::kWeekend:
        return weekend(time(e.arguments[0]));
      case TimeOp::kWeekdayNear:
        return weekday_near(number(e.arguments[0]), time(e.arguments[1]));
      case TimeOp::kOnWeekday:
        return on_weekday(number(e.arguments[0]), time(e.arguments[1]));
      case TimeOp::kEither:
        return {time(e.arguments[0]).past, time(e.arguments[1]).future};
      case TimeOp::kPast:
        return {time(e.arguments[0]).past, std::nullopt};
      case TimeOp::kFuture:
        return {std::nullopt, time(e.arguments[0]).future};
      default:
        return {};
    }
  }

 private:
  template <class Function>
  static PastAndFuture each(const PastAndFuture& of, const Function& function) {
    PastAndFuture result;
    if (of.past) result.past = function(*of.past);
    if (of.future) result.future = function(*of.future);
    return result;
  }

  /// The time that the text gave last, where that is one day.
  PastAndFuture same_day() const {
    return each(context_.reference,
                [](const TimeInterval& t) { return t.precision == Precision::kDay ? Interval(t) : std::nullopt; });
  }

  static PastAndFuture weekend(const PastAndFuture& of) {
    return each(of, [](const TimeInterval& t) {
      const auto week = unit_around(t.first, CalendarUnit::kWeek);
      return week ? range_of(week->last - days(1), week->last) : std::nullopt;
    });
  }

  PastAndFuture time_at(const TimeExpression& e, const TimeContext& context) const {
    return Evaluator(matches_, match_, context).time(e);
  }

  PastAndFuture captured_time(const TimeExpression& e) const {
    return evaluate_time(matches_, match_.captures[static_cast<std::size_t>(e.number)], context_);
  }

  int number(const TimeExpression& e) const {
    switch (e.op) {
      case TimeOp::kNumber:
      case TimeOp::kUnit:
        return e.number;
      case TimeOp::kNegative:
        return -number(e.arguments[0]);
      case TimeOp::kSum:
        return clamp(std::int64_t{number(e.arguments[0])} + number(e.arguments[1]));
      case TimeOp::kProduct:
        return clamp(std::int64_t{number(e.arguments[0])} * number(e.arguments[1]));
      case TimeOp::kVariable: {
        const TimeMatch& match = matches_[match_.captures[static_cast<std::size_t>(e.number)]];
        return match.expression == nullptr ? match.number : Evaluator(matches_, match, context_).number(*match.expression);
      }
      default:
        return 0;
    }
  }

  static int clamp(std::int64_t value) {
    return static_cast<int>(std::clamp<std::int64_t>(value, -1'000'000'000, 1'000'000'000));
  }

  std::optional<int> maybe_number(const TimeExpression& e) const {
    if (e.op == TimeOp::kMissing) return std::nullopt;
    return number(e);
  }

  CalendarUnit unit(const TimeExpression& e) const { return static_cast<CalendarUnit>(number(e)); }

  PastAndFuture yearly(const Recurring& occurrence, Nearness nearness) const {
    if (!context_.anchor) return {};
    return nearest(occurrence, year_number(*context_.anchor), *context_.anchor,
                   context_.wants_current ? Nearness::kCurrent : nearness);
  }

  PastAndFuture date(const TimeExpression& e) const {
    const auto year = maybe_number(e.arguments[0]);
    const auto month = maybe_number(e.arguments[1]);
    const int day = number(e.arguments[2]);
    if (year && month) return both(day_of(*year, *month, day));
    if (month) return yearly([&](int y) { return day_of(y, *month, day); }, Nearness::kInclusive);
    if (!context_.anchor) return {};
    // A day without a month recurs every month; the months are counted through from year 0.
    const std::chrono::year_month_day today(*context_.anchor);
    const int base = static_cast<int>(today.year()) * 12 + static_cast<int>(static_cast<unsigned>(today.month())) - 1;
    return nearest([&](int m) { return day_of(m / 12, m % 12 + 1, day); }, base, *context_.anchor,
                   context_.wants_current ? Nearness::kCurrent : Nearness::kInclusive);
  }

  PastAndFuture month(const TimeExpression& e) const {
    const auto year = maybe_number(e.arguments[0]);
    const int month = number(e.arguments[1]);
    const auto part = maybe_number(e.arguments[2]);
    if (year) return both(month_of(*year, month, part));
    // A bare month is never the month of publication, but "early March" may be.
    return yearly([&](int y) { return month_of(y, month, part); }, part ? Nearness::kInclusive : Nearness::kStrict);
  }

  PastAndFuture hijri(const TimeExpression& e) const {
    const auto year = maybe_number(e.arguments[0]);
    const int month = number(e.arguments[1]);
    const auto day = maybe_number(e.arguments[2]);
    if (year) return both(other_day_of(OtherCalendar::kHijri, *year, month, day));
    return other(OtherCalendar::kHijri, month, day);
  }

  PastAndFuture other(OtherCalendar calendar, int month, std::optional<int> day) const {
    if (!context_.anchor) return {};
    return nearest([&](int y) { return other_day_of(calendar, y, month, day); }, other_year_number(calendar, *context_.anchor),
                   *context_.anchor, context_.wants_current ? Nearness::kCurrent : Nearness::kInclusive);
  }

  PastAndFuture recurring(const TimeExpression& e) const {
    const int n = number(e.arguments[0]);
    switch (e.op) {
      case TimeOp::kQuarter:
        return yearly([&](int y) { return quarter_of(y, n); }, Nearness::kStrict);
      case TimeOp::kHalf:
        return yearly([&](int y) { return half_of(y, n); }, Nearness::kStrict);
      case TimeOp::kSeason:
        return yearly([&](int y) { return season_of(y, n); }, Nearness::kStrict);
      case TimeOp::kEaster:
        return yearly([&](int y) { return easter_of(y, n); }, Nearness::kInclusive);
      case TimeOp::kOrthodoxEaster:
        return yearly([&](int y) { return orthodox_easter_of(y, n); }, Nearness::kInclusive);
      case TimeOp::kHebrew:
        return other(OtherCalendar::kHebrew, n, number(e.arguments[1]));
      default: {
        const int weekday = number(e.arguments[1]);
        const int nth = number(e.arguments[2]);
        return yearly([&](int y) { return nth_weekday_of(y, n, weekday, nth); }, Nearness::kInclusive);
      }
    }
  }

  PastAndFuture weekday(int weekday) const {
    if (!context_.anchor || weekday < 1 || weekday > 7) return {};
    const Day today = *context_.anchor;
    const int back = (weekday_of(today) - weekday + 7) % 7;
    const Day past = today - days(back);
    const Day future = today + days((7 - back) % 7);
    if (context_.wants_current) {
      const Day current = today + days(weekday - weekday_of(today));
      return both(range_of(current, current));
    }
    return {range_of(past, past), range_of(future, future)};
  }

  /// The weekday within three days of the time: "yesterday, Thursday" means Thursday, also in an article dated a day late.
  static PastAndFuture weekday_near(int weekday, const PastAndFuture& time) {
    return each(time, [&](const TimeInterval& t) -> Interval {
      if (weekday < 1 || weekday > 7) return std::nullopt;
      const int ahead = (weekday - weekday_of(t.first) + 7) % 7;
      const Day day = t.first + days(ahead > 3 ? ahead - 7 : ahead);
      return range_of(day, day);
    });
  }

  /// "Thursday 20 March" is in a year in which that is a Thursday, whatever the tense. Where no reading is, the date stands
  /// alone.
  static PastAndFuture on_weekday(int weekday, const PastAndFuture& date) {
    const auto fits = [&](const Interval& t) { return t && weekday_of(t->first) == weekday; };
    if (fits(date.past) == fits(date.future)) return date;
    return both(fits(date.past) ? date.past : date.future);
  }

  PastAndFuture shift(const TimeExpression& e) const {
    const CalendarUnit by = unit(e.arguments[0]);
    const int count = number(e.arguments[1]);
    const auto moved = [&](Day from) -> Interval {
      const auto day = move_day(from, by, count);
      return day ? unit_around(*day, by) : std::nullopt;
    };
    if (e.arguments[2].op == TimeOp::kMissing) return context_.anchor ? both(moved(*context_.anchor)) : PastAndFuture{};
    return each(time(e.arguments[2]), [&](const TimeInterval& t) { return moved(count > 0 ? t.last : t.first); });
  }

  /// "After three days": told, it counts from the time before; foretold, from that or from the article.
  PastAndFuture later(const TimeExpression& e) const {
    const CalendarUnit by = unit(e.arguments[0]);
    const int count = number(e.arguments[1]);
    const auto moved = [&](std::optional<Day> from) -> Interval {
      const auto day = from ? move_day(*from, by, count) : std::nullopt;
      return day ? unit_around(*day, by) : std::nullopt;
    };
    PastAndFuture result;
    if (context_.reference.past) result.past = moved(context_.reference.past->last);
    result.future = moved(context_.anchor);
    return result;
  }

  PastAndFuture distance(const TimeExpression& e) const {
    if (!context_.anchor) return {};
    const CalendarUnit by = unit(e.arguments[0]);
    const int count = std::abs(number(e.arguments[1]));
    const auto back = move_day(*context_.anchor, by, -count);
    const auto ahead = move_day(*context_.anchor, by, count);
    const Interval past = back ? range_of(*back, *context_.anchor) : std::nullopt;
    const Interval future = ahead ? range_of(*context_.anchor, *ahead) : std::nullopt;
    if (e.op == TimeOp::kBack) return both(past);
    if (e.op == TimeOp::kAhead) return both(future);
    return {past, future};
  }

  PastAndFuture since(const PastAndFuture& start) const {
    if (!context_.anchor || !start.past) return {};
    return both(range_of(start.past->first, *context_.anchor));
  }

  /// Told, what began lasts until the day of the article; foretold, only the beginning is known.
  PastAndFuture from(const PastAndFuture& start) const {
    if (!context_.anchor || !start.past) return start;
    if (start.past->first > *context_.anchor) return start;
    const bool is_ahead = start.future && start.future->first > *context_.anchor;
    const Interval lasting = range_of(start.past->first, *context_.anchor);
    return {lasting, is_ahead ? start.future : lasting};
  }

  /// From the day of the article; where the end lies before it, from where the text began to tell.
  PastAndFuture until(const PastAndFuture& end) const {
    if (!end.future) return {};
    const bool is_over = !context_.anchor || end.future->last < *context_.anchor;
    const auto start = is_over ? context_.start : context_.anchor;
    return start ? both(range_of(*start, end.future->last)) : PastAndFuture{};
  }

  /// The end that is fixed decides where the other one is looked for; between two that are not, the nearer one does.
  PastAndFuture range(const TimeExpression& from, const TimeExpression& to) const {
    TimeContext bare = context_;
    bare.anchor.reset();
    const auto fixed_from = time_at(from, bare);
    const auto fixed_to = time_at(to, bare);
    if (fixed_from.past && fixed_to.past) return both(range_of(fixed_from.past->first, fixed_to.past->last));
    const auto with_end = [&](const Interval& end) -> Interval {
      if (!end) return std::nullopt;
      TimeContext there = context_;
      there.anchor = end->last;
      const auto start = time_at(from, there);
      return start.past ? range_of(start.past->first, end->last) : std::nullopt;
    };
    const auto with_start = [&](const Interval& start) -> Interval {
      if (!start) return std::nullopt;
      TimeContext there = context_;
      there.anchor = start->first;
      const auto end = time_at(to, there);
      return end.future ? range_of(start->first, end.future->last) : std::nullopt;
    };
    if (fixed_from.past) return both(with_start(fixed_from.past));
    if (fixed_to.past) return both(with_end(fixed_to.past));
    return {with_end(time(to).past), with_start(time(from).future)};
  }

  /// Early, middle or late part of a month; of anything else the part is too vague to cut.
  static PastAndFuture part(const PastAndFuture& whole, int part) {
    return each(whole, [&](const TimeInterval& t) -> Interval {
      const auto month = unit_around(t.first, CalendarUnit::kMonth);
      if (t.precision != Precision::kMonth || !month || month->last != t.last) return t;
      const std::chrono::year_month_day date(t.first);
      return month_of(static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())), part);
    });
  }

  PastAndFuture in(const TimeExpression& inner, const PastAndFuture& period) const {
    return each(period, [&](const TimeInterval& p) -> Interval {
      TimeContext there = context_;
      there.wants_current = false;
      // From the day before, so that a month which counts strictly finds the first one; a weekday may then come too early.
      for (const Day anchor : {p.first - days(1), p.first}) {
        there.anchor = anchor;
        const auto found = time_at(inner, there).future;
        if (found && found->first >= p.first && found->first <= p.last) return found;
      }
      return std::nullopt;
    });
  }

  PastAndFuture relative(const TimeExpression& e, int direction) const {
    if (!context_.anchor) return {};
    TimeContext there = context_;
    if (direction == 0) {
      there.wants_current = true;
      return time_at(e, there);
    }
    const auto here = time_at(e, there);
    const Interval found = direction < 0 ? here.past : here.future;
    const bool touches = found && found->first <= *context_.anchor && *context_.anchor <= found->last;
    if (!touches) return both(found);
    there.anchor = direction < 0 ? found->first - days(1) : found->last + days(1);
    const auto beyond = time_at(e, there);
    return both(direction < 0 ? beyond.past : beyond.future);
  }

  std::span<const TimeMatch> matches_;
  const TimeMatch& match_;
  const TimeContext& context_;
};

}  // namespace

PastAndFuture evaluate_time(std::span<const TimeMatch> matches, std::uint32_t match, const TimeContext& context) {
  const TimeMatch& at = matches[match];
  if (at.expression == nullptr) return {};
  return Evaluator(matches, at, context).time(*at.expression);
}

}  // namespace rawi
