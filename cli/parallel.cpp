#include "cli/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <system_error>
#include <thread>
#include <vector>

namespace pol::cli {

void ForEach(size_t count, const std::function<void(size_t)>& work) {
  std::atomic<size_t> next = 0;
  std::vector<std::exception_ptr> failed(count);
  const auto run = [&] {
    for (size_t i = next++; i < count; i = next++) {
      try {
        work(i);
      } catch (...) {
        failed[i] = std::current_exception();
      }
    }
  };
  const size_t cores = std::max<size_t>(std::thread::hardware_concurrency(), 1);
  std::vector<std::thread> threads;
  for (size_t i = 1; i < std::min(cores, count); ++i) {
    try {
      threads.emplace_back(run);
    } catch (const std::system_error&) {
      break;  // no more threads to be had: those that run do all of it
    }
  }
  run();
  for (std::thread& thread : threads) thread.join();
  for (const std::exception_ptr& one : failed) {
    if (one != nullptr) std::rethrow_exception(one);
  }
}

void ForEachRun(size_t count, const std::function<void(size_t begin, size_t end)>& work) {
  constexpr size_t kLength = 12;
  ForEach((count + kLength - 1) / kLength,
          [&](size_t run) { work(run * kLength, std::min(count, (run + 1) * kLength)); });
}

}  // namespace pol::cli
