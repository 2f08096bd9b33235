// The rules that did not apply, compared with the facts: what each failed by, and what would
// change.
#pragma once

#include <string>
#include <vector>

#include "cli/case.h"
#include "cli/context.h"

namespace pol::cli {

struct FailedRow {
  const program::Rule* rule = nullptr;
  std::string result;  // in words
  std::vector<std::string>
      failed;                // each failed condition with the actual value and the difference
  bool others_hold = false;  // all other conditions hold
  std::string
      what_if;  // what would come out with the one fact at its bound; "" where that cannot be said
};

// The nearest rules of a group that give something else: fewest failed conditions first, at most
// `most`.
std::vector<FailedRow> NearestRows(const Context& context, const Case& result,
                                   const interp::Outcome& outcome, size_t most);

}  // namespace pol::cli
