// Names of deadlines and of lengths of time allowed.
#pragma once

#include <string_view>

#include "compiler/lint/say.h"

namespace pol::lint {

inline bool IsDeadline(std::string_view name) {
  return Holds(name, {"期限", "限期", "截止", "届满", "最迟", "最晚", "办结", "时限", "补正日", "deadline", "due"});
}

}  // namespace pol::lint
