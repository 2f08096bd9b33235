// Working days and recurring dates.
#include "compiler/prove/symbolic.h"

namespace pol::prove {

NodeId Symbolic::Calendars(Index index, const program::Node&) { return Undecided(index); }

}  // namespace pol::prove
