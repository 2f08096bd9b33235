// A penalty, coercion, licence or charge, and no law behind it.
#include "compiler/lint/burden.h"

namespace pol::lint {

void BurdenWithoutBasis(const Subject& subject, Reporter* reporter) {
  EachPolicy(subject, [&](const ast::Policy&, const program::Policy& policy) {
    if (!policy.basis.empty()) return;
    if (const auto burden = BurdenOf(subject, policy))
      reporter->Report(diag::LintCode::kBurdenWithoutBasis, burden->range, {burden->output, burden->what});
  });
}

}  // namespace pol::lint
