// The parser and type checker of the value language. Its evaluator is time_evaluate.cpp.
#include "extractors/mentions/time_value.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace rawi {

namespace {

/// Arguments as letters: N number, U unit, T time; small letters may be missing.
struct Function {
  std::string_view name;
  TimeOp op;
  TimeType type;
  std::string_view arguments;
};

constexpr std::array<Function, 36> kFunctions = {{
    {"sum", TimeOp::kSum, TimeType::kNumber, "NN"},
    {"product", TimeOp::kProduct, TimeType::kNumber, "NN"},
    {"neg", TimeOp::kNegative, TimeType::kNumber, "N"},
    {"date", TimeOp::kDate, TimeType::kTime, "nnN"},
    {"month", TimeOp::kMonth, TimeType::kTime, "nNn"},
    {"year", TimeOp::kYear, TimeType::kTime, "N"},
    {"decade", TimeOp::kDecade, TimeType::kTime, "N"},
    {"century", TimeOp::kCentury, TimeType::kTime, "N"},
    {"quarter", TimeOp::kQuarter, TimeType::kTime, "N"},
    {"half", TimeOp::kHalf, TimeType::kTime, "N"},
    {"season", TimeOp::kSeason, TimeType::kTime, "N"},
    {"weekday", TimeOp::kWeekday, TimeType::kTime, "N"},
    {"hijri", TimeOp::kHijri, TimeType::kTime, "nNn"},
    {"hebrew", TimeOp::kHebrew, TimeType::kTime, "NN"},
    {"easter", TimeOp::kEaster, TimeType::kTime, "N"},
    {"orthodox_easter", TimeOp::kOrthodoxEaster, TimeType::kTime, "N"},
    {"nth_weekday", TimeOp::kNthWeekday, TimeType::kTime, "NNN"},
    {"shift", TimeOp::kShift, TimeType::kTime, "UNt"},
    {"later", TimeOp::kLater, TimeType::kTime, "UN"},
    {"span", TimeOp::kSpan, TimeType::kTime, "UN"},
    {"back", TimeOp::kBack, TimeType::kTime, "UN"},
    {"ahead", TimeOp::kAhead, TimeType::kTime, "UN"},
    {"since", TimeOp::kSince, TimeType::kTime, "T"},
    {"from", TimeOp::kFrom, TimeType::kTime, "T"},
    {"until", TimeOp::kUntil, TimeType::kTime, "T"},
    {"range", TimeOp::kRange, TimeType::kTime, "TT"},
    {"part", TimeOp::kPart, TimeType::kTime, "TN"},
    {"in", TimeOp::kIn, TimeType::kTime, "TT"},
    {"rel", TimeOp::kRelative, TimeType::kTime, "TN"},
    {"overnight", TimeOp::kOvernight, TimeType::kTime, "T"},
    {"weekend", TimeOp::kWeekend, TimeType::kTime, "T"},
    {"weekday_near", TimeOp::kWeekdayNear, TimeType::kTime, "NT"},
    {"on_weekday", TimeOp::kOnWeekday, TimeType::kTime, "NT"},
    {"either", TimeOp::kEither, TimeType::kTime, "TT"},
    {"past", TimeOp::kPast, TimeType::kTime, "T"},
    {"future", TimeOp::kFuture, TimeType::kTime, "T"},
}};
constexpr std::array<Function, 4> kWords = {{
    {"reference", TimeOp::kReference, TimeType::kTime, ""},
    {"same_day", TimeOp::kSameDay, TimeType::kTime, ""},
    {"unknown", TimeOp::kUnknown, TimeType::kTime, ""},
    {"none", TimeOp::kNone, TimeType::kTime, ""},
}};

// Deeper than any expression a person writes; keeps the recursion below bounded whatever a table holds.
constexpr int kDepthMax = 16;

TimeType type_of_letter(char letter) {
  switch (letter) {
    case 'N':
    case 'n':
      return TimeType::kNumber;
    case 'U':
    case 'u':
      return TimeType::kUnit;
    default:
      return TimeType::kTime;
  }
}

bool may_be_missing(char letter) { return letter >= 'a' && letter <= 'z'; }

class Parser {
 public:
  Parser(std::string_view text, std::span<const TimeVariable> variables) : rest_(text), variables_(variables) {}

