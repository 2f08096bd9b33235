// The known inputs that a result rests on (semantics 7).
#pragma once

#include <vector>

#include "runtime/interp/evaluate_machine.h"

namespace pol::interp {

// Ascending. Of a value: the conditions, exceptions and value of the rules that give it; of the
// definitions used, theirs.
std::vector<Index> FactsOf(Machine* machine, Index definition);

}  // namespace pol::interp
