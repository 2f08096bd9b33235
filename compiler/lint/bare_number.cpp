// 5000000 for 500万: zeros that a reader has to count.
#include "compiler/lint/numbers.h"
#include "compiler/lint/walk.h"

namespace pol::lint {

void BareNumber(const Subject& subject, Reporter* reporter) {
  EachDeclaration(subject, [&](const ast::Declaration& declaration, const ast::Policy*) {
    if (IsTest(declaration)) return;
    EachExpr(declaration, [&](const ast::Expr& expr) {
      if (expr.kind != ast::ExprKind::kNumber || !IsPlainNumber(expr.text)) return;
      const auto number = LiteralOf(expr);
      if (!number || *number < value::Rational(100'000)) return;
      const std::string better = InWan(*number);
      if (IsPlainNumber(better)) return;
      const std::string_view source = subject.file.source->Text(expr.range);
      const std::string unit = expr.unit ? std::string(expr.unit.text) : "";
      diag::Diagnostic& found = reporter->Report(diag::LintCode::kBareNumber, expr.range,
                                                 {source, better + unit});
      static_cast<void>(found);
      // The digits end where the unit begins.
      const uint32_t end = expr.unit ? expr.unit.range.begin : expr.range.end;
      reporter->SafeFix({expr.range.begin, end}, better,
                        {"写成“" + better + unit + "”", "write " + better + unit});
    });
  });
}

}  // namespace pol::lint
