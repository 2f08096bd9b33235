// A benefit that hangs on using a chosen operator (check 5).
#include "compiler/lint/fair_twins.h"

namespace pol::lint {

void FairOperator(const Subject& subject, Reporter* reporter) {
  TellFair(subject, Gives::kBenefit, Fair::kOperator, diag::LintCode::kFairOperator, reporter);
}

}  // namespace pol::lint
