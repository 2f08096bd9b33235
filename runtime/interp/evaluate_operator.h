// Operators over values: all operands are known and nothing is left to decide but the arithmetic
// (semantics 4, 5).
#pragma once

#include <vector>

#include "runtime/interp/evaluate_result.h"

namespace pol::interp {

// The value of a strict operator for operands that all have values, or the error or N that it
// raises.
Result Apply(const program::Policy& policy, const program::Node& node,
             const std::vector<Value>& operands);

}  // namespace pol::interp
