// A policy that does not say from when it is in force.
#include "compiler/lint/policy_text.h"

namespace pol::lint {

void NoEffectiveDate(const Subject& subject, Reporter* reporter) {
  using Kind = ast::DeclarationKind;
  EachPolicy(subject, [&](const ast::Policy& policy, const program::Policy&) {
    if (ClauseOf(policy, ast::PolicyClause::Kind::kValidity) != nullptr) return;
    // Each of its rules may have a period of its own; and one that gives nothing needs none.
    bool all = true, any = false;
    for (const ast::Declaration* one : policy.declarations) {
      if (one->kind == Kind::kRule || one->kind == Kind::kBareRule || one->kind == Kind::kTable) {
        any = true;
        all = all && one->validity.has_value();
      }
    }
    if (GivesResults(policy) && !(any && all))
      reporter->Report(diag::LintCode::kNoEffectiveDate, policy.name.name.range, {policy.name.name.text});
  });
}

}  // namespace pol::lint
