// Two policies over one set of facts: where their outputs are not the same (semantics 6.2, variants).
#pragma once

#include <functional>
#include <string>

#include "compiler/prove/claims.h"

namespace pol::prove {

// A policy inside another, by the names of the inputs; those the other does not have stay open. Null where it asks for an
// input of another type.
std::unique_ptr<Symbolic> Embedded(const program::Policy& policy, Symbolic* outer);

// True where the two results differ: another value, or a value on one side alone.
NodeId Differs(Symbolic* symbolic, NodeId a, NodeId b);

// The facts of one policy for another, by name.
interp::Facts FactsFor(const program::Policy& to, const program::Policy& from,
                       const interp::Facts& facts);

// The claims that readings give the same.
void ReadingClaims(const ClaimContext& context);
// The claims that an output does not depend on an input.
void IndependenceClaims(const ClaimContext& context);

}  // namespace pol::prove
