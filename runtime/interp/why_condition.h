// The conditions that decided against a rule, or leave it open, and by how much (semantics 7).
#pragma once

#include <string>
#include <vector>

#include "runtime/interp/evaluate_machine.h"

namespace pol::interp {

// Of a condition that is false: the first false one in written order after flattening `and`; of an
// `or` all parts; of `at least n` the items that do not hold.
void AddFailedConditions(Machine* machine, Index condition, std::vector<ConditionWhy>* why);
// Of a condition that is neither true nor false: those that hang on missing inputs, else those that
// have no value or fail.
void AddOpenConditions(Machine* machine, Index condition, std::vector<ConditionWhy>* why);
// Of one condition by itself, with its margin; `denied`: it holds and must not.
ConditionWhy WhyOfCondition(Machine* machine, Index condition, bool denied, const std::string& text,
                            const std::string& label);

}  // namespace pol::interp
