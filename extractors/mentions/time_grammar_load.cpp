// Compiles the two tables of a language into a TimeGrammar, and refuses what is broken in them.
#include <algorithm>
#include <map>
#include <set>

#include "extractors/mentions/time_grammar.hpp"
#include "extractors/tsv.hpp"

namespace rawi {

namespace {

constexpr std::size_t kClassesMax = 64;
constexpr std::size_t kVariantsMax = 4096;  // of one pattern
constexpr std::size_t kElementsMax = 24;

/// One step of an alternative: a word by its id, or a class.
struct Step {
  bool is_class = false;
  std::int32_t key = 0;

  friend auto operator<=>(const Step&, const Step&) = default;
};

struct Element {
  std::vector<std::vector<Step>> alternatives;  // each a sequence of words, or one class
  std::string variable;                         // empty for words
  bool is_named = false;                        // the variable is more than the name of the class
  bool is_optional = false;
  bool is_context = false;
};

struct Row {
  std::filesystem::path file;
  std::size_t line = 0;
  std::uint32_t time_class = 0;
  std::vector<Element> elements;
  std::string value;

  [[nodiscard]] std::string at() const { return at_line(file, line); }
};

}  // namespace

/// Holds what is only needed while a grammar is made.
class TimeGrammarBuilder {
 public:
  TimeGrammarBuilder() {
    class_id("time");
    for (const std::string_view name : digit_class_names()) class_id(name);
  }

  Result<TimeGrammar> build(const std::filesystem::path& words_table, const std::filesystem::path& patterns_table);

 private:
  std::uint32_t class_id(std::string_view name) {
    const auto found = std::find(class_names_.begin(), class_names_.end(), name);
    if (found == class_names_.end()) class_names_.emplace_back(name);
    return static_cast<std::uint32_t>(std::find(class_names_.begin(), class_names_.end(), name) - class_names_.begin());
  }

  std::vector<Step> words(std::string_view text, bool exact);
  Result<void> read_words(const std::filesystem::path& file);
  Result<void> read_patterns(const std::filesystem::path& file);
  Result<Element> parse_element(std::string_view text, const std::string& at);
  Result<void> parse_pattern(std::string_view text, Row& row);
  Result<std::vector<std::uint32_t>> order_of_classes() const;
  Result<void> visit(std::uint32_t time_class, std::vector<int>& state, std::vector<std::uint32_t>& order) const;
  Result<void> add_row(const Row& row);
  Result<void> add_variant(const Row& row, const std::vector<const std::vector<Step>*>& chosen);
  Result<const TimeExpression*> value_of(const Row& row, const std::vector<const std::vector<Step>*>& chosen);
  void work_out_starts();

