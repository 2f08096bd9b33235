// 最低 5万元 最高 3万元: whatever is computed, one of the two wins.
#include "compiler/lint/bounds.h"
#include "compiler/lint/numbers.h"
#include "compiler/lint/walk.h"

namespace pol::lint {

using ast::ExprKind;

void CapBelowFloor(const Subject& subject, Reporter* reporter) {
  EachDeclaration(subject, [&](const ast::Declaration& declaration, const ast::Policy*) {
    if (IsTest(declaration)) return;
    EachExpr(declaration, [&](const ast::Expr& outer) {
      if (outer.kind != ExprKind::kCapped && outer.kind != ExprKind::kFloored) return;
      const ast::Expr& inner = Bare(*outer.args[0]);
      const bool capped = outer.kind == ExprKind::kCapped;
      if (inner.kind != (capped ? ExprKind::kFloored : ExprKind::kCapped)) return;
      const ast::Expr *cap = (capped ? outer : inner).args[1], *floor = (capped ? inner : outer).args[1];
      const value::Rational *most = subject.places->NodeOf(Bare(*cap)).number(),
                            *least = subject.places->NodeOf(Bare(*floor)).number();
      if (most == nullptr || least == nullptr || !(*most < *least)) return;
      diag::Diagnostic& found = reporter->Report(
          diag::LintCode::kCapBelowFloor, cap->range,
          {OneLine(subject.file, cap->range), OneLine(subject.file, floor->range),
           OneLine(subject.file, (capped ? cap : floor)->range)});
      found.labels.push_back({floor->range, {"保底在这里", "the floor"}});
    });
  });
}

}  // namespace pol::lint
