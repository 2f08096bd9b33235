// Values of each input that tell the cases of a text apart: for `generate`.
#pragma once

#include <vector>

#include "compiler/cover/points.h"

namespace pol::cover {

// By input: the plainest value first, then one of every cell that the text's constants make, and the values one step off
// each bound. All lie in the declared domain. Of a list: none, one plain item, each item that its fields' bounds suggest.
std::vector<std::vector<value::Value>> Choices(const program::Policy& policy, const Points& points, int64_t at);

}  // namespace pol::cover
