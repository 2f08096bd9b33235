// A progress bar on standard error, only where that is a terminal.
#pragma once

#include <chrono>
#include <cstdint>

#include "cli/context.h"

namespace pol::cli {

class Progress {
 public:
  // `total` bytes, 0 when unknown.
  Progress(const Context& context, int64_t total);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  void Show(int64_t bytes, int64_t rows);

 private:
  void Clear();

  const Context& context_;
  int64_t total_;
  bool on_, shown_ = false;
  std::chrono::steady_clock::time_point last_;
};

}  // namespace pol::cli
