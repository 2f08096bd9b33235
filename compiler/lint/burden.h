// Results that take something from people: they need a law behind them, and an office that answers for them.
#pragma once

#include <optional>

#include "compiler/lint/policy_text.h"

namespace pol::lint {

struct Burden {
  diag::Text what;                  // "处罚"
  std::string output;
  source::Range range;              // of the name of the output
};
// The first of a policy; nothing where there is none.
std::optional<Burden> BurdenOf(const Subject& subject, const program::Policy& policy);

}  // namespace pol::lint
