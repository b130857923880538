#include "tools/conllu_writer.hpp"

#include <ostream>

namespace rawi {

namespace {

std::string_view or_blank(std::string_view text) { return text.empty() ? "_" : text; }

/// White space inside a field would break the columns; a line end inside a comment would end it.
std::string one_line(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  return out;
}

class SentenceWriter {
 public:
  SentenceWriter(const Document& document, const Sentence& sentence, std::ostream& out)
      : document_(document), words_(sentence.words), out_(out) {}

  void run() {
    for (WordIndex w = words_.begin; w < words_.end;) {
      WordIndex end = w + 1;  // of the written token
      while (end < words_.end && document_.words[end].token == document_.words[w].token) ++end;
      if (end - w > 1) {
        out_ << number(w) << '-' << number(end - 1) << '\t' << one_line(document_.text(document_.words[w].token))
             << "\t_\t_\t_\t_\t_\t_\t_\t" << misc(end) << '\n';
        for (WordIndex k = w; k < end; ++k) write_word(k, "_");
      } else {
        write_word(w, misc(end));
      }
      w = end;
    }
    out_ << '\n';
  }

 private:
  WordIndex number(WordIndex word) const { return word - words_.begin + 1; }

  /// SpaceAfter=No where the next token follows without a gap.
  std::string_view misc(WordIndex next) const {
    if (next >= words_.end) return "_";
    return document_.words[next].token.begin == document_.words[next - 1].token.end ? "SpaceAfter=No" : "_";
  }

  void write_word(WordIndex w, std::string_view misc) {
    const WordIndex head = document_.head(w);
    out_ << number(w) << '\t' << one_line(document_.form(w)) << '\t' << or_blank(document_.lemma(w)) << '\t'
         << to_string(document_.upos(w)) << "\t_\t" << or_blank(document_.features(w)) << '\t'
         << (head == kNoWord ? 0 : number(head)) << '\t' << or_blank(document_.relation(w)) << "\t_\t" << misc << '\n';
  }

  const Document& document_;
  WordRange words_;
  std::ostream& out_;
};

}  // namespace

void write_conllu(const Document& document, std::ostream& out) {
  const std::string id = one_line(document.article().id.text());
  out << "# newdoc id = " << id << '\n';
  std::size_t number = 0;
  for (const Sentence& sentence : document.sentences) {
    if (sentence.words.empty()) continue;
    out << "# sent_id = " << id << '-' << ++number << '\n';
    if (sentence.part == Part::kTitle) out << "# part = title\n";
    out << "# text = " << one_line(document.text(sentence.span)) << '\n';
    SentenceWriter(document, sentence, out).run();
  }
}

}  // namespace rawi
