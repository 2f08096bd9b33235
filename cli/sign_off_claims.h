// What a policy says of its own figures and of the facts: the lists below the table to sign off.
#pragma once

#include "cli/sign_off.h"

namespace pol::cli {

// Parameters, requirements, targets, checks and assertions of the policy; `day` is the day as of
// which figures are held against each other.
void AddClaims(const Context& context, const program::Policy& policy, int64_t day, SignOff* sheet);

}  // namespace pol::cli
