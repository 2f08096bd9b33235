// A benefit that hangs on the form of ownership (check 5).
#include "compiler/lint/fair_twins.h"

namespace pol::lint {

void FairOwnership(const Subject& subject, Reporter* reporter) {
  TellFair(subject, Gives::kBenefit, Fair::kOwnership, diag::LintCode::kFairOwnership, reporter);
}

}  // namespace pol::lint
