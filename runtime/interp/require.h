// Obligations on the input, for the acceptance of data (semantics 9.1).
#pragma once

#include "runtime/interp/evaluate.h"

namespace pol::interp {

enum class RequireVerdict : uint8_t { kHolds, kFails, kOpen };

// A condition that is false, has no value or fails with an error fails; one that still hangs on a
// missing input is open and lets the data pass. Only the input leaves read by the condition need to
// be filled in `facts`.
RequireVerdict CheckRequire(const program::Policy& policy, const program::Require& require,
                            const Facts& facts, int64_t at);

}  // namespace pol::interp
