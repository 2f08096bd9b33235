// A policy with what it uses of others (semantics 3.5) written out in it: every call becomes definitions of its own, so
// that a proof looks through it and all that it names is a part of one program.
#pragma once

#include <optional>

#include "runtime/program/program.h"

namespace pol::prove {

// Definitions, nodes, types, .. of the policy keep their numbers; what is added stands behind them. It means
// what the policy means; definitions written out of a call in a loop mean another thing for each item, which only Symbolic
// knows of. Nothing: it calls none, or it would have more than `most_nodes` nodes.
std::optional<program::Policy> WithoutCalls(const program::Policy& policy, size_t most_nodes = 200'000);

}  // namespace pol::prove
