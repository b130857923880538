// Web archives (WARC 0.17 to 1.1, ISO 28500): responses with status 2xx, resources and conversions whose content is
// HTML or plain text. The date of crawling is not taken for the date of publication: the page gives that, or nobody.
#pragma once

#include "core/base/result.hpp"
#include "extractors/ingest/article_sink.hpp"
#include "extractors/ingest/byte_stream.hpp"

namespace rawi {

/// Reads record by record; records of other kinds are passed over in silence. After bytes that are no record it complains once
/// and looks for the next line that begins one. Fails only when the stream does.
[[nodiscard]] Result<void> read_warc(ByteStream& stream, ArticleSink& sink);

}  // namespace rawi
