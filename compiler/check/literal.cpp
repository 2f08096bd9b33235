// Literals, and bare numbers that take the unit of what stands beside them (semantics 1.5).
#include "runtime/value/literal.h"

#include "compiler/check/checker.h"
#include "runtime/value/date.h"

namespace pol::check {

using ast::ExprKind;

std::optional<Rational> Checker::ReadNumberOf(const Expr& expr) {
  const std::optional<Rational> number = expr.kind == ExprKind::kHanNumber
                                             ? value::ReadHanNumber(expr.text)
                                             : value::ReadNumber(expr.text);
  if (!number) Report(Code::kBadNumber, expr.range, {Source(expr.range)});
  return number;
}

Index Checker::Literal(const Expr& expr, Index hint) {
  ExprInfo& info = Info(expr);
  info.ref = Ref::kLiteral;
  const auto number = [&](TypeKind kind, const std::optional<int64_t>& read) {
    if (!read) {
      info.ref = Ref::kNothing;
      Report(Code::kNoSuchDate, expr.range, {Source(expr.range)});
      return Set(expr, kNoType);
    }
    info.literal = value::Value(Rational(*read));
    return Set(expr, Simple(kind));
  };
  switch (expr.kind) {
    case ExprKind::kTrue:
    case ExprKind::kFalse:
      info.literal = value::Value(expr.kind == ExprKind::kTrue);
      return Set(expr, Simple(TypeKind::kBoolean));
    case ExprKind::kDate:
      return number(TypeKind::kDate, value::ParseDate(expr.text));
    case ExprKind::kMonth:
      return number(TypeKind::kMonth, value::ParseMonth(expr.text));
    case ExprKind::kInstant:
      return number(TypeKind::kInstant, value::ParseInstant(expr.text));
    case ExprKind::kClock:
      return number(TypeKind::kClock, value::ParseClock(expr.text));
    case ExprKind::kText:
      if (hint != kNoType && K(hint) == TypeKind::kEnum) return MemberValue(expr, expr.text, hint);
      info.literal = value::Value::Text(value::Nfc(expr.text).value_or(std::string(expr.text)));
      return Set(expr, Simple(TypeKind::kText));
    case ExprKind::kNone:
      if (hint != kNoType && (K(hint) == TypeKind::kList || K(hint) == TypeKind::kSet)) {
        info.literal = value::Value::List({});
        return Set(expr, hint);
      }
      info.literal = value::Value();
      // Whether "none" is allowed there is checked where it is compared or assigned.
      return Set(expr, hint == kNoType ? kNoType : WithOptional(hint, true));
    default:
      break;
  }
  const std::optional<Rational> read = ReadNumberOf(expr);
  if (!read) {
    info.ref = Ref::kNothing;
    return Set(expr, kNoType);
  }
  return NumberLiteral(expr, *read, hint, expr.range);
}

Index Checker::NumberLiteral(const Expr& expr, const Rational& number, Index hint, Range whole) {
  ExprInfo& info = Info(expr);
  info.ref = Ref::kLiteral;
  info.literal = value::Value(number);
  const bool percent = expr.kind == ExprKind::kHanNumber ||
                       expr.text.find('%') != std::string_view::npos ||
                       expr.text.find("‰") != std::string_view::npos;
  if (expr.unit) {
    const UnitFound unit = NeedUnit(expr.unit);
    if (!unit.known) {
      info.ref = Ref::kNothing;
      return Set(expr, kNoType);
    }
    const bool label = hint != kNoType && T(hint).dimension.is_number() &&
                       T(hint).type.unit == expr.unit.text;  // 60分 beside points of a score
    if (!unit.factor_only) {
      if (label || unit.counting) {
        const TypeKind kind = number.is_integer() ? TypeKind::kInteger : TypeKind::kDecimal;
        return Set(expr, Counting(kind, std::string(expr.unit.text)));
      }
      const Rational stored = number * unit.factor;
      info.literal = value::Value(stored);
      Index type = OfDimension(unit.dimension);
      const TypeKind kind = K(type);
      if (kind == TypeKind::kExactMoney &&
          unit.dimension == T(Simple(TypeKind::kMoney)).dimension) {
        if ((stored * Rational(100)).is_integer()) type = Simple(TypeKind::kMoney);
      } else if (kind == TypeKind::kMonths && unit.factor == Rational(12)) {
        Type years = T(type);
        years.type.unit = "年";
        years.type.factor = 12;
        years.type.grid = Rational(12);
        type = Intern(years);
      } else if (kind == TypeKind::kQuantity) {
        Type quantity = T(type);
        quantity.type.unit = std::string(expr.unit.text);
        quantity.type.factor = unit.factor;
        type = Intern(quantity);
      }
      return Set(expr, type);
    }
    info.literal = value::Value(number * unit.factor);
    Set(expr, Simple(percent || unit.factor != Rational(1) ? TypeKind::kRate : TypeKind::kDecimal));
  } else {
    Set(expr, Simple(percent               ? TypeKind::kRate
                     : number.is_integer() ? TypeKind::kInteger
                                           : TypeKind::kDecimal));
  }
  (void)whole;
  ScaleBare(expr, hint);
  return info.type;
}

// A bare number in a place whose type is known takes its unit; where that is not allowed it stays a
// plain number, and the comparison or assignment says so.
void Checker::ScaleBare(const Expr& expr, Index hint) {
  if (hint == kNoType || !IsNumeric(hint)) return;
  ExprInfo& info = Info(expr);
  if (info.type == kNoType || !T(info.type).dimension.is_number()) return;
  const bool literal = info.ref == Ref::kLiteral;
  if (literal && info.literal.is_number() && info.literal.number().is_zero()) {
    info.type = WithOptional(hint, false);  // nothing is nothing in every unit
    return;
  }
  if (T(hint).dimension.is_number()) {
    if (literal && T(info.type).type.unit.empty() && K(info.type) != TypeKind::kRate) {
      const bool whole = info.literal.number().is_integer();
      if (K(hint) == TypeKind::kInteger && whole) info.type = WithOptional(hint, false);
      if (K(hint) != TypeKind::kInteger) info.type = WithOptional(hint, false);
    }
    return;
  }
  const Index money = Simple(TypeKind::kMoney);  // may move the types: no reference crosses it
  const bool yuan =
      T(hint).type.factor == Rational(1) && T(hint).dimension == T(money).dimension;
  // A datum counts the unit that its fact or result is declared with.
  const auto scaled = [](std::string_view text) {
    return text.find("万") != std::string_view::npos || text.find("亿") != std::string_view::npos;
  };
  // 1亿 for a fact in 亿元: nobody means a hundred million times a hundred million.
  const bool in_myriads = scaled(T(hint).type.unit) ||
                          (T(hint).dimension == T(money).dimension &&
                           T(hint).type.factor >= Rational(10000));
  if (literal && in_test_ && in_myriads && expr.kind == ExprKind::kNumber && scaled(expr.text)) {
    Report(Code::kScaledCount, expr.range, {Source(expr.range), Describe(hint)});
    info.type = kNoType;
    return;
  }
  if (in_test_ && !yuan && !IsWholeTime(hint) && K(hint) != TypeKind::kHours) {
    const Rational& factor = T(hint).type.factor;
    if (literal) {
      info.literal = value::Value(info.literal.number() * factor);
    } else {
      info.scale = factor;
    }
    info.type = WithOptional(hint, false);
    return;
  }
  switch (K(hint)) {
    case TypeKind::kMoney:
    case TypeKind::kExactMoney:
      if (!yuan) return;
      info.type = Simple(literal && (info.literal.number() * Rational(100)).is_integer()
                             ? TypeKind::kMoney
                             : TypeKind::kExactMoney);
      return;
    case TypeKind::kInteger:  // 首次上规年份：整数 年
      if (literal) {
        info.literal = value::Value(info.literal.number() * T(hint).type.factor);
      } else {
        info.scale = T(hint).type.factor;
      }
      info.type = WithOptional(hint, false);
      return;
    case TypeKind::kHours:
    case TypeKind::kDays:
    case TypeKind::kWorkdays:
    case TypeKind::kMonths:
      if (literal && expr.kind == ExprKind::kNumber &&
          scaled(expr.text)) {
        Report(Code::kScaledCount, expr.range, {Source(expr.range), Describe(hint)});
        info.type = kNoType;
        return;
      }
      [[fallthrough]];
    case TypeKind::kRate:
      if (literal) {
        info.literal = value::Value(info.literal.number() * T(hint).type.factor);
      } else {
        info.scale = T(hint).type.factor;
      }
      info.type = WithOptional(hint, false);
      return;
    default:
      return;
  }
}

}  // namespace pol::check