  TimeGrammar grammar_;
  std::vector<std::string> class_names_;
  std::vector<std::optional<TimeType>> class_types_;
  std::vector<Row> rows_;
  std::map<std::vector<std::optional<std::int32_t>>, const TimeExpression*> values_;  // of the row at hand, by captures
};

/// The words of a literal; each gets an id. Exact words count only as they are written.
std::vector<Step> TimeGrammarBuilder::words(std::string_view text, bool exact) {
  std::vector<AtomPiece> pieces;
  cut_into_atoms(text, pieces);
  std::vector<Step> steps;
  for (const AtomPiece& piece : pieces) {
    const std::string_view raw = text.substr(piece.begin, piece.end - piece.begin);
    const bool as_written = exact && piece.kind == AtomKind::kLetters;
    auto& known = as_written ? grammar_.exact_ : grammar_.words_;
    const auto next = static_cast<std::int32_t>(grammar_.starts_.size());
    const auto [at, is_new] = known.emplace(as_written ? std::string(raw) : atom_key(piece.kind, raw), next);
    if (is_new) grammar_.starts_.push_back(0);
    steps.push_back({false, at->second});
  }
  return steps;
}

Result<void> TimeGrammarBuilder::read_words(const std::filesystem::path& file) {
  auto rows = read_tsv(file, {"form", "class", "value"});
  if (!rows) return fail(std::move(rows.error()));
  std::set<std::pair<std::vector<Step>, std::string>> seen;
  for (const TsvRow& cells : *rows) {
    const std::string at = at_line(file, cells.line);
    if (cells.cells[0].empty() || cells.cells[1].empty() || cells.cells[2].empty())
      return fail(ErrorCode::kInvalidInput, at, "a cell is empty", "give the form, its class and its value");
    std::string_view form = cells.cells[0];
    const bool exact = form.size() > 1 && form.front() == '=';
    if (exact) form.remove_prefix(1);
    Row row{file, cells.line, class_id(cells.cells[1]), {}, cells.cells[2]};
    if (grammar_.is_digit_class(row.time_class))
      return fail(ErrorCode::kInvalidInput, at, "\"" + cells.cells[1] + "\" is a class of digits", "choose another class name");
    row.elements.push_back({{words(form, exact)}, {}, false, false});
    if (row.elements[0].alternatives[0].empty())
      return fail(ErrorCode::kInvalidInput, at, "the form has no letters", "write a word");
    if (!seen.emplace(row.elements[0].alternatives[0], cells.cells[1]).second)
      return fail(ErrorCode::kInvalidInput, at, "\"" + cells.cells[0] + "\" stands twice in class \"" + cells.cells[1] + "\"",
                  "forms are compared folded; leave one of the lines out");
    rows_.push_back(std::move(row));
  }
  return {};
}

Result<void> TimeGrammarBuilder::read_patterns(const std::filesystem::path& file) {
  auto rows = read_tsv(file, {"class", "pattern", "value"});
  if (!rows) return fail(std::move(rows.error()));
  for (const TsvRow& cells : *rows) {
    const std::string at = at_line(file, cells.line);
    if (cells.cells[0].empty() || cells.cells[1].empty() || cells.cells[2].empty())
      return fail(ErrorCode::kInvalidInput, at, "a cell is empty", "give the class, the pattern and its value");
    Row row{file, cells.line, class_id(cells.cells[0]), {}, cells.cells[2]};
    if (grammar_.is_digit_class(row.time_class))
      return fail(ErrorCode::kInvalidInput, at, "\"" + cells.cells[0] + "\" is a class of digits", "choose another class name");
    if (auto parsed = parse_pattern(cells.cells[1], row); !parsed) return parsed;
    rows_.push_back(std::move(row));
  }
  return {};
}

/// "{class}", "{class:name}", "a|b_c", each with "?" behind it when it may be left out ("{class?}" says the same).
Result<Element> TimeGrammarBuilder::parse_element(std::string_view text, const std::string& at) {
  Element element;
  if (text.size() > 1 && text.ends_with('?')) {
    element.is_optional = true;
    text.remove_suffix(1);
  }
  if (text.front() != '{') {
    for (std::string alternative : split(text, '|')) {
      std::replace(alternative.begin(), alternative.end(), '_', ' ');
      element.alternatives.push_back(words(alternative, false));
      if (element.alternatives.back().empty())
        return fail(ErrorCode::kInvalidInput, at, "\"" + std::string(text) + "\" has an empty alternative");
    }
    if (element.alternatives.empty())
      return fail(ErrorCode::kInvalidInput, at, "\"" + std::string(text) + "\" has no alternative");
    return element;
  }
  if (!text.ends_with('}')) return fail(ErrorCode::kInvalidInput, at, "\"" + std::string(text) + "\" lacks a closing brace");
  text = text.substr(1, text.size() - 2);
  if (text.ends_with('?')) {
    element.is_optional = true;
    text.remove_suffix(1);
  }
  const std::size_t colon = text.find(':');
  const std::string_view name = text.substr(0, colon);
  element.variable = colon == std::string_view::npos ? name : text.substr(colon + 1);
  element.is_named = colon != std::string_view::npos;
  if (name.empty() || element.variable.empty())
    return fail(ErrorCode::kInvalidInput, at, "a class has no name", "write {class} or {class:name}");
  element.alternatives.push_back({{true, static_cast<std::int32_t>(class_id(name))}});
  return element;
}

Result<void> TimeGrammarBuilder::parse_pattern(std::string_view text, Row& row) {
  bool in_context = false;
  for (std::string piece : split(text, ' ')) {
    const bool opens = piece.size() > 1 && piece.front() == '[';
    if (opens) piece.erase(0, 1);
    const bool closes = piece.size() > 1 && piece.back() == ']';
    if (closes) piece.pop_back();
    if ((opens && in_context) || (closes && !opens && !in_context))
      return fail(ErrorCode::kInvalidInput, row.at(), "the square brackets do not match",
                  "write [context] without brackets inside");
    in_context = in_context || opens;
    auto element = parse_element(piece, row.at());
    if (!element) return fail(std::move(element.error()));
    element->is_context = in_context;
    if (closes) in_context = false;
    const bool named_twice = std::any_of(row.elements.begin(), row.elements.end(),
                                         [&](const Element& e) { return element->is_named && e.variable == element->variable; });
    if (named_twice)
      return fail(ErrorCode::kInvalidInput, row.at(), "two elements are named \"" + element->variable + "\"",
                  "name them apart: {class:name}");
    row.elements.push_back(std::move(*element));
  }
  if (in_context) return fail(ErrorCode::kInvalidInput, row.at(), "the square brackets do not match", "close the context with ]");
  if (row.elements.size() > kElementsMax)
    return fail(ErrorCode::kInvalidInput, row.at(), "the pattern is too long", "split it by a class");
  const auto core =
      std::find_if(row.elements.begin(), row.elements.end(), [](const Element& e) { return !e.is_context && !e.is_optional; });
  if (core == row.elements.end())
    return fail(ErrorCode::kInvalidInput, row.at(), "nothing in the pattern is needed",
                "leave one element outside of brackets and without ?");
  const bool has_context = std::any_of(row.elements.begin(), row.elements.end(), [](const Element& e) { return e.is_context; });
  if (has_context && row.time_class != TimeGrammar::kTimeClass)
    return fail(ErrorCode::kInvalidInput, row.at(), "only patterns of class time may have a context in brackets",
                "leave the brackets out");
  const auto first_core = std::find_if(row.elements.begin(), row.elements.end(), [](const Element& e) { return !e.is_context; });
  const auto last_core =
      std::find_if(row.elements.rbegin(), row.elements.rend(), [](const Element& e) { return !e.is_context; }).base();
  if (std::any_of(first_core, last_core, [](const Element& e) { return e.is_context; }))
    return fail(ErrorCode::kInvalidInput, row.at(), "a context stands in the middle of the pattern",
                "contexts may only begin or end it");
  return {};
}

Result<void> TimeGrammarBuilder::visit(std::uint32_t time_class, std::vector<int>& state,
                                       std::vector<std::uint32_t>& order) const {
  state[time_class] = 1;
  for (const Row& row : rows_) {
    if (row.time_class != time_class) continue;
    for (const Element& element : row.elements) {
      if (!element.alternatives[0][0].is_class) continue;
      const auto used = static_cast<std::uint32_t>(element.alternatives[0][0].key);
      if (grammar_.is_digit_class(used) || state[used] == 2) continue;
      if (state[used] == 1)
        return fail(ErrorCode::kInvalidInput, row.at(), "class \"" + class_names_[used] + "\" would contain itself",
                    "make a class for the inner part");
      const bool is_defined = std::any_of(rows_.begin(), rows_.end(), [&](const Row& r) { return r.time_class == used; });
      if (!is_defined)
        return fail(ErrorCode::kInvalidInput, row.at(), "nothing belongs to class \"" + class_names_[used] + "\"",
                    "define it in times.tsv or by a pattern");
      if (auto deeper = visit(used, state, order); !deeper) return deeper;
    }
  }
  state[time_class] = 2;
  order.push_back(time_class);
  return {};
}

/// Classes before those that use them.
Result<std::vector<std::uint32_t>> TimeGrammarBuilder::order_of_classes() const {
  std::vector<int> state(class_names_.size(), 0);
  std::vector<std::uint32_t> order;
  if (auto visited = visit(TimeGrammar::kTimeClass, state, order); !visited) return fail(std::move(visited.error()));
  for (const Row& row : rows_)
    if (state[row.time_class] == 0)
      return fail(ErrorCode::kInvalidInput, row.at(),
                  "no pattern of class time uses class \"" + class_names_[row.time_class] + "\"",
                  "correct the class name or leave the line out");
  return order;
}

/// The value as it reads with these elements; parsed once for all variants that capture alike.
Result<const TimeExpression*> TimeGrammarBuilder::value_of(const Row& row, const std::vector<const std::vector<Step>*>& chosen) {
  std::vector<TimeVariable> variables;
  std::vector<std::optional<std::int32_t>> layout;
  std::int32_t next = 0;
  for (std::size_t i = 0; i < row.elements.size(); ++i) {
    const Element& element = row.elements[i];
    if (element.variable.empty()) continue;
    const auto used = static_cast<std::uint32_t>(element.alternatives[0][0].key);
    const TimeType type = grammar_.is_digit_class(used) ? TimeType::kNumber : class_types_[used].value_or(TimeType::kTime);
    std::optional<std::int32_t> index;
    if (chosen[i] != nullptr) index = next++;
    variables.push_back({element.variable, type, index});
    layout.push_back(index);
  }
  if (const auto known = values_.find(layout); known != values_.end()) return known->second;
  auto parsed = parse_time_expression(row.value, variables);
  if (!parsed)
    return fail(ErrorCode::kInvalidInput, row.at(), "the value \"" + row.value + "\" is wrong: " + parsed.error(),
                "see extractors/languages/README.md");
  auto& type = class_types_[row.time_class];
  if (!type) type = parsed->type;
  const bool fits = *type == parsed->type && (row.time_class != TimeGrammar::kTimeClass || parsed->type == TimeType::kTime);
  if (!fits)
    return fail(ErrorCode::kInvalidInput, row.at(), "the value is a " + std::string(to_string(parsed->type)),
                "class \"" + class_names_[row.time_class] + "\" holds a " +
                    std::string(to_string(row.time_class == TimeGrammar::kTimeClass ? TimeType::kTime : *type)));
  grammar_.expressions_.push_back(std::move(parsed->expression));
  return values_[layout] = &grammar_.expressions_.back();
}

Result<void> TimeGrammarBuilder::add_variant(const Row& row, const std::vector<const std::vector<Step>*>& chosen) {
  auto value = value_of(row, chosen);
  if (!value) return fail(std::move(value.error()));
  TimeGrammar::Variant variant{*value, static_cast<std::uint32_t>(&row - rows_.data()), 0, 0, 0};
  std::uint32_t at = grammar_.roots_[row.time_class];
  bool seen_core = false;
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    if (chosen[i] == nullptr) continue;
    for (const Step& step : *chosen[i]) {
      auto& edges = step.is_class ? grammar_.nodes_[at].classes : grammar_.nodes_[at].words;
      auto edge = std::lower_bound(edges.begin(), edges.end(), step.key,
                                   [](const TimeGrammar::Edge& e, std::int32_t key) { return e.key < key; });
      if (edge == edges.end() || edge->key != step.key) {
        const auto created = static_cast<std::uint32_t>(grammar_.nodes_.size());
        edges.insert(edge, {step.key, created});
        grammar_.nodes_.emplace_back();
        at = created;
      } else {
        at = edge->node;
      }
      ++variant.size;
      if (!row.elements[i].is_context)
        seen_core = true;
      else
        ++(seen_core ? variant.context_after : variant.context_before);
    }
  }
  // An earlier row that reads the same words wins, as it would for matches of equal length.
  std::uint32_t& end = grammar_.nodes_[at].variant;
  if (end != TimeGrammar::kNothing) return {};
  end = static_cast<std::uint32_t>(grammar_.variants_.size());
  grammar_.variants_.push_back(variant);
  return {};
}

