// A policy that does not say from which document it comes.
#include "compiler/lint/policy_text.h"

namespace pol::lint {

void NoSource(const Subject& subject, Reporter* reporter) {
  EachPolicy(subject, [&](const ast::Policy& policy, const program::Policy&) {
    if (ClauseOf(policy, ast::PolicyClause::Kind::kSource) == nullptr && GivesResults(policy))
      reporter->Report(diag::LintCode::kNoSource, policy.name.name.range, {policy.name.name.text});
  });
}

}  // namespace pol::lint
