// What a bench prints: one figure a line, with the bound that it is held to and the figure of a peer measured in the same run.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

namespace rawi::bench {

using Clock = std::chrono::steady_clock;

[[nodiscard]] inline double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// The value below which `share` (0 to 1) of them lie. Needs one value at least.
[[nodiscard]] inline double quantile(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

/// How long each call of `work(i)` takes, in milliseconds.
template <class Work>
[[nodiscard]] std::vector<double> times_ms(std::size_t count, const Work& work) {
  std::vector<double> times;
  for (std::size_t i = 0; i < count; ++i) {
    const auto start = Clock::now();
    work(i);
    times.push_back(seconds_since(start) * 1000);
  }
  return times;
}

inline void print_head(const std::string& graph) {
  std::printf("\n%s\n%-58s %14s %14s  %s\n", graph.c_str(), "", "rawi", "peer", "bound");
}

/// `peer` and `bound` are words: "" where there is none.
inline void print_line(const std::string& what, const std::string& rawi, const std::string& peer = "",
                       const std::string& bound = "") {
  std::printf("%-58s %14s %14s  %s\n", what.c_str(), rawi.c_str(), peer.c_str(), bound.c_str());
  std::fflush(stdout);
}

[[nodiscard]] inline std::string figure(double value, const char* unit, int digits = 2) {
  char text[64];
  std::snprintf(text, sizeof text, "%.*f %s", digits, value, unit);
  return text;
}

}  // namespace rawi::bench
