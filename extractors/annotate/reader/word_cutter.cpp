#include "extractors/annotate/reader/word_cutter.hpp"

#include <algorithm>
#include <limits>

#include "core/base/utf8.hpp"

namespace rawi {

namespace {

constexpr char kPartsTokens = '|', kStaysInToken = '+', kContraction = '=';

enum Join : std::size_t { kBeginsToken, kBeginsWord, kGoesOn };

/// A form of the table in the capitals of the token: DU gives DE LE, Du gives De le.
std::string capitalized(const std::string& form, std::string_view token, bool first) {
  const std::string lower = lower_case(token);
  if (token == lower) return form;
  if (character_count(token) > 1 && token == upper_case(token)) return upper_case(form);
  const std::size_t initial = decode_utf8(token, 0).size_bytes;
  if (!first || form.empty() || token.substr(0, initial) == std::string_view(lower).substr(0, initial)) return form;
  const std::size_t size = decode_utf8(form, 0).size_bytes;
  return upper_case(std::string_view(form).substr(0, size)) + form.substr(size);
}

}  // namespace

Result<WordCutter::Affix> WordCutter::parse(const std::string& label, bool prefix) {
  Affix affix;
  if (label.size() == 1 && label[0] == kContraction) {
    affix.whole = true;
    return affix;
  }
  for (std::size_t at = 0; at < label.size();) {
    const std::size_t mark = label.find_first_of("|+", prefix ? at : at + 1);
    const std::size_t sign = prefix ? mark : at;
    const std::size_t begin = prefix ? at : at + 1, end = std::min(mark, label.size());
    if (sign == std::string::npos || begin == end || (label[sign] != kPartsTokens && label[sign] != kStaysInToken))
      return fail(ErrorCode::kCorrupt, "", "its label \"" + label + "\" cannot be read");
    Affix::Piece piece{label.substr(begin, end - begin), 0, label[sign] == kPartsTokens};
    piece.character_count = rawi::character_count(piece.letters);
    affix.letters += piece.letters;
    affix.character_count += piece.character_count;
    affix.pieces.push_back(std::move(piece));
    at = prefix ? end + 1 : end;
  }
  return affix;
}

Result<WordCutter> WordCutter::make(const ReaderLabels& labels) {
  WordCutter cutter;
  for (const bool prefix : {true, false})
    for (const std::string& label : prefix ? labels.prefixes : labels.suffixes) {
      auto affix = parse(label, prefix);
      if (!affix) return fail(std::move(affix.error()));
      (prefix ? cutter.prefixes_ : cutter.suffixes_).push_back(std::move(*affix));
    }
  for (std::size_t i = 0; i < labels.slots.size(); ++i) cutter.slots_.emplace(labels.slots[i], i);
  cutter.contractions_.insert(labels.contractions.begin(), labels.contractions.end());
  return cutter;
}

std::size_t WordCutter::slot_of(std::string_view letters) const {
  const auto found = slots_.find(std::string(letters));
  return found == slots_.end() ? 0 : found->second;
}

const std::vector<std::string>* WordCutter::contraction(std::string_view language, const std::string& lower) const {
  const auto table = contractions_.find(language);
  if (table == contractions_.end()) return nullptr;
  const auto found = table->second.find(lower);
  return found == table->second.end() || found->second.empty() ? nullptr : &found->second;
}

/// The best-scoring label that fits; nullptr for none of them. Only what scores better than all before it is looked at closely.
const WordCutter::Affix* WordCutter::best_prefix(const State& state, std::size_t atom, const std::string& lower, bool may_contract,
                                                 std::span<const float> scores) const {
  float best = -std::numeric_limits<float>::infinity();
  const Affix* chosen = nullptr;
  for (std::size_t i = 0; i < prefixes_.size(); ++i) {
    const Affix& affix = prefixes_[i];
    if (!(scores[i] > best)) continue;
    if (affix.whole) {
      if (!may_contract || contraction(state.language, lower) == nullptr) continue;
    } else if (!affix.letters.empty()) {
      if (lower.size() <= affix.letters.size() || !lower.starts_with(affix.letters)) continue;
      if (!byte_behind(state.document.text(), state.atoms[atom], affix.character_count)) continue;
    }
    best = scores[i];
    chosen = &affix;
  }
  return chosen;
}

const WordCutter::Affix* WordCutter::best_suffix(const State& state, std::size_t atom, const std::string& lower, std::size_t letters_free,
                                                 std::span<const float> scores) const {
  float best = -std::numeric_limits<float>::infinity();
  const Affix* chosen = nullptr;
  const std::size_t characters = character_count(lower);
  for (std::size_t i = 0; i < suffixes_.size(); ++i) {
    const Affix& affix = suffixes_[i];
    if (!(scores[i] > best) || affix.whole) continue;
    if (!affix.letters.empty()) {
      if (affix.character_count >= letters_free || !lower.ends_with(affix.letters)) continue;
      if (!byte_behind(state.document.text(), state.atoms[atom], characters - affix.character_count)) continue;
    }
    best = scores[i];
    chosen = &affix;
  }
  return chosen;
}

void WordCutter::segments_of(const State& state, std::size_t atom, const Affix* prefix, const Affix* suffix,
                             std::vector<Segment>& segments) const {
  const Atom& a = state.atoms[atom];
  const std::string_view text = state.document.text();
  segments.clear();
  std::uint32_t at = a.span.begin;
  std::size_t characters = 0;
  bool begins_token = false;  // the segment behind the last cut
  const auto cut = [&](std::size_t slot, bool parts_tokens) {
    // A cut inside of a ligature is none: the piece goes with what follows.
    const auto end = byte_behind(text, a, characters);
    if (!end || *end <= at || *end >= a.span.end) return;
    segments.push_back({{at, *end}, slot, begins_token});
    at = *end;
    begins_token = parts_tokens;
  };
  if (prefix != nullptr)
    for (const Affix::Piece& piece : prefix->pieces) {
      characters += piece.character_count;
      cut(slot_of(piece.letters), piece.parts_tokens);
    }
  std::size_t slot = 0;  // of the host, then of each piece behind it
  if (suffix != nullptr) {
    characters = character_count(a.text) - suffix->character_count;
    for (const Affix::Piece& piece : suffix->pieces) {
      cut(slot, piece.parts_tokens);
      slot = slot_of(piece.letters);
      characters += piece.character_count;
    }
  }
  segments.push_back({{at, a.span.end}, slot, begins_token});
}

void WordCutter::add(State& state, std::size_t atom, const AtomScores& scores) const {
  const Atom& a = state.atoms[atom];
  std::size_t join = kBeginsToken;
  if (!a.space && atom != state.window.begin)
    join = static_cast<std::size_t>(std::max_element(scores.join.begin(), scores.join.end()) - scores.join.begin());
  if (join == kGoesOn && state.after_contraction) join = kBeginsWord;
  state.after_contraction = false;
  if (join == kBeginsToken) close_token(state);

  const std::string lower = lower_case(a.text);
  const Affix* prefix = best_prefix(state, atom, lower, join != kGoesOn, scores.prefixes);
  if (prefix != nullptr && prefix->whole) return add_contraction(state, atom, *contraction(state.language, lower));
  const std::size_t letters_free = character_count(lower) - (prefix == nullptr ? 0 : prefix->character_count);
  const Affix* suffix = best_suffix(state, atom, lower, letters_free, scores.suffixes);

  std::vector<Segment> segments;
  segments_of(state, atom, prefix, suffix, segments);
  for (std::size_t s = 0; s < segments.size(); ++s) {
    const Segment& segment = segments[s];
    if (s == 0 && join == kGoesOn) {
      CutWord& before = state.words.back();
      before.word.span.end = segment.span.end;
      before.source.atom_end = atom + 1;
      continue;
    }
    if (s > 0 && segment.begins_token) close_token(state);
    state.words.push_back({{segment.span, Symbol::kEmpty, segment.span}, {atom, atom + 1, segment.slot}});
  }
}

void WordCutter::add_contraction(State& state, std::size_t atom, const std::vector<std::string>& forms) const {
  const Span span = state.atoms[atom].span;
  for (std::size_t i = 0; i < forms.size(); ++i) {
    const Symbol form = state.document.pool.intern(capitalized(forms[i], state.atoms[atom].text, i == 0));
    state.words.push_back({{span, form, span}, {atom, atom + 1, slot_of(lower_case(forms[i]))}});
  }
  state.after_contraction = true;
}

/// Everything since the last token's end is one token.
void WordCutter::close_token(State& state) {
  if (state.token_begin == state.words.size()) return;
  const Span token{state.words[state.token_begin].word.span.begin, state.words.back().word.span.end};
  for (std::size_t w = state.token_begin; w < state.words.size(); ++w) state.words[w].word.token = token;
  state.token_begin = state.words.size();
}

}  // namespace rawi
