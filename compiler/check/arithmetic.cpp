// Sums, products, powers: units and dimensions.
#include "compiler/check/checker.h"

namespace pol::check {

using ast::ExprKind;

Index Checker::Arithmetic(const Expr& expr, Index hint) {
  switch (expr.kind) {
    case ExprKind::kNegate: {
      const Index type = Infer(*expr.args[0], hint);
      if (type != kNoType && !IsNumeric(type)) {
        Report(Code::kNotANumber, expr.args[0]->range,
               {Source(expr.args[0]->range), Describe(type)});
        return Set(expr, kNoType);
      }
      return Set(expr, type);
    }
    case ExprKind::kPower:
      return Power(expr);
    case ExprKind::kAdd:
    case ExprKind::kSubtract:
      return Sum(expr, hint);
    default:
      return Product(expr);
  }
}

// The greatest value of an exponent: its own where it is a constant; of a whole-number input the
// end of its domain, if that leaves no more than 0 to 64 (checked by the caller). Else nothing.
std::optional<Rational> Checker::MostTimes(const Expr& exponent) const {
  if (std::optional<Rational> constant = Fold(exponent)) return constant;
  const Expr& inner = Inner(exponent);
  const auto info = model_.exprs.find(inner.id);
  if (info == model_.exprs.end() || info->second.ref != Ref::kInput) return std::nullopt;
  const Input& input = model_.inputs[static_cast<size_t>(info->second.index)];
  if (input.type == kNoType || K(input.type) != TypeKind::kInteger) return std::nullopt;
  std::optional<Rational> most;
  for (const program::Interval& interval : input.domain.intervals) {
    if (!interval.low || *interval.low < Rational(0) || !interval.high) return std::nullopt;
    if (!most || *most < *interval.high) most = interval.high->Floor();
  }
  return most;
}

Index Checker::Power(const Expr& expr) {
  const Index base = Infer(*expr.args[0]), exponent = Infer(*expr.args[1]);
  if (base == kNoType || exponent == kNoType) return Set(expr, kNoType);
  if (!IsNumeric(base)) {
    Report(Code::kNotANumber, expr.args[0]->range, {Source(expr.args[0]->range), Describe(base)});
    return Set(expr, kNoType);
  }
  const std::optional<Rational> times = MostTimes(*expr.args[1]);
  if (!times || !times->is_integer() || times->sign() < 0 || *times > Rational(64) ||
      !T(exponent).dimension.is_number()) {
    Report(Code::kBadExponent, expr.args[1]->range, {Source(expr.args[1]->range)});
    return Set(expr, kNoType);
  }
  if (!T(base).dimension.is_number()) {
    Report(Code::kPowerOfUnit, expr.args[0]->range, {Source(expr.args[0]->range), Describe(base)});
    return Set(expr, kNoType);
  }
  const bool whole = K(base) == TypeKind::kInteger;
  return Set(expr, Simple(whole ? TypeKind::kInteger : TypeKind::kDecimal));
}

Index Checker::Sum(const Expr& expr, Index hint) {
  const Expr &left = *expr.args[0], &right = *expr.args[1];
  const bool minus = expr.kind == ExprKind::kSubtract;
  Index a = kNoType, b = kNoType;
  const bool same = Harmonize(left, right, IsBare(expr) ? hint : kNoType, &a, &b);
  if (a == kNoType || b == kNoType)
    return Set(expr, a == kNoType && b != kNoType && IsNumeric(b) ? b : a);
  ExprInfo& info = Info(expr);
  const auto is = [&](Index type, TypeKind kind) { return K(type) == kind; };
  const auto wrong = [&](Code code) {
    Report(code, expr.range,
           {Source(left.range), Describe(a), Source(right.range), Describe(b),
            minus ? Text("减", "subtracted") : Text("加", "added")});
    return Set(expr, kNoType);
  };
  if (is(a, TypeKind::kDate)) {
    if (minus && is(b, TypeKind::kDate)) {
      info.op = program::Op::kDateDiff;
      return Set(expr, Simple(TypeKind::kDays));
    }
    if (is(b, TypeKind::kDays) || is(b, TypeKind::kMonths)) {
      info.op = is(b, TypeKind::kDays) ? program::Op::kAddDays : program::Op::kAddMonths;
      return Set(expr, Simple(TypeKind::kDate));
    }
    if (is(b, TypeKind::kWorkdays)) {
      const Index calendar = CalendarOf(nullptr, expr.range);
      if (calendar >= 0) {
        info.op = program::Op::kAddWorkdays;
        info.index = calendar;
      }
      return Set(expr, Simple(TypeKind::kDate));
    }
    if (IsBare(right)) {
      Report(Code::kDateAddNumber, right.range, {Source(left.range), Source(right.range)});
      return Set(expr, Simple(TypeKind::kDate));
    }
    return wrong(Code::kCannotAdd);
  }
  if (is(a, TypeKind::kInstant)) {
    if (minus && is(b, TypeKind::kInstant)) {
      info.op = program::Op::kDateDiff;
      return Set(expr, Simple(TypeKind::kHours));
    }
    if (is(b, TypeKind::kHours)) {
      info.op = program::Op::kAddSeconds;
      return Set(expr, Simple(TypeKind::kInstant));
    }
    return wrong(Code::kCannotAdd);
  }
  if (is(a, TypeKind::kMonth)) {
    if (minus && is(b, TypeKind::kMonth)) return Set(expr, Simple(TypeKind::kMonths));
    if (is(b, TypeKind::kMonths)) {
      info.op = program::Op::kMonthAdd;
      return Set(expr, Simple(TypeKind::kMonth));
    }
    return wrong(Code::kCannotAdd);
  }
  if (!IsNumeric(a) || !IsNumeric(b)) return wrong(Code::kCannotAdd);
  if (!same) {
    if (IsBare(left) || IsBare(right)) {
      const bool bare_left = IsBare(left);
      Report(Code::kBareNumber, (bare_left ? left : right).range,
             {Source((bare_left ? left : right).range), Source((bare_left ? right : left).range),
              Describe(bare_left ? b : a)});
      return Set(expr, bare_left ? b : a);
    }
    return wrong(Code::kUnitMismatch);
  }
  Index type = Join(a, b);
  if (K(a) == TypeKind::kInteger && K(b) == TypeKind::kInteger) type = Join(a, b);
  return Set(expr, WithOptional(type, false));
}

Index Checker::Product(const Expr& expr) {
  const Expr &left = *expr.args[0], &right = *expr.args[1];
  const bool divide = expr.kind == ExprKind::kDivide;
  const Index a = Infer(left);
  Index b = kNoType;
  // 0.2‰/天, 100元/平方米: a unit as the divisor.
  if (divide && right.kind == ExprKind::kName && Lookup(right.name.text) != nullptr &&
      FindUnit(right.name.text).known) {
    const Expr* before = &left;
    while ((before->kind == ExprKind::kMultiply || before->kind == ExprKind::kDivide)) {
      before = before->args[1];
    }
    if (before->kind == ExprKind::kNumber || before->kind == ExprKind::kHanNumber) {
      Report(Code::kUnitOrName, right.range, {std::string(right.name.text), Source(before->range)});
      return Set(expr, kNoType);
    }
  }
  if (divide && right.kind == ExprKind::kName && Lookup(right.name.text) == nullptr) {
    const UnitFound unit = FindUnit(right.name.text);
    if (unit.known && !unit.factor_only) {
      ExprInfo& info = Info(right);
      info = ExprInfo();
      info.ref = Ref::kLiteral;
      info.literal = value::Value(unit.counting ? Rational(1) : unit.factor);
      b = Set(right, unit.counting ? Counting(TypeKind::kInteger, std::string(right.name.text))
                                   : OfDimension(unit.dimension));
      typed_.insert(right.id);
      hint_of_[right.id] = kNoType;
    } else {
      b = Infer(right);
    }
  } else {
    b = Infer(right);
  }
  if (a == kNoType || b == kNoType) return Set(expr, kNoType);
  for (const auto& [part, type] : {std::pair<const Expr*, Index>{&left, a}, {&right, b}}) {
    if (IsNumeric(type)) continue;
    Report(Code::kNotANumber, part->range, {Source(part->range), Describe(type)});
    return Set(expr, kNoType);
  }
  const value::Dimension &x = T(a).dimension, &y = T(b).dimension;
  const value::Dimension made = divide ? x / y : x * y;
  constexpr size_t kCny = static_cast<size_t>(value::Base::kCny),
                   kUsd = static_cast<size_t>(value::Base::kUsd);
  if (!divide && made.power[kCny] + made.power[kUsd] > 1) {
    Report(Code::kMoneyTimesMoney, expr.range, {Source(left.range), Source(right.range)});
    return Set(expr, kNoType);
  }
  // A rate per day times months: nothing says how many days a month has.
  int above = -1, below = -1;
  for (int i = static_cast<int>(value::Base::kHour); i <= static_cast<int>(value::Base::kMonth);
       ++i) {
    if (made.power[i] > 0) above = i;
    if (made.power[i] < 0) below = i;
  }
  const bool mixed = above >= 0 && below >= 0;
  const bool already = (x.power[above < 0 ? 0 : above] > 0 && x.power[below < 0 ? 0 : below] < 0);
  if (mixed && !already) {
    Report(Code::kTimeUnitsMixed, expr.range,
           {Source(left.range), DescribeUnit(a), Source(right.range), DescribeUnit(b)});
    return Set(expr, kNoType);
  }
  if (made.is_number()) {
    const bool whole = !divide && K(a) == TypeKind::kInteger && K(b) == TypeKind::kInteger;
    const bool rate =
        K(a) == TypeKind::kRate && K(b) == TypeKind::kRate && !divide && x.is_number();
    return Set(expr, Simple(whole  ? TypeKind::kInteger
                            : rate ? TypeKind::kRate
                                   : TypeKind::kDecimal));
  }
  if (divide && b != kNoType && K(a) == TypeKind::kRate && right.kind == ExprKind::kName &&
      Info(right).ref == Ref::kLiteral) {
    Type type = T(OfDimension(made));
    type.type.factor = Rational(1) / Info(right).literal.number();
    type.type.unit = std::string(right.name.text);
    return Set(expr, Intern(type));
  }
  return Set(expr, OfDimension(made));
}

}  // namespace pol::check
