// Comparisons, membership, cells of tables.
#include "compiler/check/checker.h"

namespace pol::check {

using ast::ExprKind;

namespace {

bool IsSpan(const ast::Expr& expr) {
  return expr.kind == ExprKind::kInterval || expr.kind == ExprKind::kRange ||
         expr.kind == ExprKind::kBound || expr.kind == ExprKind::kItems;
}

bool IsDuration(TypeKind kind) {
  return kind == TypeKind::kHours || kind == TypeKind::kDays || kind == TypeKind::kWorkdays ||
         kind == TypeKind::kMonths;
}

}  // namespace

// Says why a and b cannot be compared; false then.
bool Checker::Comparable(const Expr& left, Index a, const Expr& right, Index b, bool ordered) {
  if (a == kNoType || b == kNoType) return true;
  if (!SameKind(a, b)) {
    const bool record_a = K(a) == TypeKind::kRecord, record_b = K(b) == TypeKind::kRecord;
    if (record_a != record_b && !IsList(a) && !IsList(b)) {
      RecordAlone(record_a ? left : right, record_a ? a : b);
      return false;
    }
    if (ElementsAgree(a, b)) {
      const Expr &list = K(a) == TypeKind::kList ? left : right, &set = &list == &left ? right : left;
      Report(Code::kListAgainstSet, list.range, {Source(list.range), Source(set.range)});
      return false;
    }
    if (IsList(a) != IsList(b)) {
      const Expr &list = IsList(a) ? left : right, &one = IsList(a) ? right : left;
      Report(Code::kListAgainstOne, one.range, {Source(list.range), Source(one.range)});
      return false;
    }
    if (IsNumeric(a) && IsNumeric(b)) {
      const Expr *bare = nullptr, *other = nullptr;
      Index other_type = kNoType;
      if (IsBare(right))
        bare = &right, other = &left, other_type = a;
      else if (IsBare(left))
        bare = &left, other = &right, other_type = b;
      if (bare != nullptr) {
        Report(Code::kBareNumber, bare->range,
               {Source(bare->range), Source(other->range), Describe(other_type)});
        return false;
      }
      const bool counts = T(a).dimension.is_number() && T(b).dimension.is_number();
      if (counts || (IsDuration(K(a)) && IsDuration(K(b))) || K(a) == K(b)) {
        Report(Code::kUnitsCompared, right.range,
               {Source(left.range), DescribeUnit(a), Source(right.range), DescribeUnit(b)});
        return false;
      }
    }
    Report(Code::kTypeMismatch, right.range,
           {Source(left.range), Describe(a), Source(right.range), Describe(b)});
    return false;
  }
  if (ordered && RecordAlone(left, a)) return false;
  if (ordered && !IsOrdered(a)) {
    Report(Code::kNotOrdered, left.range, {Source(left.range), Describe(a)});
    return false;
  }
  return true;
}

void Checker::CompareValues(const Expr& expr) {
  const Expr &left = *expr.args[0], &right = *expr.args[1];
  const Expr& inner = Inner(right);
  const bool equality = expr.kind == ExprKind::kMember || expr.compare == ast::Compare::kEqual ||
                        expr.compare == ast::Compare::kNotEqual;
  if (IsSpan(Inner(left))) {
    if (!IsSpan(inner) && equality && expr.kind == ExprKind::kCompare) {
      MemberOf(right, Inner(left), expr.range);
    } else {
      Report(Code::kIntervalAlone, left.range, {Source(left.range)});
    }
    return;
  }
  if (IsSpan(inner)) {
    if (!equality) {
      Report(Code::kIntervalAlone, right.range, {Source(right.range)});
      return;
    }
    MemberOf(left, inner, expr.range);
    return;
  }
  if (expr.kind == ExprKind::kMember) {
    // A single value is a list of one.
    MemberOf(left, inner, expr.range);
    return;
  }
  const Expr& first = Inner(left);
  if (inner.kind == ExprKind::kNone || first.kind == ExprKind::kNone) {
    const bool right_none = inner.kind == ExprKind::kNone;
    const Expr& value = right_none ? left : right;
    const Index type = Infer(value);
    Infer(right_none ? right : left, type);
    if (type == kNoType) return;
    if (!equality) {
      Report(Code::kIntervalAlone, expr.range, {Source(expr.range)});
    } else if (!T(type).type.optional && K(type) != TypeKind::kList && K(type) != TypeKind::kSet) {
      Report(Code::kNoneNotAllowed, expr.range, {Source(value.range)});
    }
    return;
  }
  Index a = kNoType, b = kNoType;
  Harmonize(left, right, kNoType, &a, &b);
  Comparable(left, a, right, b, !equality);
}

void Checker::MemberOf(const Expr& left, const Expr& right, Range where) {
  (void)where;
  Index type = kNoType;
  if (Flexible(left)) {
    // The members tell what the left side is.
    const Expr* end = &right;
    while (IsSpan(*end) && !end->args.empty()) end = end->args[0];
    type = Infer(*end);
    if (type != kNoType) type = Infer(left, IsList(type) ? T(type).element : type);
  } else {
    type = Infer(left);
  }
  if (IsList(type) && right.kind == ExprKind::kItems) {
    Infer(right, type);  // 已交材料 属于 甲、乙: all of them are
    return;
  }
  Ends(right, type, left);
}

// The ends of an interval, the items of a list: each must be comparable with `left`.
void Checker::Ends(const Expr& right, Index type, const Expr& left) {
  switch (right.kind) {
    case ExprKind::kParen:
      Ends(*right.args[0], type, left);
      break;
    case ExprKind::kItems:
      for (const Expr* item : right.args) {
        if (item->kind == ExprKind::kName && item->name.text == "等" && Lookup("等") == nullptr) {
          Report(Code::kOpenList, item->range, {Source(left.range)});
          continue;
        }
        if (item->kind == ExprKind::kName && item->name.text == "etc" && Lookup("etc") == nullptr) {
          Report(Code::kOpenList, item->range, {Source(left.range)});
          continue;
        }
        Ends(*item, type, left);
      }
      break;
    case ExprKind::kInterval:
    case ExprKind::kRange: {
      const Expr &low = *right.args[0], &high = *right.args[1];
      if (right.kind == ExprKind::kRange && low.kind == ExprKind::kNumber && !low.unit &&
          high.kind == ExprKind::kNumber && high.unit) {
        // 3~10天: the left number has the right one's unit.
        const Index ends = Infer(high, type);
        const std::optional<Rational> number = ReadNumberOf(low);
        if (number && ends != kNoType) {
          Expr with_unit = low;
          with_unit.unit = high.unit;
          NumberLiteral(with_unit, *number, type, low.range);
          typed_.insert(low.id);
          hint_of_[low.id] = type;
        } else {
          Set(low, kNoType);
        }
      } else {
        Infer(low, type);
        Infer(high, type);
      }
      CheckEnds(right, type, left);
      break;
    }
    case ExprKind::kBound: {
      const Index end = Infer(*right.args[0], type);
      Comparable(left, type, *right.args[0], end, true);
      break;
    }
    default: {
      // Of a list the hint is what is in it: 材料 属于 列表（身份证）.
      const bool list = Inner(right).kind == ExprKind::kCall && Flexible(right) &&
                        type != kNoType && !IsList(type);
      const Index item = Infer(right, list ? ListOf(type, TypeKind::kList) : type);
      if (Inner(right).kind == ExprKind::kNone) {
        if (type != kNoType && !T(type).type.optional) {
          Report(Code::kNoneNotAllowed, right.range, {Source(left.range)});
        }
        break;
      }
      if (IsList(item)) {
        MemberOfList(left, type, right, item);
        break;
      }
      Comparable(left, type, right, item, false);
      break;
    }
  }
  if (right.kind != ExprKind::kParen && IsSpan(right)) Set(right, type);
  if (right.kind == ExprKind::kParen) Set(right, type);
}

void Checker::CheckEnds(const Expr& interval, Index type, const Expr& left) {
  const Expr &low = *interval.args[0], &high = *interval.args[1];
  const Index a = Info(low).type, b = Info(high).type;
  if (&left != &interval) {
    if (!Comparable(left, type, low, a, true) || !Comparable(left, type, high, b, true)) return;
  }
  if (a == kNoType || b == kNoType || !SameKind(a, b)) return;
  const std::optional<Rational> from = Fold(low), to = Fold(high);
  if (!from || !to) return;
  Rational first = *from, last = *to;
  bool empty = last < first || (first == last && (interval.low_open || interval.high_open));
  const std::optional<Rational> grid = type == kNoType ? std::nullopt : T(type).type.grid;
  const bool days = type != kNoType && (K(type) == TypeKind::kDate || K(type) == TypeKind::kMonth);
  if (!empty && (grid || days)) {
    // (3, 4) of whole numbers holds nothing.
    const Rational step = grid.value_or(Rational(1));
    Rational least = -((-first / step).Floor());
    if (interval.low_open && least * step == first) least = least + Rational(1);
    Rational most = (last / step).Floor();
    if (interval.high_open && most * step == last) most = most - Rational(1);
    empty = most < least;
  }
  if (empty) Report(Code::kEmptyInterval, interval.range, {Source(interval.range)});
}

void Checker::TestInCell(const Expr& head, Index type, const ast::CellTest& test) {
  if (test.value == nullptr) return;
  const Expr& value = *test.value;
  const Expr& inner = Inner(value);
  if (IsSpan(inner)) {
    if (test.compare && *test.compare != ast::Compare::kEqual &&
        *test.compare != ast::Compare::kNotEqual) {
      Report(Code::kIntervalAlone, value.range, {Source(value.range)});
      return;
    }
    Ends(value, type, head);
    return;
  }
  const Index found = Infer(value, type);
  if (inner.kind == ExprKind::kNone) {
    if (type != kNoType && !T(type).type.optional) {
      Report(Code::kNoneNotAllowed, value.range, {Source(head.range)});
    }
    return;
  }
  const bool ordered = test.compare && *test.compare != ast::Compare::kEqual &&
                       *test.compare != ast::Compare::kNotEqual;
  Comparable(head, type, value, found, ordered);
}

}  // namespace pol::check
