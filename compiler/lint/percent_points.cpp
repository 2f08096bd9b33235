// A rate and a percentage added: 20% + 10% may be meant as 30% or as 22%.
#include "compiler/lint/bounds.h"
#include "compiler/lint/numbers.h"
#include "compiler/lint/walk.h"

namespace pol::lint {

using value::Rational;

void PercentPoints(const Subject& subject, Reporter* reporter) {
  const Places& places = *subject.places;
  EachDeclaration(subject, [&](const ast::Declaration& declaration, const ast::Policy*) {
    if (IsTest(declaration)) return;
    EachExpr(declaration, [&](const ast::Expr& expr) {
      const bool plus = expr.kind == ast::ExprKind::kAdd;
      if ((!plus && expr.kind != ast::ExprKind::kSubtract) || expr.said) return;
      const ast::Expr &left = Bare(*expr.args[0]), &right = *expr.args[1];
      if (right.kind != ast::ExprKind::kNumber || right.unit || right.about ||
          !right.text.ends_with("%"))
        return;
      const program::Type* type = places.NodeOf(right).type();
      if (type == nullptr || type->kind != program::TypeKind::kRate) return;
      // 10% + 27%: parts of one whole.
      if (left.kind != ast::ExprKind::kName && left.kind != ast::ExprKind::kField) return;
      const auto step = LiteralOf(right);
      if (!step) return;
      const std::string digits(right.text.substr(0, right.text.size() - 1));
      const std::string name = OneLine(subject.file, left.range);
      const Rational base(1, 5);  // 20%, as an example
      const Rational added = plus ? base + *step : base - *step;
      const Rational raised = base * (plus ? Rational(1) + *step : Rational(1) - *step);
      const std::string points = digits + "个百分点";
      const std::string times = name + " * (1 " + (plus ? "+ " : "- ") + std::string(right.text) + ")";
      diag::Diagnostic& found = reporter->Report(
          diag::LintCode::kPercentPoints, expr.range,
          {OneLine(subject.file, expr.range), name, AsPercent(added).value_or("…"),
           AsPercent(raised).value_or("…")});
      found.fixes.push_back({right.range, points, {"按百分点加减（现在就是这样算的）", "percentage points, as it is computed now"}});
      found.fixes.push_back({expr.range, times, {"按原来的百分之几增减", "a percentage of what it was"}});
    });
  });
}

}  // namespace pol::lint
