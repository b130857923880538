#include "extractors/annotate/reader/piece_encoder.hpp"

#include <sentencepiece_processor.h>

#include <algorithm>

#include "core/base/utf8.hpp"

namespace rawi {

namespace {
constexpr std::size_t kTextBytesMax = 1024;
}

PieceEncoder::PieceEncoder(std::unique_ptr<sentencepiece::SentencePieceProcessor> processor) : processor_(std::move(processor)) {}
PieceEncoder::PieceEncoder(PieceEncoder&&) noexcept = default;
PieceEncoder& PieceEncoder::operator=(PieceEncoder&&) noexcept = default;
PieceEncoder::~PieceEncoder() = default;

Result<PieceEncoder> PieceEncoder::make(std::string_view model) {
  auto processor = std::make_unique<sentencepiece::SentencePieceProcessor>();
  const auto status = processor->LoadFromSerializedProto(model);
  if (!status.ok()) return fail(ErrorCode::kCorrupt, "pieces", "SentencePiece refuses them (" + status.ToString() + ")");
  return PieceEncoder(std::move(processor));
}

std::vector<int> PieceEncoder::encode(std::string_view text, std::size_t pieces_max) const {
  const std::string_view clipped = clip_utf8(text, kTextBytesMax);
  std::vector<int> ids;
  // The only errors are those of a processor without a model, which make() lets nobody have.
  static_cast<void>(processor_->Encode(clipped, &ids));
  ids.resize(std::min(ids.size(), pieces_max));
  return ids;
}

std::size_t PieceEncoder::piece_count() const { return static_cast<std::size_t>(processor_->GetPieceSize()); }

}  // namespace rawi
