// A result that takes something from people, and no office that answers for it.
#include "compiler/lint/burden.h"

namespace pol::lint {

void NoOffice(const Subject& subject, Reporter* reporter) {
  EachPolicy(subject, [&](const ast::Policy& written, const program::Policy& policy) {
    if (!policy.offices.empty()) return;
    if (const auto burden = BurdenOf(subject, policy))
      reporter->Report(diag::LintCode::kNoOffice, written.name.name.range, {written.name.name.text, burden->what});
  });
}

}  // namespace pol::lint
