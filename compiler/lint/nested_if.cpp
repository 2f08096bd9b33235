// A formula with many cases inside one another: a table shows them side by side.
#include <set>

#include "compiler/lint/say.h"
#include "compiler/lint/walk.h"

namespace pol::lint {
namespace {

const ast::Expr& Bare(const ast::Expr& expr) {
  const ast::Expr* bare = &expr;
  while (bare->kind == ast::ExprKind::kParen && !bare->args.empty()) bare = bare->args[0];
  return *bare;
}

// How many conditions a formula tries one after another, anywhere inside its cases.
int Conditions(const ast::Expr& expr, std::set<const ast::Expr*>* inside) {
  const ast::Expr& bare = Bare(expr);
  if (bare.kind != ast::ExprKind::kIf || bare.args.size() < 3) return 0;
  inside->insert(&bare);
  int conditions = 1;
  for (const size_t part : {1, 2}) {
    if (bare.args[part] != nullptr) conditions += Conditions(*bare.args[part], inside);
  }
  return conditions;
}

}  // namespace

void NestedIf(const Subject& subject, Reporter* reporter) {
  constexpr int kMost = 2;
  EachDeclaration(subject, [&](const ast::Declaration& declaration, const ast::Policy*) {
    if (IsTest(declaration)) return;
    std::set<const ast::Expr*> inside;
    EachExpr(declaration, [&](const ast::Expr& expr) {
      if (expr.kind != ast::ExprKind::kIf || inside.count(&expr) > 0) return;
      const int conditions = Conditions(expr, &inside);
      if (conditions <= kMost) return;
      reporter->Report(diag::LintCode::kNestedIf, expr.range, {std::to_string(conditions)});
    });
  });
}

}  // namespace pol::lint
