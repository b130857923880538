// What an HTML page says: its main text, and what its markup tells about the article.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/date.hpp"

namespace rawi {

/// Empty fields: the page does not say.
struct HtmlPage {
  std::string title;     // og:title, JSON-LD headline, h1, title
  std::string text;      // see html_text.hpp
  std::string url;       // canonical, only when absolute
  std::string source;    // the site's or publisher's name
  std::string language;  // as written: "ar-EG"
  std::optional<Day> published;
};

/// Never fails: every string of bytes is some HTML. Bytes that are well-formed UTF-8 are read as that, others in the
/// `charset` of the transport, or what a byte order mark or the page's meta element names. Safe in several threads.
[[nodiscard]] HtmlPage read_html_page(std::string_view html, const std::string& charset = {});

/// All text of a piece of HTML in UTF-8, such as a feed's description.
[[nodiscard]] std::string html_fragment_text(std::string_view html);

}  // namespace rawi
