// A benefit that hangs on the place of registration, of the seat or of a branch (check 5).
#include "compiler/lint/fair_twins.h"

namespace pol::lint {

void FairPlace(const Subject& subject, Reporter* reporter) {
  TellFair(subject, Gives::kBenefit, Fair::kPlace, diag::LintCode::kFairPlace, reporter);
}

}  // namespace pol::lint
