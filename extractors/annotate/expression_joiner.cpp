#include "extractors/annotate/expression_joiner.hpp"

#include <optional>

namespace rawi {

namespace {

/// The relation of a word that only says how another one is meant, or nothing for parts of speech that stand for themselves.
std::string_view function_relation(Upos upos) {
  switch (upos) {
    case Upos::kAdp:
      return "case";
    case Upos::kSconj:
      return "mark";
    case Upos::kCconj:
      return "cc";
    case Upos::kDet:
      return "det";
    default:
      return {};
  }
}

/// Lemmas of expressions are written with `_`; a plain lemma only makes sense for a function word («على الرغم من»: رغم), others
/// are forms of a verb that the shallow parser could not take apart.
bool is_meant(const Reading& reading) {
  return reading.lemma.find('_') != std::string::npos || reading.upos == Upos::kAdp || reading.upos == Upos::kSconj;
}

class Joiner {
 public:
  Joiner(Document& document, WordRange sentence, const FormReader& reader, const std::vector<std::string>& folded)
      : document_(document), sentence_(sentence), reader_(reader), folded_(folded) {}

  void run() {
    for (WordIndex w = sentence_.begin; w < sentence_.end; ++w) {
      const auto* list = reader_.pack().expressions(folded_[w]);
      if (list == nullptr) continue;
      for (const auto& expression : *list) {  // the longest first
        const auto size = static_cast<WordIndex>(expression.forms.size());
        if (size < 2 || !is_meant(expression.reading) || !matches(w, expression.forms)) continue;
        join({w, w + size}, expression.reading);
        w += size - 1;
        break;
      }
    }
  }

 private:
  bool matches(WordIndex first, const std::vector<std::string>& forms) const {
    if (first + forms.size() > sentence_.end) return false;
    for (std::size_t k = 0; k < forms.size(); ++k) {
      const std::string& form = folded_[first + k];
      if (form != forms[k] && reader_.without_article(form) != forms[k]) return false;
    }
    return true;
  }

  void join(WordRange words, const Reading& reading) {
    const WordIndex first = words.begin;
    document_.morphology[first] = {document_.pool.intern(reading.lemma), reading.upos, document_.pool.intern(reading.features)};
    const std::string_view relation = function_relation(reading.upos);
    const WordIndex content = relation.empty() ? kNoWord : content_of(words);
    if (content == kNoWord) {
      document_.tree[first] = *way_out(first, words);
    } else {
      if (const auto place = way_out(content, words)) document_.tree[content] = {place->head, relation_in(*place, reading.upos)};
      document_.tree[first] = {content, document_.pool.intern(relation)};
    }
    const WordIndex heir = content != kNoWord ? content : first;  // of what hung on the expression's words
    for (WordIndex w = sentence_.begin; w < sentence_.end; ++w)
      if (!words.contains(w) && w != heir && document_.head(w) != kNoWord && words.contains(document_.head(w)))
        document_.tree[w].head = heir;
    const Symbol fixed = document_.pool.intern("fixed");
    for (WordIndex w = first + 1; w < words.end; ++w) document_.tree[w] = {first, fixed};
  }

  /// What the expression introduces: the word behind it that one of its words marks, or that hangs on one of them.
  WordIndex content_of(WordRange words) const {
    for (WordIndex w = words.end; w-- > words.begin;) {
      const WordIndex head = document_.head(w);
      const bool marks = document_.relation_is(w, "case") || document_.relation_is(w, "mark") || document_.relation_is(w, "det");
      if (marks && head != kNoWord && head >= words.end) return head;
    }
    for (WordIndex w = words.end; w < sentence_.end; ++w)
      if (words.contains(document_.head(w)) && document_.upos(w) != Upos::kPunct) return w;
    return kNoWord;
  }

  /// The edge by which the way from a word up to the root leaves the expression for good; nothing when it never enters it. Who
  /// takes that edge hangs on nothing that hangs on the expression.
  std::optional<Edge> way_out(WordIndex word, WordRange words) const {
    std::optional<Edge> edge;
    for (WordIndex w = word; w != kNoWord; w = document_.head(w))
      if (words.contains(w)) edge = document_.tree[w];
    return edge;
  }

  /// A noun behind an adposition is an oblique of a verb and a modifier of a noun.
  Symbol relation_in(const Edge& place, Upos upos) const {
    if (place.head == kNoWord || upos != Upos::kAdp) return place.relation;
    const Upos head = document_.upos(place.head);
    const bool of_noun = head == Upos::kNoun || head == Upos::kPropn || head == Upos::kPron || head == Upos::kNum;
    return document_.pool.intern(of_noun ? "nmod" : "obl");
  }

  Document& document_;
  WordRange sentence_;
  const FormReader& reader_;
  const std::vector<std::string>& folded_;
};

}  // namespace

void join_expressions(Document& document, WordRange sentence, const FormReader& reader, const std::vector<std::string>& folded) {
  Joiner(document, sentence, reader, folded).run();
}

}  // namespace rawi
