// What every command is given: the language, where colour may be used, and how to end.
#pragma once

#include <string>
#include <string_view>

#include "cli/text.h"

namespace pol::cli {

// The charter's exit codes (chapter 4).
enum Exit : int { kOk = 0, kFindings = 1, kUnusable = 2, kRefused = 3 };

struct Context {
  Language language = Language::kEnglish;
  bool color_out = false, color_err = false;

  bool chinese() const { return language == Language::kChinese; }
  template <typename... Args>
  std::string Say(Message message, const Args&... args) const {
    return cli::Say(language, message, args...);
  }
};

// Standard output; a closed or full one is noticed at the end by FlushOut.
void Out(std::string_view text);
void OutLine(std::string_view text);
// Standard error.
void ErrLine(std::string_view text);
// False: what was written could not be delivered (a full disk, a closed pipe).
bool FlushOut();

// One sentence about unusable arguments or files; returns kUnusable.
int Unusable(const Context& context, std::string_view sentence);

enum class Color : uint8_t { kRed, kGreen, kYellow, kBold, kDim };
std::string Colored(bool use, Color color, std::string_view text);

}  // namespace pol::cli
