// 30 where a rate is meant: that is 3000%.
#include <set>

#include "compiler/lint/numbers.h"
#include "compiler/lint/walk.h"

namespace pol::lint {

using value::Rational;

void RateAboveOne(const Subject& subject, Reporter* reporter) {
  EachDeclaration(subject, [&](const ast::Declaration& declaration, const ast::Policy*) {
    if (IsTest(declaration)) return;
    std::set<const ast::Expr*> parts;  // 3 / 10000
    EachExpr(declaration, [&](const ast::Expr& expr) {
      if (expr.kind == ast::ExprKind::kDivide || expr.kind == ast::ExprKind::kMultiply)
        parts.insert(expr.args.begin(), expr.args.end());
      if (parts.count(&expr) > 0) return;
      if (expr.kind != ast::ExprKind::kNumber || expr.unit || !IsPlainNumber(expr.text)) return;
      const program::Type* type = subject.places->NodeOf(expr).type();
      if (type == nullptr || type->kind != program::TypeKind::kRate) return;
      const auto number = LiteralOf(expr);
      // 1.3 times and twice are said of rates too.
      if (!number || *number < Rational(3)) return;
      const std::string written(subject.file.source->Text(expr.range));
      const std::string as_read = AsPercent(*number).value_or(written);
      diag::Diagnostic& found = reporter->Report(diag::LintCode::kRateAboveOne, expr.range,
                                                 {written, as_read, written + "%"});
      found.fixes.push_back({expr.range, written + "%", {"百分之" + written, written + " percent"}});
      found.fixes.push_back({expr.range, as_read, {"就是" + as_read, "it is " + as_read}});
    });
  });
}

}  // namespace pol::lint
