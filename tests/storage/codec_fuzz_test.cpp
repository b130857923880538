// Bytes of any kind into every decoder: an answer or an error, never a crash, and an answer that survives being written again. As
// a test, records that are damaged at random; with libFuzzer, whatever it comes up with:
//
//   clang++ -std=c++20 -g -O1 -fsanitize=fuzzer,address,undefined -DRAWI_FUZZ -I. tests/storage/codec_fuzz_test.cpp
//     storage/codec.cpp storage/keys.cpp core/base/*.cpp core/text/*.cpp -o /tmp/codec_fuzz && /tmp/codec_fuzz
//     -max_total_time=600
#include <cstdlib>

#include "storage/codec.hpp"

#ifndef RAWI_FUZZ
#include "tests/storage/twins.hpp"
#endif

namespace {

using namespace rawi;

const std::string kEventKey = keys::event(EventId{42});
const std::string kMetaKey = keys::meta("counts");

/// Whatever is decoded must be decoded to the same again.
template <class Decode>
void try_decode(std::string_view key, std::string_view bytes, const Decode& decode) {
  const auto record = decode(key, bytes);
  if (!record) return;
  const std::string written = encode(*record);
  const auto again = decode(key, written);
  if (!again || encode(*again) != written) std::abort();
}

/// One byte says which record it is to be; keys that hold hashes are made to fit, or the decoders would not get to the end.
void decode_anything(std::string_view input) {
  if (input.empty()) return;
  const std::string_view bytes = input.substr(1);
  switch (static_cast<unsigned char>(input.front()) % 7) {
    case 0:
      return try_decode(kEventKey, bytes, decode_event);
    case 1:
      return try_decode(kMetaKey, bytes, decode_counts);
    case 2:
      return static_cast<void>(decode_stamp(kMetaKey, bytes));
    case 3:
      return static_cast<void>(decode_format_version(kMetaKey, bytes));
    case 4:
      return try_decode(keys::edit(5), bytes, decode_edit);
    case 5:
      return static_cast<void>(decode_article(keys::article(keys::hash_of(ArticleId("a1"))), bytes));
    default:
      return static_cast<void>(decode_mention(keys::mention({EventId{1}, keys::hash_of(ArticleId("a1")), 0}), bytes));
  }
}

}  // namespace

#ifdef RAWI_FUZZ
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  decode_anything({reinterpret_cast<const char*>(data), size});
  return 0;
}
#else
namespace {

Edit parting_edit() {
  Edit edit;
  edit.number = 5;
  edit.kind = EditKind::kPart;
  edit.author = "Huda";
  edit.event = EventId{42};
  edit.mentions = {{ArticleId("a1"), Part::kBody, {3, 9}, KindId("visit"), "Sentence."}};
  return edit;
}

}  // namespace

TEST_CASE("records that are damaged at random are refused or read, and never more than that", "[codec]") {
  const ArticleFacts facts = test::paris_article("a1");
  const Event event = aggregate(EventId{42}, {facts.events.front()});
  const std::vector<std::string> seeds = {std::string(1, '\x00') + encode(event),
                                          std::string(1, '\x01') + encode(StoredCounts{1, 200, 3, 40'000}),
                                          std::string(1, '\x02') + encode_stamp(7),
                                          std::string(1, '\x03') + encode_format_version(2),
                                          std::string(1, '\x04') + encode(parting_edit()),
                                          std::string(1, '\x05') + encode(StoredArticle{facts.article, {}, 2}),
                                          std::string(1, '\x06') + encode(facts.events.front())};
  std::mt19937 random(3);
  for (const std::string& seed : seeds) {
    decode_anything(seed);
    for (int round = 0; round < 2000; ++round) {
      std::string damaged = seed;
      for (unsigned changes = 1 + random() % 4; changes > 0 && damaged.size() > 1; --changes) {
        const std::size_t at = 1 + random() % (damaged.size() - 1);
        switch (random() % 4) {
          case 0:
            damaged[at] = static_cast<char>(random());
            break;
          case 1:
            damaged.erase(at, 1 + random() % 3);
            break;
          case 2:
            damaged.insert(at, 1 + random() % 3, static_cast<char>(random()));
            break;
          default:
            damaged.resize(at);
        }
      }
      decode_anything(damaged);
    }
  }
  SUCCEED("nothing crashed");
}
#endif
