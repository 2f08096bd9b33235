// Policies that are used.
#include "compiler/prove/symbolic.h"

namespace pol::prove {

NodeId Symbolic::Call(Index index, const program::Node&) { return Undecided(index); }

}  // namespace pol::prove
