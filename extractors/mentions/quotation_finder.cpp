#include "extractors/mentions/quotation_finder.hpp"

#include <array>
#include <optional>

#include "core/base/utf8.hpp"

namespace rawi {

namespace {

struct QuotePair {
  char32_t open, close;
};

constexpr std::array<QuotePair, 7> kPairs = {
    {{U'"', U'"'}, {U'“', U'”'}, {U'„', U'“'}, {U'„', U'”'}, {U'«', U'»'}, {U'»', U'«'}, {U'‹', U'›'}}};

bool opens(char32_t c) {
  for (const QuotePair& p : kPairs)
    if (p.open == c) return true;
  return false;
}

bool closes(char32_t open, char32_t c) {
  for (const QuotePair& p : kPairs)
    if (p.open == open && p.close == c) return true;
  return false;
}

class QuotationFinder final : public Annotator {
 public:
  std::string_view name() const override { return "quotations"; }
  Layers needs() const override { return {}; }
  Layers adds() const override { return Layers(Layer::kQuotations); }

  Result<void> annotate(Extraction& extraction) const override {
    Document& document = extraction.document;
    const std::string_view text = document.text();
    std::optional<char32_t> open;
    std::uint32_t begin = 0;
    for (std::uint32_t at = 0; at < text.size();) {
      const Decoded c = decode_utf8(text, at);
      const std::uint32_t next = at + static_cast<std::uint32_t>(c.size_bytes);
      if (c.character == '\n') {
        open.reset();
      } else if (open && closes(*open, c.character)) {
        if (begin < at) document.quotations.push_back({{begin, at}});
        open.reset();
      } else if (!open && opens(c.character)) {
        open = c.character;
        begin = next;
      }
      at = next;
    }
    return {};
  }
};

}  // namespace

std::unique_ptr<Annotator> make_quotation_finder() { return std::make_unique<QuotationFinder>(); }

}  // namespace rawi
