// The claims about time among the static ones. Inside claims_static.
#pragma once

#include <set>
#include <vector>

#include "compiler/prove/claims_static_reach.h"
#include "compiler/prove/prove.h"

namespace pol::prove {

// Dates to be met that lie before the beginning or after the end of the policy.
void Deadlines(const program::Policy& policy, std::vector<Answer>* answers);
// Dated values, policies used, rules and calendars, held against the days on which they are read.
void InTime(const program::Policy& policy, std::vector<Answer>* answers);

}  // namespace pol::prove
