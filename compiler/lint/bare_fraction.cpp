// 0.3 where a rate is meant: 30%.
#include "compiler/lint/numbers.h"
#include "compiler/lint/walk.h"

namespace pol::lint {

using value::Rational;

void BareFraction(const Subject& subject, Reporter* reporter) {
  EachDeclaration(subject, [&](const ast::Declaration& declaration, const ast::Policy*) {
    if (IsTest(declaration)) return;
    EachExpr(declaration, [&](const ast::Expr& expr) {
      if (expr.kind != ast::ExprKind::kNumber || expr.unit || !IsPlainNumber(expr.text)) return;
      const program::Type* type = subject.places->NodeOf(expr).type();
      if (type == nullptr || type->kind != program::TypeKind::kRate) return;
      const auto number = LiteralOf(expr);
      if (!number || !(Rational(0) < *number) || !(*number < Rational(1))) return;
      const auto percent = AsPercent(*number);
      if (!percent) return;
      reporter->Report(diag::LintCode::kBareFraction, expr.range,
                       {subject.file.source->Text(expr.range), *percent});
      reporter->SafeFix(expr.range, *percent, {"写成“" + *percent + "”", "write " + *percent});
    });
  });
}

}  // namespace pol::lint
