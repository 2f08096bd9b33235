// What was proved of a policy, in the words of the sheet to sign.
#pragma once

#include "cli/proofs.h"
#include "cli/sign_off.h"

namespace pol::cli {

// The conclusions, what was found and answered with a reason, what could not be decided.
void AddProofs(const Context& context, const Unit& unit, const program::Policy& policy,
               const UnitProofs& proofs, SignOff* sheet);

}  // namespace pol::cli
