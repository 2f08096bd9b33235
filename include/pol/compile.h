// Policies from their source text.
#pragma once

#include <string>
#include <vector>

#include "pol/engine.h"

namespace pol {

struct Compiled {
  std::vector<Policy> policies;  // in the order of the text; empty after an error
  std::string messages;  // errors, warnings and notes, ready to be shown; "" if there are none
  explicit operator bool() const { return !policies.empty(); }
};

enum class Language { kChinese, kEnglish };

// `name` is shown in messages: a path, or what the text is called. Files that the text names
// (calendars, code lists, other policies: .csv, .json, .pol) are read beside it, never outside its
// folder; calendars and code lists that come with the compiler need no file. Safe to call from
// several threads.
[[nodiscard]] Compiled Compile(std::string name, std::string text,
                               Language language = Language::kEnglish);

}  // namespace pol
