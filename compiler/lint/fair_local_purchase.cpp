// A benefit that hangs on buying local goods (check 5).
#include "compiler/lint/fair_twins.h"

namespace pol::lint {

void FairLocalPurchase(const Subject& subject, Reporter* reporter) {
  TellFair(subject, Gives::kBenefit, Fair::kLocalPurchase, diag::LintCode::kFairLocalPurchase, reporter);
}

}  // namespace pol::lint
