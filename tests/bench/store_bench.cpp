#include <cstdlib>
#include <ctime>
#include <thread>

#include "core/graph/timeline.hpp"
#include "storage/rocks_store.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/table.hpp"

namespace rawi::bench {

namespace {

constexpr std::uint32_t kArticleEvents = 256;
constexpr std::uint32_t kSingleEvents = 32'000;
constexpr std::uint32_t kLoadEvents = 128'000;

double bytes_in(const std::filesystem::path& directory) {
  double bytes = 0;
  for (const auto& entry : std::filesystem::directory_iterator(directory))
    if (entry.is_regular_file()) bytes += static_cast<double>(entry.file_size());
  return bytes;
}

TimelineQuery timeline_of(const EntityId& actor, std::uint64_t limit) {
  TimelineQuery query;
  query.actors = {actor};
  query.limit = limit;
  return query;
}

/// The first events only, into a store of its own: this is the slow way.
void ingest(const GeneratedGraph& graph, const std::filesystem::path& directory) {
  const auto store = need(open_rocks_store(directory, OpenMode::kWrite));
  const std::uint32_t count = std::min(kSingleEvents, graph.shape().event_count);
  const auto start = Clock::now();
  for (std::uint32_t first = 0; first < count; first += kArticleEvents)
    (void)need(store->put(graph.article(first, std::min(count, first + kArticleEvents))));
  need(store->flush());
  print_line("ingest article by article", figure(count / seconds_since(start), "mentions/s", 0));
}

/// The making of the articles is the bench's own affair and not counted.
void load(const GeneratedGraph& graph, const std::filesystem::path& directory) {
  auto store = need(open_rocks_store(directory, OpenMode::kWrite));
  const std::uint32_t count = graph.shape().event_count;
  double seconds = 0, cpu_seconds = 0;
  for (std::uint32_t first = 0; first < count;) {
    std::vector<ArticleFacts> articles;
    for (const std::uint32_t end = std::min(count, first + kLoadEvents); first < end;) {
      const std::uint32_t last = std::min(end, first + kArticleEvents);
      articles.push_back(graph.article(first, last));
      first = last;
    }
    const auto start = Clock::now();
    const std::clock_t cpu = std::clock();
    (void)need(store->put_all(std::move(articles)));
    seconds += seconds_since(start);
    cpu_seconds += static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC;
  }
  const auto start = Clock::now();
  store.reset();
  seconds += seconds_since(start);
  const auto participations = static_cast<double>(graph.participation_count());
  print_line("bulk load", figure(count / seconds, "mentions/s", 0), "", "100,000 mentions/s");
  print_line("bulk load", figure(participations / seconds, "particip./s", 0));
  print_line("bulk load, by processor time of all its threads", figure(count / cpu_seconds, "mentions/s", 0));
}

}  // namespace

void bench_store(const GeneratedGraph& graph, const std::filesystem::path& directory) {
  print_head("store of " + std::to_string(graph.shape().event_count) + " events");
  ingest(graph, directory.string() + ".single");
  std::filesystem::remove_all(directory.string() + ".single");
  load(graph, directory);
  const double on_disk = bytes_in(directory);
  print_line("on disk, per participation", figure(on_disk / static_cast<double>(graph.participation_count()), "bytes", 1), "",
             "60 bytes");

  const auto start = Clock::now();
  auto store = need(open_rocks_store(directory, OpenMode::kRead));
  (void)need(timeline(*store, timeline_of(graph.busiest_actor(), 50)));
  print_line("open and the first 50 of the busiest actor's timeline", figure(seconds_since(start) * 1000, "ms"), "", "100 ms");
  const auto again = times_ms(50, [&](std::size_t) { (void)need(timeline(*store, timeline_of(graph.busiest_actor(), 50))); });
  print_line("the first 50 of the busiest actor's timeline, again", figure(quantile(again, 0.5), "ms", 3), "", "1 ms");
  const auto filtered = times_ms(50, [&](std::size_t i) {
    TimelineQuery query = timeline_of(graph.busiest_actor(), 50);
    const auto last = static_cast<std::uint32_t>((i + 1) * (graph.shape().event_count / 60));
    query.filter.days.first = graph.day_of(last);
    query.filter.kinds = {KindId("kind-0"), KindId("kind-7")};
    query.filter.statuses = {EventStatus::kHappened};
    (void)need(timeline(*store, query));
  });
  print_line("a page of 50 with kind, status and days, p99", figure(quantile(filtered, 0.99), "ms", 3), "", "5 ms");

  const auto questions_per_s = [&](unsigned threads) {
    constexpr std::size_t kEach = 400;
    const auto begun = Clock::now();
    {
      std::vector<std::jthread> readers;
      for (unsigned t = 0; t < threads; ++t)
        readers.emplace_back([&] {
          for (std::size_t i = 0; i < kEach; ++i) (void)need(timeline(*store, timeline_of(graph.busiest_actor(), 50)));
        });
    }
    return static_cast<double>(kEach * threads) / seconds_since(begun);
  };
  const double one = questions_per_s(1), two = questions_per_s(2);
  print_line("timeline pages a second, 2 readers beside 1", figure(two / one, "x"), figure(one, "pages/s", 0), "1.8 x");
}

}  // namespace rawi::bench
