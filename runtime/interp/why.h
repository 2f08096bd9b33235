// Explanations (semantics 7): per rule of a definition its verdict, the conditions that decided it
// and by how much.
#pragma once

#include "runtime/interp/evaluate_machine.h"

namespace pol::interp {

// Fills `why` and `facts` of an outcome whose result stands.
void Explain(Machine* machine, Index definition, Outcome* outcome);

}  // namespace pol::interp
