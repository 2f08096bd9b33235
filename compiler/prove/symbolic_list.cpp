// Lists, sets and records.
#include "compiler/prove/symbolic.h"

namespace pol::prove {

NodeId Symbolic::Lists(Index index, const program::Node&) { return Undecided(index); }

}  // namespace pol::prove