/// Adds the row in every way its options and alternatives allow.
Result<void> TimeGrammarBuilder::add_row(const Row& row) {
  std::size_t count = 1;
  for (const Element& element : row.elements) {
    count *= element.alternatives.size() + (element.is_optional ? 1 : 0);
    if (count > kVariantsMax)
      return fail(ErrorCode::kInvalidInput, row.at(), "the pattern has too many alternatives", "make a class of them");
  }
  values_.clear();
  std::vector<const std::vector<Step>*> chosen(row.elements.size());
  for (std::size_t number = 0; number < count; ++number) {
    std::size_t rest = number;
    for (std::size_t i = 0; i < row.elements.size(); ++i) {
      const Element& element = row.elements[i];
      const std::size_t ways = element.alternatives.size() + (element.is_optional ? 1 : 0);
      const std::size_t way = rest % ways;
      rest /= ways;
      chosen[i] = way < element.alternatives.size() ? &element.alternatives[way] : nullptr;
    }
    if (auto added = add_variant(row, chosen); !added) return added;
  }
  return {};
}

/// Which classes a word or a digit class can begin: the first filter of matching.
void TimeGrammarBuilder::work_out_starts() {
  // A class can begin with whatever the classes on its root's edges begin with; inner classes come first in `begins`.
  std::vector<TimeClasses> holds(class_names_.size());
  for (std::size_t c = 0; c < class_names_.size(); ++c) holds[c] = TimeClasses{1} << c;
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t outer = 0; outer < class_names_.size(); ++outer) {
      if (grammar_.is_digit_class(static_cast<std::uint32_t>(outer))) continue;
      for (const TimeGrammar::Edge& edge : grammar_.nodes_[grammar_.roots_[outer]].classes) {
        // Everything that begins the inner class begins the outer one.
        for (std::size_t c = 0; c < class_names_.size(); ++c) {
          const bool begins_inner = (holds[c] >> static_cast<unsigned>(edge.key) & 1U) != 0;
          if (begins_inner && (holds[c] >> outer & 1U) == 0) {
            holds[c] |= TimeClasses{1} << outer;
            changed = true;
          }
        }
      }
    }
  }
  for (std::size_t c = 0; c < class_names_.size(); ++c) {
    if (grammar_.is_digit_class(static_cast<std::uint32_t>(c))) {
      grammar_.digit_starts_[c] = holds[c];
      continue;
    }
    for (const TimeGrammar::Edge& edge : grammar_.nodes_[grammar_.roots_[c]].words)
      grammar_.starts_[static_cast<std::size_t>(edge.key)] |= holds[c];
  }
}

