// A benefit that hangs on being on a list (check 5).
#include "compiler/lint/fair_twins.h"

namespace pol::lint {

void FairList(const Subject& subject, Reporter* reporter) {
  TellFair(subject, Gives::kBenefit, Fair::kList, diag::LintCode::kFairList, reporter);
}

}  // namespace pol::lint
