// The policy applies by a day of the case, and a rule looks at the day of calculation.
#include <set>

#include "compiler/lint/policy_text.h"
#include "compiler/lint/walk.h"

namespace pol::lint {

void TwoGoverningDays(const Subject& subject, Reporter* reporter) {
  EachDeclaration(subject, [&](const ast::Declaration& one, const ast::Policy* policy) {
    if (policy == nullptr || IsTest(one) || Remarked(one)) return;
    const ast::PolicyClause* clause = ClauseOf(*policy, ast::PolicyClause::Kind::kValidity);
    if (clause == nullptr || !clause->validity || !clause->validity->by) return;
    EachExpr(one, [&](const ast::Expr& expr) {
      const bool today = expr.kind == ast::ExprKind::kName &&
                         (expr.name.text == "评估日" || expr.name.text == "today") &&
                         subject.places->NodeOf(expr) &&
                         subject.places->NodeOf(expr).node->op == program::Op::kToday;
      if (!today) return;
      diag::Diagnostic& found = reporter->Report(diag::LintCode::kTwoGoverningDays, expr.range,
                                                 {clause->validity->by.text});
      found.labels.push_back({clause->range, {"适用哪一版按这一天", "which version applies goes by this day"}});
      found.fixes.push_back({expr.range, std::string(clause->validity->by.text),
                             {"改按" + std::string(clause->validity->by.text), "go by it"}});
    });
  });
}

}  // namespace pol::lint
