#include "cli/context.h"

#include <cstdio>

namespace pol::cli {

void Out(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

void OutLine(std::string_view text) {
  Out(text);
  Out("\n");
}

void ErrLine(std::string_view text) {
  std::fflush(stdout);
  std::string line(text);
  line += '\n';
  std::fwrite(line.data(), 1, line.size(), stderr);
}

bool FlushOut() { return std::fflush(stdout) == 0 && std::ferror(stdout) == 0; }

int Unusable(const Context& context, std::string_view sentence) {
  ErrLine(fmt::format("{} {}", Colored(context.color_err, Color::kRed, "pol:"), sentence));
  return kUnusable;
}

std::string Colored(bool use, Color color, std::string_view text) {
  if (!use) return std::string(text);
  const char* code = "";
  switch (color) {
    case Color::kRed:
      code = "31";
      break;
    case Color::kGreen:
      code = "32";
      break;
    case Color::kYellow:
      code = "33";
      break;
    case Color::kBold:
      code = "1";
      break;
    case Color::kDim:
      code = "2";
      break;
  }
  return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

}  // namespace pol::cli