Result<TimeGrammar> TimeGrammarBuilder::build(const std::filesystem::path& words_table,
                                              const std::filesystem::path& patterns_table) {
  if (auto read = read_words(words_table); !read) return fail(std::move(read.error()));
  if (auto read = read_patterns(patterns_table); !read) return fail(std::move(read.error()));
  if (class_names_.size() > kClassesMax)
    return fail(ErrorCode::kInvalidInput, patterns_table.string(), "there are more than 64 classes", "join some of them");
  for (std::size_t c = 0; c < class_names_.size(); ++c) {
    grammar_.roots_.push_back(static_cast<std::uint32_t>(c));
    grammar_.nodes_.emplace_back();
  }
  class_types_.assign(class_names_.size(), std::nullopt);
  const auto order = order_of_classes();
  if (!order) return fail(order.error());
  for (const std::uint32_t time_class : *order)
    for (const Row& row : rows_)
      if (row.time_class == time_class)
        if (auto added = add_row(row); !added) return fail(std::move(added.error()));
  work_out_starts();
  return std::move(grammar_);
}

Result<TimeGrammar> TimeGrammar::load(const std::filesystem::path& words_table, const std::filesystem::path& patterns_table) {
  return TimeGrammarBuilder().build(words_table, patterns_table);
}

}  // namespace rawi
