// A policy whose last day has passed.
#include <algorithm>

#include "compiler/lint/policy_text.h"

namespace pol::lint {

void Expired(const Subject& subject, Reporter* reporter) {
  EachPolicy(subject, [&](const ast::Policy& policy, const program::Policy& program) {
    if (!program.effective_to || *program.effective_to >= subject.today) return;
    // What happened on a day of its period is settled by it for ever; and a later version may stand beside it.
    if (program.effective_by >= 0) return;
    bool followed = false;
    EachPolicy(subject, [&](const ast::Policy& other, const program::Policy& later) {
      followed = followed || (&other != &policy && !program.id.empty() && later.id == program.id &&
                              later.effective_from && *later.effective_from > *program.effective_to);
    });
    if (followed) return;
    const ast::PolicyClause* clause = ClauseOf(policy, ast::PolicyClause::Kind::kValidity);
    reporter->Report(diag::LintCode::kExpired, clause->range,
                     {policy.name.name.text, DayInWords(*program.effective_to)});
  });
}

}  // namespace pol::lint