  tl::expected<TypedExpression, std::string> parse() {
    auto whole = expression(0);
    if (!whole) return whole;
    skip_spaces();
    if (!rest_.empty()) return error("there is more behind the end of the expression: \"" + std::string(rest_) + "\"");
    if (whole->expression.op == TimeOp::kMissing) return error("the whole value may be missing");
    return whole;
  }

 private:
  static tl::unexpected<std::string> error(std::string text) { return tl::unexpected<std::string>(std::move(text)); }

  void skip_spaces() {
    while (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
  }

  bool take(char c) {
    skip_spaces();
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  std::string_view take_name() {
    skip_spaces();
    std::size_t size = 0;
    while (size < rest_.size() &&
           (std::isalnum(static_cast<unsigned char>(rest_[size])) || rest_[size] == '_' || rest_[size] == '-'))
      ++size;
    const std::string_view name = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return name;
  }

  tl::expected<TypedExpression, std::string> expression(int depth) {
    if (depth > kDepthMax) return error("the expression is nested too deeply");
    const std::string_view name = take_name();
    if (name.empty())
      return error(rest_.empty() ? "an expression is missing" : "no expression can begin with \"" + std::string(rest_) + "\"");
    if (name == "_") return TypedExpression{};
    std::int32_t number = 0;
    const auto [end, failure] = std::from_chars(name.data(), name.data() + name.size(), number);
    if (failure == std::errc{} && end == name.data() + name.size())
      return TypedExpression{{TimeOp::kNumber, number, {}}, TimeType::kNumber};
    if (take('(')) return call(name, depth);
    for (const TimeVariable& variable : variables_) {
      if (variable.name != name) continue;
      if (!variable.index) return TypedExpression{{}, variable.type};
      return TypedExpression{{TimeOp::kVariable, *variable.index, {}}, variable.type};
    }
    if (const auto unit = parse_calendar_unit(name))
      return TypedExpression{{TimeOp::kUnit, static_cast<std::int32_t>(*unit), {}}, TimeType::kUnit};
    for (const Function& word : kWords)
      if (word.name == name) return TypedExpression{{word.op, 0, {}}, word.type};
    return error("\"" + std::string(name) + "\" is neither captured by the pattern nor a unit nor a number");
  }

  tl::expected<TypedExpression, std::string> call(std::string_view name, int depth) {
    const auto* const function =
        std::find_if(kFunctions.begin(), kFunctions.end(), [&](const Function& f) { return f.name == name; });
    if (function == kFunctions.end()) return error("there is no function \"" + std::string(name) + "\"");
    TypedExpression result{{function->op, 0, {}}, function->type};
    if (!take(')')) {
      do {
        auto argument = expression(depth + 1);
        if (!argument) return argument;
        const std::size_t at = result.expression.arguments.size();
        if (at == function->arguments.size()) return error("\"" + std::string(name) + "\" has too many arguments");
        const char letter = function->arguments[at];
        const bool missing = argument->expression.op == TimeOp::kMissing;
        if (missing && !may_be_missing(letter))
          return error("argument " + std::to_string(at + 1) + " of \"" + std::string(name) + "\" may be missing, but is needed");
        if (!missing && argument->type != type_of_letter(letter))
          return error("argument " + std::to_string(at + 1) + " of \"" + std::string(name) + "\" is a " +
                       std::string(to_string(argument->type)) + " where a " + std::string(to_string(type_of_letter(letter))) +
                       " is needed");
        result.expression.arguments.push_back(std::move(argument->expression));
      } while (take(','));
      if (!take(')')) return error("a closing bracket is missing after the arguments of \"" + std::string(name) + "\"");
    }
    while (result.expression.arguments.size() < function->arguments.size()) {
      if (!may_be_missing(function->arguments[result.expression.arguments.size()]))
        return error("\"" + std::string(name) + "\" has too few arguments");
      result.expression.arguments.emplace_back();
    }
    return result;
  }

  std::string_view rest_;
  std::span<const TimeVariable> variables_;
};

}  // namespace

std::string_view to_string(TimeType type) {
  switch (type) {
    case TimeType::kNumber:
      return "number";
    case TimeType::kUnit:
      return "unit";
    case TimeType::kTime:
      return "time";
  }
  return "";
}

tl::expected<TypedExpression, std::string> parse_time_expression(std::string_view text, std::span<const TimeVariable> variables) {
  return Parser(text, variables).parse();
}

bool is_no_time(const TimeExpression& expression) { return expression.op == TimeOp::kNone; }

}  // namespace rawi
