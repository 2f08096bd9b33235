// Operators of the calendar: working days and recurrence (semantics 5.2, 5.3, 5.5). Operands are
// known.
#pragma once

#include <optional>
#include <vector>

#include "runtime/interp/evaluate_result.h"
#include "runtime/program/program.h"

namespace pol::interp {

// Nothing where the operator is none of these.
std::optional<Result> ApplyTime(const program::Policy& policy, const program::Node& node,
                                const std::vector<Value>& operands);

}  // namespace pol::interp
