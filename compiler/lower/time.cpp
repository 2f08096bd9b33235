// Dates that lie later, and the functions of the calendar.
#include <utility>

#include "compiler/lower/lowering.h"

namespace pol::lower {

using check::Function;

// A date or the like, later by a period: by days, months, working days of the calendar of `info`.
Index PolicyLowering::Later(Op op, const check::ExprInfo& info, Index from, Index period,
                            uint32_t offset) {
  const Index index = Make(op, info.type, {from, period}, offset);
  if (op == Op::kAddMonths) policy_.nodes[index].a = static_cast<int32_t>(model_.month_end);
  if (op == Op::kAddWorkdays) policy_.nodes[index].a = info.index;
  return index;
}

// Functions of the calendar: deadlines, working days, what recurs.
Index PolicyLowering::Time(const ast::Expr& expr, const check::ExprInfo& info) {
  const uint32_t offset = expr.range.begin;
  const Index date = Expr(*expr.args[0]), second = Expr(*expr.args[1]);
  const auto days = [&](Index from, int64_t number) {
    const Index type = SimpleType(program::TypeKind::kDays);
    return Make(Op::kAddDays, info.type, {from, Number(Rational(number), type, offset)}, offset);
  };
  const auto with = [&](Op op, std::vector<Index> children, int32_t a) {
    const Index index = Make(op, info.type, std::move(children), offset);
    policy_.nodes[index].a = a;
    return index;
  };
  switch (info.function) {
    case Function::kDeadline: {
      const Index last = Later(info.op, info, date, second, offset);
      if (info.op == Op::kAddWorkdays) return last;
      return with(Op::kToWorkday, {last}, info.index);
    }
    case Function::kStartingOn:
      // The first day counts: the period ends one day earlier. Of working days, the first may be
      // none, so they are counted from the day before.
      if (info.op == Op::kAddWorkdays) return Later(info.op, info, days(date, -1), second, offset);
      return days(Later(info.op, info, date, second, offset), -1);
    case Function::kBeforeWorkdays: {
      const Index back = Make(Op::kNegate, policy_.nodes[second].type, {second}, offset);
      return with(Op::kAddWorkdays, {date, back}, info.index);
    }
    case Function::kAddWorkdays:
      return with(Op::kAddWorkdays, {date, second}, info.index);
    case Function::kWorkdaysBetween:
      return with(Op::kWorkdaysBetween, {date, second}, info.index);
    default: {
      const Op op = info.function == Function::kRecurring ? Op::kRecurring : Op::kNextRecurring;
      const Index index = with(op, {date, second, Expr(*expr.args[2])},
                               static_cast<int32_t>(model_.month_end));
      policy_.nodes[index].b = info.op == Op::kAddDays ? 1 : 0;
      return index;
    }
  }
}

}  // namespace pol::lower
