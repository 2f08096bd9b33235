// What a group gives in one situation, by closing (semantics 2.4, 3.2, 3.4).
#pragma once

#include "compiler/prove/group.h"

namespace pol::prove {

// The leaf, or the choice among leaves where values must be told apart first, for operands that are leaves.
NodeId Resolve(Symbolic* symbolic, Group* group, const std::vector<Operand>& operands);

}  // namespace pol::prove
