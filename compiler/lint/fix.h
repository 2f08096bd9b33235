// Fixes into a text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/lint/lint.h"

namespace pol::lint {

// The text with all of the safe fixes that do not overlap one before them; the rest is for the next round. `applied`
// counts them.
std::string ApplySafe(std::string_view text, const std::vector<Finding>& findings, size_t* applied);

}  // namespace pol::lint
