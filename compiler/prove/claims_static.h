// Claims of semantics 6.2 that need no diagrams: what is written without facts (figures, dated values, periods, shares)
// is computed by the reference interpreter or by sets of days.
#pragma once

#include <vector>

#include "compiler/prove/prove.h"

namespace pol::prove {

// Adds the claims on one policy: kFigures, kTiles of parameters, kInForce, kDeadline, kShares, and kNoError
// calendar_uncovered within the effective period. `answers` holds what the diagrams found already: a dead rule that
// never is in force is told once, as that.
void StaticClaims(const program::Policy& policy, const Options& options,
                  std::vector<Answer>* answers);

// Adds the claims on several policies of one file: kTiles of the versions of one id. `reports` has one report a policy,
// in their order; what is found stands at the earlier version.
void ProgramClaims(const program::Program& program, std::vector<Report>* reports);

}  // namespace pol::prove
