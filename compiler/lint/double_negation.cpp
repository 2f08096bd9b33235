// What is negative already, negated again.
#include "compiler/lint/bounds.h"
#include "compiler/lint/numbers.h"
#include "compiler/lint/walk.h"

namespace pol::lint {
namespace {

using ast::Expr;
using ast::ExprKind;

// 未列入, 无处罚记录, 不合格; not 不动产, 无人机, 非遗, 未来.
bool Negative(const Expr& expr) {
  if (expr.kind != ExprKind::kName) return false;
  const std::string_view name = expr.name.text;
  for (const std::string_view word : {"不动产", "无人", "非遗", "非公", "未来", "不锈", "无线", "无锡", "未成年", "非机动"}) {
    if (name.starts_with(word)) return false;
  }
  for (const std::string_view word : {"未", "无", "不", "没有", "非"}) {
    if (name.starts_with(word)) return true;
  }
  return false;
}

bool No(const Expr& expr) { return expr.kind == ExprKind::kFalse; }

}  // namespace

void DoubleNegation(const Subject& subject, Reporter* reporter) {
  EachDeclaration(subject, [&](const ast::Declaration& one, const ast::Policy*) {
    if (IsTest(one)) return;
    EachExpr(one, [&](const Expr& expr) {
      bool twice = false;
      if (expr.kind == ExprKind::kNot && expr.args.size() == 1 && !expr.said) {
        const Expr& inner = Bare(*expr.args[0]);
        twice = Negative(inner) || inner.kind == ExprKind::kNot ||
                (inner.kind == ExprKind::kCompare && inner.compare == ast::Compare::kNotEqual) ||
                (inner.kind == ExprKind::kMember && inner.negated);
      } else if (expr.kind == ExprKind::kCompare && !expr.said &&
                 (expr.compare == ast::Compare::kEqual || expr.compare == ast::Compare::kNotEqual)) {
        const Expr &left = Bare(*expr.args[0]), &right = Bare(*expr.args[1]);
        twice = expr.compare == ast::Compare::kEqual ? Negative(left) && No(right)
                                                     : No(right) || (Negative(left) && right.kind == ExprKind::kTrue);
      }
      if (twice)
        reporter->Report(diag::LintCode::kDoubleNegation, expr.range, {OneLine(subject.file, expr.range)});
    });
  });
}

}  // namespace pol::lint
