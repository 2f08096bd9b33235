// The nearest of several names, for "did you mean" in data.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pol::value {

// By edit distance over characters, a swap of neighbours counting as one slip and widths and letter
// case folded; or a short form (制造 for 制造业). "" if none is near.
std::string Nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace pol::value
