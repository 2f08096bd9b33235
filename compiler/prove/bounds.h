// Lists in proofs are looked at up to a number of items (Options::items). What that means for the answers.
#pragma once

#include <vector>

#include "compiler/prove/prove.h"
#include "compiler/prove/symbolic.h"

namespace pol::prove {

// How many items to look at: at least `options.items`, and more where the text itself counts a few more (at least five
// items), or requires so many (seven scores), but no more than can be afforded.
int32_t ItemsFor(const program::Policy& policy, const Options& options);

// Tells of each answer how many items were looked at. A finding that holds in every case (a rule never applies, ..) is
// none yet where longer lists have not been looked at: it becomes undecided.
void TellBounds(const program::Policy& policy, Symbolic* symbolic, int32_t items,
                std::vector<Answer>* answers);

// A calendar covers some years, and a date that nobody has limited may lie in any: what then goes wrong is no property of
// the policy. Keeps the errors of calendars that dates within their stated limits lead to. (Of the effective period
// StaticClaims knows.)
void DropUnlimitedDates(const program::Policy& policy, std::vector<Answer>* answers);

}  // namespace pol::prove
