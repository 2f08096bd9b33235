// Which comparisons are column tests (semantics 2.5): a fact against a constant.
#include "compiler/check/checker.h"

namespace pol::check {

using ast::ExprKind;

Index Checker::InputOf(const Expr& expr) const {
  const ExprInfo& info = model_.Of(Inner(expr));
  return info.ref == Ref::kInput && !IsList(info.type) ? info.index : -1;
}

// Marks the comparisons that are column tests. `condition`: a name alone here is a test too.
void Checker::Columns(const Expr& expr, bool condition) {
  ExprInfo& info = Info(expr);
  const auto constant = [&](const Expr& part) {
    return Measure(part).constant && !HoldsFreeItem(part);
  };
  switch (expr.kind) {
    case ExprKind::kName:
    case ExprKind::kField: {
      const bool yes_no = info.type != kNoType && K(info.type) == TypeKind::kBoolean;
      if (condition && yes_no && info.ref == Ref::kInput) info.column = info.index;
      return;
    }
    case ExprKind::kCompare:
    case ExprKind::kMember: {
      const Expr &left = *expr.args[0], &right = *expr.args[1];
      const Index a = InputOf(left), b = InputOf(right);
      if (a >= 0 && constant(right)) {
        info.column = a;
      } else if (b >= 0 && constant(left)) {
        info.column = b;
      }
      if (info.column < 0) {
        Columns(left, false);
        Columns(right, false);
      }
      return;
    }
    case ExprKind::kParen:
    case ExprKind::kNot:
    case ExprKind::kAnd:
    case ExprKind::kOr:
    case ExprKind::kChain:
      for (const Expr* arg : expr.args) {
        const Index type = Info(*arg).type;
        const bool yes_no = type != kNoType && K(type) == TypeKind::kBoolean;
        Columns(*arg, expr.kind == ExprKind::kParen ? condition || yes_no : true);
      }
      return;
    case ExprKind::kAll:
    case ExprKind::kAny:
    case ExprKind::kAtLeast:
      for (const ast::Item& item : expr.items) {
        if (item.condition != nullptr) Columns(*item.condition, true);
      }
      return;
    case ExprKind::kEvery:
    case ExprKind::kSome:
    case ExprKind::kNo:
      Columns(*expr.args[0], false);
      Columns(*expr.args[1], true);
      return;
    case ExprKind::kIf:
      Columns(*expr.args[0], true);
      Columns(*expr.args[1], false);
      Columns(*expr.args[2], false);
      return;
    default:
      if (info.ref == Ref::kLiteral) return;
      for (const Expr* arg : expr.args) {
        Columns(*arg, arg == expr.each && Info(*arg).type != kNoType &&
                          K(Info(*arg).type) == TypeKind::kBoolean);
      }
      for (const ast::NamedArgument& named : expr.named) {
        if (named.value != nullptr) Columns(*named.value, false);
      }
      for (const ast::Generator& generator : expr.generators) {
        for (const Expr* list : generator.lists) Columns(*list, false);
        if (generator.where != nullptr) Columns(*generator.where, true);
        if (generator.by != nullptr) Columns(*generator.by, false);
      }
      return;
  }
}

void Checker::CellColumns(const Declaration& table) {
  if (table.table == nullptr) return;
  const ast::TableHead& head = *table.table;
  for (const ast::TableRow& row : table.rows) {
    for (size_t c = 0; c < row.conditions.size() && c < head.conditions.size(); ++c) {
      const ast::HeadCell& column = head.conditions[c];
      if (column.kind != ast::HeadCell::Kind::kValue || column.value == nullptr) continue;
      const Index input = InputOf(*column.value);
      for (const ast::CellTest& test : row.conditions[c].tests) {
        if (test.value == nullptr) continue;
        const bool constant = Measure(*test.value).constant;
        if (input >= 0 && constant) Info(*test.value).column = input;
      }
    }
    for (const ast::Cell& cell : row.results) {
      if (cell.value != nullptr) Columns(*cell.value, false);
    }
  }
}

}  // namespace pol::check
