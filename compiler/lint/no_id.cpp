// A policy without an id.
#include "compiler/lint/policy_text.h"

namespace pol::lint {

void NoId(const Subject& subject, Reporter* reporter) {
  EachPolicy(subject, [&](const ast::Policy& policy, const program::Policy& program) {
    if (program.id.empty() && GivesResults(policy))
      reporter->Report(diag::LintCode::kNoId, policy.name.name.range, {policy.name.name.text});
  });
}

}  // namespace pol::lint
