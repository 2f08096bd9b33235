// Are two conditions, formulas or rules written alike? By what they compute, without solving anything.
#pragma once

#include <string>

#include "runtime/program/program.h"

namespace pol::lint {

// Equal for nodes that compute the same in the same way; the order of the parts of `and` and `or` does not count.
std::string Written(const program::Policy& policy, program::Index node);
// Of the branches of a rule with their conditions and results.
std::string WrittenRule(const program::Policy& policy, const program::Rule& rule);

}  // namespace pol::lint
