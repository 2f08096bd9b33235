#include "cli/progress.h"

#include <unistd.h>

#include <algorithm>

namespace pol::cli {

Progress::Progress(const Context& context, int64_t total)
    : context_(context),
      total_(total),
      on_(isatty(STDERR_FILENO) != 0),
      last_(std::chrono::steady_clock::now()) {}

Progress::~Progress() { Clear(); }

void Progress::Clear() {
  if (shown_) std::fputs("\r\x1b[K", stderr);
  shown_ = false;
}

void Progress::Show(int64_t bytes, int64_t rows) {
  if (!on_) return;
  const auto now = std::chrono::steady_clock::now();
  if (now - last_ < std::chrono::milliseconds(100)) return;
  last_ = now;
  constexpr int kWidth = 30;
  std::string bar;
  if (total_ > 0) {
    const int percent = static_cast<int>(std::min<int64_t>(100, bytes * 100 / total_));
    const int filled = percent * kWidth / 100;
    for (int i = 0; i < kWidth; ++i) bar += i < filled ? "█" : "░";
    bar += fmt::format(" {:3}% ", percent);
  }
  std::fputs(fmt::format("\r\x1b[K{} {}", bar, context_.Say(Message::kRowsSoFar, rows)).c_str(),
             stderr);
  shown_ = true;
}

}  // namespace pol::cli
