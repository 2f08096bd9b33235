// [day - 2 years, day] with both ends: a day more than two years.
#include "compiler/lint/bounds.h"
#include "compiler/lint/numbers.h"
#include "compiler/lint/policy_text.h"
#include "compiler/lint/walk.h"

namespace pol::lint {

void LookbackBothEnds(const Subject& subject, Reporter* reporter) {
  using ast::ExprKind;
  EachDeclaration(subject, [&](const ast::Declaration& one, const ast::Policy* policy) {
    if (IsTest(one) || Remarked(one) || HeadRemarked(policy, {"本数", "含", "两头", "both"})) return;
    EachExpr(one, [&](const ast::Expr& expr) {
      if (expr.kind != ExprKind::kInterval || expr.low_open || expr.high_open || expr.said) return;
      const ast::Expr &low = Bare(*expr.args[0]), &high = Bare(*expr.args[1]);
      if (low.kind != ExprKind::kSubtract || low.args.size() != 2) return;
      const std::string day = OneLine(subject.file, high.range);
      if (OneLine(subject.file, low.args[0]->range) != day) return;
      const std::string length = OneLine(subject.file, low.args[1]->range);
      const auto node = subject.places->NodeOf(low);
      if (!node || (node.node->op != program::Op::kAddMonths && node.node->op != program::Op::kAddDays)) return;
      const std::string first = OneLine(subject.file, low.range);
      diag::Diagnostic& found = reporter->Report(diag::LintCode::kLookbackBothEnds, expr.range,
                                                 {OneLine(subject.file, expr.range), length, first, day});
      std::string left(subject.file.source->Text(expr.range));
      if (left.back() != ']' || left.front() != '[') return;  // full-width marks are left alone
      left.back() = ')';
      found.fixes.push_back({expr.range, left, {day + "当天不算", "leave " + day + " out"}});
      left = std::string(subject.file.source->Text(expr.range));
      left.front() = '(';
      found.fixes.push_back({expr.range, left, {"最早那一天不算", "leave the first day out"}});
    });
  });
}

}  // namespace pol::lint
