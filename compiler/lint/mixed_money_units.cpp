// 2万元 in one place and 50000元 in another: which is more has to be worked out.
#include "compiler/lint/numbers.h"
#include "compiler/lint/walk.h"

namespace pol::lint {

using value::Rational;

void MixedMoneyUnits(const Subject& subject, Reporter* reporter) {
  const auto each = [&](const ast::Policy* wanted, const auto& take) {
    EachDeclaration(subject, [&](const ast::Declaration& declaration, const ast::Policy* policy) {
      if (policy != wanted || IsTest(declaration)) return;
      EachExpr(declaration, [&](const ast::Expr& expr) {
        if (expr.kind == ast::ExprKind::kNumber && expr.unit && expr.unit.text == "元") take(expr);
      });
    });
  };
  std::vector<const ast::Policy*> policies{nullptr};
  policies.insert(policies.end(), subject.file.policies.begin(), subject.file.policies.end());
  for (const ast::Policy* policy : policies) {
    const ast::Expr* in_wan = nullptr;
    each(policy, [&](const ast::Expr& expr) {
      if (in_wan == nullptr && !IsPlainNumber(expr.text)) in_wan = &expr;
    });
    if (in_wan == nullptr) continue;
    each(policy, [&](const ast::Expr& expr) {
      const auto number = LiteralOf(expr);
      // From a hundred thousand up it is bare-number that says so; below ten thousand 元 is the unit.
      if (!number || !IsPlainNumber(expr.text) || *number < Rational(10'000) ||
          !(*number < Rational(100'000)))
        return;
      const std::string better = InWan(*number);
      if (IsPlainNumber(better)) return;
      diag::Diagnostic& found = reporter->Report(
          diag::LintCode::kMixedMoneyUnits, expr.range,
          {subject.file.source->Text(expr.range), subject.file.source->Text(in_wan->range),
           better + "元"});
      found.labels.push_back({in_wan->range, {"这里用万元", "in 万元 here"}});
      reporter->SafeFix({expr.range.begin, expr.unit.range.begin}, better,
                        {"写成“" + better + "元”", "write " + better + "元"});
    });
  }
}

}  // namespace pol::lint
