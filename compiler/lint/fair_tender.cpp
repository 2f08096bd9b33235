// The outcome of a tender that hangs on where a bidder is registered, who owns it, where it buys, or on a list (check 4).
#include "compiler/lint/fair_twins.h"

namespace pol::lint {

void FairTender(const Subject& subject, Reporter* reporter) {
  TellFair(subject, Gives::kTender, Fair::kNone, diag::LintCode::kFairTender, reporter);
}

}  // namespace pol::lint
