// RSS (0.9 to 2.0) and Atom. An entry is an article: its text is the fullest of what the feed carries (content before
// summary), taken out of HTML where it is HTML. Its id is made from its link, so that the same article has the same id
// wherever it is found.
#pragma once

#include "core/base/result.hpp"
#include "extractors/ingest/article_sink.hpp"
#include "extractors/ingest/byte_stream.hpp"

namespace rawi {

/// Reads entry by entry. An entry with broken XML, or whose date is none, is skipped with a complaint; reading goes on after
/// it. A DTD is not looked at, so no entity is fetched or expanded but those of XML and HTML. Fails only when the stream does.
[[nodiscard]] Result<void> read_feed(ByteStream& stream, ArticleSink& sink);

}  // namespace rawi
